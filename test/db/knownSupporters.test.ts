import { createHash, createHmac } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPetition } from '../../src/actions/petition/openPetition.ts';
import { supportPetition } from '../../src/actions/petition/supportPetition.ts';
import { supportMark } from '../../src/db/read/petition/petitionMarks.ts';
import { petition } from '../../src/db/schema/petition.ts';
import { type BallotAlliance, createBallotAlliance } from '../support/ballotAlliance.ts';
import { granted } from '../support/officers.ts';

/**
 * Somebody has the database: every account, every petition, every row of support, and this source code. They ask which of the
 * accounts supported what; what they have not is the key.
 */
const MEMBERS = 120;
const SUPPORTERS = 40;

let alliance: BallotAlliance;
let everybody: readonly string[];
let supporters: ReadonlySet<string>;
let petitionId: string;
/** Every value of every column of every table, as hex of its bytes. */
let cells: ReadonlySet<string>;
/** What the thief finds in the rows of support, in the order in which they are stored. */
let marks: readonly string[];

const readCells = async (url: string): Promise<Set<string>> => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const found = new Set<string>();
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  for (const { name } of tables) {
    for (const row of await sql.unsafe(`select * from ${name}`)) {
      for (const value of Object.values(row))
        found.add(
          Buffer.isBuffer(value) ? value.toString('hex') : Buffer.from(String(value)).toString('hex'),
        );
    }
  }
  await sql.end();
  return found;
};

beforeAll(async () => {
  alliance = await createBallotAlliance({ bylaws: { petitionShare: { numerator: 1, denominator: 1 } } });
  everybody = await alliance.addMembers(MEMBERS);
  const [author = '', ...others] = everybody;
  // Neither the first nor the last accounts, and not in their order.
  const chosen = others
    .filter((_, at) => at % 3 === 1)
    .slice(0, SUPPORTERS - 1)
    .toReversed();
  supporters = new Set([author, ...chosen]);
  const text = {
    title: 'Публиковать бюджет каждой сессии',
    proposal: 'Конгресс публикует, сколько стоила сессия, в течение месяца.',
    reasons: 'Кто платит, тот вправе знать, на что.',
  };
  const { deps } = alliance;
  const submissionId = deps.random.uuid();
  const opened = await openPetition(deps, {
    personId: author,
    submissionId,
    locale: 'ru',
    authorName: null,
    ...text,
  });
  const { number } = granted(opened);
  for (const personId of chosen) granted(await supportPetition(deps, { personId, number }));
  const [row] = await deps.db.select({ id: petition.id }).from(petition);
  petitionId = row?.id ?? '';
  cells = await readCells(alliance.url);
  marks = (await deps.db.execute<{ mark: Buffer }>('select mark from petition_support')).map(({ mark }) =>
    Buffer.from(mark).toString('hex'),
  );
});
afterAll(() => alliance.close());

/** Forms in which the program could have written "this person, this petition" into a mark. */
const written = (personId: string): Buffer[] => {
  const ids = [personId, petitionId, personId.replaceAll('-', ''), petitionId.replaceAll('-', '')];
  const [person = '', place = '', barePerson = '', barePlace = ''] = ids;
  const pairs = ['', '/', ':', '|', ' ', ','].flatMap((between) => [
    `${place}${between}${person}`,
    `${person}${between}${place}`,
    `${barePlace}${between}${barePerson}`,
    `${barePerson}${between}${barePlace}`,
  ]);
  const texts = [person, ...pairs, ...pairs.map((pair) => JSON.stringify(['petition.support', pair]))];
  const raw = Buffer.from(`${barePlace}${barePerson}`, 'hex');
  return [...texts.map((text) => Buffer.from(text)), raw, Buffer.from(barePerson, 'hex')];
};

/** Keys that a thief would try: none, the obvious, and whatever the dump itself holds. */
const guessedKeys = (): Buffer[] => [
  Buffer.alloc(32),
  Buffer.from('veche'),
  createHash('sha256').update('veche').digest(),
  ...[...cells]
    .filter((cell) => cell.length === 64)
    .slice(0, 8)
    .map((cell) => Buffer.from(cell, 'hex')),
];

const derived = (personId: string, keys: readonly Buffer[]): string[] =>
  written(personId).flatMap((form) => [
    form.toString('hex'),
    ...['md5', 'sha1', 'sha256', 'sha512'].map((name) => createHash(name).update(form).digest('hex')),
    ...keys.map((guess) => createHmac('sha256', guess).update(form).digest('hex')),
  ]);

test('with the database and without the key nobody can tell who of 120 accounts supported a petition (T2)', () => {
  const keys = guessedKeys();
  // Bare ids are there: the accounts have them. A mark is what a supporter's row would betray.
  const rows = new Set(marks);
  expect(everybody.filter((id) => derived(id, keys).some((value) => rows.has(value)))).toEqual([]);
  const pairs = (id: string) => [`${petitionId}/${id}`, `${id}/${petitionId}`, `${petitionId}:${id}`];
  const isPaired = (id: string) => pairs(id).some((pair) => cells.has(Buffer.from(pair).toString('hex')));
  expect(everybody.filter(isPaired)).toEqual([]);
  expect(marks).toHaveLength(SUPPORTERS);
  expect(new Set(marks).size).toBe(SUPPORTERS);
});

test('the attack looks in the right place: with the key it names every supporter and nobody else', () => {
  const { vault } = alliance.deps;
  const rows = new Set(marks);
  const named = everybody.filter((id) => rows.has(supportMark(vault, petitionId, id).toString('hex')));
  expect(new Set(named)).toEqual(supporters);
});
