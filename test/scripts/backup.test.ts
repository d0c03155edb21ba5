import { copyFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Encrypter } from 'age-encryption';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/db/client.ts';
import { erasuresPath } from '../../src/db/erasures.ts';
import { findAccountByTelegram } from '../../src/db/read/person/person.ts';
import { conversationState } from '../../src/db/schema/dialogue.ts';
import { apiToken, office } from '../../src/db/schema/office.ts';
import { person } from '../../src/db/schema/person.ts';
import { type CastRole, cast } from '../../src/playground/sample/cast.ts';
import { CANARY, contentOf, openBackupPlace, type TestDatabase, withSql } from '../support/backupPlace.ts';

const place = await openBackupPlace();
const { source, deps, dataDir, recipient, at, run, emptyPlace, backup, restore, scriptOf } = place;
const telegramIds = cast.map(({ id }) => id);

beforeAll(async () => {
  expect(await backup('first.age')).toMatchObject({ code: 0, err: '' });
});
afterAll(place.close);

const personOf = async (role: CastRole, index = 0): Promise<string> => {
  const who = cast.filter((one) => one.role === role)[index];
  const account = await findAccountByTelegram(deps.db, deps.vault, who?.id ?? 0);
  if (account === undefined) throw new Error(`The sample has no ${role} ${index}.`);
  return account.id;
};

describe('a backup', () => {
  it('belongs to its owner, and shows nothing without the secret key', async () => {
    const file = await readFile(at('first.age'));
    expect((await stat(at('first.age'))).mode & 0o777).toBe(0o600);
    expect((await stat(at('identity'))).mode & 0o777).toBe(0o600);
    expect(file.subarray(0, 22).toString()).toBe('age-encryption.org/v1\n');
    for (const told of [CANARY, 'COPY', 'person', ...telegramIds.map(String)])
      expect(file.includes(told)).toBe(false);
    expect(await readdir(dirname(at('identity')))).toEqual(
      expect.not.arrayContaining([expect.stringContaining('partial')]),
    );
  });

  it('opens with age as a script, which names nobody either', async () => {
    const script = await scriptOf('first.age');
    expect(script).toContain('\nCOPY "public"."person" ("id", ');
    expect(script).not.toContain(CANARY);
    // Seven digits stand somewhere in megabytes of keyed hex by chance: only a number of its own, or one put into hex, names anybody.
    const named = telegramIds.filter((id) => {
      const hex = Buffer.from(String(id)).toString('hex');
      return new RegExp(`(?<![0-9a-f])${id}(?![0-9a-f])|${hex}|${id.toString(16).padStart(16, '0')}`).test(
        script,
      );
    });
    expect(named).toEqual([]);
  });

  it.each([
    ['the name of a file that is there', ['first.age', '--to', recipient], 'is there already'],
    ['no recipient', ['other.age'], '--to is missing'],
    ['a recipient that is none', ['other.age', '--to', 'age1nobody'], 'no public key'],
    ['a folder that is not there', ['nowhere/other.age', '--to', recipient], "can't be written"],
  ])('is refused for %s', async (_why, [name = '', ...more], sentence) => {
    const done = await run(source.url, ['backup', at(name), ...more]);
    expect([done.code, done.out, done.err]).toEqual([2, '', expect.stringContaining(sentence)]);
  });
});

describe('a restore', () => {
  it('brings back every row of every table, counts on from where it was, and passes the published head', async () => {
    const target = await emptyPlace();
    await run(source.url, ['journal', 'export', at('head.jsonl')]);
    const done = await restore(target, 'first.age', '--journal-head', at('head.jsonl'));
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(await contentOf(target.url)).toEqual(await contentOf(source.url));
    // Identities are set behind the last value they gave.
    const nextNotice = (url: string) =>
      withSql(url, async (sql) => {
        const [row] = await sql`select nextval(pg_get_serial_sequence('notice', 'id'))::text as next`;
        return row?.next;
      });
    expect(await nextNotice(target.url)).toBe(await nextNotice(source.url));
    expect((await run(target.url, ['journal', 'verify', '--head', at('head.jsonl')])).code).toBe(0);
    await expect(withSql(target.url, (sql) => sql`delete from journal_entry`)).rejects.toThrow('append-only');
    // The program finds its migrations applied, and a second restore finds the place taken.
    expect((await run(target.url, ['bylaws', 'show'])).code).toBe(0);
    expect(await restore(target, 'first.age')).toMatchObject({
      code: 1,
      err: expect.stringContaining('not empty'),
    });
  });

  it('takes a place where a first start has been, and no other', async () => {
    const target = await emptyPlace();
    expect((await run(target.url, ['migrate'])).code).toBe(0);
    expect(await restore(target, 'first.age')).toMatchObject({ code: 0 });
    const others = await emptyPlace();
    await withSql(others.url, (sql) => sql`drop schema drizzle cascade`);
    expect(await restore(others, 'first.age')).toMatchObject({
      code: 1,
      err: expect.stringContaining('not empty'),
    });
  });

  it('does not undo what was noted since: an erasure, a lock, an office, a token', async () => {
    const [erased, locked, officer, untouched] = await Promise.all([
      personOf('member'),
      personOf('member', 1),
      personOf('officer'),
      personOf('member', 2),
    ]);
    const [held] = await deps.db.select().from(office).where(eq(office.personId, officer));
    const [token] = await deps.db.select().from(apiToken).limit(1);
    await deps.erasures.note({ kind: 'locked', id: untouched, at: new Date('2026-01-01T00:00:00Z') });
    const now = await deps.clock.now();
    await deps.erasures.note({ kind: 'erased', id: erased, at: now });
    await deps.erasures.note({ kind: 'locked', id: locked, at: now });
    await deps.erasures.note({ kind: 'officeEnded', id: `${officer}:${held?.role}`, at: now });
    await deps.erasures.note({ kind: 'tokenRevoked', id: token?.id ?? '', at: now });
    await deps.db.delete(person).where(eq(person.id, erased));

    const target = await emptyPlace();
    const done = await restore(target, 'first.age', '--json');
    expect(JSON.parse(done.out).applied).toEqual({ erased: 1, locked: 1, officeEnded: 1, tokenRevoked: 1 });
    const there = connect(target.url, { max: 1 });
    const byId = async (id: string) => (await there.db.select().from(person).where(eq(person.id, id)))[0];
    expect(await byId(erased)).toBe(undefined);
    expect(await byId(locked)).toMatchObject({
      telegramIndex: null,
      telegramSealed: null,
      status: 'suspended',
    });
    expect(await byId(untouched)).toMatchObject({ status: 'member' });
    expect(await there.db.select().from(office).where(eq(office.personId, officer))).toEqual([]);
    expect(await there.db.$count(apiToken, eq(apiToken.state, 'revoked'))).toBe(1);
    expect(await there.db.$count(conversationState)).toBe(telegramIds.length - 2);
    const everything = JSON.stringify(await contentOf(target.url));
    expect([everything.includes(erased), everything.includes(locked)]).toEqual([false, true]);
    await there.close();
    const list = await readFile(erasuresPath(dataDir), 'utf8');
    for (const told of [erased, locked, officer, ...telegramIds.map(String)])
      expect(list).not.toContain(told);
  });
});

describe('a restore refuses, and keeps nothing', () => {
  let target: TestDatabase;
  let before: Record<string, string[]>;
  beforeAll(async () => {
    target = await emptyPlace();
    before = await contentOf(target.url);
  });
  const refuses = async (
    file: string,
    sentence: string,
    { code = 1, more = [] as readonly string[], env = {} } = {},
  ) => {
    const identity = more.includes('--identity') ? [] : ['--identity', at('identity')];
    const done = await run(target.url, ['restore', at(file), ...identity, ...more], env);
    expect([done.code, done.out, done.err]).toEqual([code, '', expect.stringContaining(sentence)]);
    expect(done.err.split('\n')).toHaveLength(1);
    expect(await contentOf(target.url)).toEqual(before);
  };

  it('a file cut anywhere', async () => {
    const { size } = await stat(at('first.age'));
    const cuts: [number, string][] = [
      [Math.floor(size / 2), 'cut off or damaged'],
      [100, 'no backup of Veche'],
      [0, 'no backup of Veche'],
    ];
    for (const [length, sentence] of cuts) {
      await copyFile(at('first.age'), at('cut.age'));
      await truncate(at('cut.age'), length);
      await refuses('cut.age', sentence);
    }
  });

  it('one damaged byte', async () => {
    const file = await readFile(at('first.age'));
    file[file.length - 20] = (file.at(-20) ?? 0) ^ 1;
    await writeFile(at('damaged.age'), file);
    await refuses('damaged.age', 'cut off or damaged');
    await writeFile(at('text.age'), 'something else');
    await refuses('text.age', 'no backup of Veche');
  });

  it.each([
    ['of a newer program', /("migrations":\[")[0-9a-f]{4}/, '$10000', 'newer than this program'],
    ['of a newer format', /"version":1/, '"version":2', 'newer than this program'],
    ['without its end', /-- Veche backup complete.*\n$/, '', 'ends too early'],
    ['with a row too few', /(FROM stdin;\n).+\n(.+\n)/, '$1$2', ' rows instead of '],
    // Found by the database only when the COPY ends.
    [
      'with a broken reference',
      /(COPY "public"."signature" .*\n)[0-9a-f]{8}/,
      '$100000000',
      'refuses the rows of signature',
    ],
    [
      'with a broken value',
      /(COPY "public"."signature" .*\n)[0-9a-f]{8}/,
      '$1nonsense',
      'refuses the rows of signature',
    ],
  ])('a backup %s', async (_what, place, instead, sentence) => {
    const script = (await scriptOf('first.age')).replace(place, instead);
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    await writeFile(at('altered.age'), await encrypter.encrypt(script));
    await refuses('altered.age', sentence);
  });

  it("another's key, no key, another VAULT_KEY", async () => {
    await run(target.url, ['backup', 'key', '--out', at('other')]);
    await refuses('first.age', 'encrypted to another key', { more: ['--identity', at('other')] });
    await writeFile(at('empty'), '# nothing\n');
    await refuses('first.age', 'no secret key', { code: 2, more: ['--identity', at('empty')] });
    const VAULT_KEY = Buffer.alloc(32, 1).toString('base64');
    await refuses('first.age', 'VAULT_KEY is not the key', { env: { VAULT_KEY } });
  });

  it('a journal that is shorter than the published one, or another', async () => {
    const [last = ''] = (await readFile(at('head.jsonl'), 'utf8')).trimEnd().split('\n').slice(-1);
    const head = JSON.parse(last);
    await writeFile(at('longer.json'), JSON.stringify({ seq: head.seq + 1, hash: 'ab'.repeat(32) }));
    await refuses('first.age', 'no longer in the journal', { more: ['--journal-head', at('longer.json')] });
    await writeFile(at('forked.json'), JSON.stringify({ seq: head.seq, hash: 'ab'.repeat(32) }));
    await refuses('first.age', 'another entry here', { more: ['--journal-head', at('forked.json')] });
  });

  it('an erasure list that is lost, old or damaged', async () => {
    const DATA_DIR = at('elsewhere');
    await refuses('first.age', 'is missing', { env: { DATA_DIR } });
    expect((await backup('later.age')).code).toBe(0);
    const list = erasuresPath(dataDir);
    const whole = await readFile(list, 'utf8');
    await writeFile(list, `${whole.split('\n')[0]}\n`);
    await refuses('later.age', 'older than the backup');
    await writeFile(list, whole.replace('kind', 'kin'));
    await refuses('later.age', 'Line 1');
    await writeFile(list, whole);
  });

  it('a place that somebody serves, and the playground', async () => {
    await withSql(target.url, async (sql) => {
      await sql`select pg_advisory_lock(0, 7301000)`;
      await refuses('first.age', 'serves this database');
    });
    const playground = await emptyPlace();
    await withSql(playground.url, (sql) =>
      sql.unsafe(`comment on schema public is 'Veche playground: emptied at every start'`),
    );
    expect(await restore(playground, 'first.age')).toMatchObject({
      code: 1,
      err: expect.stringContaining('playground'),
    });
  });
});
