import { describe, expect, it } from 'vitest';
import {
  broadcastEvents,
  broadcastStates,
  decideBroadcastMove,
  decideCorrecting,
  decideDiscarding,
  decideMoment,
  forgetRecipientsBefore,
  unreadableBefore,
} from '../../../src/governance/broadcast/broadcast.ts';
import {
  broadcastHash,
  parseBroadcast,
  parseButtonLines,
  textMax,
} from '../../../src/governance/broadcast/broadcastContent.ts';
import { documentMaxBytes, parseDocument } from '../../../src/governance/broadcast/broadcastDocument.ts';
import { parseBroadcastText, parseLink } from '../../../src/governance/broadcast/broadcastText.ts';
import { accepted, codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00Z');
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
const room = { hasDocument: false, isCorrection: false };

describe('states', () => {
  it.each([
    ['draft', 'edited', 'draft'],
    ['rejected', 'edited', 'draft'],
    ['draft', 'proposed', 'proposed'],
    ['proposed', 'returned', 'draft'],
    ['proposed', 'rejected', 'rejected'],
    ['proposed', 'approved', 'approved'],
    ['approved', 'started', 'sending'],
    ['sending', 'paused', 'paused'],
    ['paused', 'resumed', 'sending'],
    ['approved', 'stopped', 'stopped'],
    ['sending', 'stopped', 'stopped'],
    ['paused', 'stopped', 'stopped'],
    ['sending', 'finished', 'sent'],
    ['draft', 'discarded', 'rejected'],
    ['rejected', 'discarded', 'rejected'],
  ] as const)('%s, %s: %s', (from, event, to) => {
    expect(accepted(decideBroadcastMove(from, event))).toBe(to);
  });

  it('nothing else is possible; what was stopped or sent moves no more', () => {
    const moves = broadcastStates.flatMap((state) =>
      broadcastEvents.filter((event) => decideBroadcastMove(state, event).ok),
    );
    expect(moves).toHaveLength(15);
    for (const event of broadcastEvents) {
      expect(decideBroadcastMove('stopped', event).ok).toBe(false);
      expect(decideBroadcastMove('sent', event).ok).toBe(false);
    }
    expect(codesOf(decideBroadcastMove('stopped', 'resumed'))).toEqual(['broadcast.notPaused']);
    expect(codesOf(decideBroadcastMove('proposed', 'edited'))).toEqual(['broadcast.notEditable']);
    expect(codesOf(decideBroadcastMove('draft', 'approved'))).toEqual(['broadcast.changed']);
  });

  it('a draft is discarded by its writer, by anybody when the writer is gone', () => {
    expect(codesOf(decideDiscarding({ state: 'draft', writtenBy: 'a' }, 'a'))).toEqual([]);
    expect(codesOf(decideDiscarding({ state: 'rejected', writtenBy: null }, 'b'))).toEqual([]);
    expect(codesOf(decideDiscarding({ state: 'draft', writtenBy: 'a' }, 'b'))).toEqual([
      'broadcast.notWriter',
    ]);
    expect(codesOf(decideDiscarding({ state: 'sent', writtenBy: 'a' }, 'a'))).toEqual([
      'broadcast.notDiscardable',
    ]);
  });
});

describe('time', () => {
  it.each([
    ['none', null, []],
    ['now', now, ['broadcast.momentPast']],
    ['a millisecond later', new Date(now.getTime() + 1), []],
    ['in 90 days', inDays(90), []],
    ['a millisecond beyond', new Date(inDays(90).getTime() + 1), ['broadcast.momentFar']],
  ])('the moment: %s', (_, sendsAt, codes) => {
    expect(codesOf(decideMoment(sendsAt, now))).toEqual(codes);
  });

  it('recipients are known for 7 days, the content is readable for 30', () => {
    expect(forgetRecipientsBefore(now)).toEqual(inDays(-7));
    expect(unreadableBefore(now)).toEqual(inDays(-30));
  });

  it.each([
    ['sent', 1, []],
    ['stopped', 1, []],
    ['sending', 1, ['broadcast.notEnded']],
    ['draft', 0, ['broadcast.notEnded']],
    ['sent', 0, ['broadcast.recipientsGone']],
  ] as const)('correcting what is %s and reached %i', (state, reached, codes) => {
    expect(codesOf(decideCorrecting({ state, reached }))).toEqual(codes);
  });
});

describe('a text', () => {
  const read = (text: string, max = 4096) => parseBroadcastText(text, { max });

  it.each([
    ['plain', 'Привет', 'Привет', 6],
    ['formatted', '<b>a</b> <i>b</i> <u>c</u> <s>d</s>', '<b>a</b> <i>b</i> <u>c</u> <s>d</s>', 7],
    ['code', '<pre>a &lt; b</pre>', '<pre>a &lt; b</pre>', 5],
    ['a link', '<a href="https://a.org/?a=1&amp;b=2">x</a>', '<a href="https://a.org/?a=1&amp;b=2">x</a>', 1],
    [
      'quotations',
      '<blockquote>a</blockquote><blockquote expandable>b</blockquote>',
      '<blockquote>a</blockquote><blockquote expandable>b</blockquote>',
      2,
    ],
    ['a spoiler', '<tg-spoiler>x</tg-spoiler>', '<tg-spoiler>x</tg-spoiler>', 1],
    ['stray signs', 'a > b "c"', 'a &gt; b &quot;c&quot;', 9],
    ['hidden characters', 'a\u202e\u200bb', 'ab', 2],
    ['a mark after a tag', '<b>\u0338a</b>', '<b>\u0338a</b>', 2],
    ['space around', '  a\n', 'a', 1],
    ['a pictogram', '🙂 a', '🙂 a', 4],
  ])('with %s', (_, text, html, length) => {
    expect(accepted(read(text))).toEqual({ html, length });
  });

  it.each([
    ['an unclosed tag', '<b>a'],
    ['crossed tags', '<b><i>a</b></i>'],
    ['a stray end', 'a</b>'],
    ['an end with attributes', '<b>a</b x>'],
    ['a script', '<script>a</script>'],
    ['an image', '<img src="x">a'],
    ['an attribute', '<b class="x">a</b>'],
    ['a link without address', '<a>a</a>'],
    ['a link in a link', '<a href="https://a.org"><a href="https://b.org">a</a></a>'],
    ['formatting in code', '<code><b>a</b></code>'],
    ['a link in code', '<pre><a href="https://a.org">a</a></pre>'],
    ['a quotation in a quotation', '<blockquote>a<blockquote>b</blockquote></blockquote>'],
    ['another kind of quotation', '<blockquote x>a</blockquote>'],
    ['an ampersand', 'a & b'],
    ['another reference', '&nbsp;a'],
    ['an opening sign', 'a < b'],
    ['a lone surrogate', 'a\ud800'],
  ])('with %s is refused', (_, text) => {
    expect(codesOf(read(text))).toEqual(['broadcast.formatting']);
  });

  it.each([
    ['', 'broadcast.textEmpty'],
    ['<b>…</b>', 'broadcast.textEmpty'],
    ['<a href="http://a.org">a</a>', 'broadcast.link'],
    ['<a href="javascript:alert(1)">a</a>', 'broadcast.link'],
  ])('%j: %s', (text, code) => {
    expect(codesOf(read(text))).toEqual([code]);
  });

  it('is counted after the formatting, in UTF-16 units, and never cut', () => {
    expect(read(`<b>${'a'.repeat(8)}</b>🙂`, 10).ok).toBe(true);
    expect(read(`<b>${'a'.repeat(9)}</b>🙂`, 10)).toEqual({
      ok: false,
      refusals: [{ code: 'broadcast.tooLong', facts: { max: 10, length: 11 } }],
    });
    expect(textMax(room)).toBe(4096);
    expect(textMax({ hasDocument: true, isCorrection: false })).toBe(1024);
    expect(textMax({ hasDocument: true, isCorrection: true })).toBe(804);
  });

  it.each([
    ['https://example.org/a?b=c#d', true],
    [' https://example.org ', true],
    ['http://example.org', false],
    ['https://localhost', false],
    ['https://t.me@evil.org', false],
    ['https://u:p@example.org', false],
    ['https://exa mple.org', false],
    ['https://', false],
    [`https://example.org/${'a'.repeat(500)}`, false],
    ['tg://resolve?domain=x', false],
  ])('the link %s: %s', (url, isGood) => {
    expect(parseLink(url).ok).toBe(isGood);
  });
});

describe('a document', () => {
  const pdf = (inside = '') => Buffer.from(`%PDF-1.7\n${inside}\n%%EOF\n`);

  it.each([
    ['Повестка.pdf', 'Повестка.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\x\\отчёт.docm', 'отчёт.pdf'],
    ['\u202efdp.exe', 'fdp.pdf'],
    ['', 'document.pdf'],
    [`${'я'.repeat(61)}.pdf`, 'document.pdf'],
  ])('called %j is kept as %j', (name, kept) => {
    expect(accepted(parseDocument(name, pdf())).name).toBe(kept);
  });

  it.each([
    ['another kind', Buffer.from('PK\u0003\u0004 vbaProject.bin'), 'broadcast.notPdf'],
    ['an image with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'broadcast.notPdf'],
    ['a cut one', Buffer.from('%PDF-1.7\n'), 'broadcast.notPdf'],
    ['a PDF deep inside', Buffer.concat([Buffer.alloc(2000), pdf()]), 'broadcast.notPdf'],
    ['a program', pdf('<< /S /JavaScript >>'), 'broadcast.activePdf'],
    ['a start of another program', pdf('<< /S /Launch >>'), 'broadcast.activePdf'],
    ['another file', pdf('<< /Type /EmbeddedFile >>'), 'broadcast.activePdf'],
    ['too much', Buffer.alloc(documentMaxBytes + 1), 'broadcast.documentTooLarge'],
  ])('of %s is refused', (_, bytes, code) => {
    expect(codesOf(parseDocument('a.pdf', bytes))).toEqual([code]);
  });
});

const input = {
  texts: { ru: 'Привет', en: 'Hello' },
  buttons: [{ label: { ru: 'Открыть', en: 'Open' }, url: 'https://example.org' }],
  class: 'news',
  audience: { who: 'members', locale: 'ru', country: 'DE' },
  sendsAt: '2026-11-24T19:00:00+03:00',
};

describe('a whole broadcast', () => {
  it('is read with its filters and its moment in UTC', () => {
    expect(accepted(parseBroadcast(input, room))).toEqual({ ...input, sendsAt: '2026-11-24T16:00:00.000Z' });
    const { buttons: _, sendsAt: __, ...least } = input;
    expect(accepted(parseBroadcast(least, room))).toMatchObject({ buttons: [], sendsAt: null });
    expect(accepted(parseBroadcast({ ...input, sendsAt: null }, room)).sendsAt).toBeNull();
  });

  it.each([
    ['no object', null, 'broadcast.invalid'],
    ['another key', { ...input, to: 'everybody' }, 'broadcast.invalid'],
    [
      'a country that is none',
      { ...input, audience: { who: 'members', country: 'XX' } },
      'broadcast.invalid',
    ],
    ['a name', { ...input, audience: { who: 'members', id: 7 } }, 'broadcast.invalid'],
    ['four buttons', { ...input, buttons: Array(4).fill(input.buttons[0]) }, 'broadcast.invalid'],
    ['a text too long', { ...input, texts: { ru: 'я'.repeat(4097), en: 'a' } }, 'broadcast.tooLong'],
    ['a foreign link', { ...input, buttons: [{ ...input.buttons[0], url: 'x' }] }, 'broadcast.link'],
    [
      'a label too long',
      { ...input, buttons: [{ label: { ru: 'я'.repeat(31), en: 'a' }, url: 'https://a.org' }] },
      'text.tooLong',
    ],
  ])('with %s is refused', (_, given, code) => {
    expect(codesOf(parseBroadcast(given, room))).toEqual([code]);
  });

  it('says all that is wrong at once, each with its place', () => {
    const wrong = {
      ...input,
      texts: { ru: '', en: '<b>' },
      buttons: [{ label: { ru: '', en: 'a' }, url: 'x' }],
    };
    const parsed = parseBroadcast(wrong, room);
    expect(parsed.ok ? [] : parsed.refusals.map(({ path }) => path).toSorted()).toEqual([
      'buttons.0.label.ru',
      'buttons.0.url',
      'texts.en',
      'texts.ru',
    ]);
  });

  it.each([
    ['Открыть | Open | https://a.org', []],
    ['А | A | https://a.org\n\nБ | B | https://b.org', []],
    ['Открыть | https://a.org', ['broadcast.buttonLines']],
    ['Открыть | | https://a.org', ['broadcast.buttonLines']],
    ['', ['broadcast.buttonLines']],
    ['А | A | https://a.org\n'.repeat(4), ['broadcast.buttonLines']],
    ['А | A | http://a.org', ['broadcast.link']],
    [`${'я'.repeat(31)} | A | https://a.org`, ['text.tooLong']],
    ['Читать | Read | https://a.org\nСмотреть | Watch', ['broadcast.buttonLines']],
  ])('buttons typed as %j', (text, codes) => {
    expect(codesOf(parseButtonLines(text))).toEqual(codes);
  });

  it('has a hash of everything that recipients see, who they are, and when', () => {
    const content = accepted(parseBroadcast(input, room));
    const document = { name: 'a.pdf', size: 1, sha256: 'aa' };
    const hashes = [
      broadcastHash(content, null, null),
      broadcastHash({ ...content, texts: { ...content.texts, en: 'Hello.' } }, null, null),
      broadcastHash({ ...content, buttons: [] }, null, null),
      broadcastHash({ ...content, class: 'binding' }, null, null),
      broadcastHash({ ...content, audience: { who: 'members' } }, null, null),
      broadcastHash({ ...content, sendsAt: null }, null, null),
      broadcastHash(content, document, null),
      broadcastHash(content, { ...document, sha256: 'bb' }, null),
      broadcastHash(content, null, { corrects: 1, kind: 'moved' }),
      broadcastHash(content, null, { corrects: 1, kind: 'other' }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(broadcastHash({ ...content }, null, null)).toBe(hashes[0]);
  });
});
