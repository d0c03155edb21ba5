import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import { errorCode, type Log } from '../log.ts';
import { LONG_POLL_SECONDS } from './callKinds.ts';
import { MAX_UPDATES } from './limits.ts';
import { allowedUpdates } from './updates.ts';
import { createUpdateWindow } from './window.ts';

export type PollingEnd = 'conflict' | 'unauthorized';

export type PollingOptions = {
  readonly api: Api;
  /** See Intake.accept: a rejected update stays unconfirmed and is delivered again. */
  readonly accept: (update: Update) => Promise<unknown>;
  readonly log: Log;
  /** Polling ended for good; the sentence tells the operator why and what to do. */
  readonly onEnd: (reason: PollingEnd, sentence: string) => void;
  /** How long another poller is borne; tests have no time for the real patience. */
  readonly conflictPatienceMs?: number;
};

export type Polling = { readonly stop: () => Promise<void> };

/** How long to wait before looking for newer updates while older ones run: a press is seen this much later at most. */
const LOOK_AGAIN_MS = 50;
/** Asked again from the same offset within half a second, Telegram's own server answers with one update, not all. */
const SAME_OFFSET_MS = 550;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const CONFLICT_PAUSE_MS = 3_000;
/** An old process may take as long to end its last long poll; after that another one is really there. */
const CONFLICT_PATIENCE_MS = 45_000;
/** Running handlers get so long to end; their updates come again otherwise. */
const STOP_MS = 10_000;
const MS_PER_SECOND = 1000;

const sentences: Readonly<Record<PollingEnd, string>> = {
  conflict:
    'Another process takes the updates of this bot: stop it, or give this one another token, and start again.',
  unauthorized: 'Telegram does not know this bot token: check BOT_TOKEN with BotFather and start again.',
};
const unauthorized = new Set([401, 404]);
const CONFLICT = 409;

const codeOf = (error: unknown): number | undefined =>
  error instanceof GrammyError ? error.error_code : undefined;

/**
 * Long polling that handles many people at once and loses nothing: an update is confirmed only when it and all before it
 * are finished. grammY's own loop handles one by one; its runner confirms before the work is done.
 */
export const startPolling = (options: PollingOptions): Polling => {
  const { api, log, conflictPatienceMs: patienceMs = CONFLICT_PATIENCE_MS } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  // The same thing; grammY's types name a polyfill's class.
  const grammySignal = signal as Parameters<Api['getUpdates']>[1];
  const window = createUpdateWindow(options.accept, (error) =>
    log('warn', 'polling.updateFailed', { code: errorCode(error) }),
  );
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => {});
  let conflictSince: number | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let sameOffsetMs = 0;

  const end = (reason: PollingEnd) => {
    stopping.abort();
    options.onEnd(reason, sentences[reason]);
  };

  const onFailure = async (error: unknown): Promise<void> => {
    if (signal.aborted) return;
    const code = codeOf(error);
    if (code !== undefined && unauthorized.has(code)) return end('unauthorized');
    log('warn', 'polling.failed', { code: errorCode(error), ms: pauseMs });
    if (code === CONFLICT) {
      conflictSince ??= Date.now();
      if (Date.now() - conflictSince >= patienceMs) return end('conflict');
      return pause(CONFLICT_PAUSE_MS);
    }
    const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * MS_PER_SECOND : 0;
    await pause(Math.max(pauseMs, asked));
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  };

  const round = async (): Promise<void> => {
    const request = { limit: MAX_UPDATES, timeout: LONG_POLL_SECONDS, allowed_updates: allowedUpdates };
    const offset = window.offset();
    const updates = await api.getUpdates(
      offset === undefined ? request : { ...request, offset },
      grammySignal,
    );
    conflictSince = undefined;
    pauseMs = FIRST_PAUSE_MS;
    window.take(updates);
    // The server keeps back what it has shown before: it wants half a second between two looks at one place.
    if (updates.length === 1 && window.unfinished() > 1) sameOffsetMs = SAME_OFFSET_MS;
    // With unconfirmed updates getUpdates answers at once, so it must not be asked without a break.
    if (window.isStuck()) return pause(FIRST_PAUSE_MS);
    await Promise.race([window.settled(), pause(LOOK_AGAIN_MS)]);
    if (updates.length > 0 && window.offset() === offset) {
      await Promise.race([window.oldestSettled(), pause(sameOffsetMs)]);
    }
  };

  const run = async (): Promise<void> => {
    // A webhook left over from before would refuse polling; the updates that wait are kept.
    let hasWebhook = true;
    while (!signal.aborted) {
      try {
        if (hasWebhook) await api.deleteWebhook({ drop_pending_updates: false });
        hasWebhook = false;
        await round();
      } catch (error) {
        await onFailure(error);
      }
    }
  };

  const finished = run();
  return {
    stop: async () => {
      stopping.abort();
      await finished;
      await Promise.race([window.settled(), sleep(STOP_MS, undefined, { ref: false })]);
    },
  };
};
