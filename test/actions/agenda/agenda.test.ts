import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enterItem } from '../../../src/actions/agenda/enterItem.ts';
import { freezeAgenda } from '../../../src/actions/agenda/freezeAgenda.ts';
import { moveItem } from '../../../src/actions/agenda/moveItem.ts';
import { orderItem } from '../../../src/actions/agenda/orderItem.ts';
import { putItemAsChair } from '../../../src/actions/agenda/putItemAsChair.ts';
import { type ComposeConvocation, sendAgenda } from '../../../src/actions/agenda/sendAgenda.ts';
import { demandStrategic, supportItem, takeSupportBack } from '../../../src/actions/agenda/supportItem.ts';
import { takeItemBack, withdrawItem } from '../../../src/actions/agenda/withdrawItem.ts';
import { approveProposal } from '../../../src/actions/approval/approveProposal.ts';
import { rejectProposal } from '../../../src/actions/approval/rejectProposal.ts';
import { cancelSession } from '../../../src/actions/session/cancelSession.ts';
import { changeSession } from '../../../src/actions/session/changeSession.ts';
import { chooseChair } from '../../../src/actions/session/chooseChair.ts';
import { planSession } from '../../../src/actions/session/planSession.ts';
import { remindOfSession } from '../../../src/actions/session/remindOfSession.ts';
import {
  findItem,
  listAgenda,
  listAgendaChanges,
  listWaitingItems,
} from '../../../src/db/read/agenda/agenda.ts';
import { findMandate } from '../../../src/db/read/mandate/mandate.ts';
import { findSession } from '../../../src/db/read/session/session.ts';
import { broadcast } from '../../../src/db/schema/broadcast.ts';
import { journalEntry } from '../../../src/db/schema/journal.ts';
import { mandate } from '../../../src/db/schema/mandate.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { proposal } from '../../../src/db/schema/office.ts';
import { agendaItem, session } from '../../../src/db/schema/session.ts';
import { agendaHash } from '../../../src/governance/session/frozenAgenda.ts';
import { addDelegates, addPetition, itemInput, place, plan, reason } from '../../support/agenda.ts';
import { type BallotAlliance, createBallotAlliance } from '../../support/ballotAlliance.ts';
import { raced } from '../../support/held.ts';
import { codesOf, granted } from '../../support/officers.ts';

const dayMs = 86_400_000;
let alliance: BallotAlliance;
let officer: string;
let second: string;
/** People with a mandate, and the mandates. */
let people: string[];
let mandates: string[];

beforeAll(async () => {
  alliance = await createBallotAlliance();
  officer = await alliance.addOfficer();
  second = await alliance.addOfficer();
  people = await alliance.addMembers(12);
  mandates = await addDelegates(alliance.deps, people);
});
afterAll(() => alliance.close());

const deps = () => alliance.deps;
const find = async (number: number) => {
  const found = await findSession(deps().db, deps().vault, number);
  if (found === undefined) throw new Error('No session.');
  return found;
};
const agendaOf = async (number: number) =>
  (await listAgenda(deps().db, (await find(number)).id)).map((item) => item.number);
const move = async (personId = people[0] ?? '') =>
  granted(await moveItem(deps(), { personId, submissionId: randomUUID(), input: itemInput })).number;
const support = (personId: string | undefined, number: number) =>
  supportItem(deps(), { personId: personId ?? '', number });
const compose: ComposeConvocation = ({ kind, session: { number }, items, changes }) => ({
  texts: {
    ru: `${kind} ${number}: ${items.length}, ${changes.length}`,
    en: `${kind} ${number}: ${items.length}, ${changes.length}`,
  },
  class: 'news',
  audience: { who: 'congress' },
});
const send = (number: number) => sendAgenda(deps(), { officerId: officer, number, compose });
const approve = (officerId: string, number: number | null) =>
  approveProposal(deps(), { officerId, number: number ?? 0 });
const journalKinds = async () =>
  (await deps().db.select({ entry: journalEntry.entry }).from(journalEntry)).map(
    ({ entry }) => JSON.parse(entry).kind,
  );
/** Ends everything that is ahead, so that each test plans in an empty calendar. */
const clear = async () => {
  await deps().db.update(session).set({ state: 'closed' });
  await deps().db.update(agendaItem).set({ state: 'withdrawn' });
};

test('whoever freezes, enters or orders waits for whoever places an item: a petition is on the frozen agenda or on none', async () => {
  const number = await plan(deps(), officer, 90);
  // The lock of all agendas, as an arriving petition holds it (lockAgendas).
  const lock = sql`select pg_advisory_xact_lock(7301060)`;
  const by = { officerId: officer, number };
  const done = await raced(deps(), lock, [
    () => freezeAgenda(deps(), by),
    () => enterItem(deps(), { ...by, submissionId: randomUUID(), input: itemInput }),
    () => cancelSession(deps(), { ...by, reason }),
  ]);
  expect(done.map(({ ok }) => ok).filter((ok) => ok)).toHaveLength(1);
});

describe('planning (rule G2)', () => {
  test('once for a submission; refused for members, in the past, over another one', async () => {
    await clear();
    const startsAt = new Date((await deps().clock.now()).getTime() + 10 * dayMs).toISOString();
    const input = { startsAt, zone: 'Europe/Berlin', lengthMinutes: 180, place: 'Зал' };
    const command = { officerId: officer, submissionId: randomUUID(), input };
    const twice = await Promise.all([planSession(deps(), command), planSession(deps(), command)]);
    expect(new Set(twice.map((done) => granted(done).number)).size).toBe(1);
    const other = { ...command, submissionId: randomUUID() };
    expect(codesOf(await planSession(deps(), { ...other, officerId: people[0] ?? '' }))).toEqual([
      'session.noPower',
    ]);
    expect(codesOf(await planSession(deps(), other))).toEqual(['session.overlaps']);
    const past = { ...input, startsAt: new Date(0).toISOString(), zone: 'Nowhere/City' };
    expect(codesOf(await planSession(deps(), { ...other, input: past }))).toEqual(['zone.unknown']);
  });

  test('before the freeze it moves freely, and the calendar entry with it', async () => {
    await clear();
    const number = await plan(deps(), officer, 20);
    const startsAt = new Date((await deps().clock.now()).getTime() + 21 * dayMs).toISOString();
    const command = { officerId: officer, number };
    granted(
      await changeSession(deps(), { ...command, changes: { startsAt, place: 'https://meet.example.org/x' } }),
    );
    expect(await find(number)).toMatchObject({ revision: 1, place: { kind: 'link' } });
    expect(codesOf(await changeSession(deps(), { ...command, changes: { startsAt } }))).toEqual([
      'session.nothingChanged',
    ]);
    expect(await listAgendaChanges(deps().db, (await find(number)).id)).toEqual([]);
  });
});

describe('petitions come by themselves (rule T3)', () => {
  test('wait while nothing is planned, go on the next session, once; nobody takes them off', async () => {
    await clear();
    const first = await addPetition(deps());
    expect(await place(deps(), first)).toMatchObject({ session: null });
    const number = await plan(deps(), officer, 30);
    const placed = await place(deps(), first);
    expect(placed.session).toBe(number);
    expect(await agendaOf(number)).toEqual([placed.item]);
    expect(codesOf(await withdrawItem(deps(), { officerId: officer, number: placed.item }))).toEqual([
      'agenda.petitionStays',
    ]);
    // A session that does not take place loses nothing.
    granted(await cancelSession(deps(), { officerId: officer, number, reason }));
    expect((await listWaitingItems(deps().db)).map((item) => item.number)).toEqual([placed.item]);
    const next = await plan(deps(), officer, 31);
    expect(await agendaOf(next)).toEqual([placed.item]);
  });

  test('those that arrive while an agenda is frozen are on it or wait: never lost, never twice', async () => {
    await clear();
    const number = await plan(deps(), officer, 40);
    const before = await place(deps(), await addPetition(deps()));
    const petitions = [];
    for (let at = 0; at < 8; at += 1) petitions.push(await addPetition(deps()));
    const [frozen, ...placed] = await Promise.all([
      freezeAgenda(deps(), { officerId: officer, number }),
      ...petitions.flatMap((one) => [place(deps(), one), place(deps(), one)]),
    ]);
    granted(frozen);
    const found = await find(number);
    const items = await listAgenda(deps().db, found.id);
    expect(found.agendaHash).toBe(agendaHash(found, items));
    expect(items.map((item) => item.number)).toContain(before.item);
    const waiting = (await listWaitingItems(deps().db)).map((item) => item.number);
    const everywhere = [...items.map((item) => item.number), ...waiting];
    expect(new Set(everywhere).size).toBe(petitions.length + 1);
    expect(new Set(placed.map(({ item }) => item)).size).toBe(petitions.length);
    const next = await plan(deps(), officer, 50);
    expect((await agendaOf(next)).toSorted()).toEqual(waiting.toSorted());
  });
});

describe('items of delegates (rule K5)', () => {
  test('five mandates in force put it on the agenda, however many press at once', async () => {
    await clear();
    const number = await plan(deps(), officer, 60);
    const item = await move();
    expect(await agendaOf(number)).toEqual([]);
    const pressed = await Promise.all(
      people.slice(1, 8).flatMap((one) => [support(one, item), support(one, item)]),
    );
    const done = pressed.flatMap((one) => (one.ok ? [one.value] : []));
    expect(done.filter(({ reached }) => reached)).toHaveLength(1);
    expect(pressed.filter((one) => !one.ok).flatMap(codesOf)).toEqual(
      Array.from({ length: pressed.length - done.length }, () => 'agenda.notMoved'),
    );
    expect(await agendaOf(number)).toEqual([item]);
    expect((await journalKinds()).filter((kind) => kind === 'agenda.added')).toHaveLength(1);
  });

  test('a mandate that ended in between does not count; support can be taken back, the item by its mover', async () => {
    await clear();
    await plan(deps(), officer, 70);
    const item = await move();
    for (const one of people.slice(1, 4)) granted(await support(one, item));
    await deps()
      .db.update(mandate)
      .set({ endedAt: await deps().clock.now(), endReason: 'resigned' })
      .where(eq(mandate.id, mandates[1] ?? ''));
    expect(granted(await support(people[4], item))).toMatchObject({ support: 4, reached: false });
    granted(await takeSupportBack(deps(), { personId: people[4] ?? '', number: item }));
    expect(granted(await support(people[5], item))).toMatchObject({ support: 4, reached: false });
    expect(codesOf(await takeItemBack(deps(), { personId: people[5] ?? '', number: item }))).toEqual([
      'agenda.notMover',
    ]);
    granted(await takeItemBack(deps(), { personId: people[0] ?? '', number: item }));
    expect(codesOf(await support(people[6], item))).toEqual(['agenda.notMoved']);
    const [guest = ''] = await alliance.addMembers(1);
    const other = await move();
    expect(codesOf(await support(guest, other))).toEqual(['agenda.notDelegate']);
    expect(
      codesOf(await moveItem(deps(), { personId: guest, submissionId: randomUUID(), input: itemInput })),
    ).toEqual(['agenda.notDelegate']);
    await deps().db.update(mandate).set({ endedAt: null, endReason: null });
  });

  test('a tenth of the delegates makes an item strategic before the freeze, and none after it (rule G11)', async () => {
    await clear();
    const number = await plan(deps(), officer, 80);
    const placed = await place(deps(), await addPetition(deps()));
    const demand = (personId: string | undefined) =>
      demandStrategic(deps(), { personId: personId ?? '', number: placed.item });
    // A tenth of twelve is two.
    const [one, ...rest] = await Promise.all([demand(people[0]), demand(people[0]), demand(people[1])]);
    expect([one, ...rest].filter((done) => done?.ok && done.value.reached)).toHaveLength(1);
    expect(await findItem(deps().db, placed.item)).toMatchObject({ class: 'strategic', classDemanded: true });
    const other = await place(deps(), await addPetition(deps()));
    granted(await freezeAgenda(deps(), { officerId: officer, number }));
    expect(codesOf(await demandStrategic(deps(), { personId: people[2] ?? '', number: other.item }))).toEqual(
      ['agenda.fixed'],
    );
  });
});

describe('the chair (rules H1, H2, K5)', () => {
  test('puts items on; the secretariat only at the chair’s word, and it says so', async () => {
    await clear();
    const number = await plan(deps(), officer, 90);
    const entered = { officerId: officer, number, submissionId: randomUUID(), input: itemInput };
    expect(codesOf(await enterItem(deps(), entered))).toEqual(['agenda.noChair']);
    expect(codesOf(await chooseChair(deps(), { officerId: officer, number, mandate: 999 }))).toEqual([
      'session.chairUnknown',
    ]);
    const chair = await findMandate(deps().db, deps().vault, mandates[3] ?? '');
    granted(await chooseChair(deps(), { officerId: officer, number, mandate: chair?.number ?? 0 }));
    const [item, again] = await Promise.all([enterItem(deps(), entered), enterItem(deps(), entered)]);
    expect(granted(item)).toEqual(granted(again));
    expect(await findItem(deps().db, granted(item).number)).toMatchObject({
      mover: 'chair',
      moverId: mandates[3],
      enteredBy: 'secretariat',
    });
    const own = { personId: people[3] ?? '', number, submissionId: randomUUID(), input: itemInput };
    const put = granted(await putItemAsChair(deps(), own)).number;
    expect(codesOf(await putItemAsChair(deps(), { ...own, personId: people[4] ?? '' }))).toEqual([
      'agenda.notChair',
    ]);
    expect(await agendaOf(number)).toEqual([granted(item).number, put]);
    const up = () => orderItem(deps(), { officerId: officer, number: put, to: 1 });
    expect(granted(await up()).position).toBe(1);
    // The same press delivered again.
    expect(granted(await up()).position).toBe(1);
    expect(await agendaOf(number)).toEqual([put, granted(item).number]);
    expect(codesOf(await orderItem(deps(), { officerId: officer, number: put, to: 3 }))).toEqual([
      'agenda.edge',
    ]);
    granted(await withdrawItem(deps(), { officerId: officer, number: put }));
    expect(await agendaOf(number)).toEqual([granted(item).number]);
  });
});

describe('sending out (rules G11, H2)', () => {
  test('one press freezes and proposes, once; a second officer calls the session; changes go out marked', async () => {
    await clear();
    const number = await plan(deps(), officer, 100);
    expect(codesOf(await send(number))).toEqual(['agenda.empty']);
    const item = await move();
    for (const one of people.slice(1, 5)) granted(await support(one, item));
    const pressed = (await Promise.all([send(number), send(number), send(number)])).map(granted);
    expect(pressed.filter((one) => one.case !== null)).toHaveLength(1);
    expect(new Set(pressed.map((one) => one.broadcast)).size).toBe(1);
    const proposed = pressed.find((one) => one.case !== null)?.case ?? 0;
    expect(await find(number)).toMatchObject({ state: 'frozen', toldSeq: null });
    expect(codesOf(await approve(officer, proposed))).toEqual(['proposal.ownProposal']);
    granted(await approve(second, proposed));
    expect(await find(number)).toMatchObject({ state: 'called', toldSeq: 0 });
    const called = await deps().db.$count(notice, eq(notice.kind, 'session.called'));
    expect(called).toBe(people.length);
    expect(codesOf(await send(number))).toEqual(['session.nothingToSend']);

    const command = { officerId: officer, number };
    expect(codesOf(await changeSession(deps(), { ...command, changes: { place: 'Зал 3' } }))).toEqual([
      'agenda.reasonMissing',
    ]);
    granted(await changeSession(deps(), { ...command, changes: { place: 'Зал 3' }, reason }));
    const changed = granted(await send(number));
    expect(changed.kind).toBe('changes');
    // A change after the text was proposed makes the text stale: it can't be approved any more.
    granted(await withdrawItem(deps(), { officerId: officer, number: item, reason }));
    expect(codesOf(await approve(second, changed.case))).toEqual(['session.changedSince']);
    expect(codesOf(await send(number))).toEqual(['session.beingSent']);
    granted(await rejectProposal(deps(), { officerId: second, number: changed.case ?? 0 }));
    const anew = granted(await send(number));
    expect(anew.broadcast).toBe(changed.broadcast);
    granted(await approve(second, anew.case));
    expect(await find(number)).toMatchObject({ state: 'called', toldSeq: 2, revision: 1 });
    const kinds = (await listAgendaChanges(deps().db, (await find(number)).id)).map(
      ({ change }) => change.kind,
    );
    expect(kinds).toEqual(['place', 'withdrawn']);

    granted(await cancelSession(deps(), { ...command, reason }));
    const cancelled = granted(await send(number));
    expect(cancelled.kind).toBe('cancelled');
    granted(await approve(second, cancelled.case));
    expect(await find(number)).toMatchObject({ state: 'cancelled', toldSeq: 3, revision: 2 });
    expect(await deps().db.$count(notice, eq(notice.kind, 'session.cancelled'))).toBe(people.length);
    expect(await deps().db.$count(broadcast)).toBe(3);
    expect(await deps().db.$count(proposal, eq(proposal.state, 'approved'))).toBe(3);
  });

  test('delegates are reminded a day and an hour before, once', async () => {
    await clear();
    const number = await plan(deps(), officer, 110);
    await place(deps(), await addPetition(deps()));
    const { startsAt } = await find(number);
    granted(await approve(second, granted(await send(number)).case));
    expect(await remindOfSession(deps(), number)).toBe(0);
    alliance.pass(startsAt.getTime() - (await deps().clock.now()).getTime() - 23 * 3_600_000);
    expect(await remindOfSession(deps(), number)).toBe(people.length);
    expect(await remindOfSession(deps(), number)).toBe(0);
    alliance.pass(22.5 * 3_600_000);
    expect(await remindOfSession(deps(), number)).toBe(people.length);
    alliance.pass(3_600_000);
    expect(await remindOfSession(deps(), number)).toBe(0);
  });
});
