import { setTimeout as sleep } from 'node:timers/promises';
import { markPersonUnreachable, postponeUntil, settleNotices } from '../actions/notice/settleNotice.ts';
import { type DueNotice, listDueNotices, openFacts } from '../db/read/notice/notice.ts';
import { findRecipient, type Recipient } from '../db/read/person/person.ts';
import type { Deps } from '../deps.ts';
import { errorCode } from '../log.ts';
import type { QueuedNotice, Saying } from '../messages/kit/saying.ts';
import type { CallbackSigner } from '../telegram/callbackData.ts';
import type { Telegram } from '../telegram/client.ts';
import { type RenderedNotice, sendNotice, verdictOn } from './sendNotice.ts';
import { type ReadNotice, type SortedNotices, sortNotices } from './sortNotices.ts';

type SettledState = 'sent' | 'failed' | 'obsolete';
type Sending = SortedNotices['now'];
/** What is put off, by the instants (in milliseconds) at which it is decided again. */
type Later = Map<number, number[]>;

const idsOf = (notices: readonly { readonly id: number }[]): number[] => notices.map(({ id }) => id);

export type NoticeSenderOptions = {
  /** What a notice says to this person; undefined for a kind that is not known. */
  readonly read: (notice: QueuedNotice, profile: Recipient['profile']) => Saying | undefined;
  /** One message of everything that is due for a person. */
  readonly render: (sayings: readonly Saying[], profile: Recipient['profile']) => RenderedNotice;
  readonly signer: CallbackSigner;
  /** Ends it when the message under way is settled. */
  readonly signal: AbortSignal;
};

export type NoticeSender = {
  /** Sends what is due and answers how many notices were settled or put off; stops early at an outage. */
  readonly drainOnce: () => Promise<number>;
  /** The same; false when nothing could be done at an outage. */
  readonly round: () => Promise<boolean>;
};

/** Rows looked up at once; few, so that what was read is not old when its turn comes. */
const BATCH = 50;

/** A failure that concerns all notices: limits, network, Telegram's or the database's outage. */
class LaterError extends Error {}

/**
 * The one sender of notices: what is due for a person is one message, marked right after it was sent, so that a crash repeats one
 * message at most. Any 429 pauses it whole, because Telegram counts all of a bot's messages together.
 */
export const createNoticeSender = (
  deps: Deps,
  telegram: Pick<Telegram, 'api' | 'pausedUntil' | 'pace'>,
  { read, render, signer, signal }: NoticeSenderOptions,
): NoticeSender => {
  // Sent, but the mark did not reach the database: only the mark is owed.
  const sentUnmarked = new Set<number>();
  const pause = (ms: number) => (ms > 0 ? sleep(ms, undefined, { signal }).catch(() => {}) : undefined);

  const settle = async (ids: readonly number[], state: SettledState): Promise<void> => {
    if (ids.length > 0) await settleNotices(deps, ids, state);
    for (const id of ids) sentUnmarked.delete(id);
  };

  const giveUp = async (error: unknown, ids: readonly number[], personId: string): Promise<void> => {
    const verdict = verdictOn(error);
    const ref = deps.random.uuid();
    deps.log(verdict === 'failed' ? 'error' : 'info', `notice.${verdict}`, { ref, code: errorCode(error) });
    if (verdict === 'later') throw new LaterError();
    if (verdict === 'unreachable') await markPersonUnreachable(deps, personId);
    else await settle(ids, 'failed');
  };

  const send = async (sending: Sending, recipient: Recipient, personId: string): Promise<void> => {
    const ids = idsOf(sending);
    try {
      const sayings = sending.map(({ saying }) => saying);
      const message = render(sayings, recipient.profile);
      await telegram.pace.turn(recipient.telegramId, signal);
      await sendNotice(telegram.api, recipient, message, signer);
    } catch (error) {
      // One of several may be what Telegram refuses: each for itself then, so that the others arrive.
      if (sending.length === 1 || verdictOn(error) !== 'failed') return giveUp(error, ids, personId);
      for (const one of sending) await send([one], recipient, personId);
      return;
    }
    for (const id of ids) sentUnmarked.add(id);
    await settle(ids, 'sent');
  };

  /** With its words; one whose words can't be made is given up, the others are not. */
  const readAll = async (due: readonly DueNotice[], profile: Recipient['profile']): Promise<ReadNotice[]> => {
    const notices: ReadNotice[] = [];
    for (const one of due) {
      const { id, kind, subject, notBefore, personId } = one;
      try {
        const saying = read({ kind, subject, facts: openFacts(deps.vault, one) }, profile);
        notices.push({ id, kind, notBefore, saying });
      } catch (error) {
        await giveUp(error, [id], personId);
      }
    }
    return notices;
  };

  const deliver = async (all: readonly DueNotice[], personId: string, later: Later): Promise<void> => {
    const owed = idsOf(all).filter((id) => sentUnmarked.has(id));
    await settle(owed, 'sent');
    const due = all.filter(({ id }) => !owed.includes(id));
    const recipient = await findRecipient(deps.db, deps.vault, personId);
    // Erased since the batch was read, and the notices with them; or locked, and there is no chat to write to.
    if (recipient === undefined) return settle(idsOf(due), 'obsolete');
    if (!recipient.reachable) return markPersonUnreachable(deps, personId);
    const notices = await readAll(due, recipient.profile);
    const sorted = sortNotices(notices, recipient, await deps.clock.now());
    for (const { id, until } of sorted.postponed) {
      const at = until.getTime();
      later.set(at, [...(later.get(at) ?? []), id]);
    }
    await settle(sorted.dropped, 'obsolete');
    if (sorted.now.length > 0) await send(sorted.now, recipient, personId);
  };

  /** False when it was cut short by a failure that concerns all. */
  const deliverBatch = async (groups: readonly DueNotice[][], counted: (of: number) => void) => {
    const later: Later = new Map();
    try {
      for (const group of groups) {
        await pause(telegram.pausedUntil() - Date.now());
        const personId = group[0]?.personId;
        if (signal.aborted || personId === undefined) return false;
        await deliver(group, personId, later).catch((error: unknown) =>
          error instanceof LaterError ? Promise.reject(error) : giveUp(error, idsOf(group), personId),
        );
        counted(group.length);
      }
      return true;
    } catch (error) {
      if (error instanceof LaterError) return false;
      throw error;
    } finally {
      // In one transaction: at a publication thousands wait for the evening.
      if (later.size > 0) await postponeUntil(deps, later);
    }
  };

  const drain = async (): Promise<{ readonly count: number; readonly isCut: boolean }> => {
    let count = 0;
    for (;;) {
      const groups = await listDueNotices(deps.db, { now: await deps.clock.now(), limit: BATCH });
      if (groups.length === 0) return { count, isCut: false };
      const isWhole = await deliverBatch(groups, (of) => {
        count += of;
      });
      if (!isWhole) return { count, isCut: true };
    }
  };

  return {
    drainOnce: async () => (await drain()).count,
    round: async () => {
      const { count, isCut } = await drain();
      return !isCut || count > 0;
    },
  };
};
