import { randomUUID } from 'node:crypto';
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ensureErasures,
  erasureMark,
  erasuresPath,
  fileErasures,
  readErasures,
} from '../../src/db/erasures.ts';
import { createVault } from '../../src/db/vault.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const vault = createVault(new Uint8Array(32).fill(3), (length) => new Uint8Array(length));
const at = new Date('2026-11-20T10:00:00Z');
const folder = temporaryFolder();
const path = erasuresPath(folder.path);
const list = fileErasures(path, vault);

beforeEach(folder.remove);
afterAll(folder.remove);

describe('the erasure list', () => {
  it('is readable by its owner only and names nobody', async () => {
    const id = randomUUID();
    await list.note({ kind: 'erased', id, at });
    expect(await list.list()).toEqual([
      { kind: 'erased', mark: erasureMark(vault, id), at: at.toISOString() },
    ]);
    expect([(await stat(path)).mode & 0o777, (await stat(dirname(path))).mode & 0o777]).toEqual([
      0o600, 0o700,
    ]);
    expect(await readFile(path, 'utf8')).not.toContain(id);
  });

  it('tells an empty list from one that is not there', async () => {
    expect(await readErasures(path)).toBe(undefined);
    expect(await list.list()).toEqual([]);
    await ensureErasures(path);
    expect(await readErasures(path)).toEqual([]);
  });

  it('keeps every entry of many writers at once', async () => {
    const ids = Array.from({ length: 40 }, () => randomUUID());
    await Promise.all(
      ids.map((id, index) =>
        // Each with a file of its own, as a command of the operator has beside the service.
        (index % 2 === 0 ? list : fileErasures(path, vault)).note({ kind: 'locked', id, at }),
      ),
    );
    expect(new Set((await list.list()).map(({ mark }) => mark))).toEqual(
      new Set(ids.map((id) => erasureMark(vault, id))),
    );
  });

  it('goes on after a line that a crash cut off', async () => {
    await list.note({ kind: 'erased', id: 'first', at });
    await appendFile(path, '{"kind":"erased","ma');
    expect(await list.list()).toHaveLength(1);
    await list.note({ kind: 'tokenRevoked', id: 'second', at });
    await list.note({ kind: 'officeEnded', id: 'third', at });
    expect((await list.list()).map(({ kind }) => kind)).toEqual(['erased', 'tokenRevoked', 'officeEnded']);
  });

  it.each([
    ['a flipped letter', (text: string) => text.replace('"erased"', '"erasod"')],
    ['a mark cut short', (text: string) => text.replace(/[0-9a-f]"/, '"')],
  ])('refuses %s in the middle, by its line', async (_name, damage) => {
    await list.note({ kind: 'erased', id: 'first', at });
    await list.note({ kind: 'locked', id: 'second', at });
    await writeFile(path, damage(await readFile(path, 'utf8')));
    await expect(list.list()).rejects.toThrow(/^Line 1 of .*erasures\.jsonl is damaged/);
  });
});
