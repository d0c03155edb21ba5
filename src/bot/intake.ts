import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { finishUpdates, receiveUpdates } from '../actions/kit/receiveUpdates.ts';
import { isUpdateFinished, type StoredReceipt } from '../db/read/kit/update.ts';
import type { Deps } from '../deps.ts';
import { errorCode } from '../log.ts';
import { senderOf } from '../telegram/updates.ts';
import { createBatches } from './batches.ts';
import type { Receipt } from './context.ts';
import { createLanes } from './lanes.ts';
import { outageOf } from './retryable.ts';

export type IntakeOptions = {
  /** The bot. Throws only outages (see outageOf); all else its error boundary has handled. */
  readonly handle: (update: Update, receipt: Receipt) => Promise<void>;
  /** Called for every press on arrival; see Telegram.answerWatch. */
  readonly answerWatch?: (callbackQueryId: string) => void;
  /** The offset of deps.clock, where it is moved. */
  readonly clockOffsetMs?: () => number;
  /** False lets one person's updates run at once: tests show that nothing but speed rests on lanes. */
  readonly lanes?: boolean;
  /** Pauses before a failed attempt is repeated; tests have no time for the real ones. */
  readonly retryDelaysMs?: readonly number[];
};

export type Intake = {
  /**
   * Takes an update in and resolves when it is finished, now or before. Rejects when the surroundings failed: the caller
   * lets Telegram send it again.
   */
  readonly accept: (update: Update) => Promise<'done' | 'duplicate'>;
  /** Resolves when nothing is in work. */
  readonly idle: () => Promise<void>;
};

/** A lost connection is back at once, a restarting database in seconds; after that Telegram keeps the update for us. */
const RETRY_DELAYS_MS = [200, 1000, 3000];
/** The first delivery and three more. Then the update is given up, or its person's chat would stand still for ever. */
const MAX_DELIVERIES = 4;

const withRetries = async <Value>(
  delaysMs: readonly number[],
  task: () => Promise<Value>,
): Promise<Value> => {
  for (const delay of delaysMs) {
    try {
      return await task();
    } catch (error) {
      if (outageOf(error) === undefined) throw error;
      await sleep(delay);
    }
  }
  return task();
};

/** The one door for updates, from polling and webhook alike: receipt, the person's lane, the bot, finished. */
export const createIntake = (
  deps: Pick<Deps, 'db' | 'failpoint' | 'log' | 'random'>,
  options: IntakeOptions,
): Intake => {
  const lanes = createLanes();
  const running = new Set<Promise<unknown>>();
  const failures = new Map<number, number>();
  const offsetMs = options.clockOffsetMs ?? (() => 0);

  const retrying = <Value>(task: () => Promise<Value>) =>
    withRetries(options.retryDelaysMs ?? RETRY_DELAYS_MS, task);

  const arrivals = createBatches((ids: readonly number[]) =>
    retrying(() => receiveUpdates(deps, ids, offsetMs())),
  );
  const finishes = createBatches(async (ids: readonly number[]) => {
    await retrying(() => finishUpdates(deps, ids));
    return ids;
  });

  const logFailure = (event: string, error: unknown) =>
    deps.log('error', event, { ref: deps.random.uuid(), code: errorCode(error) });

  /** True when the failed update is not to be delivered again. */
  const isHopeless = (updateId: number, error: unknown): boolean => {
    const outage = outageOf(error);
    if (outage === undefined) return true;
    // While the database is away nothing can be known to be hopeless, and a vote must not be lost to its restart.
    if (outage === 'database') return false;
    const deliveries = (failures.get(updateId) ?? 0) + 1;
    failures.set(updateId, deliveries);
    return deliveries >= MAX_DELIVERIES;
  };

  const act = async (update: Update, stored: StoredReceipt): Promise<'done' | 'duplicate'> => {
    const { isNew, updateId, arrival, receivedAt } = stored;
    // An earlier delivery of the same update may have finished it while this one waited in the lane.
    if (!isNew && (await retrying(() => isUpdateFinished(deps.db, updateId)))) return 'duplicate';
    try {
      await retrying(() => options.handle(update, { updateId, arrival, receivedAt }));
    } catch (error) {
      if (!isHopeless(updateId, error)) throw error;
      logFailure('update.givenUp', error);
    }
    await finishes.add(updateId);
    failures.delete(updateId);
    return 'done';
  };

  const take = async (update: Update): Promise<'done' | 'duplicate'> => {
    if (update.callback_query !== undefined) options.answerWatch?.(update.callback_query.id);
    // No await before this line: the batch must see the updates in the order in which they were accepted.
    const stored = await arrivals.add(update.update_id);
    if (stored.finished) return 'duplicate';
    if (options.lanes === false) return act(update, stored);
    const sender = senderOf(update);
    const lane = sender === undefined ? `update:${update.update_id}` : `person:${sender}`;
    return lanes.run(lane, () => act(update, stored));
  };

  return {
    accept: (update) => {
      const work = take(update);
      running.add(work);
      const leave = () => running.delete(work);
      work.then(leave, leave);
      return work;
    },
    idle: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
};
