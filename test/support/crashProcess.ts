import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { compileCache } from './program.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export type CrashableOrder =
  | {
      readonly kind: 'run';
      readonly databaseUrl: string;
      readonly token: string;
      readonly apiRoot: string;
      readonly vaultKey: string;
      /** By webhook with this secret; absent: by long polling. */
      readonly webhookSecret?: string;
      readonly phase: string;
      readonly offsetMs: number;
      /** "phase · step · n": where the process ends as by kill -9. */
      readonly failAt?: string;
      readonly tellsSteps?: boolean;
    }
  | { readonly kind: 'phase'; readonly phase: string; readonly offsetMs: number }
  | { readonly kind: 'stop' };

export type CrashableReport =
  | { readonly kind: 'loaded' | 'ready' | 'phase' | 'stopped' }
  | { readonly kind: 'step'; readonly point: string }
  | { readonly kind: 'log'; readonly line: string };

/** A Veche in a process of its own. */
export type Crashable = {
  readonly run: (order: Omit<Extract<CrashableOrder, { kind: 'run' }>, 'kind'>) => Promise<void>;
  /** Resolves when the process counts its steps under this name, or has ended. */
  readonly enter: (phase: string, offsetMs: number) => Promise<void>;
  /** Ends what it runs; it can then be told to run anew. */
  readonly stop: () => Promise<void>;
  readonly steps: readonly string[];
  readonly logged: readonly string[];
  /** Resolves with the signal when the process has ended. */
  readonly ended: Promise<NodeJS.Signals | null>;
  readonly isOver: () => boolean;
  readonly kill: () => Promise<void>;
  readonly pid: number;
};

const FILE = fileURLToPath(new URL('crashable.ts', import.meta.url));

/** Starts a process that has loaded everything and waits for its order, so that a restart takes no time. */
export const spawnCrashable = (haste: number, execArgv: readonly string[] = []): Crashable => {
  const folder = temporaryFolder();
  const child: ChildProcess = fork(FILE, [], {
    env: { ...process.env, ...compileCache, CRASHABLE_HASTE: String(haste), CRASHABLE_FOLDER: folder.path },
    execArgv: [...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const steps: string[] = [];
  const logged: string[] = [];
  let over = false;
  const ended = once(child, 'exit').then(async ([, signal]) => {
    over = true;
    await folder.remove();
    return signal as NodeJS.Signals | null;
  });
  const waiting = new Set<{ readonly kind: string; readonly resolve: () => void }>();
  child.on('message', (report: CrashableReport) => {
    if (report.kind === 'step') steps.push(report.point);
    else if (report.kind === 'log') logged.push(report.line);
    for (const one of waiting) {
      if (one.kind !== report.kind) continue;
      waiting.delete(one);
      one.resolve();
    }
  });
  const next = (kind: CrashableReport['kind']): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.add({ kind, resolve });
    return Promise.race([promise, ended.then(() => {})]);
  };
  const loaded = next('loaded');
  // A process that was killed meanwhile can't be told anything; its end is noticed elsewhere.
  const tell = (order: CrashableOrder) => void (child.connected && child.send(order, () => {}));
  const told = (order: CrashableOrder, answer: CrashableReport['kind']): Promise<void> => {
    const answered = next(answer);
    tell(order);
    return answered;
  };
  return {
    run: async (order) => {
      await loaded;
      steps.length = 0;
      await told({ kind: 'run', ...order }, 'ready');
    },
    enter: (phase, offsetMs) => told({ kind: 'phase', phase, offsetMs }, 'phase'),
    stop: () => told({ kind: 'stop' }, 'stopped'),
    steps,
    logged,
    ended,
    isOver: () => over,
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
