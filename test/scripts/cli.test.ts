import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/scripts/runCli.ts';
import { createTestDatabase } from '../support/database.ts';

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let sql: Sql;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veche-cli-'));
  database = await createTestDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
  await rm(folder, { recursive: true });
});

const run = async (line: string, change: Record<string, string> = {}) => {
  const out: string[] = [];
  const err: string[] = [];
  let served = false;
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
    ...change,
  };
  const code = await runCli(line.split(' ').filter(Boolean), {
    env,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    serve: async () => {
      served = true;
      return 78;
    },
  });
  return { code, out: out.join('\n'), err: err.join('\n'), served };
};

const lines = (text: string): string[] => text.split('\n').filter(Boolean);

describe('usage', () => {
  it.each([
    ['', 2],
    ['frobnicate', 2],
    ['officer', 2],
    ['officer invite', 2],
    ['officer invite --role king', 2],
    ['officer invite --role secretary --colour red', 2],
    ['token propose --label x --days many', 2],
    ['token revoke --id 1', 2],
    ['declaration propose --version 1 --file ru=/nowhere --file en=/nowhere', 2],
    ['bylaws propose', 2],
    ['bylaws propose /nowhere', 2],
    ['journal verify --head /nowhere', 2],
    ['journal export', 2],
    ['--help', 0],
    ['vault key', 0],
    ['officer invite --role verifier', 1],
  ])('"%s" exits %i, a failure with one sentence', async (line, code) => {
    const done = await run(line);
    expect(done.code).toBe(code);
    if (code !== 0 && line !== '') expect(lines(done.err)).toHaveLength(1);
    if (code !== 0) expect(done.out).toBe('');
  });

  it('every command has its help', async () => {
    const usages = [...(await run('--help')).out.matchAll(/-- ([a-z ]+?)(?= (?:--|[A-Z[])|$)/gm)];
    expect(usages).toHaveLength(15);
    for (const [, name = ''] of usages) {
      const help = await run(`${name} --help`);
      expect([name, help.code]).toEqual([name, 0]);
      expect(help.out).toContain(name);
    }
  });

  it('serve runs the service; a wrong environment is 78 with a line a problem', async () => {
    expect(await run('serve')).toMatchObject({ served: true, code: 78 });
    const wrong = await run('bylaws show', { PORT: 'x', DATABASE_URL: 'nowhere' });
    expect([wrong.code, lines(wrong.err).length]).toEqual([78, 2]);
  });

  it('another key and an unreachable database are one sentence each', async () => {
    expect((await run('migrate')).code).toBe(0);
    const other = await run('bylaws show', { VAULT_KEY: Buffer.alloc(32, 8).toString('base64') });
    expect([other.code, lines(other.err).length]).toEqual([1, 1]);
    expect(other.err).toContain('VAULT_KEY');
    const away = await run('bylaws show', { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' });
    expect([away.code, lines(away.err).length]).toEqual([1, 1]);
    expect(away.err).not.toContain('secret');
  });
});

describe('what the commands do', () => {
  it('invites two, then proposes', async () => {
    const first = await run('officer invite --role secretary --json');
    expect(JSON.parse(first.out).command).toMatch(/^\/start office_[\w-]{22}$/);
    expect((await run('officer invite --role administrator')).out).toMatch(/office_[\w-]{22}/);
    expect(JSON.parse((await run('officer invite --role verifier --json')).out)).toEqual({ proposal: 1 });
  });

  it('proposes tokens, declarations and bylaws, and revokes', async () => {
    const token = JSON.parse((await run('token propose --label reports --days 30 --json')).out);
    expect(token.secret).toMatch(/^veche_[\w-]{43}$/);
    expect((await run(`token revoke --id ${token.id}`)).code).toBe(0);
    expect((await run(`token revoke --id ${token.id}`)).code).toBe(1);
    const path = join(folder, 'declaration.txt');
    await writeFile(path, 'Текст.\r\n');
    const both = `--file ru=${path} --file en=${path}`;
    const proposed = JSON.parse((await run(`declaration propose --version 1 ${both} --json`)).out);
    expect(proposed.hashes.ru).toMatch(/^[0-9a-f]{64}$/);
    expect((await run(`declaration propose --version 2 ${both}`)).err).toContain('decision');
    const bylaws = join(folder, 'bylaws.json');
    await writeFile(bylaws, (await run('bylaws show')).out);
    expect((await run(`bylaws propose ${bylaws}`)).code).toBe(0);
    await writeFile(bylaws, '{"quorum":1}');
    expect((await run(`bylaws propose ${bylaws}`)).code).toBe(1);
  });
});

describe('the journal', () => {
  /** As somebody with the database in their hands would: past the trigger. */
  const tampering = async (change: () => Promise<unknown>) => {
    await sql`alter table journal_entry disable trigger all`;
    await change();
    await sql`alter table journal_entry enable trigger all`;
  };

  it('refuses changes by trigger', async () => {
    await expect(sql`update journal_entry set entry = '{}' where seq = 1`).rejects.toThrow('append-only');
    await expect(sql`delete from journal_entry`).rejects.toThrow('append-only');
    await expect(sql`truncate journal_entry`).rejects.toThrow('append-only');
  });

  it('finds tampering at any row, and a cut tail against an export', async () => {
    const path = join(folder, 'journal.jsonl');
    expect((await run(`journal export ${path}`)).code).toBe(0);
    expect((await run(`journal verify --head ${path}`)).code).toBe(0);
    const rows = await sql<{ seq: string; entry: string; hash: string }[]>`
      select seq, entry, hash from journal_entry order by seq`;
    expect(lines(await readFile(path, 'utf8'))).toHaveLength(rows.length);
    expect(rows.length).toBeGreaterThan(3);
    for (const { seq, entry, hash } of rows) {
      await tampering(() => sql`update journal_entry set entry = ${`${entry} `} where seq = ${seq}`);
      const found = await run('journal verify --json');
      expect([found.code, JSON.parse(found.out).fault]).toEqual([1, { seq: Number(seq), fault: 'hash' }]);
      await tampering(
        () => sql`update journal_entry set entry = ${entry}, hash = ${hash} where seq = ${seq}`,
      );
    }
    expect((await run('journal verify')).code).toBe(0);
    const last = rows.length;
    await tampering(() => sql`delete from journal_entry where seq = ${last}`);
    expect((await run('journal verify')).code).toBe(0);
    const cut = await run(`journal verify --head ${path} --json`);
    expect([cut.code, JSON.parse(cut.out).fault]).toEqual([1, { seq: last, fault: 'cut' }]);
  });
});
