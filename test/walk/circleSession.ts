import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { ballot } from '../../src/db/schema/ballot.ts';
import { mandate } from '../../src/db/schema/mandate.ts';
import { agendaItem, attendance, dissent, session } from '../../src/db/schema/session.ts';
import { castVote } from '../../src/messages/ballot/ballotCallbacks.ts';
import { openDecision, openRegister, typeDissent } from '../../src/messages/decision/decisionCallbacks.ts';
import type { Callback } from '../../src/messages/kit/callback.ts';
import {
  approveCase,
  openDeskRest,
  openProposal,
  openQueue,
} from '../../src/messages/office/officeCallbacks.ts';
import {
  confirmSending,
  manageSession,
  openChairs,
  openSession,
  openSessionDesk,
  planNewSession,
  previewAgenda,
  putAsChair,
  setChair,
} from '../../src/messages/session/sessionCallbacks.ts';
import {
  askSessionClosing,
  askSessionOpening,
  callItemUp,
  chooseVoteTime,
  confirmSessionClosing,
  confirmSessionOpening,
  confirmVote,
  leaveSeat,
  openHall,
  openSittingDesk,
  openSittingItem,
  planSeat,
  previewVote,
  takeSeat,
} from '../../src/messages/sitting/sittingCallbacks.ts';
import { at } from '../support/at.ts';
import { addMandate, addProject } from '../support/congress.ts';
import { type Circle, SWEPT } from './circle.ts';
import type { Hand } from './hand.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const BERLIN = 0;
const TWO_HOURS = 0;
/** The first subject; of the classes the statement comes last. */
const OTHER = 0;
const STATEMENT = 2;
const RUSSIAN = 0;
const VOTE_MINUTES = 5;

const fromDesk = async <Fields extends Record<string, string | number>>(
  officer: Hand,
  callback: Callback<Fields>,
): Promise<void> => {
  await officer.say('/secretariat');
  if (!officer.has(callback)) await officer.tap(openDeskRest);
  await officer.tap(callback);
};

const enterHall = async (one: Hand, number: number): Promise<void> => {
  await one.say('/session');
  if (!one.has(openHall, { number })) await one.tap(openSession, { number });
  await one.tap(openHall, { number });
};

/** Four more projects with two delegates each, as rows: how a mandate comes about was walked already. */
export const othersHaveMandates = async (circle: Circle): Promise<void> => {
  const { veche, known } = circle;
  const { deps } = veche.core;
  const begins = new Date((await deps.clock.now()).getTime() - DAY_MS);
  for (let number = 1; number <= 4; number++) {
    const { id: projectId } = await addProject(deps, { name: `Проект ${number}` });
    for (const [seat, one] of circle.members(2, number % 2 === 0 ? 'en' : 'ru').entries()) {
      const { id: personId } = await circle.accountOf(one);
      const publicName = `Делегат ${number}-${seat + 1}`;
      await addMandate(deps, { personId, publicName, begins, projectId, seat: seat + 1 });
      known.delegates.push(one);
    }
  }
};

/** The calendar's session: the petition is on it by itself, the chair adds a statement (rules G2, T3, H2). */
export const sessionIsPlanned = async (circle: Circle): Promise<void> => {
  const { veche, known, officers } = circle;
  const { db, clock } = veche.core.deps;
  const [officer] = officers;
  const start = new Date((await clock.now()).getTime() + 3 * DAY_MS);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(start.getUTCDate())}.${two(start.getUTCMonth() + 1)}.${start.getUTCFullYear()}`;
  await fromDesk(officer, openSessionDesk);
  await officer.tap(planNewSession);
  await officer.fill([BERLIN, `${day} 19:00`, TWO_HOURS, 'https://meet.example.org/congress']);
  const [planned] = await db.select().from(session);
  expect(planned?.state).toBe('planned');
  known.session = planned?.number ?? 0;
  expect(await db.$count(agendaItem, eq(agendaItem.sessionId, planned?.id ?? ''))).toBe(1);

  const chair = at(known.delegates, known.delegates.length - 2);
  const { id: chairId } = await circle.accountOf(chair);
  const [seat] = await db.select().from(mandate).where(eq(mandate.personId, chairId));
  await officer.tap(manageSession, { number: known.session });
  await officer.tap(openChairs, { number: known.session });
  for (let page = 1; !officer.has(setChair, { mandate: seat?.number ?? 0 }); page++)
    await officer.tap(openChairs, { number: known.session, page });
  await officer.tap(setChair, { mandate: seat?.number ?? 0 });
  await chair.say('/session');
  await chair.tap(putAsChair, { number: known.session });
  await chair.fill([
    OTHER,
    STATEMENT,
    RUSSIAN,
    'О выборах, которые назвали выборами',
    'Конгресс не признаёт голосования, прошедшего без наблюдателей.',
  ]);
  expect(await db.$count(agendaItem, eq(agendaItem.sessionId, planned?.id ?? ''))).toBe(2);
};

/** Frozen and sent with one press, after another officer's approval; delegates say whether they come (G11, H2). */
export const agendaGoesOut = async (circle: Circle): Promise<void> => {
  const { veche, known, officers } = circle;
  const { db } = veche.core.deps;
  const [officer, second] = officers;
  await fromDesk(officer, openSessionDesk);
  await officer.tap(manageSession, { number: known.session });
  await officer.tap(previewAgenda, { number: known.session });
  await officer.tap(confirmSending, { number: known.session });
  await second.say('/secretariat');
  await second.tap(openQueue, { queue: 'proposals' });
  await second.tap(openProposal);
  // What is approved was read to its last page, in both languages.
  for (let page = 1; !second.has(approveCase); page++) await second.tap(openProposal, { page });
  await second.tap(approveCase);
  const stateOf = async () => (await db.select().from(session))[0]?.state;
  await expect.poll(stateOf, SWEPT).toBe('called');
  await Promise.all(
    known.delegates.map(async (one) => {
      await enterHall(one, known.session);
      await one.tap(planSeat, { plan: 'comes' });
    }),
  );
  expect(await db.$count(attendance, eq(attendance.plan, 'comes'))).toBe(known.delegates.length);
};

/** All check in, one leaves again: the quorum is told from who is there (G4, G7). */
export const delegatesCome = async (circle: Circle): Promise<void> => {
  const { veche, known, officers } = circle;
  const { db, clock } = veche.core.deps;
  const [officer] = officers;
  const [planned] = await db.select().from(session);
  veche.moveClock((planned?.startsAt.getTime() ?? 0) - (await clock.now()).getTime() - 5 * MINUTE_MS);
  await fromDesk(officer, openSessionDesk);
  await officer.tap(openSittingDesk);
  await officer.tap(askSessionOpening, { number: known.session });
  await officer.tap(confirmSessionOpening, { number: known.session });
  await Promise.all(
    known.delegates.map(async (one) => {
      await enterHall(one, known.session);
      await one.tap(takeSeat, { number: known.session });
    }),
  );
  await at(known.delegates, 0).tap(leaveSeat, { number: known.session });
  expect(await db.$count(attendance, eq(attendance.present, 'delegate'))).toBe(known.delegates.length - 1);
};

const decide = async (circle: Circle, itemNumber: number, noes: number): Promise<number> => {
  const { veche, known, officers } = circle;
  const { db } = veche.core.deps;
  const [officer] = officers;
  await fromDesk(officer, openSessionDesk);
  await officer.tap(openSittingDesk);
  await officer.tap(openSittingItem, { number: itemNumber });
  await officer.tap(callItemUp, { number: itemNumber });
  await officer.tap(chooseVoteTime, { number: itemNumber });
  await officer.tap(previewVote, { number: itemNumber, minutes: VOTE_MINUTES });
  await officer.tap(confirmVote, { number: itemNumber, minutes: VOTE_MINUTES });
  const opened = (await db.select().from(ballot).where(eq(ballot.state, 'open'))).at(-1);
  const number = opened?.number ?? 0;
  const present = known.delegates.slice(1);
  await Promise.all(
    present.map(async (one, index) => {
      await one.say(`/vote ${number}`);
      await one.tap(castVote, { number, choice: index < noes ? 'no' : 'yes' });
    }),
  );
  const stateOf = async () => (await db.select().from(ballot).where(eq(ballot.number, number)))[0];
  veche.moveClock(VOTE_MINUTES * MINUTE_MS + MINUTE_MS);
  veche.moveClock(3 * MINUTE_MS);
  await expect.poll(async () => (await stateOf())?.state, SWEPT).toBe('published');
  expect((await stateOf())?.result).toMatchObject({
    counts: { yes: present.length - noes, no: noes, abstain: 0 },
  });
  return number;
};

/** Two votes, exact to the last press; a delegate dissents on the first (G4 to G6, G12). */
export const congressDecides = async (circle: Circle): Promise<void> => {
  const { veche, known } = circle;
  const { db } = veche.core.deps;
  const items = await db.select().from(agendaItem).orderBy(agendaItem.position);
  const [first, second] = items;
  const number = await decide(circle, first?.number ?? 0, 2);
  await decide(circle, second?.number ?? 0, 1);
  const dissenter = at(known.delegates, 1);
  await dissenter.say('/documents');
  await dissenter.tap(openRegister);
  await dissenter.tap(openDecision);
  const shown = dissenter.has(typeDissent, { as: 'delegate' });
  expect(shown).toBe(true);
  await dissenter.tap(typeDissent, { as: 'delegate' });
  await dissenter.fill(['Надо было подождать доклада казначея.', 0]);
  expect(await db.$count(dissent)).toBe(1);
  expect(number).toBeGreaterThan(0);
};

/** Closed; what was decided is on public pages under public names, with the one dissent. */
export const decisionsArePublished = async (circle: Circle): Promise<void> => {
  const { veche, known, officers } = circle;
  const [officer] = officers;
  await fromDesk(officer, openSessionDesk);
  await officer.tap(openSittingDesk);
  await officer.tap(askSessionClosing, { number: known.session });
  await officer.tap(confirmSessionClosing, { number: known.session });
  const { db } = veche.core.deps;
  expect((await db.select().from(session))[0]?.state).toBe('closed');
  const voted = await db.select({ number: ballot.number }).from(ballot).where(eq(ballot.state, 'published'));
  const paths = ['decisions/1', 'decisions/2', ...voted.map(({ number }) => `ballots/${number}`)];
  const pages = await Promise.all(
    paths.map(async (path) => {
      const answer = await veche.core.fetch(new Request(`${veche.url}/public/${path}`));
      expect({ path, status: answer.status }).toEqual({ path, status: 200 });
      return answer.text();
    }),
  );
  const text = pages.join('\n');
  expect(text).toContain('Надо было подождать доклада казначея.');
  // Everybody who was there, and nobody else, is in the roll call.
  for (let number = 1; number <= 4; number++) expect(text).toContain(`Делегат ${number}-2`);
  expect(text).toContain('Делегат Школы 2');
  expect(text).not.toContain('Делегат Школы 1');
  expect(circle.acted.size).toBeGreaterThanOrEqual(60);
  expect(text).not.toMatch(/\{\{|undefined|\[object/);
};
