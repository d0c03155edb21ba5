import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const START_MS = 50_000;

/** A run of the program as an operator starts it. */
export type Program = {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The first line of standard output that has `text`; rejects with everything said when the program ends before it. */
  readonly line: (text: string) => Promise<string>;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** To it and everything that it started, as a terminal does with Ctrl-C. */
  readonly signalAll: (signal: NodeJS.Signals) => void;
};

/** Dozens of starts of one program: a third of each went into reading the same files. */
export const compileCache = { NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compiled') };

const withoutOwn = (): NodeJS.ProcessEnv => {
  const { PATH, HOME, TMPDIR, TZ } = process.env;
  return { PATH, HOME, TMPDIR, TZ, ...compileCache };
};

/** Starts `command` in the checkout with only these variables. */
export const startProgram = (
  env: Readonly<Record<string, string>>,
  [command = process.execPath, ...args]: readonly string[] = [
    process.execPath,
    'src/nodeGuard.mjs',
    'src/main.ts',
  ],
): Program => {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...withoutOwn(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, for signalAll.
    detached: true,
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(([code, signal]): number | NodeJS.Signals =>
    typeof code === 'number' ? code : signal,
  );
  return {
    pid: child.pid ?? 0,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    line: (text) =>
      new Promise((found, failed) => {
        const look = () => {
          const line = said.stdout.split('\n').find((one) => one.includes(text));
          if (line === undefined) return;
          leave();
          found(line);
        };
        const fail = (why: string) => {
          leave();
          failed(new Error(`${why} before "${text}" was said.\n${said.stdout}\n${said.stderr}`));
        };
        const timer = setTimeout(() => fail('The time was up'), START_MS);
        const leave = () => {
          clearTimeout(timer);
          listeners.delete(look);
        };
        listeners.add(look);
        void ended.then(() => fail('The program ended'));
        look();
      }),
    ended,
    signal: (signal) => void child.kill(signal),
    signalAll: (signal) => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, signal);
    },
  };
};

/** A port that nobody uses now. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
};

/** True when something listens there. */
export const isOpen = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    () => true,
    () => false,
  );

/** The process id of the database server of a data folder; undefined when none runs. */
export const serverOf = async (dataDir: string): Promise<number | undefined> => {
  const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return pid > 0 && isAlive(pid) ? pid : undefined;
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process: there all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
