import { randomUUID } from 'node:crypto';
import { eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { castBallot } from '../../../../src/actions/ballot/castBallot.ts';
import { writeDissent } from '../../../../src/actions/decision/writeDissent.ts';
import { checkIntoSession } from '../../../../src/actions/sitting/attendSession.ts';
import { mandate } from '../../../../src/db/schema/mandate.ts';
import { person } from '../../../../src/db/schema/person.ts';
import { agendaItem } from '../../../../src/db/schema/session.ts';
import { sweepBallots } from '../../../../src/jobs/sweepBallots.ts';
import { createCongressAlliance } from '../../../support/congressAlliance.ts';
import { createCongressApi } from '../../../support/congressApi.ts';
import { granted } from '../../../support/officers.ts';

const minute = 60_000;
const day = 1440;
let alliance: Awaited<ReturnType<typeof createCongressAlliance>>;
let api: Awaited<ReturnType<typeof createCongressApi>>;
beforeAll(async () => {
  alliance = await createCongressAlliance();
  api = await createCongressApi(alliance);
});
afterAll(() => alliance.close());
beforeEach(() => alliance.clearCongress());

const ask = async (
  id: string,
  at: number | string,
  body: object = {},
  key: string = randomUUID(),
): Promise<Record<string, unknown>> => {
  const { status, json } = await api.ask(id, at, { token: api.token, body, key });
  return { status, ...json };
};
const refusals = async (id: string, at: number, body: object = {}) => {
  const { json } = await api.ask(id, at, { token: api.token, body });
  return ((json.errors ?? []) as { code: string }[]).map(({ code }) => code);
};
const vote = (item: number, durationMinutes = 5) => ask('openItemVote', item, { durationMinutes });
const refusedVote = (item: number, durationMinutes = 5) =>
  refusals('openItemVote', item, { durationMinutes });
const finish = async (...passes: number[]) => {
  for (const pass of passes) {
    alliance.pass(pass * minute);
    await sweepBallots(alliance.deps);
  }
};

/** A called session with three delegates. */
const call = async () => {
  const people = await alliance.addMembers(3);
  const mandates = await alliance.addDelegates(people);
  const session = await alliance.addSession();
  return { people, mandates, session };
};
/** The same, begun under its chair, with so many of them there. */
const sit = async (present = 3) => {
  const called = await call();
  const [chair] = (await api.ask('getCongress', '', { token: api.token })).json.items as {
    mandates: { number: number }[];
  }[];
  expect(await ask('openSession', called.session, { chair: chair?.mandates[0]?.number })).toMatchObject({
    changed: true,
  });
  for (const personId of called.people.slice(0, present))
    granted(await checkIntoSession(alliance.deps, { personId, number: called.session }));
  return called;
};

it('H2 a session is opened at its hour by a chair whom the Congress has, once', async () => {
  const { people, session } = await call();
  const item = await alliance.addItem('current', session);
  expect(await refusals('openSession', session)).toEqual(['sitting.chairMissing']);
  expect(await ask('openSession', session, { chair: 999 })).toMatchObject({
    status: 400,
    code: 'sitting.chairUnknown',
  });
  expect(await refusals('callItemUp', item)).toEqual(['sitting.notUnderWay']);
  expect(await refusals('closeSession', session)).toEqual(['sitting.notUnderWay']);
  const [chair] = (await api.ask('getCongress', '', { token: api.token })).json.items as {
    mandates: { number: number }[];
  }[];
  const body = { chair: chair?.mandates[0]?.number };
  const [one, two] = [
    await ask('openSession', session, body, 'open'),
    await ask('openSession', session, body, 'open'),
  ];
  expect(one).toMatchObject({ status: 200, changed: true, all: 3, quorum: 2 });
  expect(two).toEqual(one);
  expect(await ask('openSession', session)).toMatchObject({ changed: false });
  granted(await checkIntoSession(alliance.deps, { personId: people[0] ?? '', number: session }));
  expect(await ask('getPresence', session)).toMatchObject({ present: 1, all: 3, needed: 2, met: false });
  const [closed, again] = [
    await ask('closeSession', session, {}, 'close'),
    await ask('closeSession', session, {}, 'close'),
  ];
  expect(closed).toMatchObject({ status: 200, changed: true, decisions: 0 });
  expect(again).toEqual(closed);
  expect(await ask('closeSession', session)).toMatchObject({ changed: false });
  expect(await refusals('openSession', session)).toContain('sitting.over');
});

it('H2 what is planned, or days away, is not opened', async () => {
  const startsAt = new Date((await alliance.deps.clock.now()).getTime() + 20 * day * minute).toISOString();
  const plan = { startsAt, zone: 'Europe/Berlin', lengthMinutes: 180, place: 'Зал' };
  const { number } = (await api.ask('planSession', '', { token: api.token, body: plan })).json;
  expect(await refusals('openSession', Number(number))).toEqual(
    expect.arrayContaining(['sitting.notCalled', 'sitting.notYet']),
  );
  const reason = { ru: 'Зал занят.', en: 'The hall is taken.' };
  await api.ask('cancelSession', Number(number), { token: api.token, body: { reason } });
});

it('H2 one item at a time is called up, voted on once and decided; its opinion stands in the register', async () => {
  const { people, session } = await sit();
  const [item, next] = [
    await alliance.addItem('current', session),
    await alliance.addItem('current', session),
  ];
  expect(await refusedVote(item, 1)).toEqual(['sitting.itemNotOpen', 'sitting.voteTooShort']);
  expect(await ask('callItemUp', item, {}, 'up')).toEqual(await ask('callItemUp', item, {}, 'up'));
  expect(await refusals('callItemUp', next)).toEqual(['sitting.itemElsewhere']);
  expect(await ask('setItemAside', item)).toMatchObject({ changed: true });
  expect(await ask('callItemUp', item)).toMatchObject({ changed: true });
  const opened = await vote(item);
  expect(opened).toMatchObject({ status: 200, rollSize: 3 });
  expect(await vote(item)).toMatchObject({ number: opened.number });
  expect(await ask('getPresence', session)).toMatchObject({ votes: [opened.number] });
  expect(await refusals('setItemAside', item)).toEqual(['sitting.voteRunning']);
  expect(await refusals('closeSession', session)).toEqual(['sitting.voteRunning']);
  const received = { at: await alliance.deps.clock.now(), order: 1 };
  for (const personId of people)
    granted(
      await castBallot(alliance.deps, { personId, number: Number(opened.number), choice: 'no', received }),
    );
  await finish(5);
  expect(await refusedVote(item)).toEqual(['sitting.itemVoted']);
  await finish(3);
  expect(await refusals('callItemUp', item)).toEqual(['sitting.itemNotListed']);
  expect(await refusals('setItemAside', item)).toEqual(['sitting.itemNotListed']);
  const text = 'Вопрос не обсуждён.';
  granted(
    await writeDissent(alliance.deps, {
      personId: people[0] ?? '',
      decision: 1,
      as: 'delegate',
      text,
      locale: 'ru',
      declines: true,
      submissionId: randomUUID(),
    }),
  );
  const decision = await ask('getDecision', 1);
  expect(decision).toMatchObject({ ballot: opened.number, session, adopted: false });
  expect(decision.dissents).toMatchObject([{ by: 'delegate', text, declines: true }]);
  for (const id of people) expect(JSON.stringify(decision)).not.toContain(id);
});

it('the register is searched by words in any form, by number, and paged', async () => {
  const found = async (query: string) =>
    (
      (await api.ask('listDecisions', '', { token: api.token, query })).json.items as { number: number }[]
    ).map(({ number }) => number);
  expect(await found(`?q=${encodeURIComponent('регламент')}`)).toEqual([1]);
  expect(await found('?q=1')).toEqual([1]);
  expect(await found(`?q=${encodeURIComponent('бюджет')}`)).toEqual([]);
  expect(await found(`?limit=1&cursor=${Buffer.from('1').toString('base64url')}`)).toEqual([]);
});

it('G11, G14, M7 outside of a session only a strategic item is voted on, when the members were asked or need not be', async () => {
  const { session } = await call();
  const [called, strategic, current] = [
    await alliance.addItem('strategic', session),
    await alliance.addItem('strategic'),
    await alliance.addItem('current', session),
  ];
  expect(await refusedVote(current)).toEqual(['sitting.needsSession']);
  expect(await refusedVote(called)).toContain('sitting.itemOnAgenda');
  expect(await refusedVote(strategic)).toEqual(['ballot.windowTooShort', 'sitting.advisoryMissing']);
  expect(await refusals('askMembers', current, { durationMinutes: day })).toEqual(['advisory.notStrategic']);
  expect(await refusals('declineAdvisory', current)).toEqual(['advisory.notStrategic']);
  const sent = { durationMinutes: day };
  const [one, two] = [
    await ask('askMembers', strategic, sent, 'ask'),
    await ask('askMembers', strategic, sent, 'ask'),
  ];
  expect(one.status).toBe(200);
  expect(two).toEqual(one);
  expect(await ask('askMembers', strategic, sent)).toMatchObject({ number: one.number });
  expect(await refusals('declineAdvisory', strategic)).toEqual(['advisory.asked']);
  expect(await refusedVote(strategic, 10 * day)).toEqual(['sitting.advisoryRunning']);
  await finish(day, 3);
  expect(await refusals('askMembers', strategic, sent)).toEqual(['advisory.asked']);
  const [opened, repeated] = [
    await ask('openItemVote', strategic, { durationMinutes: 10 * day }, 'vote'),
    await ask('openItemVote', strategic, { durationMinutes: 10 * day }, 'vote'),
  ];
  expect(opened).toMatchObject({ status: 200, rollSize: 3 });
  expect(repeated).toEqual(opened);
  for (const id of ['askMembers', 'declineAdvisory'])
    expect(await refusals(id, strategic, id === 'askMembers' ? sent : {})).toContain('advisory.tooLate');
});

it('what is off the agenda is neither voted on nor asked about', async () => {
  const { session } = await sit();
  const item = await alliance.addItem('strategic', session);
  const state = (to: 'withdrawn' | 'decided') =>
    alliance.deps.db.update(agendaItem).set({ state: to }).where(eq(agendaItem.number, item));
  expect(await ask('declineAdvisory', item, {}, 'no')).toEqual(await ask('declineAdvisory', item, {}, 'no'));
  await state('decided');
  expect(await refusedVote(item)).toEqual(['sitting.itemDecided']);
  await state('withdrawn');
  expect(await refusedVote(item)).toEqual(['sitting.itemNotOnAgenda']);
  await alliance.deps.db
    .update(agendaItem)
    .set({ advisoryDeclined: false })
    .where(eq(agendaItem.number, item));
  expect(await refusals('askMembers', item, { durationMinutes: day })).toEqual(['advisory.itemNotListed']);
  expect(await refusals('declineAdvisory', item)).toEqual(['advisory.itemNotListed']);
});

it('G4, G11 nothing opens without a quorum, without enough seats filled, or for nobody', async () => {
  const { db, clock } = alliance.deps;
  const { session } = await sit(1);
  const item = await alliance.addItem('current', session);
  expect(await ask('callItemUp', item)).toMatchObject({ changed: true });
  expect(await refusedVote(item)).toEqual(['ballot.noQuorum']);
  await ask('setItemAside', item);
  const strategic = await alliance.addItem('strategic', session);
  await ask('callItemUp', strategic);
  const ended = { endedAt: await clock.now(), endReason: 'resigned' } as const;
  await db.update(mandate).set(ended).where(isNull(mandate.endedAt));
  expect(await refusedVote(strategic)).toEqual(
    expect.arrayContaining(['sitting.seatsVacant', 'ballot.emptyRoll', 'sitting.advisoryMissing']),
  );
  await db.update(person).set({ status: 'suspended' }).where(eq(person.status, 'member'));
  expect(await refusals('askMembers', strategic, { durationMinutes: day })).toEqual(['ballot.emptyRoll']);
});

it('every answer was of the form that the document says, and every refusal it names was met', () => {
  expect(api.amiss).toEqual([]);
  expect(api.unmet('sessions', 'ballot.manage')).toEqual([]);
  expect(api.unmet('decisions')).toEqual([]);
});
