import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveProposal } from '../../../../src/actions/approval/approveProposal.ts';
import { mandate } from '../../../../src/db/schema/mandate.ts';
import { person } from '../../../../src/db/schema/person.ts';
import { session } from '../../../../src/db/schema/session.ts';
import { createWeb } from '../../../../src/web/createWeb.ts';
import { addDelegates, addPetition, itemInput, place, reason } from '../../../support/agenda.ts';
import { type BallotAlliance, createBallotAlliance } from '../../../support/ballotAlliance.ts';
import { createCongressApi } from '../../../support/congressApi.ts';
import { granted } from '../../../support/officers.ts';
import { i18n } from '../../../support/texts.ts';

const dayMs = 86_400_000;
let alliance: BallotAlliance;
let api: Awaited<ReturnType<typeof createCongressApi>>;
/** Of the delegates, in their order. */
let mandates: number[];

beforeAll(async () => {
  alliance = await createBallotAlliance();
  api = await createCongressApi(alliance);
  await addDelegates(alliance.deps, await alliance.addMembers(3));
  mandates = (await alliance.deps.db.select().from(mandate)).map(({ number }) => number).toSorted();
});
afterAll(() => alliance.close());

const inDays = async (days: number) =>
  new Date((await alliance.deps.clock.now()).getTime() + days * dayMs).toISOString();
const planFor = async (days: number, change: object = {}) => ({
  startsAt: await inDays(days),
  zone: 'Europe/Berlin',
  lengthMinutes: 180,
  place: 'Дом у вокзала',
  ...change,
});
const ask = (id: string, at: number | string, body: object = {}, key?: string) =>
  api.ask(id, at, { token: api.token, body, ...(key === undefined ? {} : { key }) });
/** The code that each of these bodies is refused with. */
const codes = async (id: string, at: number | string, bodies: readonly object[]) => {
  const found: (string | undefined)[] = [];
  for (const body of bodies) found.push((await ask(id, at, body)).code);
  return found;
};
const plan = async (days: number) => Number((await ask('planSession', '', await planFor(days))).json.number);
const chaired = async (days: number) => {
  const number = await plan(days);
  await ask('chooseChair', number, { mandate: mandates[0] });
  return number;
};
const enter = async (number: number, change: object = {}) =>
  Number((await ask('enterAgendaItem', number, { ...itemInput, ...change })).json.number);
const wordless = [
  { ru: '', en: 'The hall.' },
  { ru: 'ы', en: 'The hall.' },
  { ru: 'ы'.repeat(400), en: 'The hall.' },
];
const wordsRefused = ['text.empty', 'text.tooShort', 'text.tooLong'];
const reasonless = [{}, ...wordless.map((words) => ({ reason: words }))];
const reasonRefused = ['agenda.reasonMissing', ...wordsRefused];

test('G2 a session is planned once by a key; a time, zone or place that does not fit is named with its field', async () => {
  const bad: [object, string][] = [
    [{ startsAt: await inDays(-1) }, 'session.past'],
    [{ startsAt: await inDays(0.5) }, 'session.tooSoon'],
    [{ startsAt: await inDays(500) }, 'session.tooFar'],
    [{ zone: 'Europe/Nowhere' }, 'zone.unknown'],
    [{ place: 'http://meet.example.org' }, 'session.placeLink'],
    [{ place: '' }, 'text.empty'],
    [{ place: 'ы' }, 'text.tooShort'],
    [{ place: 'ы'.repeat(301) }, 'text.tooLong'],
  ];
  const wanted = await planFor(30);
  const refused = await codes(
    'planSession',
    '',
    bad.map(([change]) => ({ ...wanted, ...change })),
  );
  expect(refused).toEqual(bad.map(([, code]) => code));
  const [one, two] = [
    await ask('planSession', '', wanted, 'plan'),
    await ask('planSession', '', wanted, 'plan'),
  ];
  expect([one.status, two.json]).toEqual([201, one.json]);
  expect(await ask('planSession', '', { ...wanted, place: 'Зал' }, 'plan')).toMatchObject({ status: 422 });
  expect((await ask('planSession', '', wanted)).code).toBe('session.overlaps');
  const number = Number(one.json.number);
  const other = await plan(60);
  expect((await ask('changeSession', number, { startsAt: await inDays(60) })).code).toBe('session.overlaps');
  expect(
    await codes(
      'changeSession',
      number,
      bad.map(([change]) => change),
    ),
  ).toEqual(refused);
  expect((await ask('changeSession', number, { place: wanted.place })).code).toBe('session.nothingChanged');
  expect((await ask('changeSession', number, { place: 'Зал 2' })).status).toBe(200);
  const page = await api.ask('listSessions', '', { token: api.token, query: '?limit=1' });
  expect(page.json.items).toMatchObject([{ number: other }]);
  const next = await api.ask('listSessions', '', {
    token: api.token,
    query: `?limit=1&cursor=${String(page.json.nextCursor)}`,
  });
  expect(next.json.items).toMatchObject([{ number, place: 'Зал 2' }]);
  for (const each of [number, other]) expect((await ask('cancelSession', each, { reason })).status).toBe(200);
});

test('G2 where a session meets is on no public page', async () => {
  const number = await plan(30);
  const web = createWeb(alliance.deps, i18n);
  const pages = ['', `/${number}`, `/${number}.json`, `/${number}.ics`].map(
    (end) => `/public/sessions${end}`,
  );
  for (const page of pages) {
    const answer = await web.request(page);
    expect([page, answer.status]).toEqual([page, 200]);
    expect(await answer.text()).not.toContain('вокзала');
  }
  await ask('cancelSession', number, { reason });
});

test('K5, G11 the chair’s word goes on the agenda, once by a key, in one language or both', async () => {
  const number = await plan(30);
  expect((await ask('enterAgendaItem', number, itemInput)).code).toBe('agenda.noChair');
  expect(await ask('chooseChair', number, { mandate: 999 })).toMatchObject({
    status: 400,
    code: 'session.chairUnknown',
  });
  expect((await ask('freezeAgenda', number)).code).toBe('agenda.empty');
  expect((await ask('sendAgenda', number)).code).toBe('agenda.empty');
  expect((await ask('chooseChair', number, { mandate: mandates[0] })).json).toEqual({ number });
  const refused = await codes('enterAgendaItem', number, [
    { ...itemInput, subject: 'bylaws' },
    { ...itemInput, title: { en: 'A group' }, text: { ru: 'Создать рабочую группу.' } },
    { ...itemInput, title: { ...itemInput.title, ru: '' } },
    { ...itemInput, title: { ...itemInput.title, ru: 'ы' } },
    { ...itemInput, title: { ...itemInput.title, ru: 'ы'.repeat(200) } },
  ]);
  expect(refused).toEqual(['agenda.strategicByKind', 'agenda.noLanguage', ...wordsRefused]);
  const [one, two] = [
    await ask('enterAgendaItem', number, itemInput, 'item'),
    await ask('enterAgendaItem', number, itemInput, 'item'),
  ];
  expect([one.status, two.json]).toEqual([201, one.json]);
  const { json } = await ask('getSession', number);
  expect(json.items).toMatchObject([{ number: one.json.number, enteredBy: 'secretariat', locale: null }]);
  const last = await enter(number, { title: { ru: 'О бюджете' }, text: { ru: 'Утвердить смету на год.' } });
  expect((await ask('orderAgendaItem', last, { to: 3 })).code).toBe('agenda.edge');
  expect((await ask('orderAgendaItem', last, { to: 1 })).json).toEqual({ number: last });
  expect((await ask('withdrawAgendaItem', last)).json).toEqual({ number: last });
  expect((await ask('withdrawAgendaItem', last)).code).toBe('agenda.notOnAgenda');
  expect((await ask('orderAgendaItem', last, { to: 1 })).code).toBe('agenda.notOnAgenda');
  const petition = await addPetition(alliance.deps);
  await place(alliance.deps, petition);
  const placed = (await ask('getSession', number)).json.items as {
    number: number;
    petition: number | null;
  }[];
  const item = placed.find((each) => each.petition === petition.number)?.number ?? 0;
  expect((await ask('withdrawAgendaItem', item)).code).toBe('agenda.petitionStays');
  expect((await ask('cancelSession', number, { reason })).status).toBe(200);
});

test('G11 after the freeze every change has a reason that everybody reads', async () => {
  const number = await chaired(30);
  const [first, second] = [await enter(number), await enter(number)];
  const [one, two] = [
    await ask('freezeAgenda', number, {}, 'freeze'),
    await ask('freezeAgenda', number, {}, 'freeze'),
  ];
  expect(one.json.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(two.json).toEqual(one.json);
  expect((await ask('freezeAgenda', number)).code).toBe('session.notPlanned');
  const changes: [string, number, object][] = [
    ['changeSession', number, { place: 'Зал 3' }],
    ['enterAgendaItem', number, itemInput],
    ['orderAgendaItem', second, { to: 1 }],
    ['withdrawAgendaItem', first, {}],
  ];
  for (const [id, at, body] of changes) {
    const refused = await codes(
      id,
      at,
      reasonless.map((without) => ({ ...body, ...without })),
    );
    expect([id, ...refused]).toEqual([id, ...reasonRefused]);
    expect((await ask(id, at, { ...body, reason })).status).toBeLessThan(300);
  }
  const { json } = await ask('getSession', number);
  expect((json.changes as { change: { kind: string } }[]).map(({ change }) => change.kind)).toEqual([
    'place',
    'added',
    'reordered',
    'withdrawn',
  ]);
  expect(
    await codes(
      'cancelSession',
      number,
      wordless.map((words) => ({ reason: words })),
    ),
  ).toEqual(wordsRefused);
  expect((await ask('cancelSession', number, { reason })).json).toEqual({ number });
});

test('G11 the agenda goes out once, then what changed; what waits for a second officer is not sent twice', async () => {
  const number = await chaired(30);
  const item = await enter(number);
  const sent = await ask('sendAgenda', number, {}, 'send');
  expect(sent.json).toMatchObject({ kind: 'agenda' });
  expect((await ask('sendAgenda', number, {}, 'send')).json).toEqual(sent.json);
  expect((await ask('sendAgenda', number)).json).toEqual({ ...sent.json, case: null });
  await ask('changeSession', number, { place: 'Зал 4', reason });
  expect((await ask('sendAgenda', number)).code).toBe('session.beingSent');
  await alliance.deps.db.update(session).set({ broadcastSeq: 1 }).where(eq(session.number, number));
  granted(await approveProposal(alliance.deps, { officerId: api.second, number: Number(sent.json.case) }));
  await alliance.deps.db
    .update(session)
    .set({ state: 'called', toldSeq: 1 })
    .where(eq(session.number, number));
  expect((await ask('sendAgenda', number)).code).toBe('session.nothingToSend');
  await alliance.deps.db.update(session).set({ state: 'closed' }).where(eq(session.number, number));
  const over: [string, number, object][] = [
    ['changeSession', number, { place: 'Зал 5', reason }],
    ['chooseChair', number, { mandate: mandates[0] }],
    ['enterAgendaItem', number, { ...itemInput, reason }],
    ['freezeAgenda', number, {}],
    ['sendAgenda', number, {}],
    ['cancelSession', number, { reason }],
    ['orderAgendaItem', item, { to: 1, reason }],
    ['withdrawAgendaItem', item, { reason }],
  ];
  for (const [id, at, body] of over)
    expect([id, (await ask(id, at, body)).code]).toEqual([id, 'session.over']);
});

test('G11 a vote of the Congress is drafted by the rule of its item, and of an item that is there', async () => {
  const item = await enter(await chaired(33));
  const question = { ru: 'Создать группу?', en: 'To form a group?' };
  const draft = (number: number, rule: string) => ({
    ...{ class: 'rollCall', rule, question, durationMinutes: 4320 },
    electorate: { kind: 'congress', item: number },
  });
  const refused = await codes('draftBallot', '', [draft(9999, 'current'), draft(item, 'strategic')]);
  expect(refused).toEqual(['agenda.unknown', 'sitting.ruleOfItem']);
  expect((await ask('draftBallot', '', draft(item, 'current'))).json.number).toEqual(expect.any(Number));
});

test('G11 an agenda that nobody would get is not sent, and one whose hour has come is not frozen', async () => {
  const number = await chaired(30);
  await enter(number);
  const { db, clock } = alliance.deps;
  await db.update(mandate).set({ endedAt: await clock.now(), endReason: 'resigned' });
  await db.update(person).set({ status: 'suspended' }).where(eq(person.status, 'member'));
  expect((await ask('sendAgenda', number)).code).toBe('broadcast.nobody');
  alliance.pass(31 * dayMs);
  expect((await ask('freezeAgenda', number)).code).toBe('session.past');
  expect((await ask('sendAgenda', number)).code).toBe('session.past');
});

test('every answer was of the form that the document says, and every refusal it names was met', () => {
  expect(api.amiss).toEqual([]);
  // An appeal comes with what it is against: test/api/routes/petition/petitions.test.ts.
  expect(api.unmet('sessions', 'session.manage')).toEqual([
    'withdrawAgendaItem agenda.appealStays',
    'withdrawAgendaItem agenda.voteRunning',
  ]);
});
