import { setTimeout as sleep } from 'node:timers/promises';
import type { LogLevel } from '../config.ts';
import { errorCode, type Log } from '../log.ts';

/** What is done again and again. */
export type Job = {
  readonly name: string;
  readonly everyMs: number;
  /** One round. False: Telegram or the database is away, and it counts as a failure that is in the log already. */
  readonly round: () => Promise<unknown>;
  /** How the log has a failure, where it is not `loop.failed`. */
  readonly failure?: readonly [LogLevel, string];
};

/** The longest that failures keep a job waiting; one that is rarer anyway keeps its own interval. */
export const LONGEST_PAUSE_MS = 30_000;

/**
 * Rounds of one job, one at a time, until the signal: after a failure the pause doubles, after a success it is the job's own. A sweep
 * looks at what is due, so a missed round loses nothing.
 */
export const runJob = async (
  { name, everyMs, round, failure = ['error', 'loop.failed'] }: Job,
  log: Log,
  signal: AbortSignal,
  pause: (ms: number) => Promise<unknown> = (ms) => sleep(ms, undefined, { signal }).catch(() => {}),
): Promise<void> => {
  const [level, event] = failure;
  const succeeds = (): Promise<boolean> =>
    round().then(
      (outcome) => outcome !== false,
      (error) => {
        log(level, event, { name, code: errorCode(error) });
        return false;
      },
    );
  for (let pauseMs = everyMs; !signal.aborted; await pause(pauseMs))
    pauseMs = (await succeeds()) ? everyMs : Math.min(pauseMs * 2, Math.max(everyMs, LONGEST_PAUSE_MS));
};
