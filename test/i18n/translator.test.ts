import { describe, expect, it } from 'vitest';
import { createI18n } from '../../src/i18n/translator.ts';
import { typeset } from '../../src/i18n/typeset.ts';

const i18n = createI18n(['ru', 'en'], (what) => {
  throw new Error(`Missing: ${what}`);
});

describe('translatorFor', () => {
  it('escapes values for HTML, and not for pictures', () => {
    const { t, plain } = i18n.translatorFor('ru');
    expect(t(($) => $.common.heading, { title: '<b>&"' })).toBe('<b>&lt;b&gt;&amp;&quot;</b>');
    expect(plain(($) => $.common.heading, { title: 'A & B' })).toBe('<b>A & B</b>');
  });

  it.each(['{{title}}', '$t(common.back)', '{{- title}}', '$t(common.heading, {"title": "x"})'])(
    'leaves %s in a person’s text as it is',
    (title) => {
      expect(i18n.translatorFor('en').plain(($) => $.common.heading, { title })).toBe(`<b>${title}</b>`);
    },
  );

  it('reports a variable that was not given', () => {
    const bent = {} as { title: string };
    expect(() => i18n.translatorFor('ru').t(($) => $.common.heading, bent)).toThrow(/Missing/);
  });

  it('knows no text for a code that is none', () => {
    expect(i18n.translatorFor('ru').byCode('nothing.such')).toBeUndefined();
    // In a chat words are marked; programs and terminals read them as they are.
    const { byCode, plainByCode } = i18n.translatorFor('en');
    const said = [byCode, plainByCode].map((one) => one('sitting.notYet', { at: 'a.org & <b>' }) ?? '');
    expect(said.map((text) => text.includes('<code>a.org</code> &amp; &lt;b&gt;'))).toEqual([true, false]);
    expect(said[1]).toContain('a.org & <b>');
  });
});

it.each([
  ['ru', 'ru'],
  ['en-GB', 'en'],
  ['RU_ru', 'ru'],
  ['de', 'ru'],
  ['x'.repeat(5000), 'ru'],
  ['', 'ru'],
  [undefined, 'ru'],
] as const)('nearestLocale of %s', (code, locale) => {
  expect(i18n.nearestLocale(code)).toBe(locale);
});

it.each([
  [
    'ru',
    'Голос принят. Можно изменить до 5 дней — и в любой час',
    'Голос принят. Можно изменить до\u00a05\u00a0дней\u00a0— и\u00a0в\u00a0любой час',
  ],
  ['ru', '§ 3.2.1, 5 %', '§\u00a03.2.1, 5\u00a0%'],
  ['ru', 'Показать всё', 'Показать всё'],
  ['en', 'Ballot No. 14 — open', 'Ballot No.\u00a014\u00a0— open'],
] as const)('typeset %s: %s', (locale, text, expected) => {
  expect(typeset(text, locale)).toBe(expected);
});
