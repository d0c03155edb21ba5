import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { castBallot } from '../../../src/actions/ballot/castBallot.ts';
import { draftBallot } from '../../../src/actions/ballot/draftBallot.ts';
import { openBallot, previewOpening } from '../../../src/actions/ballot/openBallot.ts';
import { scheduleBallot } from '../../../src/actions/ballot/scheduleBallot.ts';
import { withdrawBallot } from '../../../src/actions/ballot/withdrawBallot.ts';
import { checkIn } from '../../../src/actions/list/checkIn.ts';
import { leaveList } from '../../../src/actions/list/leaveList.ts';
import { databaseCode } from '../../../src/db/client.ts';
import { findBallot, listDecidable } from '../../../src/db/read/ballot/ballot.ts';
import { findPublicBallot, listPublicBallots } from '../../../src/db/read/ballot/publicBallot.ts';
import { ballot, rollEntry } from '../../../src/db/schema/ballot.ts';
import { journalEntry } from '../../../src/db/schema/journal.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { person } from '../../../src/db/schema/person.ts';
import { votesHash } from '../../../src/governance/ballot/tally.ts';
import { sweepBallots } from '../../../src/jobs/sweepBallots.ts';
import { type BallotAlliance, createBallotAlliance } from '../../support/ballotAlliance.ts';

const hour = 3_600_000;
const minute = 60_000;
let alliance: BallotAlliance;
let officer: string;
let members: string[];

beforeAll(async () => {
  alliance = await createBallotAlliance();
  officer = await alliance.addOfficer();
  members = await alliance.addMembers(12);
});
afterAll(() => alliance.close());

const open = (number: number) => openBallot(alliance.deps, { officerId: officer, number });
const find = (number: number) => findBallot(alliance.deps.db, alliance.deps.vault, number);
const codesOf = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.refusals?.map(({ code }) => code);
const vote = async (number: number, personId: string, choice: string, order: number) =>
  castBallot(alliance.deps, {
    personId,
    number,
    choice,
    received: { at: await alliance.deps.clock.now(), order },
  });
const noticesOf = (kind: string, number: number) =>
  alliance.deps.db.$count(
    notice,
    sql`${notice.kind} = ${kind} and ${notice.subject} like ${`ballot:${number}%`}`,
  );
const journalOf = async (number: number) => {
  const rows = await alliance.deps.db.select().from(journalEntry).orderBy(journalEntry.seq);
  return rows.map(({ entry }) => JSON.parse(entry)).filter((fact) => fact.number === number);
};

test('opening freezes and publishes roll, rule, base, bylaws and deadline (G9, G10)', async () => {
  const number = await alliance.draftPoll(officer);
  expect(await findPublicBallot(alliance.deps.db, number)).toBeUndefined();
  const preview = await previewOpening(alliance.deps, { officerId: officer, number });
  expect((await find(number))?.state).toBe('draft');
  const opened = await open(number);
  expect(opened).toMatchObject({ ok: true, value: { rollSize: 12 } });
  expect(preview).toMatchObject({ ok: true, value: { rollSize: 12 } });
  const shown = await findPublicBallot(alliance.deps.db, number);
  expect(shown).toMatchObject({ state: 'open', rollSize: 12, base: { all: 12 }, bylawsVersion: 1 });
  expect(shown).not.toHaveProperty('result');
  const [fact] = await journalOf(number);
  expect(fact).toMatchObject({
    kind: 'ballot.opened',
    class: 'strawPoll',
    rule: 'advisory',
    rollSize: 12,
    rollHash: shown?.rollHash,
    closesAt: shown?.closesAt,
    bylawsVersion: 1,
  });
  expect(fact.questionHash).toMatch(/^[0-9a-f]{64}$/);
  expect(await noticesOf('ballot.opened', number)).toBe(12);
  expect(codesOf(await open(number))).toEqual(['ballot.notOpenable']);
  expect(await noticesOf('ballot.opened', number)).toBe(12);
});

test('the roll is frozen: who joins or leaves after the opening changes nothing in it (G10)', async () => {
  const [first = '', second = '', ...others] = await alliance.addMembers(4);
  const list = await alliance.addList([first, second, ...others]);
  const number = await alliance.draftRollCall(officer, list.id);
  await open(number);
  const before = (await find(number))?.rollHash;
  expect(await leaveList(alliance.deps, { personId: second, number: list.number })).toEqual({
    ok: true,
    value: null,
  });
  await alliance.deps.db.delete(person).where(sql`${person.id} = ${first}`);
  await alliance.addMembers(1);
  expect(await vote(number, second, 'yes', 1)).toMatchObject({ ok: true });
  alliance.pass(73 * hour);
  await sweepBallots(alliance.deps);
  await sweepBallots(alliance.deps);
  const closed = await find(number);
  expect(closed).toMatchObject({ state: 'published', rollSize: 4, rollHash: before });
  expect(closed?.result).toMatchObject({ voted: 1, notVoted: 3, counts: { yes: 1 } });
  expect(closed?.result?.rollCall).toHaveLength(4);
});

test('the order in which a roll is stored tells nobody who joined before whom: it is that of the marks (G10)', async () => {
  const number = await alliance.draftPoll(officer);
  await open(number);
  const stored = await alliance.deps.db
    .select({ mark: sql<string>`encode(${rollEntry.mark}, 'hex')` })
    .from(rollEntry)
    .where(sql`${rollEntry.ballotId} = ${(await find(number))?.id}`)
    // As the rows lie in the table, which is as they came.
    .orderBy(sql`ctid`);
  const marks = stored.map(({ mark }) => mark);
  expect(marks.length).toBeGreaterThan(11);
  expect(marks).toEqual(marks.toSorted());
});

test('the roll call prints who voted how by public name, sorted, with a hash over the votes (G9)', async () => {
  const people = await alliance.addMembers(3);
  const list = await alliance.addList(people);
  const number = await alliance.draftRollCall(officer, list.id);
  await open(number);
  await vote(number, people[1] ?? '', 'no', 1);
  await vote(number, people[0] ?? '', 'yes', 2);
  alliance.pass(73 * hour);
  await sweepBallots(alliance.deps);
  await sweepBallots(alliance.deps);
  const shown = await findPublicBallot(alliance.deps.db, number);
  expect(shown?.result?.rollCall).toEqual([
    { name: 'Имя 001', choice: 'yes' },
    { name: 'Имя 002', choice: 'no' },
    { name: 'Имя 003', choice: null },
  ]);
  const named = [
    { mark: 'Имя 001', choice: 'yes' },
    { mark: 'Имя 002', choice: 'no' },
  ];
  expect(shown?.result?.votesHash).toBe(votesHash(named));
  expect(shown?.result?.verdict).toMatchObject({ needed: 2, adopted: false, test: '1 × 3 = 3 < 6 = 3 × 2' });
  const [, closing, publication] = await journalOf(number);
  expect(closing).toMatchObject({ kind: 'ballot.closed', resultHash: shown?.resultHash });
  expect(JSON.stringify(closing)).not.toContain('Имя');
  expect(publication).toMatchObject({ kind: 'ballot.published', resultHash: shown?.resultHash });
});

test('current question: only those checked in vote, the quorum is of all (G4, G7)', async () => {
  const people = await alliance.addMembers(5);
  const list = await alliance.addList(people);
  const number = await alliance.draftRollCall(officer, list.id, { rule: 'current', durationMinutes: 30 });
  for (const personId of people.slice(0, 2)) {
    await checkIn(alliance.deps, { personId, number: list.number });
  }
  expect(codesOf(await open(number))).toEqual(['ballot.noQuorum']);
  await checkIn(alliance.deps, { personId: people[2] ?? '', number: list.number });
  expect(await open(number)).toMatchObject({ ok: true, value: { rollSize: 3 } });
  expect(await find(number)).toMatchObject({ base: { all: 5, present: 3 }, rollSize: 3 });
  expect(codesOf(await vote(number, people[4] ?? '', 'yes', 1))).toEqual(['ballot.notOnRoll']);
  // A check-in is over after the hours of the bylaws.
  const later = await alliance.draftRollCall(officer, list.id, { rule: 'current', durationMinutes: 30 });
  alliance.pass(4 * hour);
  expect(codesOf(await open(later))).toEqual(['ballot.noQuorum']);
});

test('a roll call among members is refused by the action and by the table itself (M7)', async () => {
  const drafted = await draftBallot(alliance.deps, {
    officerId: officer,
    submissionId: '00000000-0000-4000-8000-000000000001',
    input: {
      class: 'rollCall',
      electorate: { kind: 'members' },
      rule: 'strategic',
      question: { ru: 'Вопрос?', en: 'Question?' },
      durationMinutes: 4320,
    },
  });
  expect(codesOf(drafted)).toEqual(['ballot.rollCallOfMembers']);
  const stored = alliance.deps.db
    .insert(ballot)
    .values({
      id: '00000000-0000-4000-8000-000000000002',
      number: 999,
      class: 'rollCall',
      electorate: 'members',
      rule: 'strategic',
      state: 'draft',
      durationMinutes: 4320,
    })
    .catch((error: unknown) => databaseCode(error));
  const CHECK_VIOLATION = '23514';
  expect(await stored).toBe(CHECK_VIOLATION);
});

test('drafting again with the same id gives the same number; nobody without the role drafts, opens or withdraws', async () => {
  const command = {
    officerId: officer,
    submissionId: '00000000-0000-4000-8000-000000000003',
    input: {
      class: 'strawPoll',
      electorate: { kind: 'members' },
      rule: 'advisory',
      question: { ru: 'Вопрос?', en: 'Question?' },
      durationMinutes: 60,
    },
  };
  const [once, twice] = await Promise.all([1, 2].map(() => draftBallot(alliance.deps, command)));
  expect(once).toEqual(twice);
  const number = once?.ok ? once.value.number : 0;
  const member = { officerId: members[0] ?? '', number };
  expect(codesOf(await openBallot(alliance.deps, member))).toEqual(['ballot.noPower']);
  expect(codesOf(await previewOpening(alliance.deps, member))).toEqual(['ballot.noPower']);
  expect(codesOf(await withdrawBallot(alliance.deps, member))).toEqual(['ballot.noPower']);
  expect(codesOf(await draftBallot(alliance.deps, { ...command, officerId: member.officerId }))).toEqual([
    'ballot.noPower',
  ]);
  expect(await withdrawBallot(alliance.deps, { officerId: officer, number })).toEqual({
    ok: true,
    value: null,
  });
  expect(codesOf(await open(number))).toEqual(['ballot.notOpenable']);
});

test('a scheduled ballot opens by itself, reminds once, closes, publishes; every notice once', async () => {
  const number = await alliance.draftPoll(officer, { durationMinutes: 4 * 60 });
  const opensAt = new Date((await alliance.deps.clock.now()).getTime() + hour).toISOString();
  expect(await scheduleBallot(alliance.deps, { officerId: officer, number, opensAt })).toMatchObject({
    ok: true,
  });
  expect(await sweepBallots(alliance.deps)).toMatchObject({ opened: 0 });
  alliance.pass(hour + minute);
  expect(await sweepBallots(alliance.deps)).toMatchObject({ opened: 1, refused: 0 });
  expect(await sweepBallots(alliance.deps)).toMatchObject({ opened: 0, reminded: 0 });
  await vote(number, members[0] ?? '', 'yes', 1);
  const rollSize = (await find(number))?.rollSize ?? 0;
  alliance.pass(3 * hour);
  expect(await sweepBallots(alliance.deps)).toMatchObject({ reminded: rollSize - 1 });
  expect(await sweepBallots(alliance.deps)).toMatchObject({ reminded: 0 });
  expect(await noticesOf('ballot.closingSoon', number)).toBe(rollSize - 1);
  alliance.pass(hour);
  expect(await sweepBallots(alliance.deps)).toMatchObject({ closed: 0, published: 0 });
  expect((await find(number))?.state).toBe('closing');
  expect(await findPublicBallot(alliance.deps.db, number)).not.toHaveProperty('result');
  alliance.pass(2 * minute);
  await Promise.all([sweepBallots(alliance.deps), sweepBallots(alliance.deps)]);
  await sweepBallots(alliance.deps);
  expect((await find(number))?.state).toBe('published');
  expect(await noticesOf('ballot.decided', number)).toBe(rollSize);
  expect((await journalOf(number)).map(({ kind }) => kind)).toEqual([
    'ballot.opened',
    'ballot.closed',
    'ballot.published',
  ]);
  expect(alliance.logged).toEqual([]);
});

test('a clock that was moved days ahead: opened, closed and published within a few rounds', async () => {
  const number = await alliance.draftPoll(officer, { durationMinutes: 10 });
  await open(number);
  alliance.pass(5 * 24 * hour);
  await sweepBallots(alliance.deps);
  await sweepBallots(alliance.deps);
  expect((await find(number))?.state).toBe('published');
});

test('a planned opening that the rule refuses at its time goes back to the draft, and officers learn why (G4)', async () => {
  const people = await alliance.addMembers(4);
  const list = await alliance.addList(people);
  const number = await alliance.draftRollCall(officer, list.id, { rule: 'statement', durationMinutes: 30 });
  const opensAt = new Date((await alliance.deps.clock.now()).getTime() + hour).toISOString();
  await scheduleBallot(alliance.deps, { officerId: officer, number, opensAt });
  alliance.pass(hour + minute);
  expect(await sweepBallots(alliance.deps)).toMatchObject({ opened: 0, refused: 1 });
  expect(await find(number)).toMatchObject({ state: 'draft', plan: { durationMinutes: 30 } });
  expect(await noticesOf('ballot.openingRefused', number)).toBe(1);
  expect(await sweepBallots(alliance.deps)).toMatchObject({ refused: 0 });
});

test('what I can decide on: only where I stand on the roll, the nearest deadline first, without my choice', async () => {
  const [me = ''] = await alliance.addMembers(1);
  const late = await alliance.draftPoll(officer, { durationMinutes: 600 });
  const soon = await alliance.draftPoll(officer, { durationMinutes: 60 });
  await open(late);
  await open(soon);
  await vote(late, me, 'abstain', 1);
  const { db, vault, clock } = alliance.deps;
  const mine = await listDecidable(db, vault, { id: me }, await clock.now());
  expect(mine.map(({ number, voted }) => [number, voted])).toEqual([
    [soon, false],
    [late, true],
  ]);
  expect(JSON.stringify(mine)).not.toContain('abstain');
  expect(await listDecidable(db, vault, { id: officer }, await clock.now())).toEqual([]);
  const page = await listPublicBallots(db, { limit: 2 });
  const next = await listPublicBallots(db, { after: page[1]?.number ?? 0, limit: 2 });
  expect(next[0]?.number).toBeLessThan(page[1]?.number ?? 0);
});

/** Alone (VECHE_HEAVY=1) as many as are planned for, in about a second and a half; the bound leaves room for what else runs. */
const PEOPLE = process.env.VECHE_HEAVY === '1' ? 15_000 : 3_000;
test(`${PEOPLE} people on a roll are frozen and told in one go, within seconds`, async () => {
  const big = await createBallotAlliance();
  try {
    const secretary = await big.addOfficer();
    await big.addMembers(PEOPLE);
    const number = await big.draftPoll(secretary);
    const started = performance.now();
    const opened = await openBallot(big.deps, { officerId: secretary, number });
    const took = performance.now() - started;
    expect(opened).toMatchObject({ ok: true, value: { rollSize: PEOPLE } });
    expect(await big.deps.db.$count(rollEntry)).toBe(PEOPLE);
    expect(await big.deps.db.$count(notice)).toBe(PEOPLE);
    expect(took).toBeLessThan(15_000);
  } finally {
    await big.close();
  }
});
