import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishCommitments } from '../../../src/actions/petition/publishCommitments.ts';
import { supportPetition } from '../../../src/actions/petition/supportPetition.ts';
import { eraseAccount } from '../../../src/actions/safety/eraseAccount.ts';
import { inTransaction } from '../../../src/db/client.ts';
import { findAccount } from '../../../src/db/read/person/person.ts';
import { countCommitments } from '../../../src/db/read/petition/petition.ts';
import {
  findAuthor,
  findOwnCode,
  listMine,
  readOwnPetitions,
} from '../../../src/db/read/petition/petitionOfPerson.ts';
import { findSimilarPetitions, searchPetitions } from '../../../src/db/read/petition/petitionSearch.ts';
import { petitionSupport } from '../../../src/db/schema/petition.ts';
import { movePetitions } from '../../../src/db/write/petition/petitionOfPerson.ts';
import { accepted } from '../../governance/codes.ts';
import { type BallotAlliance, createBallotAlliance } from '../../support/ballotAlliance.ts';
import { getPetition, startPetition } from '../../support/petitions.ts';

const today = '2026-11-28';
let alliance: BallotAlliance;
let members: string[];
beforeAll(async () => {
  alliance = await createBallotAlliance({
    bylaws: { petitionShare: { numerator: 1, denominator: 5 }, openPetitionsMax: 50 },
  });
  members = await alliance.addMembers(20);
});
afterAll(() => alliance.close());

const support = async (personId: string, number: number) =>
  accepted(await supportPetition(alliance.deps, { personId, number }));
const erase = (id: string) =>
  inTransaction(alliance.deps, 'erase', async (tx) =>
    eraseAccount(tx, alliance.deps, { id, roles: [] }, await alliance.deps.clock.now(tx)),
  );

test('M6: who leaves withdraws from open petitions; under a reached one the support stays counted, untied', async () => {
  const [author = '', leaving = '', ...others] = members;
  const open = await startPetition(alliance.deps, author);
  const reached = await startPetition(alliance.deps, author);
  const own = await startPetition(alliance.deps, leaving, { authorName: 'Наталья Н.' });
  await support(leaving, open.number);
  for (const personId of [leaving, ...others.slice(0, 2)]) await support(personId, reached.number);
  const counted = await getPetition(alliance.deps, reached.number);
  expect(counted).toMatchObject({ state: 'reached', support: 4 });
  await erase(leaving);
  expect(await getPetition(alliance.deps, open.number)).toMatchObject({ state: 'open', support: 1 });
  expect(await getPetition(alliance.deps, reached.number)).toEqual(counted);
  // The proposal stays with whoever supports it; nothing says any more who wrote it.
  const left = await getPetition(alliance.deps, own.number);
  expect(left).toMatchObject({ state: 'open', support: 0, authorName: null });
  expect(await findAuthor(alliance.deps.db, alliance.deps.vault, left.id)).toBeUndefined();
  alliance.pass(86_400_000);
  await publishCommitments(alliance.deps);
  for (const { number } of [open, reached, own]) {
    const { id, support: number_ } = await getPetition(alliance.deps, number);
    expect((await countCommitments(alliance.deps.db, id)).support).toBe(number_);
  }
});

test('M6: of a recovered account and the new one that became it, one support is counted', async () => {
  const [author = '', , , , , from = '', to = ''] = members;
  const { db, vault } = alliance.deps;
  const [both, one, written] = [
    await startPetition(alliance.deps, author),
    await startPetition(alliance.deps, author),
    await startPetition(alliance.deps, from),
  ];
  await support(from, both.number);
  const kept = await support(to, both.number);
  const moved = await support(from, one.number);
  await inTransaction(alliance.deps, 'merge', (tx) => movePetitions(tx, vault, { from, to }, today));
  expect(await getPetition(alliance.deps, both.number)).toMatchObject({ support: 2 });
  expect(await getPetition(alliance.deps, one.number)).toMatchObject({ support: 2 });
  const { id } = await getPetition(alliance.deps, both.number);
  expect(await findOwnCode(db, vault, id, to)).toBe(kept.code);
  expect(await findOwnCode(db, vault, (await getPetition(alliance.deps, one.number)).id, to)).toBe(
    moved.code,
  );
  expect(await db.$count(petitionSupport, eq(petitionSupport.petitionId, id))).toBe(2);
  expect(await readOwnPetitions(db, vault, from)).toEqual({ written: [], supported: [], reported: [] });
  const account = await findAccount(db, vault, to);
  const mine = await listMine(db, vault, account?.id ?? '');
  expect(mine.map(({ number }) => number)).toEqual([written.number, one.number, both.number]);
});

test('search finds word forms and small misspellings in both languages, and nothing else', async () => {
  const [author = ''] = members;
  const filler = {
    proposal: `${'Общий текст без особых слов. '.repeat(3)}`,
    reasons: `${'Ещё общий текст. '.repeat(3)}`,
  };
  const add = async (title: string, proposal = filler.proposal) =>
    (await startPetition(alliance.deps, author, { ...filler, title, proposal })).number;
  const ecology = await add(
    'Экологический надзор за реками',
    'Создать рабочую группу об охране рек и о ёлках в городах.',
  );
  const asylum = await add('Помощь беженцам с документами');
  const english = await add(
    'Scholarships for exiled students',
    'Ask the Fund for scholarships in universities abroad.',
  );
  const find = async (query: string) =>
    (await searchPetitions(alliance.deps.db, query, 6)).map(({ number }) => number);
  for (const query of [
    'реки',
    'рекой',
    'надзора',
    'экологического надзора',
    'елки',
    'Ёлка',
    'экалогический',
    'надзр рек',
    'надсор',
  ])
    expect([query, await find(query)]).toEqual([query, expect.arrayContaining([ecology])]);
  for (const query of ['беженец', 'документ', 'беженцы документы', 'бежинцам'])
    expect([query, await find(query)]).toEqual([query, [asylum]]);
  for (const query of ['scholarship', 'student', 'university', 'scolarship', 'universitys'])
    expect([query, await find(query)]).toEqual([query, [english]]);
  for (const query of ['космонавтика', 'parliament', '!!!', "o'r & | ) (", '%', 'х'.repeat(200)])
    expect([query, await find(query)]).toEqual([query, []]);
  const similar = await findSimilarPetitions(alliance.deps.db, 'Надзор за экологией рек', 3);
  expect(similar[0]?.number).toBe(ecology);
  const farther = await findSimilarPetitions(
    alliance.deps.db,
    'Экологический надзор над дачами и стройками Сибири',
    3,
  );
  expect(farther[0]?.number).toBe(ecology);
  expect(await findSimilarPetitions(alliance.deps.db, 'Совсем другое дело', 3)).toEqual([]);
});
