import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatMessage, Person } from '../../src/playground/types.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { type Crawl, createCrawl, deadEnds } from './crawl.ts';
import { type CrawlCast, createCrawlCast } from './crawlCast.ts';
import { createCrawler } from './crawler.ts';
import { complaintsOf, faultsOf, watchScreens } from './screens.ts';
import { at } from './voting.ts';

const isHeavy = process.env.VECHE_HEAVY === '1';
/** Far more than there are buttons: a bound against going round for ever. */
const PRESSES = 2_000;
/** A secretary's desk grows with what is made on it; heavy goes to its end. */
const DESK_PRESSES = isHeavy ? PRESSES : 160;
const CRAWL_MS = isHeavy ? 600_000 : 180_000;
const DAY_MS = 86_400_000;
/** After the days in which a missing signature changes nothing. */
const AFTER_GRACE_MS = 121 * DAY_MS;

let stage: Stage;
let cast: CrawlCast;
let faults: string[];
/** Accused by whoever opens a case: their own side of it is crawled after that. */
let accused: Person;
let answers: string[];
beforeAll(async () => {
  stage = await openStage({ mode: 'webhook' });
  faults = watchScreens(stage.api);
  cast = createCrawlCast(stage);
  accused = cast.member('ru');
  answers = [await cast.numberOf(accused)];
  await cast.raiseAlarms(accused);
});
afterAll(() => stage.close());

const isHome = (key: string): boolean => /^(Вече|Veche)(?!\p{L}| ·)/u.test(key);
/** Heavy: everybody presses everything. Else what one has tried on a screen, the next needs not. */
const shared = createCrawl();

// In this order: the later ones find at their desks what the earlier ones wrote. Each finds the other language by themselves.
const roles: readonly (readonly [string, () => Person | Promise<Person>])[] = [
  ['a stranger', () => cast.stranger('ru')],
  ['a guest', () => at(stage.people('guest'), 0)],
  ['somebody who signed and looks for a way of verification', () => cast.signed('en')],
  ['a member', () => cast.member('ru')],
  ['a member with a public name', () => at(stage.people('named'), 0)],
  [
    'a verifier',
    async () => {
      // Some requests are declined before their calls are looked at.
      for (let calls = 0; calls < 3; calls++) await cast.offerCall();
      return at(stage.people('verifier'), 0);
    },
  ],
  ['a secretary', () => at(stage.people('officer'), 0)],
  ['a party of a case', () => accused],
  ['an auditor', () => at(stage.people('auditor'), 0)],
  ['an evaluator', () => cast.withRole('evaluator', 'ru')],
  // Approves what the first one proposed: that officers are dismissed, that an account is erased.
  ['another secretary', () => at(stage.people('officer'), 1)],
  ['an administrator', () => cast.withRole('administrator', 'en')],
  ['somebody suspended by a finding', () => cast.suspended('ru')],
  ['somebody who may confirm leaving', () => cast.leaving('en')],
  [
    'a member whose signature is outdated',
    async () => {
      await cast.publishNext();
      return cast.member('en');
    },
  ],
  [
    'a member whose rights rest',
    async () => {
      // What is deleted from chats before it is 48 hours old must be gone before the clock leaps over that.
      await cast.chatsAreClean();
      stage.moveClock(AFTER_GRACE_MS);
      return cast.member('ru');
    },
  ],
];

test.each(roles)(
  'a crawler that presses every button as %s finds no dead end and nothing odd',
  { timeout: CRAWL_MS },
  async (role, choose) => {
    const isDesk = role.includes('secretary');
    const person = await choose();
    const logged = stage.logged.length;
    const crawl = isHeavy ? createCrawl() : shared;
    await createCrawler(stage, person, { crawl, answers }).run(isDesk ? DESK_PRESSES : PRESSES);
    stage.api.checkUnanswered();
    const found = {
      problems: crawl.problems.splice(0),
      deadEnds: deadEnds(crawl, isHome),
      faults: faults.splice(0),
      violations: stage.api.violations.splice(0),
      complaints: complaintsOf(stage.logged.slice(logged)),
      cut: crawl.cut && (isHeavy || !isDesk),
    };
    expect(found).toEqual({
      problems: [],
      deadEnds: [],
      faults: [],
      violations: [],
      complaints: [],
      cut: false,
    });
  },
);

/** Titles of what this crawl must have come to, in Russian or English; deep ones, which nothing but work at a desk opens. */
const deep = [
  /^Дело № # о поручительстве|^Vouching case No/,
  /^(?:Дело|Case) (?:№|No\.) # · (?:слушание|hearing)/,
  /^(?:Звонок по делу|Call for case) (?:№|No\.) #/,
  /^(?:Тревога|Alarm) (?:№|No\.) # ·/,
  /^(?:Вопрос|Question) (?:№|No\.) #/,
  /^(?:Аудит|Audit) ·/,
  /^code\n/,
  /^(?:Все данные о вас|All data about you)/,
  /^(?:Выйти из Альянса|Leave the Alliance).*(?:Остаться|Stay)/s,
  /^(?:Тревога: |Alarm: )\/panic/,
  /^(?:Альянс в числах|The Alliance in numbers)/,
  /(?:Что изменилось в Декларации|What changed in the Declaration)/,
];
test.skipIf(isHeavy)('the screens are many, in both languages, and the deep ones are among them', () => {
  const keys = [...shared.screens.keys()];
  expect(keys.filter((key) => /‹ На главную/.test(key)).length).toBeGreaterThan(20);
  expect(keys.filter((key) => /‹ Home/.test(key)).length).toBeGreaterThan(20);
  expect(deep.filter((title) => !keys.some((key) => title.test(key)))).toEqual([]);
});

test('the crawler would notice: a dead end, a key, a variable, a long or wordless label', () => {
  const crawl: Crawl = {
    ...createCrawl(),
    screens: new Map([
      ['Вече []', new Set()],
      ['middle []', new Set()],
      ['trap []', new Set()],
    ]),
    edges: new Map([
      ['Вече []', new Set(['middle []', 'trap []'])],
      ['middle []', new Set(['Вече []'])],
      ['trap []', new Set(['trap []'])],
    ]),
  };
  expect(deadEnds(crawl, isHome)).toEqual(['trap []']);
  const message = (text: string, label: string): ChatMessage => ({
    message_id: 1,
    from: { id: 1, is_bot: true, first_name: 'Veche' },
    chat: { id: 2, type: 'private', first_name: 'X' },
    date: 0,
    text,
    reply_markup: { inline_keyboard: [[{ text: label, callback_data: 'home' }]] },
  });
  expect(faultsOf(message('Всё хорошо.', '‹ 1/2'))).toEqual([]);
  const wrong = [
    message('До {{deadline}}.', 'Да'),
    message('See ballot.toBallot', 'Да'),
    message('Голосов: undefined', 'Да'),
    message('Всё хорошо.', 'Очень длинная подпись этой кнопки'),
    message('Всё хорошо.', '✓'),
    message('4K7M-2XPA-C, 5K7M-2XPA-E', 'Да'),
  ];
  expect(wrong.map((one) => faultsOf(one).length)).toEqual([1, 1, 1, 1, 1, 1]);
});
