import { afterAll, beforeAll, expect, test } from 'vitest';
import { findComposition } from '../../src/db/read/congress.ts';
import { listMandatesAt } from '../../src/db/read/mandate.ts';
import { type BallotAlliance, createBallotAlliance } from '../support/ballotAlliance.ts';
import { fillCongress } from '../support/largeCongress.ts';
import { median } from '../support/measures.ts';

/** A Congress of a thousand takes seconds to fill; its times are promised for a machine that does nothing else. */
const isHeavy = process.env.VECHE_HEAVY === '1';
const PROJECTS = 300;
const DELEGATES = 1000;
const PROMISED_MS = 50;
const ROUNDS = 9;
const DAY_MS = 86_400_000;
const TERMS = 4;
const TERM_DAYS = 182;

let town: BallotAlliance;
let now: Date;
const daysFrom = (days: number): Date => new Date(now.getTime() + days * DAY_MS);

beforeAll(async () => {
  if (!isHeavy) return;
  town = await createBallotAlliance();
  now = await town.deps.clock.now();
  const people = await town.addMembers(DELEGATES);
  // A hundred projects with four delegates, two hundred with three.
  const delegates = Array.from({ length: PROJECTS }, (_, index) => people.slice(...spanOf(index)));
  expect(delegates.flat()).toHaveLength(DELEGATES);
  const terms = Array.from({ length: TERMS }, (_, term) => {
    const begins = daysFrom((term - TERMS + 1) * TERM_DAYS - TERM_DAYS / 2);
    return { begins, ends: new Date(begins.getTime() + TERM_DAYS * DAY_MS) };
  });
  await fillCongress(town.deps, delegates, { projects: PROJECTS, terms });
});
afterAll(() => town?.close());

const WITH_FOUR = 100;
const spanOf = (index: number): [number, number] => {
  const from = 3 * index + Math.min(index, WITH_FOUR);
  return [from, from + (index < WITH_FOUR ? 4 : 3)];
};

const medianOf = async (act: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    await act();
    times.push(performance.now() - began);
  }
  return median(times);
};

test.skipIf(!isHeavy)(
  `the composition of a Congress of ${PROJECTS} projects and ${DELEGATES} delegates at any date in ${PROMISED_MS} ms`,
  { timeout: 120_000 },
  async () => {
    const { db, vault } = town.deps;
    for (const [what, days, filled] of [
      ['now', 0, DELEGATES],
      ['a year ago', -365, DELEGATES],
      ['planned', 60, DELEGATES],
      ['after all terms', 400, 0],
    ] as const) {
      const at = daysFrom(days);
      const composition = await findComposition(db, at);
      expect(composition.ofProjects).toEqual({ entitled: DELEGATES, filled });
      expect(composition.ofMembers).toEqual({ entitled: DELEGATES / 4, filled: 0 });
      const took = await medianOf(() => findComposition(db, at));
      console.log(`Composition ${what}: ${took.toFixed(1)} ms.`);
      expect(took).toBeLessThan(PROMISED_MS);
    }
    const names = await medianOf(() => listMandatesAt(db, vault, now));
    console.log(`All ${DELEGATES} names opened: ${names.toFixed(1)} ms.`);
  },
);
