import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foldMembers } from '../../../src/actions/member/foldMembers.ts';
import { openPetition } from '../../../src/actions/petition/openPetition.ts';
import { publishCommitments } from '../../../src/actions/petition/publishCommitments.ts';
import { supportPetition, withdrawSupport } from '../../../src/actions/petition/supportPetition.ts';
import { countMembers } from '../../../src/db/read/member/memberTally.ts';
import { countCommitments, listCommitments } from '../../../src/db/read/petition/petition.ts';
import { supportMark } from '../../../src/db/read/petition/petitionMarks.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { person } from '../../../src/db/schema/person.ts';
import { petitionSupport } from '../../../src/db/schema/petition.ts';
import { agendaItem } from '../../../src/db/schema/session.ts';
import { commitmentBatchHash, supportCommitment } from '../../../src/governance/petition/petition.ts';
import { sweepPetitions } from '../../../src/jobs/sweepPetitions.ts';
import { accepted, codesOf } from '../../governance/codes.ts';
import { type BallotAlliance, createBallotAlliance } from '../../support/ballotAlliance.ts';
import { getPetition, petitionJournal, petitionTexts, startPetition } from '../../support/petitions.ts';

const day = 86_400_000;
let alliance: BallotAlliance;
let author: string;
let members: string[];
beforeAll(async () => {
  // 400 members and a half of them needed: 200 act at once around the threshold.
  alliance = await createBallotAlliance({
    bylaws: { petitionShare: { numerator: 1, denominator: 8 }, openPetitionsMax: 50 },
  });
  members = await alliance.addMembers(400);
  [author = ''] = members;
});
afterAll(() => alliance.close());

const open = (change: Parameters<typeof startPetition>[2] = {}) =>
  startPetition(alliance.deps, author, change);
const find = (number: number) => getPetition(alliance.deps, number);
const journalOf = (kind: string, number: number) => petitionJournal(alliance.deps, kind, number);

test('T1: a petition opens at once, counts its author, and opens once for one submission', async () => {
  const submissionId = randomUUID();
  const first = await open({ submissionId, authorName: ' Наталья Н. ' });
  expect(await open({ submissionId, title: 'Другое название той же' })).toEqual(first);
  const found = await find(first.number);
  expect(found).toMatchObject({
    ...petitionTexts,
    state: 'open',
    support: 1,
    authorName: 'Наталья Н.',
    verdict: null,
  });
  expect(found.closesAt.getTime() - found.openedAt.getTime()).toBe(180 * day);
  expect(await journalOf('petition.opened', first.number)).toHaveLength(1);
});

test('T1: who has no right to vote can neither open nor support, and reads what is missing', async () => {
  const [guest = ''] = await alliance.addMembers(1, { status: 'signed', signed: false });
  const { number } = await open();
  const asked = {
    personId: guest,
    submissionId: randomUUID(),
    locale: 'ru',
    authorName: null,
    ...petitionTexts,
  } as const;
  const missing = ['right.notSigned', 'right.notVerified'];
  expect(codesOf(await openPetition(alliance.deps, asked))).toEqual(missing);
  expect(codesOf(await supportPetition(alliance.deps, { personId: guest, number }))).toEqual(missing);
  expect(codesOf(await supportPetition(alliance.deps, { personId: guest, number: 9999 }))).toEqual([
    'petition.unknown',
  ]);
  expect(codesOf(await openPetition(alliance.deps, { ...asked, title: 'мало' }))).toEqual(['text.tooShort']);
});

test('T1, T2: double presses do one thing: supporting, withdrawing, supporting again', async () => {
  const { number } = await open();
  const [, personId = ''] = members;
  const twice = <Value>(act: () => Promise<Value>) => Promise.all([act(), act(), act()]);
  for (const _round of [1, 2]) {
    const supported = await twice(() => supportPetition(alliance.deps, { personId, number }));
    expect(supported.map((one) => accepted(one).changed).toSorted()).toEqual([false, false, true]);
    expect(new Set(supported.map((one) => accepted(one).code)).size).toBe(1);
    expect((await find(number)).support).toBe(2);
    const withdrawn = await twice(() => withdrawSupport(alliance.deps, { personId, number }));
    expect(withdrawn.map((one) => accepted(one).changed).toSorted()).toEqual([false, false, true]);
    expect((await find(number)).support).toBe(1);
  }
});

test('T1: 100 people support, withdraw and support again at once at the threshold: the count is exact, the event once', async () => {
  const { number } = await open();
  expect(await countMembers(alliance.deps.db)).toBe(400);
  // 50 are needed; 40 are there.
  for (const personId of members.slice(1, 40)) await supportPetition(alliance.deps, { personId, number });
  const crowd = members.slice(40, 140);
  const moves = [supportPetition, withdrawSupport, supportPetition];
  const outcomes = await Promise.all(
    crowd.flatMap((personId) => moves.map((act) => act(alliance.deps, { personId, number }))),
  );
  const codes = new Set(outcomes.flatMap((one) => codesOf(one)));
  expect([...codes]).toEqual(['petition.reached']);
  const found = await find(number);
  expect(found).toMatchObject({ state: 'reached', support: 50 });
  expect(found.verdict).toEqual({
    rule: 'petition',
    base: { kind: 'members', number: 400 },
    number: 50,
    needed: 50,
    test: '50 × 8 = 400 ≥ 400',
    reached: true,
    bylawsVersion: 1,
  });
  const { db } = alliance.deps;
  expect(await db.$count(petitionSupport, eq(petitionSupport.petitionId, found.id))).toBe(50);
  expect(await db.$count(agendaItem, eq(agendaItem.petitionId, found.id))).toBe(1);
  expect(await journalOf('petition.reached', number)).toHaveLength(1);
  // Once reached it stays: nobody withdraws, members may come.
  const [personId = ''] = members.slice(1);
  expect(codesOf(await withdrawSupport(alliance.deps, { personId, number }))).toEqual(['petition.reached']);
  expect(accepted(await supportPetition(alliance.deps, { personId, number })).changed).toBe(false);
  const told = await db.select().from(notice).where(eq(notice.kind, 'petition.news'));
  const news = told
    .map(({ subject }) => subject)
    .filter((subject) => subject.startsWith(`petition:${number}:`));
  expect(news).toEqual([25, 50, 75, 'reached'].map((one) => `petition:${number}:${one}`));
});

test('T2: anybody recomputes the number from the public list, and each finds their own by the code', async () => {
  const { number, code } = await open();
  const codes = [code];
  for (const personId of members.slice(1, 9))
    codes.push(accepted(await supportPetition(alliance.deps, { personId, number })).code);
  const [, leaving = ''] = members;
  await withdrawSupport(alliance.deps, { personId: leaving, number });
  const found = await find(number);
  await publishCommitments(alliance.deps);
  const [, again = ''] = members;
  codes.push(accepted(await supportPetition(alliance.deps, { personId: again, number })).code);
  await publishCommitments(alliance.deps);
  // A single one waits until the day is over.
  expect(await countCommitments(alliance.deps.db, found.id)).toEqual({ entries: 10, support: 8 });
  alliance.pass(day);
  await Promise.all([publishCommitments(alliance.deps), publishCommitments(alliance.deps)]);
  const list = await listCommitments(alliance.deps.db, found.id, { limit: 50 });
  expect(await countCommitments(alliance.deps.db, found.id)).toEqual({ entries: 11, support: 9 });
  expect((await find(number)).support).toBe(9);
  for (const one of codes)
    expect(
      list.filter(({ commitment }) => commitment === supportCommitment(number, one))[0]?.act,
    ).toBeDefined();
  const batches = await journalOf('petition.commitments', number);
  expect(batches.map(({ batch, entries }) => [batch, entries])).toEqual([
    [1, 10],
    [2, 1],
  ]);
  for (const { batch, hash } of batches)
    expect(commitmentBatchHash(list.filter((one) => one.batch === batch))).toBe(hash);
  const after = list[3];
  const rest = await listCommitments(alliance.deps.db, found.id, { after, limit: 50 });
  expect([...list.slice(0, 4), ...rest]).toEqual(list);
});

test('who supports can not be read without the key, nor tied from one petition to another', async () => {
  const [, personId = ''] = members;
  const numbers = [(await open()).number, (await open()).number];
  const marks = [];
  for (const number of numbers) {
    await supportPetition(alliance.deps, { personId, number });
    const { id } = await find(number);
    const rows = await alliance.deps.db
      .select()
      .from(petitionSupport)
      .where(eq(petitionSupport.petitionId, id));
    expect(rows.some(({ mark }) => supportMark(alliance.deps.vault, id, personId).equals(mark))).toBe(true);
    marks.push(...rows.map(({ mark }) => Buffer.from(mark).toString('hex')));
    expect(JSON.stringify(rows)).not.toContain(personId);
  }
  expect(new Set(marks).size).toBe(4);
});

test('T2: after 180 days it is over, before the sweep too; the number it had is its verdict', async () => {
  const { number } = await open();
  alliance.pass(180 * day);
  const [, personId = ''] = members;
  expect(codesOf(await supportPetition(alliance.deps, { personId, number }))).toEqual(['petition.expired']);
  expect((await sweepPetitions(alliance.deps)).expired).toBeGreaterThan(0);
  expect(await sweepPetitions(alliance.deps)).toEqual({ expired: 0, reviewed: 0 });
  expect(await find(number)).toMatchObject({
    state: 'expired',
    verdict: { number: 1, needed: 50, reached: false },
  });
  expect(await journalOf('petition.expired', number)).toHaveLength(1);
});

test('T1: the count of members is exact whatever happens to them, and after folding', async () => {
  const { db } = alliance.deps;
  const counted = async () => {
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from person where status = 'member' or leaving_from = 'member'`,
    );
    return row?.count;
  };
  const ids = await alliance.addMembers(20);
  const set = (fields: Partial<typeof person.$inferInsert>, id = '') =>
    db.update(person).set(fields).where(eq(person.id, id));
  await set({ status: 'suspended', suspension: 'panic', suspendedOn: '2026-01-01' }, ids[0]);
  await set({ status: 'leaving', leavingFrom: 'member' }, ids[1]);
  await set({ status: 'guest' }, ids[2]);
  await db.delete(person).where(eq(person.id, ids[3] ?? ''));
  expect(await countMembers(db)).toBe(await counted());
  const churn = ids.slice(4).map(async (id) => {
    await set({ status: 'guest' }, id);
    await set({ status: 'member' }, id);
  });
  await Promise.all([
    ...churn,
    foldMembers(alliance.deps),
    foldMembers(alliance.deps),
    foldMembers(alliance.deps),
  ]);
  expect(await countMembers(db)).toBe(await counted());
});
