import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { accountFor } from '../../src/db/embedded/account.ts';
import { locatePackage, prepareBinaries } from '../../src/db/embedded/binaries.ts';
import { EmbeddedError } from '../../src/db/embedded/error.ts';
import { runTool } from '../../src/db/embedded/run.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded.ts';

const isRoot = process.getuid?.() === 0;
const ENTRY = new URL('../../src/db/embedded.ts', import.meta.url).href;
const PERMISSIONS = 0o777;
let top: string;
let dataDir: string;
/** A data folder that is made once; most tests want any that is there. Each leaves it stopped and whole. */
let made: string;
let servers: EmbeddedServer[];

const openFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'veche-embedded-'));
  await chmod(folder, 0o755);
  return folder;
};

beforeAll(async () => {
  made = await openFolder();
  await (await startEmbedded({ dataDir: made, fsync: false })).stop();
});
afterAll(() => rm(made, { recursive: true }));

beforeEach(async () => {
  top = await openFolder();
  dataDir = made;
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  await rm(top, { recursive: true });
});

async function start(folder = dataDir, log = (_event: string) => {}): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir: folder, fsync: false, log });
  servers.push(server);
  return server;
}

async function query(server: EmbeddedServer, statement: string): Promise<Record<string, unknown>> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    return (await sql.unsafe(statement))[0] ?? {};
  } finally {
    await sql.end();
  }
}

async function postmasterPid(): Promise<number | undefined> {
  const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  return text === '' ? undefined : Number(text.split('\n')[0]);
}

/** A Node process of its own that started the server, told us so, and was killed. */
async function startAndKillNode(): Promise<void> {
  const program = `import { startEmbedded } from ${JSON.stringify(ENTRY)};
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, fsync: false }); console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('embedded server', () => {
  test('is closed to everybody but the role veche on this machine', async () => {
    const server = await start();
    const row = await query(
      server,
      `select current_user, current_database(), current_setting('is_superuser') as superuser,
        current_setting('listen_addresses') as address, current_setting('log_min_messages') as log, lower('ВЕЧЕ') as lower`,
    );
    expect(row).toEqual({
      current_user: 'veche',
      current_database: 'veche',
      superuser: 'off',
      address: '127.0.0.1',
      log: 'fatal',
      lower: 'вече',
    });
    const lockFile = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    const [, , , , socketFolder, address] = lockFile.split('\n');
    expect({ socketFolder, address }).toEqual({ socketFolder: '', address: '127.0.0.1' });
    expect((await stat(join(dataDir, 'postgres'))).mode & PERMISSIONS).toBe(0o700);
    const secret = await stat(join(dataDir, 'postgres.password'));
    expect(secret.mode & PERMISSIONS).toBe(0o600);
    expect(secret.uid).toBe(process.getuid?.());
    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(query({ ...server, url: wrong.href }, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('keeps its data over a stop and a start', async () => {
    const first = await start();
    await query(first, 'create table over_a_stop as select 41 + 1 as n');
    await first.stop();
    await first.stop();
    expect(await postmasterPid()).toBeUndefined();
    const second = await start();
    expect(second.reused).toBe(false);
    expect(await query(second, 'select n from over_a_stop')).toEqual({ n: 42 });
  });

  test('is joined by a second start, and stopped only by the last to leave', async () => {
    const serve = await start();
    const command = await start();
    expect(command).toMatchObject({ reused: true, port: serve.port });
    await command.stop();
    expect(await query(serve, 'select 1 as one')).toEqual({ one: 1 });
    const longCommand = await start();
    await serve.stop();
    expect(await query(longCommand, 'select 1 as one')).toEqual({ one: 1 });
    await longCommand.stop();
    expect(await postmasterPid()).toBeUndefined();
  });

  test('of starts at once on an empty folder, one makes the server and all use it', async () => {
    dataDir = join(top, '.data');
    const [a, b, c] = await Promise.all([start(), start(), start()]);
    expect(new Set([a.url, b.url, c.url]).size).toBe(1);
    expect([a, b, c].filter((server) => !server.reused)).toHaveLength(1);
  });

  test('outlives a kill -9 of Node and is used by the next start, which can stop it', async () => {
    await startAndKillNode();
    const orphan = await postmasterPid();
    const server = await start();
    expect(server.reused).toBe(true);
    expect(await postmasterPid()).toBe(orphan);
    await server.stop();
    expect(await postmasterPid()).toBeUndefined();
  });

  test('starts again after a kill -9 of PostgreSQL, with what was committed', async () => {
    const killed = await start();
    await query(killed, 'create table over_a_kill as select 7 as n');
    process.kill((await postmasterPid()) ?? 0, 'SIGKILL');
    const next = await start();
    expect(next.reused).toBe(false);
    expect(await query(next, 'select n from over_a_kill')).toEqual({ n: 7 });
  });

  test('is not misled by a process id that now belongs to another program', async () => {
    await (await start()).stop();
    const stale = [process.pid, join(dataDir, 'postgres'), 1, 5432, '', '127.0.0.1', '1 1', 'ready', ''];
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), stale.join('\n'));
    const server = await start();
    expect(server.reused).toBe(false);
    expect(await query(server, 'select 1 as one')).toEqual({ one: 1 });
  });

  test.runIf(isRoot)(
    'as root below a closed folder it keeps the data elsewhere and says so once',
    async () => {
      await mkdir(join(top, 'closed'), { mode: 0o700 });
      const events: string[] = [];
      const folder = join(top, 'closed', '.data');
      const server = await start(folder, (event) => events.push(event));
      const cluster = await realpath(join(folder, 'postgres'));
      try {
        expect(cluster.startsWith(top)).toBe(false);
        expect(events).toEqual(['database.elsewhere', 'database.started']);
        await query(server, 'create table kept as select 7 as n');
        await server.stop();
        expect(await query(await start(folder), 'select n from kept')).toEqual({ n: 7 });
      } finally {
        for (const running of servers) await running.stop();
        await rm(dirname(cluster), { recursive: true });
      }
    },
  );
});

describe('programs of the embedded server', () => {
  const linkPath = join('native', 'lib', 'libpq.so.5');

  async function packageWithoutLinks(mode: number): Promise<string> {
    const folder = join(top, 'package', 'linux-test');
    await mkdir(dirname(folder), { mode });
    await cp(locatePackage(), folder, {
      recursive: true,
      filter: (path) => !/\.so(\.\d+)?$/.test(path) || !path.includes('libpq'),
    });
    return folder;
  }

  test.runIf(process.platform === 'linux')('get the library links that npm left out', async () => {
    const folder = await packageWithoutLinks(0o755);
    await expect(lstat(join(folder, linkPath))).rejects.toMatchObject({ code: 'ENOENT' });
    const binaries = await prepareBinaries(undefined, folder);
    expect(binaries.copied).toBe(false);
    expect((await lstat(join(folder, linkPath))).isSymbolicLink()).toBe(true);
    await runTool(binaries.initdb, ['--version'], undefined);
  });

  test.runIf(isRoot)('are copied for an account that cannot enter the checkout', async () => {
    const folder = await packageWithoutLinks(0o700);
    const account = await accountFor(join(top, 'absent'));
    const binaries = await prepareBinaries(account, folder);
    const copy = dirname(dirname(dirname(binaries.initdb)));
    try {
      expect(binaries.copied).toBe(true);
      await runTool(binaries.initdb, ['--version'], account);
      await rm(join(copy, 'native', 'lib', 'libz.so.1'));
      await prepareBinaries(account, folder);
      await runTool(binaries.postgres, ['--version'], account);
      await chmod(copy, 0o777);
      await expect(prepareBinaries(account, folder)).rejects.toThrow(`${copy} was not made by Veche`);
    } finally {
      await rm(copy, { recursive: true });
    }
  });

  test('a machine without a package is told to set DATABASE_URL', () => {
    expect(() => locatePackage('sunos', 'sparc')).toThrow(EmbeddedError);
    expect(() => locatePackage('sunos', 'sparc')).toThrow(/sunos-sparc.*set DATABASE_URL/);
  });
});

describe('refusals of the embedded server', () => {
  /** What a test spoils is as it was for the next one: the same bytes, owner and rights. */
  const spoil = async (path: string, content: string): Promise<void> => {
    const whole = await readFile(path);
    await writeFile(path, content);
    onTestFinished(() => writeFile(path, whole));
  };

  test('a DATA_DIR that cannot be a folder', async () => {
    dataDir = join(top, '.data');
    await writeFile(dataDir, '');
    await expect(start()).rejects.toThrow(/cannot keep its database in .*\(EEXIST\): set DATA_DIR/);
  });

  test('a lost password, instead of a new one that opens nothing', async () => {
    const password = join(dataDir, 'postgres.password');
    await rename(password, join(dataDir, 'lost'));
    onTestFinished(() => rename(join(dataDir, 'lost'), password));
    await expect(start()).rejects.toThrow(/postgres\.password is missing/);
  });

  test('a password of another database, and leaves no server behind', async () => {
    await spoil(join(dataDir, 'postgres.password'), 'another');
    await expect(start()).rejects.toThrow(/does not let Veche in \(28P01\)/);
    expect(await postmasterPid()).toBeUndefined();
  });

  test('a cluster that PostgreSQL refuses, with its own reason', async () => {
    await spoil(join(dataDir, 'postgres', 'PG_VERSION'), '9.6\n');
    await expect(start()).rejects.toThrow(
      /does not start \(.*(version 9\.6|incompatible).*\): see .*postgres\.log/,
    );
  });
});
