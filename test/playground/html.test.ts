import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatText } from '../../src/playground/entities/formatText.ts';
import { parseHtml } from '../../src/playground/entities/html.ts';
import { TelegramError } from '../../src/playground/telegramError.ts';

describe('HTML as Telegram reads it', () => {
  const read: [string, string, object[]][] = [
    ['<b>a</b>', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    ['<STRONG>a</STRONG>', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
    ['😀<i>б</i>', '😀б', [{ type: 'italic', offset: 2, length: 1 }]],
    [
      '<u>a<s>b</s></u>',
      'ab',
      [
        { type: 'underline', offset: 0, length: 2 },
        { type: 'strikethrough', offset: 1, length: 1 },
      ],
    ],
    [
      '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
      'ab',
      [
        { type: 'spoiler', offset: 0, length: 1 },
        { type: 'spoiler', offset: 1, length: 1 },
      ],
    ],
    [
      '<a href="https://a.org/?x=1&amp;y=2">l</a>',
      'l',
      [{ type: 'text_link', offset: 0, length: 1, url: 'https://a.org/?x=1&y=2' }],
    ],
    ['<a href="javascript:x">l</a>', 'l', []],
    [
      '<pre><code class="language-ts">a</code></pre>',
      'a',
      [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
    ],
    [
      '<code>a</code><pre>b</pre>',
      'ab',
      [
        { type: 'code', offset: 0, length: 1 },
        { type: 'pre', offset: 1, length: 1 },
      ],
    ],
    [
      '<blockquote expandable>a</blockquote><blockquote>b</blockquote>',
      'ab',
      [
        { type: 'expandable_blockquote', offset: 0, length: 1 },
        { type: 'blockquote', offset: 1, length: 1 },
      ],
    ],
    ['&lt;b&gt; &amp;&quot; &#1071; &#x42F; &nbsp; & &#0; &lt', '<b> &" Я Я &nbsp; & &#0; <', []],
    ['<b></b>a', 'a', []],
    ['a > b', 'a > b', []],
    ['<b class>a</b>&#0000000060;', 'a&#0000000060;', [{ type: 'bold', offset: 0, length: 1 }]],
    ['<b>a</>', 'a', [{ type: 'bold', offset: 0, length: 1 }]],
  ];
  it.each(read)('%s', (source, text, entities) => {
    expect(parseHtml(source)).toEqual({ text, entities });
  });

  const refused: [string, string][] = [
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['Привет <br>', 'Unsupported start tag "br" at byte offset 13'],
    ['<b>a', `Can't find end tag corresponding to start tag "b"`],
    ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['<a href="x', 'Unclosed start tag at byte offset 0'],
    ['<a "x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['<tg-emoji emoji-id="x">y</tg-emoji>', 'Invalid custom emoji identifier specified'],
    ['<a href=a/b>x</a>', 'Unexpected end of name token at byte offset 8'],
    ['<span>x</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ];
  it.each(refused)('%s is refused', (source, detail) => {
    expect(() => parseHtml(source)).toThrow(
      new TelegramError(400, `Bad Request: can't parse entities: ${detail}`),
    );
  });

  it('any source gives text or a 400, never anything else', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '<b>',
      '</b>',
      '<a href=',
      '"',
      "'",
      '=',
      '&',
      '&lt;',
      '&#',
      ';',
      ' ',
      'x',
      '😀',
      'ё',
      '<pre>',
      '</pre>',
      '<code class="language-a">',
      '</code>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          const { text, entities } = parseHtml(pieces.join(''));
          for (const { offset, length } of entities) {
            expect(length).toBeGreaterThan(0);
            expect(offset + length).toBeLessThanOrEqual(text.length);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(TelegramError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('nested formatting marks exactly the text it surrounds, in UTF-16', () => {
    type Node = string | { tag: 'b' | 'i' | 'u' | 's' | 'tg-spoiler'; inside: Node[] };
    const leaf = fc.constantFrom('a', 'ж', '😀', '👩‍👩‍👧', '<&>"');
    const { tree } = fc.letrec<{ tree: Node[]; node: Node }>((tie) => ({
      tree: fc.array(tie('node'), { maxLength: 4, depthIdentifier: 'tree' }),
      node: fc.oneof(
        { maxDepth: 5, depthIdentifier: 'tree' },
        leaf,
        fc.record({ tag: fc.constantFrom('b', 'i', 'u', 's', 'tg-spoiler'), inside: tie('tree') }),
      ),
    }));
    const escaped = (text: string) => text.replace(/[<>&"]/g, (char) => `&#${char.charCodeAt(0)};`);
    const html = (nodes: Node[]): string =>
      nodes
        .map((node) =>
          typeof node === 'string' ? escaped(node) : `<${node.tag}>${html(node.inside)}</${node.tag}>`,
        )
        .join('');
    const plain = (nodes: Node[]): string =>
      nodes.map((node) => (typeof node === 'string' ? node : plain(node.inside))).join('');
    const marked = (nodes: Node[]): string[] =>
      nodes.flatMap((node) =>
        typeof node === 'string' || plain(node.inside) === ''
          ? []
          : [plain(node.inside), ...marked(node.inside)],
      );
    fc.assert(
      fc.property(tree, (nodes) => {
        const { text, entities } = parseHtml(html(nodes));
        expect(text).toBe(plain(nodes));
        const pieces = entities.map(({ offset, length }) => text.slice(offset, offset + length));
        expect(pieces.sort()).toEqual(marked(nodes).sort());
      }),
    );
  });
});

describe('text around the formatting', () => {
  it('loses outer spaces and keeps offsets right', () => {
    expect(formatText('  \n a <b>b </b> \n', 'HTML')).toEqual({
      text: 'a b',
      entities: [{ type: 'bold', offset: 2, length: 1 }],
    });
  });

  it('finds commands, links, mentions and hashtags, but not inside code', () => {
    const { entities } = formatText(
      '/vote 14 t.me/a_bot?start=x, https://a.org/b. @some_one #тег <code>/no</code>',
      'HTML',
    );
    expect(entities.map(({ type, offset }) => [type, offset])).toEqual([
      ['bot_command', 0],
      ['url', 9],
      ['url', 29],
      ['mention', 46],
      ['hashtag', 56],
      ['code', 61],
    ]);
  });

  it('refuses given entities that leave the text or cut a pair', () => {
    expect(() => formatText('ab', undefined, [{ type: 'bold', offset: 1, length: 2 }])).toThrow(
      'UTF-16 offset 2',
    );
    expect(() => formatText('😀', undefined, [{ type: 'bold', offset: 0, length: 1 }])).toThrow(
      'middle of a UTF-16 symbol',
    );
    expect(() => formatText('*a*', 'MarkdownV2')).toThrow('unsupported parse_mode');
  });
});
