import { randomBytes, randomUUID } from 'node:crypto';
import { ensureFoundations, OtherKeyError } from '../actions/installation/ensureFoundations.ts';
import { type Config, EXIT_CONFIG, parseConfig } from '../config.ts';
import { connect, databaseCode } from '../db/client.ts';
import { databaseClock } from '../db/clock.ts';
import { EmbeddedError } from '../db/embedded/error.ts';
import { startEmbedded } from '../db/embedded.ts';
import { ErasuresError, erasuresPath, fileErasures } from '../db/erasures.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { createVault } from '../db/vault.ts';
import { markEmptyAsPlayground } from '../db/wipe.ts';
import type { Deps } from '../deps.ts';
import { errorCode } from '../log.ts';
import { loadVaultKey, VaultKeyError } from '../vaultKey.ts';
import { BackupError } from './backup/error.ts';
import { EXIT_REFUSED, type Terminal, UsageError } from './command.ts';

/** Commands do one thing at a time. */
const CONNECTIONS = 2;

/** The database of the configuration; an embedded server that runs already is joined. */
export const openDatabase = async (config: Config): Promise<{ url: string; stop: () => Promise<void> }> =>
  config.database.mode === 'url'
    ? { url: config.database.url, stop: async () => {} }
    : startEmbedded({ dataDir: config.dataDir });

const withDatabase = async (config: Config, body: (deps: Deps) => Promise<number>): Promise<number> => {
  const key = await loadVaultKey(config);
  const database = await openDatabase(config);
  try {
    if (config.telegram.mode === 'playground') await markEmptyAsPlayground(database.url);
    await migrateDatabase(database.url);
    const connection = connect(database.url, { max: CONNECTIONS });
    try {
      const bytes = (length: number) => new Uint8Array(randomBytes(length));
      const vault = createVault(key, bytes);
      const deps: Deps = {
        db: connection.db,
        clock: databaseClock(connection.db),
        random: { bytes, uuid: randomUUID },
        vault,
        log: () => {},
        erasures: fileErasures(erasuresPath(config.dataDir), vault),
      };
      await ensureFoundations(deps);
      return await body(deps);
    } finally {
      await connection.close();
    }
  } finally {
    await database.stop();
  }
};

/** Failures with a sentence for the terminal. */
const speaking = [BackupError, EmbeddedError, ErasuresError, OtherKeyError, VaultKeyError];

/** Says in one sentence why a command could not run; a database's own message would show parameters. */
const sentenceOf = (error: unknown): string => {
  if (error instanceof Error && speaking.some((kind) => error instanceof kind)) return error.message;
  const code = databaseCode(error) ?? errorCode(error);
  return `The database did not do this (${code}): check DATABASE_URL and that PostgreSQL runs.`;
};

/** Reads the environment, and says in one sentence what went wrong. */
export const withConfig = async (
  terminal: Terminal,
  body: (config: Config) => Promise<number>,
): Promise<number> => {
  const parsed = parseConfig(terminal.env);
  if (!parsed.ok) {
    for (const { variable, expected } of parsed.problems) terminal.err(`${variable}: expected ${expected}.`);
    return EXIT_CONFIG;
  }
  try {
    return await body(parsed.config);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    terminal.err(sentenceOf(error));
    return EXIT_REFUSED;
  }
};

/** Opens the database as `serve` does, joining an embedded server that runs already, and closes it afterwards. */
export const withDeps = (
  terminal: Terminal,
  body: (deps: Deps, config: Config) => Promise<number>,
): Promise<number> => withConfig(terminal, (config) => withDatabase(config, (deps) => body(deps, config)));
