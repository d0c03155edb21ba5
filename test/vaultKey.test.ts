import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadVaultKey, newVaultKey, VaultKeyError } from '../src/vaultKey.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'veche-key-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const playground = () => ({
  vaultKey: undefined,
  telegram: { mode: 'playground' as const },
  database: { mode: 'embedded' as const },
  dataDir,
});

it('the playground makes one key, only its owner reads it, and several first starts agree', async () => {
  const keys = await Promise.all(Array.from({ length: 5 }, () => loadVaultKey(playground())));
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
  expect(await readdir(dataDir)).toEqual(['vault.key']);
  expect((await stat(join(dataDir, 'vault.key'))).mode & 0o777).toBe(0o600);
});

it('a given key is taken, and nothing is written', async () => {
  const vaultKey = new Uint8Array(Buffer.from(newVaultKey(), 'base64'));
  expect(await loadVaultKey({ ...playground(), vaultKey })).toBe(vaultKey);
  expect(await readdir(dataDir)).toEqual([]);
});

it('beside a real bot or a real database no key is ever made', async () => {
  const polling = { mode: 'polling' as const, token: '1:x', apiRoot: 'https://api.telegram.org' };
  const url = { mode: 'url' as const, url: 'postgres://127.0.0.1/x' };
  for (const change of [{ telegram: polling }, { database: url }]) {
    await expect(loadVaultKey({ ...playground(), ...change })).rejects.toBeInstanceOf(VaultKeyError);
  }
  expect(await readdir(dataDir)).toEqual([]);
});

it('a damaged key is not replaced: what it sealed would be lost', async () => {
  await writeFile(join(dataDir, 'vault.key'), 'abc');
  await expect(loadVaultKey(playground())).rejects.toThrow('damaged');
});
