import { appendFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../src/playground/types.ts';
import { startTestVeche, type TestVeche } from '../support/testVeche.ts';
import { createCrawl, deadEnds } from './crawl.ts';
import { type CrawlCast, createCrawlCast } from './crawlCast.ts';
import { type CrawlerOptions, createCrawler } from './crawler.ts';
import { complaintsOf, watchScreens } from './screens.ts';

const isHeavy = process.env.VECHE_HEAVY === '1';
/** Heavy: far more than there are buttons, a bound against going round for ever. Else a part of them, for a suite of minutes; a desk alone has 600. */
const PRESSES = isHeavy ? 2_000 : 25;
const CRAWL_MS = isHeavy ? 600_000 : 180_000;

/** A file that gets every screen, a line each: compared before and after a change that must not change any. */
const screensFile = process.env.VECHE_SCREENS;

export type CrawlPlace = {
  readonly veche: TestVeche;
  readonly cast: CrawlCast;
  /** Whom forms may name by their member number. */
  readonly accused: Person;
};
export type CrawlRole = {
  readonly name: string;
  readonly choose: (place: CrawlPlace) => Person | Promise<Person>;
  /** More than others need, to come to what only work opens. */
  readonly presses?: number;
};

/** The clock leaps over the hours in which the bot would have deleted them; a minute later it tries, also what is gone already. */
const tooOld = /message can't be deleted for everyone|message to delete not found/;

export const isHome = (key: string): boolean => /^(Вече|Veche)(?!\p{L}| ·)/u.test(key);

/**
 * Crawls with everybody in this order: the later ones find what the earlier ones wrote. `deep` are titles, in Russian or
 * English, of screens that nothing but work opens: a crawl that does not come to them has not tried enough.
 */
export const crawlWith = (
  roles: readonly CrawlRole[],
  deep: readonly RegExp[],
  prepare: (place: CrawlPlace) => unknown = () => {},
  only?: CrawlerOptions['only'],
): void => {
  let place: CrawlPlace;
  let faults: string[];
  let answers: string[];
  /** Heavy: everybody presses everything. Else what one has tried on a screen, the next needs not. */
  const shared = createCrawl();
  beforeAll(async () => {
    const veche = await startTestVeche({ mode: 'webhook' });
    faults = watchScreens(veche.api);
    const cast = createCrawlCast(veche);
    place = { veche, cast, accused: cast.member('ru') };
    answers = [await cast.numberOf(place.accused)];
    await prepare(place);
  });
  afterAll(() => place?.veche.close());

  test.each(roles.map((role) => [role.name, role] as const))(
    'a crawler that presses every button as %s finds no dead end and nothing odd',
    { timeout: CRAWL_MS },
    async (_, { choose, presses = PRESSES }) => {
      const { veche } = place;
      const person = await choose(place);
      const logged = veche.logged.length;
      const crawl = isHeavy ? createCrawl() : shared;
      const options = { crawl, answers, ...(only === undefined ? {} : { only }) };
      await createCrawler(veche, person, options).run(isHeavy ? PRESSES : presses);
      veche.api.checkUnanswered();
      if (screensFile !== undefined)
        appendFileSync(
          screensFile,
          Array.from(crawl.screens.keys(), (key) => `${JSON.stringify(key)}\n`).join(''),
        );
      const found = {
        problems: crawl.problems.splice(0),
        deadEnds: deadEnds(crawl, isHome),
        faults: faults.splice(0),
        violations: veche.api.violations.splice(0).filter((one) => !tooOld.test(one)),
        complaints: complaintsOf(veche.logged.slice(logged)),
        cut: crawl.cut && isHeavy,
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

  test.skipIf(isHeavy)('the screens are many, in both languages, and the deep ones are among them', () => {
    const keys = [...shared.screens.keys()];
    const homeward = (label: RegExp) => keys.filter((key) => label.test(key)).length;
    expect(homeward(/‹ На главную/)).toBeGreaterThan(2);
    expect(homeward(/‹ Home/)).toBeGreaterThan(2);
    expect(deep.filter((title) => !keys.some((key) => title.test(key)))).toEqual([]);
  });
};
