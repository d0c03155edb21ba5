import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedError, errorCode } from './error.ts';
import { processOn } from './processes.ts';
import { lastLine, processOptions } from './run.ts';

const LOOPBACK = '127.0.0.1';
/** Long enough for crash recovery on a slow disk; a usual start takes 50 ms. */
const START_LIMIT_MS = 60_000;
const POLL_MS = 5;
/** Lines of postmaster.pid, counted from 0. */
const PORT_LINE = 3;
const STATUS_LINE = 7;

type Postmaster = { text: string; pid: number; port: number; ready: boolean };

async function readPostmaster(folder: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const ready = lines[STATUS_LINE]?.trim() === 'ready';
  return { text, pid: Number(lines[0]), port: Number(lines[PORT_LINE]), ready };
}

/**
 * The port of the server that already runs on the folder; undefined when none does. Waits while one is starting or
 * stopping. The process id alone proves nothing: after a reboot it may be anybody's.
 */
export async function findServer(folder: string): Promise<number | undefined> {
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const found = await readPostmaster(folder);
    if (found === undefined) return undefined;
    const state = await processOn(folder, found.pid);
    // PostgreSQL itself replaces the file of a dead process, and does it without a race.
    if (state === 'dead') return undefined;
    if (state === 'foreign') {
      await removeStale(folder, found.text);
      return undefined;
    }
    if (found.ready) return found.port;
    if (Date.now() > deadline) {
      throw new EmbeddedError(
        `The database server with process id ${found.pid} has been starting or stopping for a minute: end it, then start Veche again.`,
      );
    }
    await delay(POLL_MS);
  }
}

/** Removes the file only if it is still the stale one: another start may have replaced it since we read it. */
async function removeStale(folder: string, text: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => undefined);
  if (moved === undefined) return;
  if (moved === text) await rm(aside);
  else await rename(aside, file);
}

/** What to start: the server's last lines of log go to `logFile`, which only the invoking user reads. */
export type Launch = {
  binaries: Binaries;
  folder: string;
  logFile: string;
  account: Account | undefined;
  fsync: boolean;
};

/** Starts a server and returns its port when it accepts connections; undefined when it ended at once. */
export async function launchServer(launch: Launch): Promise<number | undefined> {
  const port = await freePort();
  const log = await open(launch.logFile, 'a', 0o600);
  // detached: Ctrl-C in the terminal is for Node, which still needs the database to finish its work.
  const child = spawn(launch.binaries.postgres, serverArguments(launch, port), {
    ...processOptions(launch.account),
    detached: true,
    stdio: ['ignore', 'ignore', log.fd],
  });
  // Listened to before anything is awaited: the event comes at once, and only once.
  const spawned = once(child, 'spawn').then(
    () => undefined,
    (error) => errorCode(error) ?? 'unknown cause',
  );
  await log.close();
  const failure = await spawned;
  if (failure !== undefined) {
    throw new EmbeddedError(
      `The embedded PostgreSQL cannot run on this system (${failure}): set DATABASE_URL to a server of your own.`,
    );
  }
  child.unref();
  const deadline = Date.now() + START_LIMIT_MS;
  while (child.exitCode === null && child.signalCode === null) {
    const found = await readPostmaster(launch.folder);
    if (found?.pid === child.pid && found?.ready) return port;
    if (Date.now() > deadline) {
      child.kill('SIGINT');
      throw new EmbeddedError(
        `The database in ${launch.folder} was not ready within a minute: see ${launch.logFile}, then start Veche again.`,
      );
    }
    await delay(POLL_MS);
  }
  return undefined;
}

function serverArguments({ folder, fsync }: Launch, port: number): string[] {
  const settings = {
    listen_addresses: LOOPBACK,
    port,
    unix_socket_directories: '',
    // Lower levels print the parameters of failed statements, which are people's data.
    log_min_messages: 'fatal',
    log_min_error_statement: 'panic',
    logging_collector: 'off',
    // Without fsync it is a throw-away server of tests, which many programs with a pool each use at once.
    ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off', max_connections: 400 }),
  };
  return ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** A port that was free a moment ago; if somebody takes it first, the server ends and is started again. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, LOOPBACK);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
}

/** Why the last start failed, in the server's own words. */
export async function lastFailure(logFile: string): Promise<string> {
  return lastLine(await readFile(logFile, 'utf8').catch(() => ''));
}
