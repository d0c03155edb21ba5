import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, wordsHtml } from '../../src/i18n/words.ts';
import { formatText } from '../../src/playground/entities/formatText.ts';
import { parseHtml } from '../../src/playground/entities/html.ts';

/** What Telegram makes of it. */
const found = (html: string): string[] =>
  formatText(html, 'HTML')
    .entities.map(({ type }) => type)
    .filter((type) => type !== 'code');

describe('what a person wrote acts in nobody’s app', () => {
  it.each([
    ['одним касанием /panic', ' /panic@veche_bot'],
    ['(/start)', '«/me»', '/1cmd', '/7654321'],
    ['@durov', 'пишите:@durov.', 'a.b@c.org'],
    ['#тег', '#1мая', '$USD'],
    [
      't.me/veche',
      'https://x.org/?a=1',
      'tg://resolve?domain=x',
      'пример.рф',
      'xn--e1afmkfd.xn--p1ai',
      '10.0.0.1/x',
    ],
    ['+7 999 123-45-67', '8 (999) 123-45-67', '4111 1111 1111 1111'],
  ])('%s', (...words) => {
    for (const word of words) {
      expect(found(wordsHtml(`до ${word} после`))).toEqual([]);
      expect(wordsHtml(`до ${word} после`)).toContain('<code>');
      expect(parseHtml(wordsHtml(`до ${word} после`)).text).toBe(`до ${word} после`);
    }
  });

  it.each([
    'и/или',
    'т. е. так',
    'в 18:00, 2026-11-24',
    'нет.',
    '№ 12',
    '1 000',
    'a < b & c > "d"',
    '</b> $t(y) {{x}}',
  ])('ordinary words stay as they are: %s', (words) => {
    expect(wordsHtml(words)).toBe(escapeHtml(words));
  });

  it('many places are one: Telegram marks a hundred, and would find what comes after', () => {
    const words = `${'a.ru б '.repeat(200)}/panic`;
    expect(wordsHtml(words)).toBe(`<code>${words}</code>`);
    expect(found(wordsHtml(words))).toEqual([]);
  });

  it('any words read the same', () => {
    const word = fc.constantFrom(
      '/panic',
      '@durov',
      'a.ru',
      '<b>',
      '&amp;',
      '#я',
      '+79991234567',
      'слово',
      '\n',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string({ unit: 'grapheme' })), { maxLength: 30 }), (words) => {
        const text = words.join(' ');
        expect(parseHtml(wordsHtml(text)).text).toBe(text);
      }),
    );
  });
});
