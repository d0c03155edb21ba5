import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { petition, petitionSupport } from '../../src/db/schema/petition.ts';
import { agendaItem } from '../../src/db/schema/session.ts';
import {
  askSupport,
  askWithdrawal,
  confirmSupport,
  confirmWithdrawal,
  invitePeople,
  openPetition,
  openPetitions,
  writePetition,
} from '../../src/messages/petition/petitionCallbacks.ts';
import { at } from '../support/at.ts';
import type { Circle } from './circle.ts';

/** ceil(5 % of 120 members of the sample): the author and five more (rule T1). */
const NEEDED = 6;
/** Far more than are missing: who comes too late is told so. */
const CROWD = 37;
const ANONYMOUS = 0;

export const title = 'Publish every session’s budget';

/** A draft that is left and continued; it opens at once, and its author is the first supporter (rules T1, T3). */
export const petitionOpens = async (circle: Circle): Promise<void> => {
  const { veche, known } = circle;
  const { db } = veche.core.deps;
  const author = at(circle.members(1, 'en'), 0);
  await author.say('/petitions');
  await author.tap(writePetition);
  await author.fill([title], false);
  await author.say('/cancel');
  await author.say('/petitions');
  await author.tap(writePetition);
  await author.fill([
    'The Congress publishes what each of its sessions cost, within a month.',
    'Members who pay for something may know what it is spent on.',
    ANONYMOUS,
  ]);
  const [opened] = await db.select().from(petition);
  expect(opened).toMatchObject({ state: 'open', support: 1, authorName: null, locale: 'en' });
  known.petition = opened?.number ?? 0;
  await author.say(`/petitions ${known.petition}`);
  await author.tap(invitePeople);
  await author.reads(new RegExp(`start=petition_${known.petition}`));
};

/** Support by link: taken back, given again; at the threshold 37 come at once, and the count is exact (T1, T2). */
export const petitionReaches = async (circle: Circle): Promise<void> => {
  const { veche, known } = circle;
  const { db } = veche.core.deps;
  const number = known.petition;
  const stored = async () => (await db.select().from(petition))[0];
  const first = at(circle.members(1, 'ru'), 0);
  await first.open(`petition_${number}`);
  await first.tap(askSupport, { number });
  await first.tap(confirmSupport, { number });
  expect((await stored())?.support).toBe(2);
  await first.open(`petition_${number}`);
  await first.tap(askWithdrawal, { number });
  await first.tap(confirmWithdrawal, { number });
  expect((await stored())?.support).toBe(1);

  const crowd = [first, ...circle.members(CROWD - 1)];
  // All have the question before them; then all press at once.
  await Promise.all(
    crowd.map(async (one) => {
      await one.open(`petition_${number}`);
      await one.tap(askSupport, { number });
    }),
  );
  await Promise.all(crowd.map((one) => one.tap(confirmSupport, { number })));
  const reached = await stored();
  expect(reached).toMatchObject({ state: 'reached', support: NEEDED });
  expect(await db.$count(petitionSupport)).toBe(NEEDED);
  expect(await db.$count(agendaItem, eq(agendaItem.petitionId, reached?.id ?? ''))).toBe(1);
  // Whoever came too late reads so, and the petition's page says the number to everybody.
  await first.say('/petitions');
  await first.tap(openPetitions, { tab: 'reached' });
  await first.tap(openPetition, { number });
  await first.reads(new RegExp(`${NEEDED}`));
};
