import { randomBytes } from 'node:crypto';
import type { AppliedErasures } from '../actions/safety/applyErasures.ts';
import type { Config } from '../config.ts';
import { connect } from '../db/client.ts';
import { databaseClock } from '../db/clock.ts';
import { ensureErasures, erasuresPath, fileErasures, readErasures } from '../db/erasures.ts';
import { takeProcessLock } from '../db/processLock.ts';
import { installationKeyCheck } from '../db/read/installation/installation.ts';
import { createVault, type Vault } from '../db/vault.ts';
import { isPlaygroundDatabase } from '../db/wipe.ts';
import { loadVaultKey } from '../vaultKey.ts';
import { readEncrypted, readIdentities } from './backup/ageFile.ts';
import { BackupError } from './backup/error.ts';
import { type BackupHeader, parseHeader } from './backup/format.ts';
import { type Migrations, partMigrations } from './backup/migrations.ts';
import { createProgress } from './backup/progress.ts';
import { createBackupReader } from './backup/reader.ts';
import { type Restoration, restoreInto } from './backup/restoreInto.ts';
import { type Command, EXIT_OK, type Terminal, wanted } from './command.ts';
import { readJournalHead } from './verifyJournal.ts';
import { openDatabase, withConfig } from './withDeps.ts';

/** The transaction, and the clock beside it. */
const CONNECTIONS = 2;

const readHeader = (line: string, vault: Vault): { header: BackupHeader; migrations: Migrations } => {
  const header = parseHeader(line);
  if (header === undefined) throw new BackupError('The file was decrypted, but it is no backup of Veche.');
  const migrations = header === 'newer' ? undefined : partMigrations(header.migrations);
  if (header === 'newer' || migrations === undefined)
    throw new BackupError('The backup is newer than this program: restore it with the version that made it.');
  if (header.keyCheck !== installationKeyCheck(vault).toString('hex'))
    throw new BackupError(
      'VAULT_KEY is not the key that the backup was made with: nothing private in it could be read.',
    );
  return { header, migrations };
};

/** The list must be there and no older than the backup: without it erased people would come back. */
const checkErasures = async (dataDir: string, known: number, isWaived: boolean): Promise<void> => {
  const path = erasuresPath(dataDir);
  const entries = await readErasures(path);
  if (isWaived) return ensureErasures(path);
  if (entries !== undefined && entries.length >= known) return;
  const found =
    entries === undefined
      ? 'is missing'
      : `is older than the backup (${entries.length} entries instead of ${known})`;
  throw new BackupError(
    `The erasure list ${path} ${found}: put its newest copy there. Only if all are lost, --without-erasures goes on, and whoever left since the backup is back.`,
  );
};

const transact = async (
  url: string,
  dataDir: string,
  vault: Vault,
  restoration: Restoration,
): Promise<AppliedErasures> => {
  if (await isPlaygroundDatabase(url))
    throw new BackupError(
      'This database belongs to the playground, which empties it: use another DATABASE_URL or DATA_DIR.',
    );
  const lock = await takeProcessLock(url, { onLost: () => {} });
  if (lock === undefined)
    throw new BackupError('Veche serves this database: stop it first, or use another database.');
  const connection = connect(url, { max: CONNECTIONS });
  const deps = {
    vault,
    erasures: fileErasures(erasuresPath(dataDir), vault),
    clock: databaseClock(connection.db),
  };
  try {
    return await connection.db.transaction((tx) => restoreInto(tx, deps, restoration));
  } finally {
    await connection.close();
    await lock.release();
  }
};

const tell = (
  { out }: Terminal,
  isJson: boolean,
  { at, tables, journal }: BackupHeader,
  applied: AppliedErasures,
): void => {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  if (isJson) {
    out(JSON.stringify({ at, tables: tables.length, rows, journal, applied }));
    return;
  }
  out(`${rows} rows of ${tables.length} tables as of ${at}; journal: ${journal.seq} entries, whole.`);
  out(
    `Applied since: ${applied.erased} erased, ${applied.locked} locked, ${applied.officeEnded} offices ended, ${applied.tokenRevoked} tokens revoked.`,
  );
};

const restore = async (
  config: Config,
  file: AsyncGenerator<Uint8Array>,
  given: Pick<Restoration, 'journalHead' | 'progress'> & { readonly isWaived: boolean },
): Promise<{ header: BackupHeader; applied: AppliedErasures }> => {
  const key = await loadVaultKey(config);
  const vault = createVault(key, (length) => new Uint8Array(randomBytes(length)));
  const reader = createBackupReader(file);
  const { header, migrations } = readHeader(await reader.line(), vault);
  await checkErasures(config.dataDir, header.erasures, given.isWaived);
  const database = await openDatabase(config);
  try {
    const restoration = { ...given, header, migrations, reader };
    return { header, applied: await transact(database.url, config.dataDir, vault, restoration) };
  } finally {
    await database.stop();
  }
};

export const restoreCommand: Command = {
  usage: 'restore FILE --identity KEYFILE [--journal-head FILE] [--without-erasures] [--json]',
  about:
    'Restores a backup into an empty database, all or nothing, and applies the erasure list of DATA_DIR. With --journal-head, ' +
    'an export of the journal, it refuses a backup whose journal is shorter or another.',
  options: {
    identity: { type: 'string' },
    'journal-head': { type: 'string' },
    'without-erasures': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  rest: 1,
  run: (terminal, given) =>
    withConfig(terminal, async (config) => {
      const { options, rest } = given;
      const identities = await readIdentities(wanted(given, 'identity'));
      const head = options['journal-head'];
      const file = readEncrypted(rest[0] ?? '', identities);
      try {
        const { header, applied } = await restore(config, file, {
          journalHead: typeof head === 'string' ? await readJournalHead(head) : undefined,
          progress: createProgress(terminal.err),
          isWaived: options['without-erasures'] === true,
        });
        tell(terminal, options.json === true, header, applied);
        return EXIT_OK;
      } finally {
        await file.return(undefined);
      }
    }),
};
