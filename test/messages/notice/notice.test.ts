import { expect, test } from 'vitest';
import { type NoticeKind, noticeKinds } from '../../../src/governance/notice/notice.ts';
import type { QueuedNotice } from '../../../src/messages/kit/saying.ts';
import type { Screen } from '../../../src/messages/kit/screen.ts';
import { type NoticeProfile, readNotice, renderNotices } from '../../../src/messages/notice/notice.ts';
import { i18n, plainSpaces } from '../../support/texts.ts';

const until = '2026-11-24T18:00:00.000Z';
/** Everything that any kind may carry; each takes what it knows. */
const facts = JSON.stringify({
  until,
  at: until,
  token: 'AAAAAAAAAAAAAAAAAAAAAA',
  day: '2026-11-24',
  number: 5,
  reason: 'Приходите <позже>.',
  refusals: [{ code: 'ballot.noQuorum', facts: { present: 8, needed: 11 } }],
});
const sampleOf = (kind: NoticeKind): QueuedNotice => ({ kind, subject: 'ballot:14', facts });
const notices = noticeKinds.map(sampleOf);
const profiles: readonly [NoticeProfile, ...NoticeProfile[]] = [
  { locale: 'ru', discreet: false, zone: 'Europe/Berlin' },
  { locale: 'en', discreet: false },
  { locale: 'ru', discreet: true },
  { locale: 'en', discreet: true },
];
const lineOf = ({ text, keyboard }: Screen): string =>
  `${plainSpaces(text)} ${keyboard.map((row) => `[${row.map(({ label }) => label).join('|')}]`).join('')}`;
const sayingsOf = (given: readonly QueuedNotice[], profile: NoticeProfile) =>
  given.flatMap((notice) => readNotice(i18n, notice, profile) ?? []);
const render = (given: readonly QueuedNotice[], profile: NoticeProfile): string =>
  lineOf(renderNotices(i18n, sayingsOf(given, profile), profile));

const texts = profiles.flatMap((profile) =>
  notices.map(
    (notice) =>
      `${profile.locale} ${profile.discreet ? 'discreet' : 'open'} ${notice.kind}: ${render([notice], profile)}`,
  ),
);
const together: readonly NoticeKind[] = [
  'ballot.opened',
  'admission.declined',
  'list.confirmed',
  'admission.vouched',
  'office.waiting',
  'ballot.decided',
];
const groups = profiles.flatMap((profile) =>
  [together.slice(0, 3), together].map((group) => render(group.map(sampleOf), profile)),
);

test('every notice, word for word', () => {
  expect(texts).toMatchSnapshot();
});

test('several at once, word for word', () => {
  expect(groups).toMatchSnapshot();
});

test('no notice names a body, a title, a person or a result (security.md)', () => {
  const shown = [...texts, ...groups].join('\n').replace(/<tg-spoiler>[^<]*<\/tg-spoiler>/g, '');
  expect(shown).not.toMatch(/Альянс|Конгресс|Вече|Совет|Alliance|Congress|Veche|Council/i);
  expect(shown).not.toMatch(/принято|adopted|против|against|Наталья|вступ|member|член/i);
});

test('discreet notices say only that something is there and until which day', () => {
  const discreet = texts.filter((line) => line.includes(' discreet ballot.'));
  expect(discreet[0]).toBe('ru discreet ballot.opened: У вас новое дело до 24 ноября. [Открыть]');
  expect(discreet.join('\n')).not.toMatch(/голосован|ballot No|vote|решени/i);
});

const [ru] = profiles;

test('a kind that this program does not know is not told', () => {
  expect(readNotice(i18n, { kind: 'petition.opened', subject: 'x:1' }, ru)).toBeUndefined();
});

test('the same thing to do twice is one, and one thing alone is itself', () => {
  const waiting = (number: number): QueuedNotice => ({ kind: 'office.waiting', subject: `case:${number}` });
  expect(render([waiting(1), waiting(2)], ru)).toBe(render([waiting(1)], ru));
});

test('five have a button each, the rest one together; somebody’s words are never among the rest', () => {
  const many = Array.from(
    { length: 6 },
    (_, number): QueuedNotice => ({ ...sampleOf('ballot.decided'), subject: `ballot:${number + 1}` }),
  );
  const screen = renderNotices(i18n, sayingsOf([...many, sampleOf('admission.declined')], ru), ru);
  expect(screen.keyboard).toHaveLength(6);
  expect(screen.text).toContain('Приходите &lt;позже&gt;.');
  expect(plainSpaces(screen.text)).toContain('И ещё 2 дела.');
  expect(screen.keyboard.at(-1)?.[0]).toMatchObject({ label: 'Открыть всё, что меня ждёт', data: 'home' });
});
