import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { castBallot } from '../../../src/actions/ballot/castBallot.ts';
import { closeBallot } from '../../../src/actions/ballot/closeBallot.ts';
import { openBallot } from '../../../src/actions/ballot/openBallot.ts';
import { choiceContext, findBallot, rollMark } from '../../../src/db/read/ballot/ballot.ts';
import { vote } from '../../../src/db/schema/ballot.ts';
import { journalEntry } from '../../../src/db/schema/journal.ts';
import { updateReceipt } from '../../../src/db/schema/update.ts';
import { sweepBallots } from '../../../src/jobs/sweepBallots.ts';
import { type BallotAlliance, createBallotAlliance } from '../../support/ballotAlliance.ts';

const minute = 60_000;
let alliance: BallotAlliance;
let officer: string;
let members: string[];

beforeAll(async () => {
  alliance = await createBallotAlliance();
  officer = await alliance.addOfficer();
  members = await alliance.addMembers(30);
});
afterAll(() => alliance.close());

const openPoll = async (input: Record<string, unknown> = {}): Promise<number> => {
  const number = await alliance.draftPoll(officer, input);
  const opened = await openBallot(alliance.deps, { officerId: officer, number });
  expect(opened.ok).toBe(true);
  return number;
};

const cast = async (number: number, personId: string, choice: string, order: number, at?: Date) =>
  castBallot(alliance.deps, {
    personId,
    number,
    choice,
    received: { at: at ?? (await alliance.deps.clock.now()), order },
  });

const storedVote = async (number: number, personId: string) => {
  const ballot = await findBallot(alliance.deps.db, alliance.deps.vault, number);
  const mark = rollMark(alliance.deps.vault, ballot?.id ?? '', personId);
  const [row] = await alliance.deps.db.select().from(vote).where(eq(vote.mark, mark));
  return (
    row && {
      choice: alliance.deps.vault.open(choiceContext(row.ballotId, mark), row.choiceSealed),
      order: row.arrival,
      length: row.choiceSealed.length,
    }
  );
};

test('200 presses of one person at once, worked off in any order: the last by arrival is stored (G12)', async () => {
  const number = await openPoll();
  const [person = ''] = members;
  const choices = ['yes', 'no', 'abstain'];
  const at = await alliance.deps.clock.now();
  const presses = Array.from({ length: 200 }, (_, index) => ({
    order: index + 1,
    choice: choices[(index * 7) % 3] ?? 'yes',
  }));
  // A fixed shuffle; the winner is neither first nor last to be worked off.
  const shuffled = presses.toSorted((a, b) => ((a.order * 83) % 211) - ((b.order * 83) % 211));
  const results = await Promise.all(
    [...shuffled, ...shuffled].map(({ order, choice }) => cast(number, person, choice, order, at)),
  );
  expect(results.every(({ ok }) => ok)).toBe(true);
  expect(await storedVote(number, person)).toMatchObject({ choice: presses[199]?.choice, order: 200 });
});

test('a second tap says unchanged, another choice replaces, an older update is superseded', async () => {
  const number = await openPoll();
  const [person = ''] = members;
  const effects = [];
  for (const [choice, order] of [
    ['yes', 5],
    ['yes', 6],
    ['no', 7],
    ['yes', 4],
    ['no', 7],
  ] as const) {
    const done = await cast(number, person, choice, order);
    effects.push(done.ok ? done.value.effect : done.refusals);
  }
  expect(effects).toEqual(['recorded', 'unchanged', 'replaced', 'superseded', 'unchanged']);
  expect(await storedVote(number, person)).toMatchObject({ choice: 'no', order: 7 });
});

test('sealed choices have one length, so that it tells nothing', async () => {
  const number = await openPoll();
  const lengths = new Set<number | undefined>();
  for (const [index, choice] of ['yes', 'no', 'abstain'].entries()) {
    const person = members[index] ?? '';
    await cast(number, person, choice, 1);
    lengths.add((await storedVote(number, person))?.length);
  }
  expect(lengths.size).toBe(1);
  expect([...lengths][0]).toBeGreaterThan(0);
});

test('closing against casts: what arrived in time is counted, nothing else, and two closers give one result', async () => {
  const number = await openPoll();
  const ballot = await findBallot(alliance.deps.db, alliance.deps.vault, number);
  const deadline = ballot?.closesAt ?? new Date(0);
  alliance.pass(deadline.getTime() - (await alliance.deps.clock.now()).getTime() + 1);
  const inTime = new Date(deadline.getTime() - 1);
  const casts = members.map((person, index) =>
    cast(number, person, index % 3 === 0 ? 'no' : 'yes', index, index % 2 === 0 ? inTime : deadline),
  );
  const [closing, ...results] = await Promise.all([closeBallot(alliance.deps, number), ...casts]);
  expect(closing).toMatchObject({ ok: true, value: { state: 'closing' } });
  const accepted = results.map((result) => result.ok);
  expect(accepted).toEqual(members.map((_, index) => index % 2 === 0));

  // Still closing: a late worker finishes an update that came in time.
  const late = members[1] ?? '';
  expect(await cast(number, late, 'yes', 99, inTime)).toMatchObject({ ok: true });
  alliance.pass(2 * minute);
  const closers = await Promise.all([1, 2].map(() => closeBallot(alliance.deps, number)));
  expect(closers.map((done) => done.ok && done.value)).toEqual(
    expect.arrayContaining([
      { state: 'closed', changed: true },
      { state: 'closed', changed: false },
    ]),
  );
  const closed = await findBallot(alliance.deps.db, alliance.deps.vault, number);
  expect(closed?.result).toMatchObject({ counts: { yes: 11, no: 5, abstain: 0 }, voted: 16, notVoted: 14 });
  expect(await cast(number, late, 'no', 100, inTime)).toMatchObject({ ok: false });
  const entries = await alliance.deps.db.select().from(journalEntry);
  const kinds = entries.map(({ entry }) => JSON.parse(entry)).filter((fact) => fact.number === number);
  expect(kinds.map(({ kind }) => kind)).toEqual(['ballot.opened', 'ballot.closed']);
});

test('counting waits for an update that arrived in time and is still being worked off, but not for ever', async () => {
  const close = async (number: number) => {
    const done = await closeBallot(alliance.deps, number);
    return done.ok ? done.value.state : done.refusals;
  };
  const { db, vault } = alliance.deps;
  const ended: number[] = [];
  for (const updateId of [1, 2]) {
    const number = await openPoll({ durationMinutes: 30 });
    const closesAt = (await findBallot(db, vault, number))?.closesAt ?? new Date(0);
    await db.insert(updateReceipt).values({ updateId, receivedAt: new Date(closesAt.getTime() - 1) });
    alliance.pass(32 * minute);
    expect(await close(number)).toBe('closing');
    expect(await close(number)).toBe('closing');
    ended.push(number);
    if (updateId === 1) {
      await db.update(updateReceipt).set({ finishedAt: new Date() });
      expect(await close(number)).toBe('closed');
    }
  }
  alliance.pass(60 * minute);
  expect(await close(ended[1] ?? 0)).toBe('closed');
});

test('after the close no choice of a person is left anywhere (M7)', async () => {
  const number = await openPoll();
  await cast(number, members[0] ?? '', 'yes', 1);
  alliance.pass(4320 * minute + 2 * minute);
  await sweepBallots(alliance.deps);
  await sweepBallots(alliance.deps);
  const ballot = await findBallot(alliance.deps.db, alliance.deps.vault, number);
  expect(ballot?.state).toBe('published');
  expect(ballot?.result).not.toHaveProperty('rollCall');
  expect(ballot?.result).not.toHaveProperty('votesHash');
  expect(await alliance.deps.db.$count(vote, eq(vote.ballotId, ballot?.id ?? ''))).toBe(0);
});

test('who is not on the roll learns what is missing; somebody admitted later, that the roll is frozen (G10)', async () => {
  const number = await openPoll();
  const codes = async (personId: string) => {
    const done = await cast(number, personId, 'yes', 1);
    return done.ok ? [] : done.refusals.map(({ code }) => code);
  };
  const [unsigned = ''] = await alliance.addMembers(1, { signed: false });
  const [unverified = ''] = await alliance.addMembers(1, { status: 'signed' });
  const [later = ''] = await alliance.addMembers(1);
  expect(await codes(unsigned)).toEqual(['ballot.notOnRoll', 'right.notSigned']);
  expect(await codes(unverified)).toEqual(['ballot.notOnRoll', 'right.notVerified']);
  expect(await codes(later)).toEqual(['ballot.notOnRoll', 'ballot.rollFrozen']);
});

test('a draft can be voted in by nobody and is not even there', async () => {
  const number = await alliance.draftPoll(officer);
  const done = await cast(number, members[0] ?? '', 'yes', 1);
  expect(done).toEqual({ ok: false, refusals: [{ code: 'ballot.unknown' }] });
  const unknown = await cast(9999, members[0] ?? '', 'yes', 1);
  expect(unknown).toEqual(done);
});
