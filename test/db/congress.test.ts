import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findComposition } from '../../src/db/read/congress/congress.ts';
import {
  countMandatesAt,
  findMandate,
  findMandateOf,
  listMandatesAt,
  listMandatesOfProject,
} from '../../src/db/read/mandate/mandate.ts';
import { project, projectParticipant, projectReview } from '../../src/db/schema/project.ts';
import { insertBylaws } from '../../src/db/write/bylaws/bylaws.ts';
import { endMandate } from '../../src/db/write/mandate/mandate.ts';
import { conceptBylaws } from '../../src/governance/bylaws/bylaws.ts';
import { type BallotAlliance, createBallotAlliance } from '../support/ballotAlliance.ts';
import { addMandate, addProject, addProtocol } from '../support/congress.ts';

let alliance: BallotAlliance;
beforeAll(async () => {
  alliance = await createBallotAlliance();
});
afterAll(() => alliance.close());

const at = (text: string) => new Date(`${text}Z`);
const begins = at('2026-02-01T00:00');
const ends = at('2026-08-01T00:00');

test('D2, D4, D5, G10: the composition of any day, past, present and planned', async () => {
  const { deps } = alliance;
  const { db, vault } = deps;
  const people = await alliance.addMembers(4);
  const [first = '', second = '', third = '', substitute = ''] = people;
  const medium = await addProject(deps, { name: 'Маяк' });
  const small = await addProject(deps, { name: 'Родник', participants: 3, activeParticipants: 3 });
  await addProject(deps, { name: 'Ждёт', state: 'submitted', verifiedOn: null, content: null });
  const protocolNumber = await addProtocol(deps, {
    projectId: medium.id,
    seats: 2,
    acceptedAt: at('2026-01-30T00:00'),
  });
  const given = { projectId: medium.id, protocolNumber, begins, ends };
  const one = await addMandate(deps, {
    ...given,
    personId: first,
    publicName: 'Анна А.',
    substituteId: substitute,
    substituteName: 'Зоя З.',
  });
  const two = await addMandate(deps, {
    ...given,
    personId: second,
    publicName: 'Борис Б.',
    seat: 2,
    term: 3,
  });
  await addMandate(deps, { projectId: small.id, personId: third, publicName: 'Вера В.', begins, ends });

  const composed = async (text: string) => {
    const { projects, ofProjects, ofMembers, all } = await findComposition(db, at(text));
    const rows = projects.map(({ number, entitled, filled }) => [number, entitled, filled]);
    return {
      rows,
      sums: [ofProjects, ofMembers, all].map(({ entitled, filled }) => `${filled}/${entitled}`),
    };
  };
  expect(await composed('2026-01-14T12:00')).toEqual({ rows: [], sums: ['0/0', '0/0', '0/0'] });
  expect(await composed('2026-01-31T23:59')).toEqual({
    rows: [
      [1, 2, 0],
      [2, 1, 0],
    ],
    sums: ['0/3', '0/1', '0/4'],
  });
  expect(await composed('2026-02-01T00:00')).toEqual({
    rows: [
      [1, 2, 2],
      [2, 1, 1],
    ],
    sums: ['3/3', '0/1', '3/4'],
  });
  // The instant at which they end is not theirs any more.
  expect(await composed('2026-08-01T00:00')).toMatchObject({ sums: ['0/3', '0/1', '0/4'] });

  const names = async (text: string) =>
    (await listMandatesAt(db, vault, at(text))).map(({ publicName }) => publicName);
  expect(await names('2026-07-31T23:59')).toEqual(['Анна А.', 'Борис Б.', 'Вера В.']);
  expect(await listMandatesAt(db, vault, begins, { offset: 1, limit: 1 })).toMatchObject([
    { publicName: 'Борис Б.', projectName: 'Маяк', projectNumber: 1, term: 3, seat: 2, protocolNumber },
  ]);
  expect(await findMandateOf(db, vault, first, begins)).toMatchObject({ as: 'delegate', number: 1 });
  expect(await findMandateOf(db, vault, substitute, begins)).toMatchObject({
    as: 'substitute',
    publicName: 'Анна А.',
    substituteName: 'Зоя З.',
  });
  expect(await findMandateOf(db, vault, substitute, ends)).toBeUndefined();

  await db.transaction(async (tx) => {
    await endMandate(tx, two, { at: at('2026-05-01T00:00'), reason: 'resigned' });
    await endMandate(tx, two, { at: at('2026-04-01T00:00'), reason: 'left' });
  });
  expect(await countMandatesAt(db, at('2026-04-30T23:59'))).toBe(3);
  expect(await countMandatesAt(db, at('2026-05-01T00:00'))).toBe(2);
  expect(await composed('2026-06-01T00:00')).toMatchObject({ sums: ['2/3', '0/1', '2/4'] });
  expect(await findMandate(db, vault, two)).toMatchObject({ endReason: 'resigned' });
  expect(await listMandatesOfProject(db, vault, medium.id)).toMatchObject([{ id: one }, { id: two }]);
});

test('D2: a new class holds once the mandates of its protocol begin; a withdrawn project keeps what runs', async () => {
  const { deps } = alliance;
  const [person = ''] = await alliance.addMembers(1);
  const { id, number } = await addProject(deps, { name: 'Растёт', participants: 60, activeParticipants: 55 });
  const seatsAt = async (text: string) =>
    (await findComposition(deps.db, at(text))).projects.find((row) => row.number === number)?.entitled;
  const accepted = at('2026-07-10T00:00');
  const older = await addProtocol(deps, { projectId: id, seats: 1, acceptedAt: at('2026-01-20T00:00') });
  await addMandate(deps, {
    projectId: id,
    protocolNumber: older,
    personId: person,
    publicName: 'Глеб',
    begins,
    ends,
  });
  const newer = await addProtocol(deps, { projectId: id, seats: 3, acceptedAt: accepted });
  await addMandate(deps, {
    projectId: id,
    protocolNumber: newer,
    personId: person,
    publicName: 'Глеб',
    begins: ends,
    ends: at('2027-02-01T00:00'),
  });
  expect(await seatsAt('2026-01-31T00:00')).toBe(3);
  expect(await seatsAt('2026-02-01T00:00')).toBe(1);
  expect(await seatsAt('2026-07-20T00:00')).toBe(1);
  expect(await seatsAt('2026-08-01T00:00')).toBe(3);
  await deps.db.insert(projectReview).values({
    id: crypto.randomUUID(),
    projectId: id,
    seq: 1,
    outcome: 'withdrawn',
    judgementSealed: new Uint8Array(0),
    decidedOn: '2026-09-01',
  });
  await deps.db.update(project).set({ state: 'withdrawn' }).where(eq(project.id, id));
  expect(await seatsAt('2026-08-31T00:00')).toBe(3);
  expect(await seatsAt('2026-09-01T00:00')).toBe(1);
  expect(await seatsAt('2027-02-01T00:00')).toBeUndefined();
  await deps.db.update(project).set({ supported: true }).where(eq(project.id, id));
  expect(await seatsAt('2027-02-01T00:00')).toBe(3);
});

test('D2: where the bylaws demand it, those count who confirmed themselves', async () => {
  const own = await createBallotAlliance();
  const { deps } = own;
  const now = await deps.clock.now();
  await deps.db.transaction((tx) =>
    insertBylaws(tx, {
      version: 2,
      bylaws: { ...conceptBylaws, confirmedParticipantsOnly: true },
      effectiveFrom: at('2026-06-01T00:00'),
    }),
  );
  const { id } = await addProject(deps, { participants: 60, activeParticipants: 55 });
  const [person = ''] = await own.addMembers(1);
  await deps.db.insert(projectParticipant).values({
    personId: person,
    projectId: id,
    nameSealed: new Uint8Array(0),
    nameIndex: new Uint8Array(1),
    joinedOn: '2026-03-01',
    activeOn: '2026-03-01',
  });
  const entitled = async (when: Date) => (await findComposition(deps.db, when)).ofProjects.entitled;
  expect(await entitled(now)).toBe(1);
  await own.close();
});
