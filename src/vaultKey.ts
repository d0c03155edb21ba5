import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';

const KEY_BYTES = 32;
const ONLY_OWNER = 0o600;

/** A key that can't be had; the sentence is for a terminal. */
export class VaultKeyError extends Error {
  override readonly name = 'VaultKeyError';
}

/** A new key as VAULT_KEY wants it: 32 random bytes in base64. */
export const newVaultKey = (): string => randomBytes(KEY_BYTES).toString('base64');

const readKey = async (path: string): Promise<Uint8Array | undefined> => {
  let text: string;
  try {
    text = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new VaultKeyError(`The playground's key ${path} can't be read: check its owner.`);
  }
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_BYTES) return new Uint8Array(key);
  throw new VaultKeyError(`The playground's key ${path} is damaged: delete DATA_DIR to begin anew.`);
};

/** Two first starts at once must end with one key: the file appears whole, and only the first is kept. */
const makeKey = async (path: string): Promise<void> => {
  const written = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(written, `${newVaultKey()}\n`, { mode: ONLY_OWNER });
  await chmod(written, ONLY_OWNER);
  await link(written, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(written);
};

/**
 * The key that seals private data: VAULT_KEY, or in the playground on the embedded server one of its own, made at its
 * first start in DATA_DIR (mode 0600). Anywhere else a key beside the data would protect nothing: VaultKeyError.
 */
export const loadVaultKey = async (
  config: Pick<Config, 'vaultKey' | 'telegram' | 'database' | 'dataDir'>,
): Promise<Uint8Array> => {
  if (config.vaultKey !== undefined) return config.vaultKey;
  if (config.telegram.mode !== 'playground' || config.database.mode !== 'embedded') {
    throw new VaultKeyError('VAULT_KEY is missing: "npm run -s veche -- vault key" prints a new one.');
  }
  const path = join(config.dataDir, 'vault.key');
  const found = await readKey(path);
  if (found !== undefined) return found;
  await mkdir(config.dataDir, { recursive: true });
  await makeKey(path);
  const made = await readKey(path);
  if (made === undefined) throw new VaultKeyError(`The playground's key ${path} can't be kept.`);
  return made;
};
