import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVault, VaultError } from '../../src/db/vault.ts';

const bytes = (length: number) => new Uint8Array(randomBytes(length));
const vault = createVault(new Uint8Array(32).fill(1), bytes);
const context = { table: 'person', column: 'profile_sealed', row: 'r1' };

describe('seal and open', () => {
  it('gives back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(vault.open(context, vault.seal(context, text))).toBe(text);
      }),
    );
  });

  it.each([
    ['another row', { ...context, row: 'r2' }],
    ['another column', { ...context, column: 'telegram_sealed' }],
    ['another table', { ...context, table: 'vote' }],
  ])('does not open in %s', (_name, elsewhere) => {
    expect(() => vault.open(elsewhere, vault.seal(context, 'text'))).toThrow(VaultError);
  });

  it('does not open with another key or with any byte changed', () => {
    const sealed = vault.seal(context, 'text');
    const other = createVault(new Uint8Array(32).fill(2), bytes);
    expect(() => other.open(context, sealed)).toThrow(VaultError);
    for (const position of sealed.keys()) {
      const damaged = Uint8Array.from(sealed);
      damaged[position] = (damaged[position] ?? 0) ^ 1;
      expect(() => vault.open(context, damaged)).toThrow(VaultError);
    }
  });

  it('hides the length of short values: every choice of a ballot is sealed in as many bytes', () => {
    const lengths = ['yes', 'no', 'abstain', 'o8', 'x'.repeat(63)].map(
      (text) => vault.seal(context, text).length,
    );
    expect(new Set(lengths).size).toBe(1);
  });

  it('seals the same text differently each time', () => {
    const twice = [vault.seal(context, 'yes'), vault.seal(context, 'yes')];
    expect(twice[0]).not.toEqual(twice[1]);
  });
});

describe('index and tag', () => {
  it('finds the same value again, apart by domain and by key', () => {
    const other = createVault(new Uint8Array(32).fill(2), bytes);
    const index = vault.index('person.telegram', '42');
    expect(index).toEqual(vault.index('person.telegram', '42'));
    expect(index).not.toEqual(vault.index('roll', '42'));
    expect(index).not.toEqual(other.index('person.telegram', '42'));
    expect(vault.tag('person.telegram', '42', 8)).not.toEqual(index.subarray(0, 8));
  });

  it('keeps domain and value apart, so that no pair runs into another', () => {
    expect(vault.index('a', 'b"c')).not.toEqual(vault.index('a"b', 'c'));
  });
});
