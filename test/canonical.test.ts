import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, hashJson, type Json, sha256Hex } from '../src/canonical.ts';

const shuffled = (value: Json): Json => {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(shuffled);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, shuffled(field as Json)]),
  );
};

describe('canonicalJson', () => {
  it('sorts keys and leaves absent fields out', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'я'], c: undefined })).toBe('{"a":[true,null,"я"],"b":1}');
  });

  it('is the same for any order of keys and reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const json = value as Json;
        const numbersFit = !JSON.stringify(json).match(/\d{17,}|e\+/);
        fc.pre(numbersFit);
        expect(canonicalJson(shuffled(json))).toBe(canonicalJson(json));
        expect(JSON.parse(canonicalJson(json))).toEqual(JSON.parse(JSON.stringify(json)));
      }),
    );
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [2 ** 53]])(
    'refuses %s, which JSON cannot carry',
    (number) => {
      expect(() => canonicalJson({ number })).toThrow(RangeError);
    },
  );
});

describe('hashes', () => {
  it('agree with SHA-256 as everybody computes it', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hashJson({ a: 1 })).toBe(sha256Hex('{"a":1}'));
  });
});
