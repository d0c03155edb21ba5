import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, inTransaction } from '../../src/db/client.ts';
import { createVault } from '../../src/db/vault.ts';
import { insertPerson } from '../../src/db/write/person/person.ts';
import { createTestDatabase } from '../support/database.ts';

/**
 * The worst thing that can happen: somebody has the database and a list of Telegram ids, and asks who is a member. They
 * know this source code; what they have not is the key.
 */
const KNOWN = 1_000;
const MEMBERS = 500;
const random = (length: number) => new Uint8Array(randomBytes(length));
const key = random(32);
const vault = createVault(key, random);

// From the oldest accounts with six digits to the newest with thirteen.
const knownIds = Array.from({ length: KNOWN }, (_, at) => 10 ** (5 + (at % 8)) + at * 7_919);
const memberIds = new Set(knownIds.filter((_, at) => at % 2 === 0).slice(0, MEMBERS));

/** Every value of every column, as hex of its bytes. */
type Dump = { readonly cells: ReadonlySet<string>; readonly sealed: readonly Buffer[] };
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let dump: Dump;

const readDump = async (url: string): Promise<Dump> => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const cells = new Set<string>();
  try {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
    for (const { name } of tables) {
      for (const row of await sql.unsafe(`select * from ${name}`)) {
        for (const value of Object.values(row)) {
          cells.add(
            Buffer.isBuffer(value) ? value.toString('hex') : Buffer.from(String(value)).toString('hex'),
          );
        }
      }
    }
    const rows = await sql<{ telegram_sealed: Buffer }[]>`select telegram_sealed from person`;
    return { cells, sealed: rows.map((row) => row.telegram_sealed) };
  } finally {
    await sql.end();
  }
};

/** What an id could have been turned into: written, hashed, and keyed with everything that lies in the dump. */
const written = (id: number): Buffer[] => {
  const little = Buffer.alloc(8);
  little.writeBigInt64LE(BigInt(id));
  const json = JSON.stringify(['person.telegram', String(id)]);
  return [Buffer.from(String(id)), little, Buffer.from(little).reverse(), Buffer.from(json)];
};

const derived = (id: number, keys: readonly Buffer[]): string[] =>
  written(id).flatMap((form) => [
    form.toString('hex'),
    ...['md5', 'sha1', 'sha256', 'sha512'].map((name) => createHash(name).update(form).digest('hex')),
    ...keys.map((guess) => createHmac('sha256', guess).update(form).digest('hex')),
  ]);

const guessedKeys = (): Buffer[] => [
  Buffer.alloc(32),
  Buffer.from('veche'),
  createHash('sha256').update('veche').digest(),
  // Whatever else the thief holds: the values of the dump themselves.
  ...[...dump.cells]
    .filter((cell) => cell.length === 64)
    .slice(0, 20)
    .map((cell) => Buffer.from(cell, 'hex')),
];

/** The ids that the attack takes for members. */
const attack = (
  vaultOf: (guess: Buffer) => ReturnType<typeof createVault>,
  keys: readonly Buffer[],
): number[] =>
  knownIds.filter(
    (id) =>
      derived(id, keys).some((value) => dump.cells.has(value)) ||
      keys.some((guess) =>
        dump.cells.has(vaultOf(guess).index('person.telegram', String(id)).toString('hex')),
      ),
  );

const vaults = new Map<string, ReturnType<typeof createVault>>();
const vaultOf = (guess: Buffer) => {
  const name = guess.toString('hex');
  const made = vaults.get(name) ?? createVault(new Uint8Array(guess), random);
  vaults.set(name, made);
  return made;
};

beforeAll(async () => {
  database = await createTestDatabase();
  const connection = connect(database.url);
  try {
    await inTransaction({ db: connection.db }, 'insertMembers', async (tx) => {
      for (const telegramId of memberIds) {
        await insertPerson(
          tx,
          { vault, random: { bytes: random, uuid: randomUUID } },
          { telegramId, profile: { locale: 'ru', discreet: true }, today: '2026-11-22' },
        );
      }
    });
  } finally {
    await connection.close();
  }
  dump = await readDump(database.url);
});
afterAll(() => database.drop());

test('with the database and without the key nobody can tell which of 1,000 known ids are members', () => {
  expect(attack(vaultOf, guessedKeys())).toEqual([]);
});

test('the attack looks in the right place: with the key it names every member and nobody else', () => {
  expect(attack(vaultOf, [Buffer.from(key)])).toEqual(knownIds.filter((id) => memberIds.has(id)));
});

test('a sealed id has the same length for every id, and never the same bytes', () => {
  expect(new Set(dump.sealed.map(({ length }) => length)).size).toBe(1);
  expect(new Set(dump.sealed.map((sealed) => sealed.toString('hex'))).size).toBe(MEMBERS);
});
