import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withdrawItem } from '../../../src/actions/agenda/withdrawItem.ts';
import { askMembers, declineAdvisory } from '../../../src/actions/ballot/askMembers.ts';
import { castBallot } from '../../../src/actions/ballot/castBallot.ts';
import { openItemVote, previewItemVote } from '../../../src/actions/ballot/openItemVote.ts';
import { findDissentWay, writeDissent } from '../../../src/actions/decision/writeDissent.ts';
import {
  checkIntoSession,
  checkOutOfSession,
  declareAway,
  planAttendance,
} from '../../../src/actions/sitting/attendSession.ts';
import { openItem, setItemAside } from '../../../src/actions/sitting/steerItem.ts';
import { closeSession, openSession } from '../../../src/actions/sitting/steerSession.ts';
import { findItem } from '../../../src/db/read/agenda/agenda.ts';
import { findBallot } from '../../../src/db/read/ballot/ballot.ts';
import { findPublicBallot } from '../../../src/db/read/ballot/publicBallot.ts';
import { findDecision, listDecisions } from '../../../src/db/read/decision/decision.ts';
import { findSession } from '../../../src/db/read/session/session.ts';
import { readPresence } from '../../../src/db/read/sitting/hall.ts';
import { ballot } from '../../../src/db/schema/ballot.ts';
import { journalEntry } from '../../../src/db/schema/journal.ts';
import { mandate } from '../../../src/db/schema/mandate.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { project } from '../../../src/db/schema/project.ts';
import { dissent } from '../../../src/db/schema/session.ts';
import { sweepBallots } from '../../../src/jobs/sweepBallots.ts';
import { plan } from '../../support/agenda.ts';
import { createCongressAlliance } from '../../support/congressAlliance.ts';
import { granted } from '../../support/officers.ts';

const minute = 60_000;
const hour = 60 * minute;
let alliance: Awaited<ReturnType<typeof createCongressAlliance>>;
let officerId: string;
beforeAll(async () => {
  alliance = await createCongressAlliance();
  officerId = await alliance.addOfficer();
});
afterAll(() => alliance.close());
beforeEach(() => alliance.clearCongress());

const codesOf = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.refusals?.map(({ code }) => code) ?? [];
const vote = async (number: number, personId: string, choice: string, order = 1, at?: Date) =>
  castBallot(alliance.deps, {
    personId,
    number,
    choice,
    received: { at: at ?? (await alliance.deps.clock.now()), order },
  });
const openVote = (number: number, durationMinutes = 5) =>
  openItemVote(alliance.deps, { officerId, number, durationMinutes, submissionId: randomUUID() });
const checkIn = async (people: readonly string[], number: number) => {
  for (const personId of people) granted(await checkIntoSession(alliance.deps, { personId, number }));
};
/** Past the deadline, the grace and the publication. */
const finish = async (ms = 5 * minute) => {
  alliance.pass(ms);
  await sweepBallots(alliance.deps);
  alliance.pass(3 * minute);
  await sweepBallots(alliance.deps);
};
const journalKinds = async (): Promise<string[]> =>
  (await alliance.deps.db.select().from(journalEntry).orderBy(journalEntry.seq)).map(
    ({ entry }) => JSON.parse(entry).kind,
  );
const ruleOf = async (number: number) =>
  (await findBallot(alliance.deps.db, alliance.deps.vault, number))?.result?.verdict;

/** An open session with so many delegates, of whom the first `present` are there, and an item that is called up. */
const sit = async (given: {
  readonly delegates: number;
  readonly present: number;
  readonly class?: 'strategic' | 'current' | 'statement';
}) => {
  const people = await alliance.addMembers(given.delegates);
  const mandates = await alliance.addDelegates(people);
  const session = await alliance.addSession({ chairId: mandates[0] ?? '' });
  const item = await alliance.addItem(given.class ?? 'current', session);
  granted(await openSession(alliance.deps, { officerId, number: session }));
  await checkIn(people.slice(0, given.present), session);
  granted(await openItem(alliance.deps, { officerId, number: item }));
  return { people, mandates, session, item };
};

test('G4 quorum 51 of 101: 50 present open nothing, the 51st does; 26 in favour of 51 adopt', async () => {
  const { people, session, item } = await sit({ delegates: 101, present: 50 });
  expect(await openVote(item)).toMatchObject({
    ok: false,
    refusals: [{ code: 'ballot.noQuorum', facts: { needed: 51, present: 50 } }],
  });
  await checkIn(people.slice(50, 51), session);
  expect(
    granted(await previewItemVote(alliance.deps, { officerId, number: item, durationMinutes: 5 })),
  ).toMatchObject({
    rollSize: 51,
    needed: 26,
    quorum: { needed: 51, present: 51, met: true },
    inSession: true,
  });
  const { number, rollSize } = granted(await openVote(item));
  expect(rollSize).toBe(51);
  await Promise.all(people.slice(0, 26).map((personId) => vote(number, personId, 'yes')));
  expect(codesOf(await vote(number, people[60] ?? '', 'no'))).toEqual([
    'ballot.notOnRoll',
    'sitting.seatElsewhere',
  ]);
  await finish();
  expect(await ruleOf(number)).toMatchObject({
    adopted: true,
    needed: 26,
    base: { kind: 'present', number: 51 },
  });
  expect((await findItem(alliance.deps.db, item))?.state).toBe('decided');
  expect(codesOf(await openVote(item))).toContain('sitting.itemVoted');
}, 60_000);

test('G10 a check-out and a mandate’s end after the opening change nothing in the roll; a tie and zero Yes adopt nothing', async () => {
  const { people, mandates, session, item } = await sit({ delegates: 4, present: 4 });
  const [first = '', second = '', third = '', fourth = ''] = people;
  const { number } = granted(await openVote(item));
  const before = (await findPublicBallot(alliance.deps.db, number))?.rollHash;
  granted(await checkOutOfSession(alliance.deps, { personId: first, number: session }));
  await alliance.deps.db
    .update(mandate)
    .set({ endedAt: await alliance.deps.clock.now(), endReason: 'resigned' })
    .where(eq(mandate.id, mandates[1] ?? ''));
  for (const [personId, choice] of [
    [first, 'yes'],
    [second, 'yes'],
    [third, 'no'],
    [fourth, 'no'],
  ] as const)
    granted(await vote(number, personId, choice));
  await finish();
  const shown = await findPublicBallot(alliance.deps.db, number);
  expect(shown).toMatchObject({ rollHash: before, base: { all: 4, present: 4 } });
  expect(await ruleOf(number)).toMatchObject({ adopted: false, reason: 'tie', counted: { yes: 2, no: 2 } });
  const next = await alliance.addItem('statement', session);
  granted(await openItem(alliance.deps, { officerId, number: next }));
  const nobody = granted(await openVote(next, 2));
  expect(nobody.rollSize).toBe(2);
  await finish(2 * minute);
  expect(await ruleOf(nobody.number)).toMatchObject({ adopted: false, reason: 'noYes' });
});

test('G13 delegate and substitute at once: one of them is in the room, one vote counts', async () => {
  const people = await alliance.addMembers(3);
  const [substitute = ''] = await alliance.addMembers(1);
  const [delegate = '', ...others] = people;
  const [chairId = ''] = await alliance.addDelegates(people, [substitute]);
  const session = await alliance.addSession({ chairId });
  const item = await alliance.addItem('current', session);
  expect(codesOf(await checkIntoSession(alliance.deps, { personId: delegate, number: session }))).toEqual([
    'sitting.notOpen',
  ]);
  granted(await planAttendance(alliance.deps, { personId: delegate, number: session, plan: 'substitute' }));
  expect(
    codesOf(await planAttendance(alliance.deps, { personId: substitute, number: session, plan: 'comes' })),
  ).toEqual(['sitting.substituteCannotPlan']);
  granted(await openSession(alliance.deps, { officerId, number: session }));
  await checkIn(others, session);
  await Promise.all(
    [delegate, substitute].map((personId) => checkIntoSession(alliance.deps, { personId, number: session })),
  );
  const now = await alliance.deps.clock.now();
  const held = await findSession(alliance.deps.db, alliance.deps.vault, session);
  expect(await readPresence(alliance.deps.db, held?.id ?? '', now)).toMatchObject({ all: 3, present: 3 });
  granted(await openItem(alliance.deps, { officerId, number: item }));
  const { number, rollSize } = granted(await openVote(item));
  expect(rollSize).toBe(3);
  const cast = await Promise.all([delegate, substitute].map((personId) => vote(number, personId, 'yes')));
  // Whoever pressed last the room is the delegate's: the substitute can't come in after, and goes out before.
  expect(cast.map(({ ok }) => ok)).toEqual([true, false]);
  await finish();
  expect(await ruleOf(number)).toMatchObject({ counted: { yes: 1, notVoted: 2 } });
});

test('G13 an absent delegate: the substitute votes, and the minutes name both', async () => {
  const people = await alliance.addMembers(2);
  const [substitute = ''] = await alliance.addMembers(1);
  const [delegate = '', other = ''] = people;
  const [chairId = ''] = await alliance.addDelegates(people, [substitute]);
  const session = await alliance.addSession({ chairId });
  const item = await alliance.addItem('current', session);
  granted(await openSession(alliance.deps, { officerId, number: session }));
  await checkIn([substitute, other], session);
  granted(await openItem(alliance.deps, { officerId, number: item }));
  const { number } = granted(await openVote(item));
  // The delegate comes too late for this vote: the roll stays.
  granted(await checkIntoSession(alliance.deps, { personId: delegate, number: session }));
  expect(codesOf(await vote(number, delegate, 'no'))).toContain('sitting.seatElsewhere');
  granted(await vote(number, substitute, 'yes'));
  granted(await vote(number, other, 'yes'));
  await finish();
  const shown = await findPublicBallot(alliance.deps.db, number);
  expect(shown?.result?.rollCall).toEqual([
    { name: 'Делегат 002', choice: 'yes' },
    { name: 'Заместитель 001 (Делегат 001)', choice: 'yes' },
  ]);
});

test('M7, G3, G14 a strategic vote outside a session: members first, 72 hours, all delegates, the substitute of who is away', async () => {
  const people = await alliance.addMembers(3);
  const [substitute = ''] = await alliance.addMembers(1);
  const [away = '', second = '', third = ''] = people;
  await alliance.addDelegates(people, [substitute]);
  const item = await alliance.addItem('strategic');
  expect(codesOf(await openVote(item, 72 * 60))).toEqual(['sitting.advisoryMissing']);
  const ask = { officerId, number: item, durationMinutes: 60, submissionId: randomUUID() };
  const poll = granted(await askMembers(alliance.deps, ask));
  expect(granted(await askMembers(alliance.deps, { ...ask, submissionId: randomUUID() })).number).toBe(
    poll.number,
  );
  expect(codesOf(await openVote(item, 72 * 60))).toEqual(['sitting.advisoryRunning']);
  expect(codesOf(await declineAdvisory(alliance.deps, { officerId, number: item }))).toEqual([
    'advisory.asked',
  ]);
  await finish(hour);
  expect(codesOf(await openVote(item, 71 * 60))).toEqual(['ballot.windowTooShort']);
  granted(await declareAway(alliance.deps, { personId: away, away: true }));
  const { number, rollSize } = granted(await openVote(item, 72 * 60));
  expect(rollSize).toBe(3);
  expect(codesOf(await vote(number, away, 'no'))).toContain('sitting.seatElsewhere');
  granted(await vote(number, substitute, 'yes'));
  granted(await vote(number, second, 'yes'));
  granted(await vote(number, third, 'no'));
  await finish(72 * hour);
  expect(await ruleOf(number)).toMatchObject({ adopted: true, needed: 2, base: { kind: 'all', number: 3 } });
  const other = await alliance.addItem('strategic');
  granted(await declineAdvisory(alliance.deps, { officerId, number: other }));
  // The seats of a project whose people left: entitled, not filled (G11).
  await alliance.clearCongress();
  await alliance.addDelegates([second]);
  const refused = await openVote(other, 72 * 60);
  expect(codesOf(refused)).toContain('sitting.seatsVacant');
});

describe('G14 a vote outside of a session ends with a decision, and no agenda shows its item any more', () => {
  const hours = 72;
  const placeOf = async (item: number) => (await findItem(alliance.deps.db, item))?.sessionNumber;
  const waitingItem = async () => {
    await alliance.addDelegates(await alliance.addMembers(3));
    const number = await alliance.addItem('strategic');
    granted(await declineAdvisory(alliance.deps, { officerId, number }));
    return number;
  };
  const isDecided = async (item: number, vote: number) => {
    await finish(hours * hour);
    const decision = (await findBallot(alliance.deps.db, alliance.deps.vault, vote))?.decision;
    expect(decision).toBeGreaterThan(0);
    expect(await findItem(alliance.deps.db, item)).toMatchObject({ state: 'decided', sessionNumber: null });
  };

  test('no session is planned', async () => {
    const item = await waitingItem();
    const { number } = granted(await openVote(item, hours * 60));
    expect(codesOf(await withdrawItem(alliance.deps, { officerId, number: item }))).toEqual([
      'agenda.voteRunning',
    ]);
    await isDecided(item, number);
  });

  test('one is planned while the vote runs', async () => {
    const item = await waitingItem();
    const { number } = granted(await openVote(item, hours * 60));
    const other = await alliance.addItem('current');
    await plan(alliance.deps, officerId, 20);
    expect([await placeOf(item), await placeOf(other)]).toEqual([null, expect.any(Number)]);
    await isDecided(item, number);
  });

  test('the item stands on the agenda of one that is planned', async () => {
    const item = await waitingItem();
    await plan(alliance.deps, officerId, 30);
    expect(await placeOf(item)).toEqual(expect.any(Number));
    const { number } = granted(await openVote(item, hours * 60));
    expect(await placeOf(item)).toBe(null);
    await isDecided(item, number);
  });

  test('one is planned and the vote opened at once: one of them sees the other', async () => {
    const item = await waitingItem();
    const [opened] = await Promise.all([openVote(item, hours * 60), plan(alliance.deps, officerId, 40)]);
    expect(await placeOf(item)).toBe(null);
    await isDecided(item, granted(opened).number);
  });

  test('one that cannot be counted stops no other', async () => {
    const [broken, sound] = [await waitingItem(), await alliance.addItem('strategic')];
    granted(await declineAdvisory(alliance.deps, { officerId, number: sound }));
    const votes = [];
    for (const item of [broken, sound]) votes.push(granted(await openVote(item, hours * 60)).number);
    const [first = 0, second = 0] = votes;
    await alliance.deps.db.update(ballot).set({ content: {} }).where(eq(ballot.number, first));
    await isDecided(sound, second);
  });
});

test('openings, closings and presses at once: one vote for an item, the session closes after it', async () => {
  const { people, session, item } = await sit({ delegates: 5, present: 5 });
  const unfinished = await alliance.addItem('current', session);
  const opened = await Promise.all([1, 2, 3].map(() => openVote(item)));
  expect(new Set(opened.map((one) => granted(one).number)).size).toBe(1);
  const { number } = granted(opened[0] ?? (await openVote(item)));
  expect(codesOf(await closeSession(alliance.deps, { officerId, number: session }))).toEqual([
    'sitting.voteRunning',
  ]);
  const closesAt = (await findBallot(alliance.deps.db, alliance.deps.vault, number))?.closesAt ?? new Date();
  const inTime = new Date(closesAt.getTime() - 1);
  alliance.pass(5 * minute);
  await Promise.all([
    ...people.map((personId, index) => vote(number, personId, 'yes', index, inTime)),
    ...people.map((personId, index) => vote(number, personId, 'no', index + 10, inTime)),
    vote(number, people[0] ?? '', 'yes', 99, closesAt),
    sweepBallots(alliance.deps),
  ]);
  await finish(0);
  expect(await ruleOf(number)).toMatchObject({ counted: { yes: 0, no: 5, notVoted: 0 } });
  expect(codesOf(await setItemAside(alliance.deps, { officerId, number: item }))).toEqual([
    'sitting.itemNotListed',
  ]);
  granted(await openItem(alliance.deps, { officerId, number: unfinished }));
  const closed = await Promise.all(
    [1, 2].map(() => closeSession(alliance.deps, { officerId, number: session })),
  );
  expect(closed.map((one) => granted(one).changed).toSorted()).toEqual([false, true]);
  expect((await findItem(alliance.deps.db, unfinished))?.sessionNumber).not.toBe(session);
  const kinds = await journalKinds();
  expect(kinds).toEqual(
    expect.arrayContaining([
      'session.opened',
      'item.opened',
      'ballot.opened',
      'decision.published',
      'session.closed',
    ]),
  );
});

test('G5, G6 a decision is told to every member once, found by its words, and takes dissents until the end', async () => {
  const { people, session, item } = await sit({ delegates: 3, present: 3, class: 'statement' });
  const [leader = '', second = ''] = people;
  const { number } = granted(await openVote(item));
  for (const personId of people) granted(await vote(number, personId, 'yes'));
  await finish();
  const [line] = await listDecisions(alliance.deps.db, { limit: 1 });
  const decision = line?.number ?? 0;
  const told = () => alliance.deps.db.$count(notice, sql`${notice.subject} = ${`decision:${decision}`}`);
  expect(await told()).toBe(await alliance.deps.db.$count(sql`person`, sql`status = 'member'`));
  await sweepBallots(alliance.deps);
  for (const query of ['регламента', 'adopting procedures', `№ ${decision}`])
    expect((await listDecisions(alliance.deps.db, { query, limit: 10 })).map((one) => one.number)).toContain(
      decision,
    );
  expect(await listDecisions(alliance.deps.db, { query: 'пингвин', limit: 10 })).toEqual([]);
  const write = (personId: string, as: 'delegate' | 'project', text: string) =>
    writeDissent(alliance.deps, {
      personId,
      decision,
      as,
      text,
      declines: as === 'delegate',
      locale: 'ru',
      submissionId: randomUUID(),
    });
  granted(await write(leader, 'delegate', 'Первое.'));
  granted(await write(leader, 'delegate', 'Второе.'));
  granted(await write(leader, 'project', 'От проекта.'));
  expect(codesOf(await write(second, 'project', 'Не мой проект.'))).toEqual(['dissent.noRight']);
  const isOpen = async () => (await findDissentWay(alliance.deps, { personId: leader, decision }))?.open;
  expect(await isOpen()).toBe(true);
  const found = await findDecision(alliance.deps.db, decision);
  expect(found?.dissents.map(({ by, text, declines }) => [by, text, declines])).toEqual([
    ['delegate', 'Второе.', true],
    ['project', 'От проекта.', false],
  ]);
  granted(await closeSession(alliance.deps, { officerId, number: session }));
  expect(await isOpen()).toBe(true);
  alliance.pass(48 * hour);
  expect(await isOpen()).toBe(false);
  expect(codesOf(await write(second, 'delegate', 'Поздно.'))).toEqual(['dissent.closed']);
  expect(await alliance.deps.db.$count(dissent)).toBe(2);
});

test('G5, G6, G13 a substitute who sat for the delegate dissents, once a seat; a deputy for the project', async () => {
  const people = await alliance.addMembers(2);
  const [substitute = '', deputy = ''] = await alliance.addMembers(2);
  const [delegate = '', leader = ''] = people;
  const [chairId = ''] = await alliance.addDelegates(people, [substitute]);
  await alliance.deps.db.update(project).set({ deputyId: deputy }).where(eq(project.leaderId, delegate));
  const session = await alliance.addSession({ chairId });
  const item = await alliance.addItem('statement', session);
  granted(await openSession(alliance.deps, { officerId, number: session }));
  await checkIn([substitute, leader], session);
  granted(await openItem(alliance.deps, { officerId, number: item }));
  const { number } = granted(await openVote(item));
  granted(await vote(number, substitute, 'no'));
  granted(await vote(number, leader, 'yes'));
  await finish();
  const [line] = await listDecisions(alliance.deps.db, { limit: 1 });
  const decision = line?.number ?? 0;
  const write = (personId: string, as: 'delegate' | 'project') =>
    writeDissent(alliance.deps, {
      personId,
      decision,
      as,
      text: 'Не согласен.',
      declines: false,
      locale: 'ru',
      submissionId: randomUUID(),
    });
  expect(await findDissentWay(alliance.deps, { personId: substitute, decision })).toMatchObject({
    rights: ['delegate'],
  });
  granted(await write(substitute, 'delegate'));
  granted(await write(substitute, 'delegate'));
  expect(codesOf(await write(delegate, 'delegate'))).toEqual(['dissent.otherWrote']);
  granted(await write(deputy, 'project'));
  expect(codesOf(await write(deputy, 'delegate'))).toEqual(['dissent.noRight']);
  const told = eq(notice.kind, 'project.news');
  expect((await alliance.deps.db.select().from(notice).where(told)).map(({ personId }) => personId)).toEqual([
    delegate,
  ]);
  const found = await findDecision(alliance.deps.db, decision);
  expect(found?.dissents.map(({ by, name }) => [by, name])).toEqual([
    ['delegate', 'Заместитель 001 (Делегат 001)'],
    ['project', expect.stringContaining('Проект')],
  ]);
});

test('G13 nobody sends a substitute whom they do not have', async () => {
  const people = await alliance.addMembers(2);
  await alliance.addDelegates(people, (await alliance.addMembers(1)).slice(0, 1));
  const number = await alliance.addSession();
  const plan = async (personId = '') =>
    codesOf(await planAttendance(alliance.deps, { personId, number, plan: 'substitute' }));
  expect(await plan(people[0])).toEqual([]);
  expect(await plan(people[1])).toEqual(['sitting.noSubstitute']);
});

test('G12 a delegate who is no member is told of the opening and reminded like everybody', async () => {
  const people = await alliance.addMembers(2, { status: 'signed' });
  const [chairId = ''] = await alliance.addDelegates(people);
  const session = await alliance.addSession({ chairId });
  const item = await alliance.addItem('current', session);
  granted(await openSession(alliance.deps, { officerId, number: session }));
  await checkIn(people, session);
  granted(await openItem(alliance.deps, { officerId, number: item }));
  const { number } = granted(await openVote(item));
  alliance.pass(4.5 * minute);
  await sweepBallots(alliance.deps);
  for (const kind of ['ballot.opened', 'ballot.closingSoon'])
    expect(
      await alliance.deps.db.$count(
        notice,
        sql`${notice.kind} = ${kind} and ${notice.subject} = ${`ballot:${number}`}`,
      ),
      kind,
    ).toBe(2);
});
