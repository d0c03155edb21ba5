import { setTimeout as sleep } from 'node:timers/promises';
import { markPersonUnreachable, settleNotice } from '../actions/settleNotice.ts';
import { type DueNotice, listDueNotices, openFacts } from '../db/read/notice.ts';
import { findRecipient, type Recipient } from '../db/read/person.ts';
import type { Deps } from '../deps.ts';
import { errorCode } from '../log.ts';
import type { CallbackSigner } from '../telegram/callbackData.ts';
import type { Telegram } from '../telegram/client.ts';
import { createPace } from './pace.ts';
import { type RenderedNotice, sendNotice, verdictOn } from './sendNotice.ts';

export type Notice = Omit<DueNotice, 'factsSealed'> & {
  /** JSON text of what the action sealed for this notice. */
  readonly facts: string | undefined;
};

export type NoticeSenderOptions = {
  /** Makes the message as of now; 'obsolete' when there is nothing to say any more. */
  readonly render: (
    notice: Notice,
    profile: Recipient['profile'],
  ) => RenderedNotice | 'obsolete' | Promise<RenderedNotice | 'obsolete'>;
  readonly signer: CallbackSigner;
};

export type NoticeSender = {
  /** Sends what is due and answers how many notices were settled; stops early at an outage. */
  readonly drainOnce: () => Promise<number>;
  readonly start: () => void;
  /** Resolves when the message under way is settled. */
  readonly stop: () => Promise<void>;
};

/** Rows read at once; few, so that what was read is not old when its turn comes. */
const BATCH = 50;
/** How soon a queued notice is seen. */
const LOOK_EVERY_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * The one sender of notices: one message at a time, marked right after it was sent, so that a crash repeats one message
 * at most. Any 429 pauses it whole, because Telegram counts all of a bot's messages together.
 */
export const createNoticeSender = (
  deps: Deps,
  telegram: Pick<Telegram, 'api' | 'pausedUntil'>,
  { render, signer }: NoticeSenderOptions,
): NoticeSender => {
  const pace = createPace();
  const stopping = new AbortController();
  const { signal } = stopping;
  // Sent, but the mark did not reach the database: only the mark is owed.
  const sentUnmarked = new Set<number>();
  const pause = (ms: number) => (ms > 0 ? sleep(ms, undefined, { signal }).catch(() => {}) : undefined);

  const deliver = async (notice: DueNotice): Promise<void> => {
    if (sentUnmarked.has(notice.id)) return settleNotice(deps, notice.id, 'sent');
    const recipient = await findRecipient(deps.db, deps.vault, notice.personId);
    // Erased since the batch was read, and the notice with them.
    if (recipient === undefined) return;
    if (!recipient.reachable) return markPersonUnreachable(deps, notice.personId);
    const { factsSealed: _, ...plain } = notice;
    const message = await render({ ...plain, facts: openFacts(deps.vault, notice) }, recipient.profile);
    if (message === 'obsolete') return settleNotice(deps, notice.id, 'obsolete');
    await pace.turn(recipient.telegramId, signal);
    await sendNotice(telegram.api, recipient, message, signer);
    sentUnmarked.add(notice.id);
    await settleNotice(deps, notice.id, 'sent');
  };

  /** False when the failure concerns all notices, and this one has to wait with them. */
  const settle = async (notice: DueNotice): Promise<boolean> => {
    try {
      await deliver(notice);
    } catch (error) {
      const verdict = verdictOn(error);
      const ref = deps.random.uuid();
      deps.log(verdict === 'failed' ? 'error' : 'info', `notice.${verdict}`, { ref, code: errorCode(error) });
      if (verdict === 'later') return false;
      if (verdict === 'unreachable') await markPersonUnreachable(deps, notice.personId);
      else await settleNotice(deps, notice.id, 'failed');
    }
    sentUnmarked.delete(notice.id);
    return true;
  };

  const drain = async (): Promise<{ readonly count: number; readonly isCut: boolean }> => {
    let count = 0;
    for (;;) {
      const batch = await listDueNotices(deps.db, { now: await deps.clock.now(), limit: BATCH });
      for (const notice of batch) {
        await pause(telegram.pausedUntil() - Date.now());
        if (signal.aborted || !(await settle(notice))) return { count, isCut: true };
        count++;
      }
      if (batch.length < BATCH) return { count, isCut: false };
    }
  };

  const run = async (): Promise<void> => {
    let pauseMs = LOOK_EVERY_MS;
    while (!signal.aborted) {
      const isCut = await drain().then(
        (outcome) => outcome.isCut && outcome.count === 0,
        (error) => {
          deps.log('warn', 'notices.stalled', { code: errorCode(error) });
          return true;
        },
      );
      pauseMs = isCut ? Math.min(pauseMs * 2, LONGEST_PAUSE_MS) : LOOK_EVERY_MS;
      await pause(pauseMs);
    }
  };

  let running: Promise<void> | undefined;
  return {
    drainOnce: async () => (await drain()).count,
    start: () => {
      running ??= run();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
