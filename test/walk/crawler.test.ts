import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatMessage } from '../../src/playground/types.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { type Crawl, createCrawler, deadEnds } from './crawl.ts';
import { complaintsOf, faultsOf, watchScreens } from './screens.ts';

/** Enough for every button of a guest, a member and a named person; an officer's desk grows with what is made on it. */
const PRESSES = { guest: 400, member: 400, named: 400, officer: 400 } as const;
const CRAWL_MS = 60_000;

let stage: Stage;
let faults: string[];
beforeAll(async () => {
  stage = await openStage({ mode: 'webhook' });
  faults = watchScreens(stage.api);
});
afterAll(() => stage.close());

const isHome = (key: string): boolean => /^(Вече|Veche)(?!\p{L}| ·)/u.test(key);

// Each finds the other language by itself, in the settings or at the first choice.
test.each([
  ['guest', 'ru'],
  ['member', 'en'],
  ['named', 'ru'],
  ['officer', 'en'],
] as const)(
  'a crawler that presses every button as %s, at first in %s, finds no dead end and nothing odd',
  { timeout: CRAWL_MS },
  async (role, locale) => {
    const person = stage.people(role).find(({ user }) => user.language_code === locale);
    if (person === undefined) throw new Error(`The sample has no ${role} who reads ${locale}.`);
    const crawl = await createCrawler(stage, person).run(PRESSES[role]);
    const keys = [...crawl.screens.keys()];
    expect(keys.filter((key) => /‹ На главную/.test(key)).length).toBeGreaterThan(5);
    expect(keys.filter((key) => /‹ Home/.test(key)).length).toBeGreaterThan(5);
    if (role !== 'officer') expect(crawl.cut).toBe(false);
    stage.api.checkUnanswered();
    expect({
      problems: crawl.problems,
      deadEnds: deadEnds(crawl, isHome),
      faults,
      violations: stage.api.violations,
      complaints: complaintsOf(stage.logged),
    }).toEqual({ problems: [], deadEnds: [], faults: [], violations: [], complaints: [] });
  },
);

test('the crawler would notice: a dead end, a key, a variable, a long or wordless label', () => {
  const crawl: Crawl = {
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
    tried: new Set(),
    problems: [],
    presses: 3,
    cut: false,
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
  ];
  expect(wrong.map((one) => faultsOf(one).length)).toEqual([1, 1, 1, 1, 1]);
});
