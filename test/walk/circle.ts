import { expect } from 'vitest';
import { meetPerson } from '../../src/actions/person/meetPerson.ts';
import type { Account } from '../../src/db/read/person/person.ts';
import type { Role } from '../../src/governance/person/role.ts';
import type { Person } from '../../src/playground/types.ts';
import { getAccount } from '../support/accounts.ts';
import { at } from '../support/at.ts';
import { quiet } from '../support/chat.ts';
import { hurried } from '../support/hurried.ts';
import { appoint } from '../support/officers.ts';
import { startTestVeche, type TestVeche } from '../support/testVeche.ts';
import { createHand, type Hand } from './hand.ts';
import { complaintsOf, watchScreens } from './screens.ts';

const SEED = 17;
/** Sweeps look once a second; so does the sender of notices. */
export const SWEPT = { timeout: 60_000, interval: 20 };

/** Whoever did something in the walk, by Telegram id: it is told at the end how many they were. */
export type Circle = {
  readonly veche: TestVeche;
  readonly faults: readonly string[];
  readonly acted: Set<number>;
  readonly hand: (person: Person) => Hand;
  readonly officers: readonly [Hand, Hand];
  readonly evaluator: Hand;
  /** The next `count` members of the sample who have done nothing yet; the first of them reads this language. */
  readonly members: (count: number, locale?: 'ru' | 'en') => Hand[];
  readonly accountOf: (hand: Hand) => Promise<Account>;
  /** What the walk learns on its way. */
  readonly known: {
    project: number;
    leader?: Hand;
    participants: Hand[];
    delegates: Hand[];
    petition: number;
    session: number;
  };
};

/** The sample Alliance by webhook, every update delivered twice and in a wrong order from the first to the last. */
export const openCircle = async (): Promise<Circle> => {
  const veche = await startTestVeche({ mode: 'webhook', paceClock: hurried });
  const faults = watchScreens(veche.api);
  veche.api.faults.duplicateUpdates = true;
  veche.api.faults.shuffleUpdates(SEED);
  const { deps } = veche.core;
  const acted = new Set<number>();
  const hand = (person: Person): Hand => {
    acted.add(person.id);
    return createHand(veche, person);
  };
  const accountOf = ({ person }: Hand): Promise<Account> => getAccount(deps, person);
  const spare = veche.people('member');
  const take = (isWanted: (person: Person) => boolean): Person => {
    const index = spare.findIndex(isWanted);
    if (index === -1) throw new Error('No member is left.');
    return at(spare.splice(index, 1), 0);
  };
  const evaluator = hand(veche.api.createPerson({ firstName: 'Эксперт', languageCode: 'ru', opened: true }));
  await meetPerson(deps, { telegramId: evaluator.person.id, locale: 'ru' });
  const withRole = async (one: Hand, role: Role) => appoint(deps, (await accountOf(one)).id, role);
  await withRole(evaluator, 'evaluator');
  return {
    veche,
    faults,
    acted,
    hand,
    officers: [hand(at(veche.people('officer'), 0)), hand(at(veche.people('officer'), 1))],
    evaluator,
    members: (count, locale) =>
      Array.from({ length: count }, (_, index) =>
        hand(take(({ user }) => index > 0 || locale === undefined || user.language_code === locale)),
      ),
    accountOf,
    known: { project: 0, participants: [], delegates: [], petition: 0, session: 0 },
  };
};

/** The clock leaps over the hours in which the bot would have deleted a message. */
const seenByNobody = /message is not modified|message can't be deleted for everyone/;

/** After each part: everything answered, nothing odd on any screen, nothing refused by Telegram, no complaint in the log. */
export const isWell = async ({ veche, faults }: Circle): Promise<void> => {
  await quiet(veche);
  veche.api.checkUnanswered();
  // Both deliveries of an update may come to their answer at once; the second is refused, and nobody sees it.
  const violations = veche.api.violations.filter((one) => !seenByNobody.test(one));
  expect({ violations, faults, complaints: complaintsOf(veche.logged) }).toEqual({
    violations: [],
    faults: [],
    complaints: [],
  });
};
