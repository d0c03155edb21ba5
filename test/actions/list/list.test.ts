import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveProposal } from '../../../src/actions/approval/approveProposal.ts';
import { rejectProposal } from '../../../src/actions/approval/rejectProposal.ts';
import { acceptListInvitation, checkInvitation } from '../../../src/actions/list/acceptListInvitation.ts';
import { checkIn } from '../../../src/actions/list/checkIn.ts';
import { createList } from '../../../src/actions/list/createList.ts';
import { inviteToList } from '../../../src/actions/list/inviteToList.ts';
import { leaveList } from '../../../src/actions/list/leaveList.ts';
import { listEntriesOf, listLists } from '../../../src/db/read/list/list.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { proposal } from '../../../src/db/schema/office.ts';
import { type BallotAlliance, createBallotAlliance } from '../../support/ballotAlliance.ts';

const day = 86_400_000;
let alliance: BallotAlliance;
let inviter: string;
let second: string;

beforeAll(async () => {
  alliance = await createBallotAlliance();
  inviter = await alliance.addOfficer();
  second = await alliance.addOfficer();
});
afterAll(() => alliance.close());

const codesOf = (result: { ok: boolean; refusals?: readonly { code: string }[] }) =>
  result.refusals?.map(({ code }) => code);
const newList = async (): Promise<number> => {
  const title = { ru: 'Делегаты', en: 'Delegates' };
  const made = await createList(alliance.deps, { officerId: inviter, submissionId: randomUUID(), title });
  if (!made.ok) throw new Error('The list was refused.');
  return made.value.number;
};
const invite = async (number: number): Promise<string> => {
  const made = await inviteToList(alliance.deps, {
    submissionId: alliance.deps.random.uuid(),
    officerId: inviter,
    number,
  });
  if (!made.ok) throw new Error('The invitation was refused.');
  return made.value.token;
};
const accept = (personId: string, token: string, publicName: string) =>
  acceptListInvitation(alliance.deps, { personId, token, publicName });
const pendingCase = async (personId: string): Promise<number> => {
  const [row] = await alliance.deps.db
    .select({ number: proposal.number })
    .from(proposal)
    .where(and(eq(proposal.subjectId, personId), eq(proposal.state, 'pending')));
  return row?.number ?? 0;
};
const approve = (officerId: string, number: number) => approveProposal(alliance.deps, { officerId, number });

test('an invited member chooses a name; another officer than the inviter puts them on the list (G7)', async () => {
  const number = await newList();
  const [member = ''] = await alliance.addMembers(1);
  const token = await invite(number);
  expect(token).toMatch(/^[\w-]{22}$/);
  expect(await checkInvitation(alliance.deps, { personId: member, token })).toMatchObject({ ok: true });
  expect(await accept(member, token, '  Наталья   Н. ')).toMatchObject({
    ok: true,
    value: { publicName: 'Наталья Н.' },
  });
  expect(await listEntriesOf(alliance.deps.db, alliance.deps.vault, member)).toEqual([]);
  expect(codesOf(await accept(member, token, 'Наталья Н.'))).toEqual(['list.alreadyAsked']);
  const waiting = await pendingCase(member);
  expect(codesOf(await approve(inviter, waiting))).toEqual(['proposal.ownProposal']);
  expect(await approve(second, waiting)).toMatchObject({ ok: true });
  const [entry] = await listEntriesOf(alliance.deps.db, alliance.deps.vault, member);
  expect(entry).toMatchObject({ publicName: 'Наталья Н.', presentUntil: null, list: { number } });
  expect(await alliance.deps.db.$count(notice, eq(notice.personId, member))).toBe(1);
  expect(codesOf(await accept(member, await invite(number), 'Другое имя'))).toEqual(['list.alreadyOn']);
});

test('a link serves one person, for the days of the bylaws, and members only', async () => {
  const number = await newList();
  const [first = '', other = '', late = ''] = await alliance.addMembers(3);
  const [guest = ''] = await alliance.addMembers(1, { status: 'signed' });
  const token = await invite(number);
  expect(codesOf(await accept(guest, token, 'Гость'))).toEqual(['list.notMember']);
  const both = await Promise.all([accept(first, token, 'Имя А'), accept(other, token, 'Имя Б')]);
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(both.flatMap((result) => codesOf(result) ?? [])).toEqual(['list.linkUsed']);
  const old = await invite(number);
  alliance.pass(14 * day);
  expect(codesOf(await accept(late, old, 'Имя В'))).toEqual(['list.linkExpired']);
  expect(codesOf(await accept(late, 'A'.repeat(22), 'Имя В'))).toEqual(['list.linkUnknown']);
});

test('two people of one list can not have names that read the same', async () => {
  const number = await newList();
  const [first = '', twin = '', racer = ''] = await alliance.addMembers(3);
  await accept(first, await invite(number), 'Алёна');
  // Also while the first one waits for the officers: a name confirmed to one of two would leave the other without an answer.
  expect(codesOf(await accept(racer, await invite(number), 'АЛЕНА'))).toEqual(['list.nameTaken']);
  expect(await approve(second, await pendingCase(first))).toMatchObject({ ok: true });
  expect(codesOf(await accept(twin, await invite(number), 'алена '))).toEqual(['list.nameTaken']);
});

test('an entry that an officer declines leaves nobody waiting: the person is told, and may be invited again', async () => {
  const number = await newList();
  const [member = ''] = await alliance.addMembers(1);
  await accept(member, await invite(number), 'Чайка');
  const declined = await rejectProposal(alliance.deps, {
    officerId: second,
    number: await pendingCase(member),
  });
  expect(declined).toMatchObject({ ok: true });
  const told = await alliance.deps.db.select().from(notice).where(eq(notice.personId, member));
  expect(told.map(({ kind }) => kind)).toEqual(['list.declined']);
  expect(await listEntriesOf(alliance.deps.db, alliance.deps.vault, member)).toEqual([]);
  expect(await accept(member, await invite(number), 'Чайка')).toMatchObject({ ok: true });
});

test('check-in counts for the hours of the bylaws; leaving ends it', async () => {
  const [member = ''] = await alliance.addMembers(1);
  const { number } = await alliance.addList([member]);
  const now = await alliance.deps.clock.now();
  const done = await checkIn(alliance.deps, { personId: member, number });
  const until = done.ok ? new Date(done.value.until).getTime() : 0;
  expect(Math.round((until - now.getTime()) / 3_600_000)).toBe(4);
  expect(await leaveList(alliance.deps, { personId: member, number })).toEqual({ ok: true, value: null });
  expect(codesOf(await leaveList(alliance.deps, { personId: member, number }))).toEqual(['list.notOn']);
  expect(codesOf(await checkIn(alliance.deps, { personId: member, number }))).toEqual(['list.notOn']);
  expect(codesOf(await checkIn(alliance.deps, { personId: member, number: 999 }))).toEqual(['list.unknown']);
});

test('lists are made and invited to by secretaries only, once a submission', async () => {
  const [member = ''] = await alliance.addMembers(1);
  const title = { ru: 'Список', en: 'List' };
  const command = { officerId: inviter, submissionId: randomUUID(), title };
  const twice = await Promise.all([1, 2].map(() => createList(alliance.deps, command)));
  expect(twice[0]).toEqual(twice[1]);
  expect(codesOf(await createList(alliance.deps, { ...command, officerId: member }))).toEqual([
    'list.noPower',
  ]);
  expect(
    codesOf(
      await createList(alliance.deps, {
        ...command,
        submissionId: randomUUID(),
        title: { ru: ' ', en: 'x' },
      }),
    ),
  ).toEqual(['text.empty', 'text.tooShort']);
  expect(
    codesOf(
      await inviteToList(alliance.deps, {
        submissionId: alliance.deps.random.uuid(),
        officerId: member,
        number: 1,
      }),
    ),
  ).toEqual(['list.noPower']);
  expect(
    codesOf(
      await inviteToList(alliance.deps, {
        submissionId: alliance.deps.random.uuid(),
        officerId: inviter,
        number: 999,
      }),
    ),
  ).toEqual(['list.unknown']);
  const lists = await listLists(alliance.deps.db, { offset: 0, limit: 10 });
  expect(lists.find(({ title: named }) => named.ru === 'Список')).toMatchObject({ size: 0 });
});
