import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveProposal } from '../../../src/actions/approval/approveProposal.ts';
import { castBallot } from '../../../src/actions/ballot/castBallot.ts';
import { openBallot } from '../../../src/actions/ballot/openBallot.ts';
import { giveMemberNumber } from '../../../src/actions/member/becomeMember.ts';
import { meetPerson } from '../../../src/actions/person/meetPerson.ts';
import { askToLeave, stay } from '../../../src/actions/safety/askToLeave.ts';
import { confirmLeaving } from '../../../src/actions/safety/confirmLeaving.ts';
import { proposeErasure } from '../../../src/actions/safety/proposeErasure.ts';
import {
  eraseIdleGuests,
  eraseLockedAccounts,
  takeBackLapsedLeavings,
} from '../../../src/actions/safety/purgeAccounts.ts';
import { requestAdmission } from '../../../src/actions/verification/requestAdmission.ts';
import { erasureMark } from '../../../src/db/erasures.ts';
import { findBallot } from '../../../src/db/read/ballot/ballot.ts';
import { listMemberElectors } from '../../../src/db/read/ballot/roll.ts';
import { type Account, findAccount, findRecipient } from '../../../src/db/read/person/person.ts';
import { findProposal } from '../../../src/db/read/proposal/proposal.ts';
import { candidateMarkOf, voucherMarkOf } from '../../../src/db/read/verification/vouch.ts';
import { vote } from '../../../src/db/schema/ballot.ts';
import { journalEntry } from '../../../src/db/schema/journal.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { person } from '../../../src/db/schema/person.ts';
import { chatCleanup, sentMessage } from '../../../src/db/schema/sentMessage.ts';
import { updatePerson } from '../../../src/db/write/person/person.ts';
import { addDays, dayOf } from '../../../src/governance/kit/day.ts';
import { sweepBallots } from '../../../src/jobs/sweepBallots.ts';
import { type BallotAlliance, createBallotAlliance } from '../../support/ballotAlliance.ts';
import { giveEverything, personReferences } from '../../support/everythingOf.ts';

const hour = 3_600_000;
let alliance: BallotAlliance;
let officers: [string, string];
beforeAll(async () => {
  alliance = await createBallotAlliance();
  officers = [await alliance.addOfficer(), await alliance.addOfficer()];
});
afterAll(() => alliance.close());

const member = async (): Promise<string> => (await alliance.addMembers(1))[0] ?? '';
const accountOf = (id: string): Promise<Account | undefined> =>
  findAccount(alliance.deps.db, alliance.deps.vault, id);
const isErased = async (id: string): Promise<boolean> => {
  const { erasures, vault } = alliance.deps;
  const noted = (await erasures.list()).some(
    ({ kind, mark }) => kind === 'erased' && mark === erasureMark(vault, id),
  );
  return noted && (await accountOf(id)) === undefined;
};
const noticesOf = async (id: string): Promise<string[]> =>
  (await alliance.deps.db.select().from(notice).where(eq(notice.personId, id))).map(({ kind }) => kind);
const leave = async (id: string): Promise<void> => {
  await askToLeave(alliance.deps, { personId: id });
  alliance.pass(72 * hour);
  expect(await confirmLeaving(alliance.deps, { personId: id })).toEqual({ ok: true, value: null });
};

test('M6 asked twice is asked once; rights rest and are back with staying', async () => {
  const { deps } = alliance;
  const personId = await member();
  const asked = await askToLeave(deps, { personId });
  if (!asked.ok) throw new Error('refused');
  expect(asked.value.already).toBe(false);
  expect(new Date(asked.value.from).getTime() - (await deps.clock.now()).getTime()).toBeGreaterThan(
    71 * hour,
  );
  alliance.pass(hour);
  expect(await askToLeave(deps, { personId })).toEqual({
    ok: true,
    value: { ...asked.value, already: true },
  });
  expect(await noticesOf(personId)).toEqual(['leaving.due']);
  expect((await listMemberElectors(deps.db)).some((one) => one.personId === personId)).toBe(false);
  expect(await confirmLeaving(deps, { personId })).toEqual({
    ok: false,
    refusals: [{ code: 'leaving.tooEarly', facts: { from: asked.value.from } }],
  });
  const refused = await requestAdmission(deps, { personId, words: 'Поговорим в Signal.' });
  expect(refused.ok).toBe(false);
  expect(await stay(deps, { personId })).toEqual({ ok: true, value: null });
  expect(await accountOf(personId)).toMatchObject({ status: 'member', leaving: undefined });
  expect(await noticesOf(personId)).toEqual([]);
  expect(await confirmLeaving(deps, { personId })).toMatchObject({
    refusals: [{ code: 'leaving.notAsked' }],
  });
  expect(await stay(deps, { personId })).toMatchObject({ refusals: [{ code: 'membership.notPossible' }] });
});

test('M6 who does not confirm within thirty days stays what they were, and reads so', async () => {
  const { deps } = alliance;
  const personId = await member();
  await askToLeave(deps, { personId });
  alliance.pass((72 + 30 * 24 - 1) * hour);
  expect(await takeBackLapsedLeavings(deps)).toBe(0);
  alliance.pass(hour);
  expect(await takeBackLapsedLeavings(deps)).toBe(1);
  expect((await accountOf(personId))?.status).toBe('member');
  expect(await noticesOf(personId)).toEqual(['leaving.lapsed']);
});

test('G10 who is on a frozen roll votes while leaving, and the vote of who is gone stays counted', async () => {
  const { deps } = alliance;
  const [gone, thinking] = [await member(), await member()];
  const number = await alliance.draftPoll(officers[0], { durationMinutes: 7 * 24 * 60 });
  expect((await openBallot(deps, { officerId: officers[0], number })).ok).toBe(true);
  await askToLeave(deps, { personId: gone });
  const cast = async (personId: string, order: number) =>
    castBallot(deps, { personId, number, choice: 'yes', received: { at: await deps.clock.now(), order } });
  expect((await cast(gone, 1)).ok).toBe(true);
  await askToLeave(deps, { personId: thinking });
  expect((await cast(thinking, 2)).ok).toBe(true);
  alliance.pass(72 * hour);
  await confirmLeaving(deps, { personId: gone });
  expect(await isErased(gone)).toBe(true);
  expect(await deps.db.$count(vote)).toBe(2);
  alliance.pass(5 * 24 * hour);
  for (let round = 0; round < 3; round += 1) {
    await sweepBallots(deps);
    alliance.pass(hour);
  }
  const closed = await findBallot(deps.db, deps.vault, number);
  expect(closed?.result?.counts.yes).toBe(2);
  expect(closed?.rollSize).toBe((closed?.result?.notVoted ?? 0) + 2);
});

test('M6 erasing leaves no trace of the account in any table, and the chat is cleaned', async () => {
  const { deps } = alliance;
  const [id, otherId] = [await member(), await member()];
  const telegramId = (await findRecipient(deps.db, deps.vault, id))?.telegramId ?? 0;
  await giveEverything(deps, { id, otherId, telegramId });
  for (const { table, column } of await personReferences(deps)) {
    const rows = await deps.db.execute(
      `select 1 from ${table} where ${column} = '${id}' or ${column} = '${otherId}'`,
    );
    expect([`${table}.${column}`, rows.length > 0]).toEqual([`${table}.${column}`, true]);
  }
  await askToLeave(deps, { personId: id });
  alliance.pass(72 * hour);
  const fresh = { personId: id, messageId: 78, sentAt: await deps.clock.now(), kind: 'harmless' } as const;
  await deps.db.insert(sentMessage).values(fresh);
  expect((await confirmLeaving(deps, { personId: id })).ok).toBe(true);
  expect(await isErased(id)).toBe(true);

  const mark = voucherMarkOf(deps.vault, id);
  const hidden = [mark, candidateMarkOf(deps.vault, mark)].map((one) => one.toString('hex'));
  const columns = await deps.db.execute<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns
     where table_schema = 'public' and data_type in ('uuid', 'text', 'jsonb', 'bytea')`,
  );
  expect(columns.length).toBeGreaterThan(80);
  for (const { table, column } of columns) {
    const looks = [id, ...hidden].map((value) => `"${column}"::text like '%${value}%'`).join(' or ');
    const rows = await deps.db.execute(`select 1 from "${table}" where ${looks}`);
    expect([`${table}.${column}`, rows.length]).toEqual([`${table}.${column}`, 0]);
  }
  // What an officer had taken is nobody's now; what they wrote stays, without them.
  const taken = await deps.db.execute('select 1 from question where number = 1002 and taken_by is null');
  expect(taken.length).toBe(1);
  const [cleanup] = await deps.db.select().from(chatCleanup);
  // The other message is older than Telegram deletes.
  expect(cleanup?.messageIds).toEqual([78]);
});

test('M6 leaving and coming back within a minute makes a new account with nothing of the old one', async () => {
  const { deps } = alliance;
  const telegramId = 99_001;
  const guest = await meetPerson(deps, { telegramId, locale: 'ru' });
  await deps.db.transaction((tx) => updatePerson(tx, guest.id, { status: 'signed', originConfirmed: true }));
  await leave(guest.id);
  const again = await meetPerson(deps, { telegramId, locale: 'en' });
  expect(again.id).not.toBe(guest.id);
  expect(again).toMatchObject({ status: 'guest', originConfirmed: false, profile: { locale: 'en' } });
  expect(await confirmLeaving(deps, { personId: again.id })).toEqual({ ok: true, value: null });
  expect(await isErased(again.id)).toBe(true);
});

test('M6 another person is erased by two officers, neither of them the person; the journal names nobody', async () => {
  const { deps } = alliance;
  const [first, second] = officers;
  const numberOf = async (id: string): Promise<string> => {
    const account = await accountOf(id);
    if (account === undefined) throw new Error('There is no account.');
    await deps.db.transaction((tx) => giveMemberNumber(tx, deps, account));
    return (await accountOf(id))?.memberNumber ?? '';
  };
  const lost = await alliance.addOfficer();
  const memberNumber = await numberOf(lost);
  const own = await numberOf(first);
  const refusalOf = async (officerId: string, number: string) => {
    const done = await proposeErasure(deps, { officerId, memberNumber: number });
    return done.ok ? undefined : done.refusals[0].code;
  };
  expect(await refusalOf(first, own)).toBe('erasure.oneself');
  expect(await refusalOf(first, 'ACEHKMPTX')).toBe('code.unreadable');
  expect(await refusalOf(await member(), memberNumber)).toBe('proposal.noPower');
  const proposed = await proposeErasure(deps, { officerId: first, memberNumber });
  if (!proposed.ok) throw new Error(proposed.refusals[0].code);
  const { number } = proposed.value;
  const approve = (officerId: string) => approveProposal(deps, { officerId, number });
  expect(await approve(first)).toMatchObject({ refusals: [{ code: 'proposal.ownProposal' }] });
  expect(await approve(lost)).toMatchObject({ refusals: [{ code: 'proposal.ownProposal' }] });
  expect(await approve(second)).toMatchObject({ ok: true, value: { complete: true, kind: 'erasure' } });
  expect(await isErased(lost)).toBe(true);
  const found = await findProposal(deps.db, deps.vault, number);
  expect(found).toMatchObject({ state: 'approved', payload: null, subjectId: null });
  const journal = await deps.db.select().from(journalEntry);
  const entries = journal.map(({ entry }) => entry).join('\n');
  expect(entries).toContain('office.ended');
  expect(entries).not.toContain(lost);
  expect(entries).not.toContain(memberNumber);
});

test('M6 idle guests go after ninety days, those with something under way do not; locked accounts after their time', async () => {
  const { deps } = alliance;
  const today = dayOf(await deps.clock.now());
  const guests = [];
  for (let at = 0; at < 3; at += 1)
    guests.push(await meetPerson(deps, { telegramId: 99_100 + at, locale: 'ru' }));
  const [idle, fresh, busy] = guests.map(({ id }) => id) as [string, string, string];
  const on = (id: string, days: number) =>
    deps.db
      .update(person)
      .set({ createdOn: addDays(today, -days) })
      .where(eq(person.id, id));
  await on(idle, 91);
  await on(busy, 91);
  await on(fresh, 90);
  await deps.db.execute(
    `insert into draft (person_id, form, answers_sealed, touched_on) values ('${busy}', 'f', '', '${today}')`,
  );
  const lock = async (days: number): Promise<string> => {
    const id = await member();
    await deps.db
      .update(person)
      .set({
        telegramIndex: null,
        telegramSealed: null,
        status: 'suspended',
        suspension: 'panic',
        suspendedOn: addDays(today, -days),
      })
      .where(eq(person.id, id));
    return id;
  };
  const [long, due, awaited] = [await lock(181), await lock(180), await lock(181)];
  await deps.db.update(person).set({ recovers: awaited }).where(eq(person.id, fresh));
  expect(await eraseIdleGuests(deps)).toBe(1);
  expect(await eraseLockedAccounts(deps)).toBe(1);
  expect(await isErased(idle)).toBe(true);
  expect(await isErased(long)).toBe(true);
  for (const id of [fresh, busy, due, awaited]) expect(await accountOf(id)).toBeDefined();
});
