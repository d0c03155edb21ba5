import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appealPetition } from '../../../src/actions/petition/appealPetition.ts';
import { judgePetition } from '../../../src/actions/petition/judgePetition.ts';
import { reportPetition } from '../../../src/actions/petition/reportPetition.ts';
import { supportPetition } from '../../../src/actions/petition/supportPetition.ts';
import {
  findDuty,
  findLot,
  findReview,
  listDuties,
  listPetitionAppeals,
} from '../../../src/db/read/petition/petitionReview.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { office } from '../../../src/db/schema/office.ts';
import { petitionJuror } from '../../../src/db/schema/petition.ts';
import { lotFaults } from '../../../src/governance/petition/lottery.ts';
import { sweepPetitions } from '../../../src/jobs/sweepPetitions.ts';
import { accepted, codesOf } from '../../governance/codes.ts';
import { type BallotAlliance, createBallotAlliance } from '../../support/ballotAlliance.ts';
import { raced } from '../../support/held.ts';
import { getPetition, petitionJournal, startPetition } from '../../support/petitions.ts';

const hour = 3_600_000;
const reason = 'Пункт 2 Декларации говорит обратное.';
let alliance: BallotAlliance;
let author: string;
let reporters: string[];
let officer: string;
beforeAll(async () => {
  alliance = await createBallotAlliance({ bylaws: { openPetitionsMax: 50 } });
  [author = '', ...reporters] = await alliance.addMembers(40);
  [officer = ''] = await alliance.addMembers(1);
  await alliance.deps.db
    .insert(office)
    .values({ personId: officer, role: 'evaluator', grantedOn: '2026-01-01' });
});
afterAll(() => alliance.close());

const report = (number: number, personId = reporters[0] ?? '', submissionId = randomUUID()) =>
  reportPetition(alliance.deps, { personId, number, reason, submissionId });
/** Whom the lot fell on: they find their duty, nobody else does. */
const jurorsOf = async (lot: number): Promise<string[]> => {
  const found = [];
  for (const id of [author, officer, ...reporters])
    if ((await findDuty(alliance.deps.db, alliance.deps.vault, lot, id)) !== undefined) found.push(id);
  return found;
};
const judge = (personId: string, number: number, verdict: 'close' | 'keep', why = reason) =>
  judgePetition(alliance.deps, { personId, number, verdict, reason: why });
const write = () => ({ title: { ru: 'О', en: 'A' }, text: { ru: 'Т', en: 'T' } });
const draw = async () => {
  const { number } = await startPetition(alliance.deps, author);
  const lot = accepted(await report(number)).number;
  return { number, lot, jurors: await jurorsOf(lot) };
};

test('T3: a report draws three who are neither author, reporter nor staff; anybody recomputes the lot', async () => {
  const { number } = await startPetition(alliance.deps, author);
  const [opened] = await petitionJournal(alliance.deps, 'petition.opened', number);
  const submissionId = randomUUID();
  const [first, second] = await Promise.all([
    report(number, reporters[0], submissionId),
    report(number, reporters[0], submissionId),
  ]);
  expect(accepted(first)).toEqual(accepted(second));
  const lot = accepted(first).number;
  const jurors = await jurorsOf(lot);
  expect(jurors).toHaveLength(3);
  for (const nobody of [author, officer, reporters[0]]) expect(jurors).not.toContain(nobody);
  const published = await findLot(alliance.deps.db, lot);
  if (published === undefined) throw new Error('There is no such lot.');
  expect(lotFaults(published)).toEqual([]);
  // Everybody but author, reporter and the officer; the secret is the one whose hash was published with the opening.
  expect(published.roll).toHaveLength(38);
  expect(published.commitment).toBe(opened.lotCommitment);
  const [drawn] = await petitionJournal(alliance.deps, 'petition.lotDrawn', number);
  expect(drawn).toMatchObject({ petition: number, lot: { rollSize: 38, rollHash: published.rollHash } });
  expect(drawn.nextCommitment).not.toBe(opened.lotCommitment);
  const told = await alliance.deps.db
    .select()
    .from(notice)
    .where(and(eq(notice.kind, 'petition.jury'), eq(notice.subject, `review:${lot}`)));
  expect(told.map(({ personId }) => personId).toSorted()).toEqual(jurors.toSorted());
  // A report hides nothing, and waits for no other.
  expect(await getPetition(alliance.deps, number)).toMatchObject({ state: 'open' });
  expect(codesOf(await report(number))).toEqual(['petition.alreadyReported']);
  expect(codesOf(await report(number, reporters[1]))).toEqual(['petition.underReview']);
  expect(codesOf(await report(number, author))).toEqual(['petition.ownPetition', 'petition.underReview']);
  expect(codesOf(await report(9999))).toEqual(['petition.unknown']);
});

test('T3: of two who report at once one draws the lot; the other finds it drawn', async () => {
  const { number } = await startPetition(alliance.deps, author);
  const lock = sql`select 1 from petition where number = ${number} for update`;
  const both = await raced(alliance.deps, lock, [
    () => report(number, reporters[0]),
    () => report(number, reporters[1]),
  ]);
  expect(both.flatMap(codesOf)).toEqual(['petition.underReview']);
  expect(await petitionJournal(alliance.deps, 'petition.lotDrawn', number)).toHaveLength(1);
});

test('T3: all three together close it, at once and once, with their reasons; the author appeals to the session', async () => {
  const { number, lot, jurors } = await draw();
  const [one = '', two = '', three = ''] = jurors;
  expect(codesOf(await judge(one, lot, 'close', 'нет'))).toEqual(['text.tooShort']);
  expect(accepted(await judge(one, lot, 'close', 'Причина первого.'))).toEqual({ changed: true, end: null });
  expect(accepted(await judge(one, lot, 'close'))).toEqual({ changed: false, end: null });
  expect(codesOf(await judge(author, lot, 'close'))).toEqual(['petition.noDuty']);
  expect(codesOf(await judge(one, 9999, 'keep'))).toEqual(['petition.noDuty']);
  const appeal = () =>
    appealPetition(alliance.deps, { personId: author, number, text: 'Это не так, и вот почему.', write });
  expect(codesOf(await appeal())).toEqual(['petition.notClosed']);
  const last = await Promise.all([
    judge(two, lot, 'close', 'Причина второго.'),
    judge(three, lot, 'close', 'Причина третьего.'),
  ]);
  expect(last.map((each) => accepted(each).end).toSorted()).toEqual(['closed', null]);
  expect(await getPetition(alliance.deps, number)).toMatchObject({
    state: 'closed',
    verdict: { reached: false },
  });
  const review = await findReview(alliance.deps.db, lot);
  expect(review).toMatchObject({ state: 'closed', outcome: { close: 3, keep: 0, silent: 0 } });
  expect(review?.outcome?.reasons.toSorted()).toEqual(
    ['Причина второго.', 'Причина первого.', 'Причина третьего.'].toSorted(),
  );
  expect(await petitionJournal(alliance.deps, 'petition.closed', number)).toHaveLength(1);
  expect(codesOf(await supportPetition(alliance.deps, { personId: one, number }))).toEqual([
    'petition.closed',
  ]);
  expect(
    codesOf(await appealPetition(alliance.deps, { personId: one, number, text: reason, write })),
  ).toEqual(['petition.notAuthor']);
  expect((await Promise.all([appeal(), appeal()])).map((each) => accepted(each).changed).toSorted()).toEqual([
    false,
    true,
  ]);
  const [appealed] = await listPetitionAppeals(alliance.deps.db, 5);
  expect(appealed).toMatchObject({ petition: number, appeal: 'Это не так, и вот почему.' });
  expect(await petitionJournal(alliance.deps, 'petition.appealed', number)).toHaveLength(1);
});

test('T3: one "keep" keeps it at once, also after "close"; what was written is gone', async () => {
  const { number, lot, jurors } = await draw();
  const [one = '', two = '', three = ''] = jurors;
  await judge(one, lot, 'close');
  await judge(two, lot, 'close');
  expect(accepted(await judge(two, lot, 'keep'))).toEqual({ changed: true, end: 'kept' });
  expect(accepted(await judge(two, lot, 'keep'))).toEqual({ changed: false, end: null });
  expect(codesOf(await judge(three, lot, 'close'))).toEqual(['petition.reviewOver']);
  expect(await getPetition(alliance.deps, number)).toMatchObject({ state: 'open' });
  expect(await findReview(alliance.deps.db, lot)).toMatchObject({
    state: 'kept',
    outcome: { close: 1, keep: 1, silent: 1, reasons: [] },
  });
  const left = await alliance.deps.db.select().from(petitionJuror);
  expect(
    left.filter(({ verdict }) => verdict === 'keep').every(({ reasonSealed }) => reasonSealed === null),
  ).toBe(true);
});

test('T3: silence for 72 hours keeps it; three lots at most about one text', async () => {
  const { number, lot, jurors } = await draw();
  const [one = '', two = ''] = jurors;
  await judge(one, lot, 'close');
  alliance.pass(72 * hour);
  expect(codesOf(await judge(two, lot, 'close'))).toEqual(['petition.reviewOver']);
  expect((await sweepPetitions(alliance.deps)).reviewed).toBeGreaterThan(0);
  expect(await findReview(alliance.deps.db, lot)).toMatchObject({
    state: 'kept',
    outcome: { close: 1, silent: 2 },
  });
  expect(await listDuties(alliance.deps.db, alliance.deps.vault, two)).toEqual([]);
  const secrets = [(await findLot(alliance.deps.db, lot))?.secret];
  for (const personId of reporters.slice(1, 3)) {
    const next = accepted(await report(number, personId)).number;
    secrets.push((await findLot(alliance.deps.db, next))?.secret);
    alliance.pass(72 * hour);
    await sweepPetitions(alliance.deps);
  }
  expect(new Set(secrets).size).toBe(3);
  expect(codesOf(await report(number, reporters[4]))).toEqual(['petition.reviewedEnough']);
});

test('T3: a threshold that is reached meanwhile ends the review: nobody keeps it off the agenda', async () => {
  const { number, lot, jurors } = await draw();
  const [one = '', two = '', three = ''] = jurors;
  await judge(one, lot, 'close');
  await judge(two, lot, 'close');
  // 5 % of 41 are three.
  for (const personId of reporters.slice(0, 2)) await supportPetition(alliance.deps, { personId, number });
  expect(await getPetition(alliance.deps, number)).toMatchObject({ state: 'reached', support: 3 });
  expect(codesOf(await judge(three, lot, 'close'))).toEqual(['petition.reviewOver']);
  await sweepPetitions(alliance.deps);
  expect(await findReview(alliance.deps.db, lot)).toMatchObject({ state: 'kept' });
  expect(codesOf(await report(number, reporters[5]))).toEqual(['petition.reached']);
});

test('T3: without three to draw nobody decides', async () => {
  const small = await createBallotAlliance({ bylaws: { petitionShare: { numerator: 1, denominator: 2 } } });
  const [one = '', two = ''] = await small.addMembers(4);
  const { number } = await startPetition(small.deps, one);
  const asked = { personId: two, number, reason, submissionId: randomUUID() };
  expect(codesOf(await reportPetition(small.deps, asked))).toEqual(['petition.juryTooSmall']);
  await small.close();
});
