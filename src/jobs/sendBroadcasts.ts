import { finishBroadcast, settleRecipient, startBroadcast } from '../actions/broadcast/runBroadcast.ts';
import {
  type Broadcast,
  findBroadcastById,
  findSending,
  listStartable,
  listWaiting,
} from '../db/read/broadcast/broadcast.ts';
import { findRecipient, type Recipient } from '../db/read/person/person.ts';
import type { Deps } from '../deps.ts';
import { errorCode } from '../log.ts';
import type { Telegram } from '../telegram/client.ts';
import { sendPost } from '../telegram/sendPost.ts';
import { type Posts, preparePosts } from './broadcastPosts.ts';
import { openProgressMessage, type Progress, type ProgressTools } from './broadcastProgress.ts';
import { createDepth } from './depth.ts';
import { verdictOn } from './sendNotice.ts';

/** Keys read at once; everything else about a recipient is read when their turn comes. */
const BATCH = 100;

type Run = {
  readonly broadcast: Broadcast;
  readonly posts: Posts;
  readonly progress: Progress;
  settled: number;
  /** Telegram or the database is away: what is on its way ends, nothing new begins. */
  isCut: boolean;
  state: Broadcast['state'];
};

type Next = {
  readonly personId: string;
  /** Undefined: erased or locked since the snapshot. */
  readonly recipient: Recipient | undefined;
};

/**
 * The one sender of broadcasts. Each message is marked right after it left, the next one waits for that, so that a crash repeats one
 * message at most; see depth.ts for slow answers. It gives way to people's own traffic and to notices (telegram/pace.ts). A round starts
 * what is due and sends it to its end, or to a pause or an outage; false when nothing could be done at one.
 */
export const createBroadcastSender = (
  deps: Deps,
  telegram: Pick<Telegram, 'api' | 'pausedUntil' | 'pace'>,
  tools: Omit<ProgressTools, 'telegram'> & { readonly signal: AbortSignal },
): (() => Promise<boolean>) => {
  const { pace, api } = telegram;
  const { signal } = tools;
  const depth = createDepth();
  // Sent, but the mark did not reach the database: only the mark is owed.
  const sentUnmarked = new Set<string>();
  const isOver = (run: Run) => signal.aborted || run.isCut || run.state !== 'sending';

  const send = async (
    { posts }: Run,
    recipient: Recipient,
  ): Promise<'sent' | 'unreachable' | 'failed' | 'later'> => {
    try {
      const post = await posts.postFor(recipient);
      const fileId = await sendPost(api, recipient.telegramId, post, tools.signer.sign);
      if (fileId !== undefined) posts.uploaded(fileId);
      return 'sent';
    } catch (error) {
      const verdict = verdictOn(error);
      const ref = deps.random.uuid();
      deps.log(verdict === 'failed' ? 'error' : 'info', `broadcast.${verdict}`, {
        ref,
        code: errorCode(error),
      });
      return verdict;
    }
  };

  const deliver = async (run: Run, { personId, recipient }: Next): Promise<void> => {
    const key = `${run.broadcast.id}/${personId}`;
    const limitedUntil = telegram.pausedUntil();
    const begun = performance.now();
    const fate =
      recipient === undefined ? 'gone' : sentUnmarked.has(key) ? 'sent' : await send(run, recipient);
    if (fate === 'later') {
      run.isCut = true;
      return;
    }
    if (fate === 'sent') sentUnmarked.add(key);
    const state = await settleRecipient(deps, { broadcastId: run.broadcast.id, personId }, fate);
    sentUnmarked.delete(key);
    // What a 429 made it wait says nothing about the next answer.
    if (telegram.pausedUntil() === limitedUntil) depth.note(performance.now() - begun);
    run.settled += 1;
    run.progress.step();
    if (state !== undefined && state !== 'sending') run.state = state;
  };

  /** The first in the queue whose chat can take a message; somebody who is talking to Veche gets it a little later. */
  const nextOf = async (queue: string[], deferred: Set<string>): Promise<Next | undefined> => {
    for (;;) {
      const personId = queue.shift();
      if (personId === undefined) return undefined;
      const recipient = await findRecipient(deps.db, deps.vault, personId);
      const isBusy = recipient !== undefined && !pace.isFree(recipient.telegramId);
      if (!isBusy || queue.length === 0 || deferred.has(personId)) return { personId, recipient };
      deferred.add(personId);
      queue.push(personId);
    }
  };

  const sendBatch = async (run: Run, queue: string[]): Promise<void> => {
    const inFlight = new Set<Promise<void>>();
    const deferred = new Set<string>();
    // The next one is read while the one before is on its way; that this failed is met when its turn comes.
    const lookAhead = () => {
      const next = nextOf(queue, deferred);
      next.catch(() => {});
      return next;
    };
    try {
      for (let coming = lookAhead(); !isOver(run); ) {
        const next = await coming;
        if (next === undefined) break;
        if (next.recipient !== undefined) await pace.turn(next.recipient.telegramId, signal, 'broadcast');
        if (isOver(run)) break;
        coming = lookAhead();
        const work: Promise<void> = deliver(run, next)
          .catch((error) => {
            deps.log('warn', 'broadcast.stalled', { code: errorCode(error) });
            run.isCut = true;
          })
          .finally(() => inFlight.delete(work));
        inFlight.add(work);
        while (inFlight.size >= depth.current()) await Promise.race(inFlight);
      }
    } finally {
      await Promise.all(inFlight);
    }
  };

  const sendOne = async (id: string): Promise<Pick<Run, 'settled' | 'isCut'>> => {
    const broadcast = await findBroadcastById(deps.db, deps.vault, id);
    if (broadcast === undefined) return { settled: 0, isCut: false };
    const posts = await preparePosts(deps, tools.i18n, broadcast);
    const progress = await openProgressMessage(deps, { ...tools, telegram }, broadcast);
    const run: Run = { broadcast, posts, progress, settled: 0, isCut: false, state: broadcast.state };
    for (let after: string | undefined; !isOver(run); ) {
      const batch = await listWaiting(deps.db, id, { after, limit: BATCH });
      if (batch.length === 0 && after === undefined) {
        await finishBroadcast(deps, broadcast.number);
        run.state = 'sent';
      }
      after = batch.at(-1);
      await sendBatch(run, batch);
    }
    if (!run.isCut && !signal.aborted) await progress.settle();
    return run;
  };

  return async () => {
    for (const id of await listStartable(deps.db, await deps.clock.now())) await startBroadcast(deps, id);
    let settled = 0;
    for (;;) {
      const id = signal.aborted ? undefined : await findSending(deps.db);
      if (id === undefined) return true;
      const run = await sendOne(id);
      settled += run.settled;
      if (run.isCut) return settled > 0;
    }
  };
};
