import { expect, test } from 'vitest';
import { createI18n } from '../../src/i18n/translator.ts';
import { type NoticeProfile, type QueuedNotice, renderNotice } from '../../src/messages/notice.ts';

const i18n = createI18n(['ru', 'en'], (what) => {
  throw new Error(`Missing: ${what}`);
});
const now = new Date('2026-11-22T10:00:00Z');
const until = JSON.stringify({ until: '2026-11-24T18:00:00.000Z' });
const refusals = JSON.stringify({
  refusals: [{ code: 'ballot.noQuorum', facts: { present: 8, needed: 11 } }],
});
const reason = JSON.stringify({ number: 5, reason: 'Приходите <позже>.' });
const notices: readonly QueuedNotice[] = [
  { kind: 'ballot.opened', subject: 'ballot:14', facts: until },
  { kind: 'ballot.closingSoon', subject: 'ballot:14', facts: until },
  { kind: 'ballot.decided', subject: 'ballot:14' },
  { kind: 'ballot.openingRefused', subject: 'ballot:14:2026-11-24T18:00:00.000Z', facts: refusals },
  { kind: 'list.confirmed', subject: 'list:1:2026-11-24T18:00:00.000Z' },
  { kind: 'list.declined', subject: 'case:7' },
  { kind: 'admission.vouched', subject: '1/2' },
  { kind: 'admission.done', subject: '2/2' },
  { kind: 'admission.declined', subject: 'case:5', facts: reason },
  { kind: 'office.waiting', subject: 'case:6' },
];
const profiles: readonly NoticeProfile[] = [
  { locale: 'ru', discreet: false, zone: 'Europe/Berlin' },
  { locale: 'en', discreet: false },
  { locale: 'ru', discreet: true },
  { locale: 'en', discreet: true },
];
const texts = profiles.flatMap((profile) =>
  notices.map((notice) => {
    const screen = renderNotice(i18n, notice, profile, now);
    if (screen === 'obsolete') throw new Error(`${notice.kind} was held obsolete.`);
    expect(screen.keyboard).toHaveLength(1);
    const [[only] = []] = screen.keyboard;
    const where = profile.discreet ? 'discreet' : 'open';
    const text = screen.text.replaceAll('\u00a0', ' ');
    return `${profile.locale} ${where} ${notice.kind}: ${text} [${only?.label}]`;
  }),
);

test('every notice, word for word', () => {
  expect(texts).toMatchSnapshot();
});

test('no notice names a body, a title, a person or a result (security.md)', () => {
  const shown = texts.join('\n').replace(/<tg-spoiler>[^<]*<\/tg-spoiler>/g, '');
  expect(shown).not.toMatch(/Альянс|Конгресс|Вече|Совет|Alliance|Congress|Veche|Council/i);
  expect(shown).not.toMatch(/принято|adopted|против|against|Наталья|вступ|member|член/i);
});

test('discreet notices say only that something is there and until which day', () => {
  const discreet = texts.filter((line) => line.includes(' discreet ballot.'));
  expect(discreet[0]).toBe('ru discreet ballot.opened: У вас новое дело до 24 ноября. [Открыть]');
  expect(discreet.join('\n')).not.toMatch(/голосован|ballot No|vote|решени/i);
});

test('what is over or unknown is not sent', () => {
  const late = new Date('2026-11-24T18:00:00Z');
  const [opened, soon] = notices;
  const [profile] = profiles;
  if (opened === undefined || soon === undefined || profile === undefined) throw new Error('No notice.');
  expect(renderNotice(i18n, opened, profile, late)).toBe('obsolete');
  expect(renderNotice(i18n, soon, profile, late)).toBe('obsolete');
  expect(renderNotice(i18n, { kind: 'petition.opened', subject: 'x:1' }, profile, now)).toBe('obsolete');
});
