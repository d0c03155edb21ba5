import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPanicPhrase, parsePanicPhrase } from '../../../src/governance/safety/panicPhrase.ts';
import { accepted, codesOf } from '../codes.ts';

const taken = { phrase: 'Синий чайник', words: ['Открыть справку', 'Отменить'] };

test.each([
  ['/start', ['panic.command']],
  ['  /panic now', ['panic.command']],
  ['да', ['panic.short']],
  ['а б в г д', ['panic.short']],
  ['!!! ??? ...', ['panic.short']],
  ['синий  ЧАЙНИК!', ['panic.phrase']],
  ['«Открыть справку»', ['panic.word']],
  ['\u200B\u200B', ['text.empty']],
  ['очень длинная фраза '.repeat(4), ['text.tooLong']],
  ['ﷺ'.repeat(4), ['text.tooLong']],
  ['bad \0 one', ['text.unreadable']],
])('%j is refused', (typed, codes) => {
  expect(codesOf(parsePanicPhrase(typed, taken))).toEqual(codes);
});

test('six letters are enough; the refusal says so', () => {
  expect(parsePanicPhrase('вечеро', taken).ok).toBe(true);
  expect(parsePanicPhrase('вечер', taken)).toMatchObject({ refusals: [{ facts: { min: 6 } }] });
});

test('without a private phrase none is in the way', () => {
  expect(parsePanicPhrase('Синий чайник', { phrase: undefined, words: [] }).ok).toBe(true);
});

test('case, «ё», punctuation and spaces don’t matter when it is typed in a hurry', () => {
  const phrase = accepted(parsePanicPhrase('Перезвоню, ещё вечером…', taken));
  for (const typed of ['перезвоню еще вечером', 'ПЕРЕЗВОНЮ  ЕЩЁ ВЕЧЕРОМ!', 'перезвоню\u00a0ещё\nвечером'])
    expect(isPanicPhrase(typed, phrase)).toBe(true);
  for (const typed of ['перезвоню', 'я перезвоню ещё вечером', ''])
    expect(isPanicPhrase(typed, phrase)).toBe(false);
  expect(isPanicPhrase('перезвоню ещё вечером', undefined)).toBe(false);
});

test('whatever is accepted is recognised as it was typed, and taken again unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 70 }), (typed) => {
      const parsed = parsePanicPhrase(typed, taken);
      if (!parsed.ok) return;
      expect(isPanicPhrase(parsed.value, parsed.value)).toBe(true);
      expect(parsePanicPhrase(parsed.value, taken)).toEqual(parsed);
    }),
  );
});
