import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  cleanText,
  graphemesOf,
  isUnreadable,
  parsePhrase,
  parsePublicName,
} from '../../../src/governance/kit/text.ts';
import { accepted, codesOf } from '../codes.ts';

const clean = (text: string, multiline = false) => accepted(cleanText(text, { max: 1000, multiline }));
const family = '👨\u200D👩\u200D👧';

describe('cleanText', () => {
  test.each([
    ['edges', '  да  ', 'да'],
    ['runs of spaces', 'a  \t b', 'a b'],
    ['line ends', 'a\r\nb\rc\u2028d\u0085e', 'a b c d e'],
    ['control characters', 'a\u0007b\u001Bc\u009Fd', 'abcd'],
    ['direction overrides', 'abc\u202Ecba\u202C\u2066x\u2069\u200F', 'abccbax'],
    ['zero width', 'a\u200Bb\u2060c\uFEFFd\u00ADe', 'abcde'],
    ['invisible letters', 'a\u3164b\u115Fc', 'abc'],
    ['tags', 'a\u{E0041}b', 'ab'],
    ['a decomposed letter', 'и\u0306', 'й'],
    ['a letter that a stripped sign had kept apart', 'и\u200B\u0306', 'й'],
    ['a joiner in a word', 'a\u200Db', 'ab'],
    ['a joiner after a pictogram', '👨\u200Dx', '👨x'],
    ['a joiner before a pictogram', 'x\u200D👨', 'x👨'],
    ['piled marks', `e${'\u0332'.repeat(40)}`, `e${'\u0332'.repeat(5)}`],
    ['no break space', '5\u00A0%', '5\u00A0%'],
    ['HTML and templates', '<b>{{x}} $t(y)', '<b>{{x}} $t(y)'],
  ])('tidies %s', (_, text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it('keeps what belongs to an emoji', () => {
    expect(clean(`${family} ❤\uFE0F 🏳\uFE0F\u200D🌈 👩🏽\u200D🚀`)).toBe(
      `${family} ❤\uFE0F 🏳\uFE0F\u200D🌈 👩🏽\u200D🚀`,
    );
  });

  it('keeps paragraphs of a multiline text, at most one line empty', () => {
    expect(clean(' a \r\n\r\n\n\n b\u2029c\t\nd ', true)).toBe('a\n\n b\nc\nd');
  });

  test.each([
    [''],
    ['   '],
    ['\u200B\u200D\u2060'],
    ['\u3164'],
    ['\u2800\u2800'],
    ['\n\t'],
    ['\u0301'],
    ['\uFE0F'],
  ])('takes %j for empty', (text) => {
    expect(codesOf(cleanText(text, { max: 10 }))).toEqual(['text.empty']);
  });

  test.each([['a\0'], ['\uD800'], ['a\uDC00b']])('refuses unreadable %j', (text) => {
    expect(isUnreadable(text)).toBe(true);
    expect(codesOf(cleanText(text, { max: 10 }))).toEqual(['text.unreadable']);
  });

  it('counts graphemes and says how many there are', () => {
    expect(clean(family)).toBe(family);
    expect(cleanText(family.repeat(3), { max: 3 }).ok).toBe(true);
    expect(cleanText(family.repeat(4), { max: 3 })).toMatchObject({
      refusals: [{ code: 'text.tooLong', facts: { max: 3, length: 4 } }],
    });
    expect(cleanText('да', { min: 3, max: 5 })).toMatchObject({
      refusals: [{ code: 'text.tooShort', facts: { min: 3, length: 2 } }],
    });
    expect(cleanText('даа', { min: 3, max: 3 }).ok).toBe(true);
    expect(cleanText('я', { max: 3 }).ok).toBe(true);
  });

  it('is stable, bounded and never shows what it strips (any text)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.boolean(), (text, multiline) => {
        const once = cleanText(text, { max: 60, multiline });
        if (!once.ok) return;
        expect(cleanText(once.value, { max: 60, multiline })).toEqual(once);
        expect(graphemesOf(once.value).length).toBeLessThanOrEqual(60);
        expect(once.value).not.toMatch(multiline ? /(?!\n)\p{Cc}/u : /\p{Cc}/u);
      }),
      { numRuns: 500 },
    );
  });
});

describe('phrase and public name', () => {
  it.each([
    ['phrase', parsePhrase],
    ['public name', parsePublicName],
  ])('%s: 2 to 60 characters, one kind of space', (_, parse) => {
    expect(parse('Синий\u00A0 \u2003кит')).toEqual({ ok: true, value: 'Синий кит' });
    expect(codesOf(parse('я'))).toEqual(['text.tooShort']);
    expect(parse('яя').ok).toBe(true);
    expect(parse('я'.repeat(60)).ok).toBe(true);
    expect(codesOf(parse('я'.repeat(61)))).toEqual(['text.tooLong']);
  });

  it('G7 a public name needs a letter, a phrase does not', () => {
    expect(codesOf(parsePublicName('✅✅'))).toEqual(['text.noLetter']);
    expect(codesOf(parsePublicName('12'))).toEqual(['text.noLetter']);
    expect(parsePublicName('Ю2').ok).toBe(true);
    expect(parsePhrase('42').ok).toBe(true);
  });
});
