import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  codeAlphabet,
  makeCode,
  memberNumberLength,
  parseCode,
  recoveryCodeLength,
  showCode,
} from '../../../src/governance/kit/code.ts';
import { codesOf } from '../codes.ts';

const lengths = [memberNumberLength, recoveryCodeLength] as const;

/** Random bytes as a property chooses them; the made code is then any code there is. */
const anyCode = fc
  .tuple(fc.constantFrom(...lengths), fc.infiniteStream(fc.integer({ min: 0, max: 255 })))
  .map(([length, stream]) => ({
    length,
    code: makeCode(length, (count) =>
      Uint8Array.from({ length: count }, () => Number(stream.next().value ?? 0)),
    ),
  }));

const replaceAt = (code: string, at: number, character: string): string =>
  code.slice(0, at) + character + code.slice(at + 1);

test('the alphabet has no character that is mistaken for another, and prime many', () => {
  expect(codeAlphabet).toHaveLength(17);
  expect(new Set(codeAlphabet).size).toBe(17);
  expect(codeAlphabet).not.toMatch(/[01OIBSZ]/);
  expect(codeAlphabet).toBe('23456789ACEHKMPTX');
});

test('a code is read back, however it was typed', () => {
  fc.assert(
    fc.property(anyCode, ({ length, code }) => {
      expect(code).toHaveLength(length);
      for (const typed of [
        code,
        showCode(code),
        ` ${code.toLowerCase()} `,
        showCode(code).replaceAll('-', ' – '),
      ])
        expect(parseCode(typed, length)).toEqual({ ok: true, value: code });
    }),
  );
});

test('Cyrillic twins are what they look like', () => {
  const twins: Record<string, string> = {
    A: 'А',
    C: 'С',
    E: 'Е',
    H: 'Н',
    K: 'К',
    M: 'М',
    P: 'Р',
    T: 'Т',
    X: 'Х',
    3: 'З',
  };
  fc.assert(
    fc.property(anyCode, ({ length, code }) => {
      const typed = [...code].map((one) => twins[one] ?? one).join('');
      expect(parseCode(typed, length)).toEqual({ ok: true, value: code });
      expect(parseCode(typed.toLowerCase(), length)).toEqual({ ok: true, value: code });
    }),
  );
});

test('what a copy brings along unseen does not matter', () => {
  const code = makeCode(memberNumberLength, (count) => new Uint8Array(count));
  expect(parseCode(`\u200B${code.slice(0, 4)}\u2011${code.slice(4)}\uFEFF`, memberNumberLength).ok).toBe(
    true,
  );
});

test('one wrong character is found, wherever it is', () => {
  fc.assert(
    fc.property(anyCode, ({ length, code }) => {
      for (let at = 0; at < length; at++) {
        for (const other of codeAlphabet) {
          if (other === code[at]) continue;
          expect(codesOf(parseCode(replaceAt(code, at, other), length))).toEqual(['code.unreadable']);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('two exchanged neighbours are found', () => {
  fc.assert(
    fc.property(anyCode, ({ length, code }) => {
      for (let at = 0; at + 1 < length; at++) {
        const [one = '', two = ''] = code.slice(at, at + 2);
        if (one === two) continue;
        expect(parseCode(code.slice(0, at) + two + one + code.slice(at + 2), length).ok).toBe(false);
      }
    }),
  );
});

test.each(['', '2', '0'.repeat(9), 'ЖЖЖЖЖЖЖЖЖ', '2'.repeat(8), '2'.repeat(10), 'x'.repeat(500)])(
  '%j is no member number',
  (typed) => {
    expect(codesOf(parseCode(typed, memberNumberLength))).toEqual(['code.unreadable']);
  },
);

test('codes are read in groups of four', () => {
  expect(showCode('4K7M2XPAC')).toBe('4K7M-2XPA-C');
  expect(showCode('')).toBe('');
});

test('a byte that would make a character likelier is passed over', () => {
  const bytes = [255, 255, 0, 1, 2, 3, 4, 5, 6, 7];
  const made = makeCode(memberNumberLength, (count) =>
    Uint8Array.from({ length: count }, () => bytes.shift() ?? 16),
  );
  expect(made.slice(0, 8)).toBe('23456789');
});
