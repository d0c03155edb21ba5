import { describe, expect, test } from 'vitest';
import type { Ballot } from '../../../src/db/read/ballot/ballot.ts';
import type { PublicBallot } from '../../../src/db/read/ballot/publicBallot.ts';
import { choiceKeys } from '../../../src/governance/ballot/ballot.ts';
import { ballotAccessRefusals } from '../../../src/governance/ballot/ballotAccess.ts';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { judge } from '../../../src/governance/congress/majority.ts';
import { momentRefusals } from '../../../src/governance/kit/moment.ts';
import { listRefusals } from '../../../src/governance/list/list.ts';
import { castLine, renderBallot, renderBallotText } from '../../../src/messages/ballot/ballot.ts';
import {
  renderBallotDesk,
  renderManagedBallot,
  renderOpeningQuestion,
  renderWithdrawalQuestion,
} from '../../../src/messages/ballot/ballotDesk.ts';
import {
  type PublishedBallot,
  renderResult,
  renderResultCaption,
  renderRollCall,
} from '../../../src/messages/ballot/result.ts';
import { resultPicture } from '../../../src/messages/ballot/resultPicture.ts';
import { choiceOfWord, parseVoteCommand } from '../../../src/messages/ballot/voteCommand.ts';
import { renderVoteList } from '../../../src/messages/ballot/voteList.ts';
import type { Reader, Screen } from '../../../src/messages/kit/screen.ts';
import { renderAgreed, renderLeavingQuestion, renderMyList } from '../../../src/messages/list/list.ts';
import { renderListDesk, renderListLink, renderManagedList } from '../../../src/messages/list/listDesk.ts';
import { i18n, plainSpaces } from '../../support/texts.ts';

const ru: Reader = { translator: i18n.translatorFor('ru'), zone: 'Europe/Berlin' };
const en: Reader = { translator: i18n.translatorFor('en'), zone: undefined };
const adopted = { version: 1, bylaws: conceptBylaws };

const strategic: PublicBallot = {
  number: 14,
  class: 'rollCall',
  rule: 'strategic',
  state: 'open',
  content: {
    question: { ru: 'Утвердить <Регламент> & {{x}}?', en: 'Adopt the <Rules>?' },
    description: { ru: `${'Пояснение. '.repeat(200)}`, en: 'Explanation.' },
    choices: { kind: 'yesNo' },
  },
  electorate: { list: 1, title: { ru: 'Делегаты', en: 'Delegates' } },
  openedAt: '2026-11-21T18:00:00.000Z',
  closesAt: '2026-11-24T18:00:00.000Z',
  rollSize: 104,
  rollHash: 'ab'.repeat(32),
  base: { all: 104 },
  bylawsVersion: 1,
};
const counted = { yes: 68, no: 17, abstained: 6, notVoted: 13 };
const countedPresent = { yes: 31, no: 17, abstained: 6, notVoted: 6 };
const published = (
  ballot: PublicBallot,
  result: Partial<PublishedBallot['result']> = {},
): PublishedBallot => ({
  ...ballot,
  state: 'published',
  resultHash: 'cd'.repeat(32),
  result: {
    counts: { yes: 68, no: 17, abstain: 6 },
    voted: 91,
    notVoted: 13,
    verdict: judge(ballot.rule, ballot.base, ballot.rule === 'current' ? countedPresent : counted, adopted),
    leading: ['yes'],
    ...result,
  },
});
const current: PublicBallot = { ...strategic, rule: 'current', base: { all: 104, present: 60 } };
const poll: PublicBallot = {
  ...strategic,
  class: 'strawPoll',
  rule: 'advisory',
  electorate: 'members',
  content: {
    question: strategic.content.question,
    choices: {
      kind: 'options',
      options: [
        { ru: 'В мае', en: 'In May' },
        { ru: 'В июне', en: 'In June' },
      ],
    },
  },
};
const here = { onRoll: true, voted: false, missing: [] };

const draft: Ballot = {
  id: '00000000-0000-4000-8000-000000000001',
  number: 14,
  class: 'rollCall',
  electorate: 'list',
  item: undefined,
  session: undefined,
  list: { id: '00000000-0000-4000-8000-000000000002', number: 1, title: { ru: 'Делегаты', en: 'Delegates' } },
  rule: 'strategic',
  state: 'draft',
  content: strategic.content,
  plan: { durationMinutes: 4320 },
  openedAt: null,
  closesAt: null,
  bylawsVersion: null,
  rollSize: null,
  rollHash: null,
  base: null,
  result: null,
  resultHash: null,
  decision: null,
  decidedAt: null,
};
const entry = {
  list: { id: '00000000-0000-4000-8000-000000000002', number: 1, title: { ru: 'Делегаты', en: 'Delegates' } },
  publicName: 'Наталья <Н.>',
  presentUntil: null,
};
const now = new Date('2026-11-22T10:00:00Z');

describe.each([
  ['ru', ru],
  ['en', en],
] as const)('every screen in %s', (_locale, reader) => {
  const rollCall = Array.from({ length: 104 }, (_, index) => ({
    name: `Имя & Фамилия № ${index}`,
    choice: ['yes', 'no', 'abstain', null][index % 4] ?? null,
  }));
  const screens: readonly Screen[] = [
    renderBallot(reader, strategic, adopted, here),
    renderBallot(reader, { ...strategic, state: 'closing' }, adopted, here),
    renderBallot(reader, current, adopted, { ...here, voted: true }),
    renderBallot(reader, poll, adopted, {
      onRoll: false,
      voted: false,
      missing: [{ code: 'right.notSigned' }],
    }),
    renderBallotText(reader, strategic, 0),
    renderBallotText(reader, strategic, 99),
    renderResult(reader, published(strategic), adopted),
    renderResult(
      reader,
      published(current, {
        verdict: judge('current', current.base, { yes: 30, no: 30, abstained: 0, notVoted: 0 }, adopted),
      }),
      adopted,
    ),
    renderResult(
      reader,
      published(poll, { verdict: undefined, counts: { '1': 3, '2': 3 }, leading: ['1', '2'] }),
      adopted,
    ),
    renderResult(reader, published(poll, { verdict: undefined, counts: {}, leading: [] }), adopted),
    renderResultCaption(reader, published(strategic, { rollCall }), adopted),
    renderRollCall(reader, published(strategic, { rollCall }), 1),
    renderVoteList(reader, { decidable: [], recent: [], lists: [] }, 0),
    renderVoteList(
      reader,
      {
        decidable: Array.from({ length: 12 }, (_, index) => ({
          number: index + 1,
          question: strategic.content.question,
          closesAt: now,
          voted: index % 2 === 0,
        })),
        recent: [{ number: 3, question: strategic.content.question }],
        lists: [entry.list],
      },
      1,
    ),
    renderBallotDesk(reader, [draft, { ...draft, state: 'open', closesAt: now }], { page: 0, pages: 2 }),
    renderBallotDesk(reader, [], { page: 0, pages: 1 }),
    renderManagedBallot(reader, draft, 'line'),
    renderManagedBallot(reader, {
      ...draft,
      state: 'scheduled',
      plan: { opensAt: now.toISOString(), durationMinutes: 30 },
    }),
    renderManagedBallot(reader, { ...draft, state: 'open', closesAt: now }),
    renderOpeningQuestion(reader, draft, { rollSize: 15_000, closesAt: strategic.closesAt }),
    renderWithdrawalQuestion(reader, draft),
    renderMyList(reader, entry, now),
    renderMyList(reader, { ...entry, presentUntil: new Date('2026-11-22T11:00:00Z') }, now),
    renderLeavingQuestion(reader, entry),
    renderAgreed(reader, { title: entry.list.title, publicName: entry.publicName }),
    renderListDesk(reader, [{ ...entry.list, size: 21 }], { page: 1, pages: 3 }),
    renderListDesk(reader, [], { page: 0, pages: 1 }),
    renderManagedList(reader, { ...entry.list, size: 2 }),
    renderListLink(reader, 1, { url: 'https://t.me/veche_bot?start=list_x', expiresAt: strategic.closesAt }),
  ];

  test('is shown whole: no key, no variable, no raw HTML, short labels, a way on', () => {
    for (const { text, keyboard } of screens) {
      expect(text).not.toMatch(/undefined|\[object|NaN|\$t\(/);
      expect(text.replaceAll('{{x}}', '')).not.toContain('{{');
      expect(text).not.toMatch(/<(?!\/?(?:b|i|tg-spoiler)>)/);
      expect(text.length).toBeLessThan(4096);
      expect(keyboard.length).toBeGreaterThan(0);
      for (const { label } of keyboard.flat()) expect([...label].length).toBeLessThanOrEqual(30);
    }
  });

  test('the roll call comes in pages that are read without scrolling back', () => {
    const pages = [0, 1, 2, 3].map(
      (page) => renderRollCall(reader, published(strategic, { rollCall }), page).text,
    );
    const read = pages.map((text) => text.replace(/<[^>]+>/g, '').replaceAll('&amp;', '&').length);
    expect(Math.max(...read)).toBeLessThan(1500);
    const names = new Set(pages.flatMap((text) => plainSpaces(text).match(/№ \d+(?= —)/g) ?? []));
    expect(names.size).toBe(104);
  });

  test('the caption fits under a picture', () => {
    expect(renderResultCaption(reader, published(current), adopted).text.length).toBeLessThan(1024);
  });
});

test('a strategic ballot says the exact arithmetic (G3)', () => {
  const { text, keyboard } = renderBallot(ru, strategic, adopted, here);
  expect(plainSpaces(text)).toContain('<b>Голосование № 14 · стратегическое</b>');
  expect(plainSpaces(text)).toContain(
    'Решение принято, если «за» — не меньше 2/3 всех: 70 из 104. Воздержаться или не голосовать — то же, что «против».',
  );
  expect(plainSpaces(text)).toContain('До 24 ноября, 19:00 (18:00 UTC).');
  expect(text).toContain('Утвердить &lt;Регламент&gt; &amp; {{x}}?');
  expect(keyboard.slice(0, 3).map((row) => row.map(({ label }) => label))).toEqual([
    ['За'],
    ['Против'],
    ['Воздержаться'],
  ]);
});

test('the verdict of 68 of 104 is printed with everything G9 asks for', () => {
  const text = plainSpaces(renderResult(en, published(strategic), adopted).text);
  expect(text).toContain(
    '<b>Not adopted.</b> In favour 68 of 104 (everybody on the roll); 70 needed (2/3 of all, rule G3, bylaws 1).',
  );
  expect(text).toContain('Voted 91, against 17, abstained 6, not voted 13.');
  expect(text).toContain('68 × 3 = 204 &lt; 208 = 104 × 2');
  expect(text).toContain('Roll: 104 people, fingerprint abababababababab…');
  const russian = plainSpaces(renderResult(ru, published(strategic), adopted).text);
  expect(russian).toContain('<b>Не принято.</b> «За» 68 из 104');
  expect(russian).toContain('нужно 70 (2/3 всех, правило G3, нормы версии 1)');
});

test('a current question says base and quorum (G4)', () => {
  const text = plainSpaces(renderBallot(ru, current, adopted, here).text);
  expect(text).toContain('больше 1/2 присутствующих: 31 из 60');
  expect(text).toContain('Кворум есть: присутствуют 60 из 104, нужно 52.');
});

test('a straw poll never calls itself secret and says who sees what (M7)', () => {
  const text = renderBallot(ru, poll, adopted, here).text + renderBallot(en, poll, adopted, here).text;
  expect(text).not.toMatch(/тайн|секретн|secret|anonym|анонимн/i);
  expect(plainSpaces(text)).toContain('сервер видит, кто что выбирает, публикуются только числа');
  expect(text).toContain('the server can see who chooses what; only the numbers are published');
});

test('the receipt never shows the choice, whatever the effect', () => {
  const receipts = (['recorded', 'replaced', 'unchanged', 'superseded'] as const).map((effect) =>
    castLine(ru, effect, strategic.closesAt),
  );
  expect(plainSpaces(receipts[0] ?? '')).toBe(
    'Голос принят. Можно изменить до 24 ноября, 19:00 (18:00 UTC).',
  );
  expect(plainSpaces(receipts[1 + 1] ?? '')).toContain('Уже записано');
  const voted = renderBallot(ru, strategic, adopted, { ...here, voted: true }, receipts[0]);
  const fresh = renderBallot(ru, strategic, adopted, here, receipts[0]);
  expect(voted).toEqual(fresh);
});

test('the picture has the numbers of the text', () => {
  const picture = resultPicture(en, published(strategic));
  expect(picture.bars.map(({ countText }) => countText)).toEqual(['68', '17', '6', '13']);
  expect(picture).toMatchObject({ verdictKind: 'notAdopted', threshold: { at: 70, of: 104 } });
  const text = renderResult(en, published(strategic), adopted).text;
  for (const { countText } of picture.bars) expect(text).toContain(countText);
  expect(resultPicture(en, published(poll, { verdict: undefined, counts: { '1': 2 } })).verdictKind).toBe(
    'advisory',
  );
});

test('text commands are understood in both languages', () => {
  const keys = choiceKeys({ kind: 'yesNo' });
  const words = ['за', 'ПРОТИВ', 'воздержаться', 'yes', 'No', 'abstain', '«за»', 'может', '1'];
  expect(words.map((word) => choiceOfWord(word, keys))).toEqual([
    'yes',
    'no',
    'abstain',
    'yes',
    'no',
    'abstain',
    'yes',
    undefined,
    undefined,
  ]);
  expect(choiceOfWord('2', ['1', '2'])).toBe('2');
  expect(choiceOfWord('за', ['1', '2'])).toBeUndefined();
  expect(['', '14', '№14 за', '14  in favour', 'за', '0', '99999999'].map(parseVoteCommand)).toEqual([
    { kind: 'list' },
    { kind: 'show', number: 14 },
    { kind: 'vote', number: 14, word: 'за' },
    { kind: 'vote', number: 14, word: 'in favour' },
    { kind: 'unreadable' },
    { kind: 'unreadable' },
    { kind: 'unreadable' },
  ]);
});

test('every refusal of ballots, lists and moments has a text in both languages', () => {
  const facts = { present: 1, needed: 2, at: now.toISOString(), neededHours: 72, state: 'open' };
  for (const code of [
    ...ballotAccessRefusals,
    ...listRefusals,
    ...momentRefusals,
    'draft.duration',
    'draft.optionLines',
    'list.number',
  ]) {
    for (const reader of [ru, en]) expect(reader.translator.byCode(code, facts), code).toBeTypeOf('string');
  }
});
