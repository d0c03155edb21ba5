import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import {
  type DeliveryFacts,
  decideDelivery,
  decideQuiet,
  digestHour,
  noticeClass,
  noticeKinds,
  noticeText,
  wantsNews,
} from '../../../src/governance/notice/notice.ts';

const at = (text: string) => new Date(text);
const facts = (change: Partial<DeliveryFacts> = {}): DeliveryFacts => ({
  class: 'mine',
  zone: 'Europe/Berlin',
  quiet: undefined,
  choice: undefined,
  notBefore: at('2026-11-22T10:00:00Z'),
  deadline: undefined,
  ...change,
});
const decided = (change: Partial<DeliveryFacts>, now: string): string => {
  const delivery = decideDelivery(facts(change), at(now));
  return delivery.act === 'postpone' ? delivery.until.toISOString().slice(0, 16) : delivery.act;
};

describe('every kind of notice', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const sources = files
    .filter((name) => name !== join('governance', 'notice', 'notice.ts'))
    .map((name) => readFileSync(join('src', name), 'utf8'));
  const queueing = sources.filter((source) => /\bqueue(?:Ballot)?Notices\b/.test(source));
  // A journal entry has a kind and `at`, a notice has a kind and a subject.
  const literal =
    /\bkind(?:: | = (?:.*\? )?)'([a-z]+\.[a-zA-Z]+)'(?: : '([a-z]+\.[a-zA-Z]+)')?(?!.*\bat\b)(?!,\s*at\b)/g;
  const named = queueing.flatMap((source) =>
    [...source.matchAll(literal)].flatMap(([, kind, other]) =>
      [kind, other].filter((one) => one !== undefined),
    ),
  );

  it.each([...new Set(named)])('%s has a class and a text', (kind) => {
    expect(noticeClass(kind)).toBeDefined();
    expect(noticeText(kind)).toBeDefined();
  });
  it('is queued somewhere: no line of the table is dead', () => {
    expect(named.length).toBeGreaterThan(5);
    expect(noticeKinds.filter((kind) => !sources.some((source) => source.includes(`'${kind}'`)))).toEqual([]);
  });
  it('that is not listed has neither', () => {
    expect([noticeClass('petition.opened'), noticeText('toString')]).toEqual([undefined, undefined]);
  });
});

test('news is taken by everybody who did not switch it off', () => {
  expect(wantsNews({})).toBe(true);
  expect(wantsNews({ notices: { mine: 'off', news: 'digest' } })).toBe(true);
  expect(wantsNews({ notices: { mine: 'now', news: 'off' } })).toBe(false);
});

test('quiet hours are hours of a known zone, and not none of them', () => {
  expect(decideQuiet('UTC', { from: 22, to: 8 })).toEqual({ ok: true, value: { from: 22, to: 8 } });
  expect(decideQuiet(undefined, { from: 8, to: 8 })).toMatchObject({
    refusals: [{ code: 'notice.zoneMissing' }, { code: 'notice.sameHours' }],
  });
});

describe('what becomes of a notice that is due', () => {
  const off = { mine: 'off', news: 'off' } as const;
  test.each<[string, Partial<DeliveryFacts>, string, string]>([
    ['mine goes at once', {}, '2026-11-22T10:00Z', 'now'],
    ['mine that is switched off is dropped', { choice: off }, '2026-11-22T10:00Z', 'drop'],
    ['news that is switched off is dropped', { class: 'news', choice: off }, '2026-11-22T17:00Z', 'drop'],
    ['binding can’t be switched off', { class: 'binding', choice: off }, '2026-11-22T10:00Z', 'now'],
    ['at its deadline it is dropped', { deadline: at('2026-11-22T10:00Z') }, '2026-11-22T10:00Z', 'drop'],
    ['before its deadline it goes', { deadline: at('2026-11-22T10:01Z') }, '2026-11-22T10:00Z', 'now'],
  ])('%s', (_name, change, now, outcome) => {
    expect(decided(change, now)).toBe(outcome);
  });
});

describe('quiet hours', () => {
  const night = { quiet: { from: 22, to: 8 } };
  test.each<[string, Partial<DeliveryFacts>, string, string]>([
    ['before they begin', night, '2026-11-22T20:59Z', 'now'],
    ['when they begin', night, '2026-11-22T21:00Z', '2026-11-23T07:00'],
    ['after midnight', night, '2026-11-23T06:59Z', '2026-11-23T07:00'],
    ['when they end', night, '2026-11-23T07:00Z', 'now'],
    ['within a day', { quiet: { from: 9, to: 17 } }, '2026-11-23T09:30Z', '2026-11-23T16:00'],
    ['within a day, outside', { quiet: { from: 9, to: 17 } }, '2026-11-23T16:00Z', 'now'],
    ['without a zone nothing is quiet', { ...night, zone: undefined }, '2026-11-22T23:00Z', 'now'],
    ['by an offset', { ...night, zone: '+03:30' }, '2026-11-22T18:30Z', '2026-11-23T04:30'],
    // Berlin: 29 March 2026, 2:00 becomes 3:00; 25 October 2026, 3:00 becomes 2:00.
    ['the short night ends an hour earlier', night, '2026-03-28T21:00Z', '2026-03-29T06:00'],
    ['the long night ends an hour later', night, '2026-10-24T20:00Z', '2026-10-25T07:00'],
    [
      'until the hour that is skipped',
      { quiet: { from: 22, to: 2 } },
      '2026-03-29T00:30Z',
      '2026-03-29T01:00',
    ],
    [
      'until the hour that comes twice',
      { quiet: { from: 22, to: 2 } },
      '2026-10-24T23:30Z',
      '2026-10-25T00:00',
    ],
    ['in the hour that comes twice', { quiet: { from: 22, to: 3 } }, '2026-10-25T00:30Z', '2026-10-25T02:00'],
    ['in its repetition', { quiet: { from: 22, to: 3 } }, '2026-10-25T01:30Z', '2026-10-25T02:00'],
    // Antarctica/Troll: 25 October 2026, 3:00 becomes 1:00, so that 2:00 was there before.
    [
      'an end that was there before',
      { quiet: { from: 22, to: 2 }, zone: 'Antarctica/Troll' },
      '2026-10-25T01:30Z',
      '2026-10-25T02:00',
    ],
    [
      'news that is wanted at once waits',
      { ...night, class: 'news', choice: { mine: 'now', news: 'now' } },
      '2026-11-22T23:00Z',
      '2026-11-23T07:00',
    ],
  ])('%s', (_name, change, now, outcome) => {
    expect(decided(change, now)).toBe(outcome);
  });

  test.each<[string, Partial<DeliveryFacts>, string]>([
    ['binding waits for their end', {}, '2026-11-23T07:00'],
    [
      'binding waits when there is time after them',
      { deadline: at('2026-11-23T07:01Z') },
      '2026-11-23T07:00',
    ],
    ['binding breaks them when it would be too late', { deadline: at('2026-11-23T07:00Z') }, 'now'],
    ['mine does not', { class: 'mine', deadline: at('2026-11-23T06:00Z') }, '2026-11-23T07:00'],
  ])('%s', (_name, change, outcome) => {
    expect(decided({ class: 'binding', ...night, ...change }, '2026-11-22T23:00Z')).toBe(outcome);
  });
});

describe('the digest', () => {
  const news = { class: 'news' } as const;
  const queued = (text: string) => ({ ...news, notBefore: at(text) });
  test.each<[string, Partial<DeliveryFacts>, string, string]>([
    ['waits for the evening of the zone', news, '2026-11-22T10:00Z', '2026-11-22T17:00'],
    [
      'waits for the evening of UTC without a zone',
      { ...news, zone: undefined },
      '2026-11-22T10:00Z',
      '2026-11-22T18:00',
    ],
    ['goes then', queued('2026-11-22T17:00Z'), '2026-11-22T17:00Z', 'now'],
    ['goes a little late', queued('2026-11-22T17:00Z'), '2026-11-22T20:00Z', 'now'],
    [
      'that is too late goes with the next',
      queued('2026-11-22T17:00Z'),
      '2026-11-22T20:01Z',
      '2026-11-23T17:00',
    ],
    ['is one a day', queued('2026-11-22T17:01Z'), '2026-11-22T17:01Z', '2026-11-23T17:00'],
    [
      'in the quiet hours waits for their end',
      { ...news, quiet: { from: 17, to: 20 } },
      '2026-11-22T10:00Z',
      '2026-11-22T19:00',
    ],
    [
      'that waited for their end goes then',
      { ...queued('2026-11-22T19:00Z'), quiet: { from: 17, to: 20 } },
      '2026-11-22T19:00Z',
      'now',
    ],
    [
      'after a night of quiet goes in the morning',
      { ...queued('2026-11-23T07:00Z'), quiet: { from: 17, to: 8 } },
      '2026-11-23T07:00Z',
      'now',
    ],
    [
      'that is late does not break the quiet',
      { ...queued('2026-11-22T17:00Z'), quiet: { from: 19, to: 8 } },
      '2026-11-22T18:30Z',
      '2026-11-23T07:00',
    ],
    ['on the short day', queued('2026-03-29T00:30Z'), '2026-03-29T00:30Z', '2026-03-29T16:00'],
    ['on the long day', queued('2026-10-25T00:30Z'), '2026-10-25T00:30Z', '2026-10-25T17:00'],
    [
      'is dropped at its deadline',
      { ...news, deadline: at('2026-11-22T16:00Z') },
      '2026-11-22T16:00Z',
      'drop',
    ],
  ])('%s', (_name, change, now, outcome) => {
    expect(digestHour).toBe(18);
    expect(decided(change, now)).toBe(outcome);
  });
});
