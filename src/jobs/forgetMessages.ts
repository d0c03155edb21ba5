import { setTimeout as sleep } from 'node:timers/promises';
import {
  forgetHarmless,
  forgetSent,
  forgetUndeletable,
  noteCleaned,
  noteSoftened,
} from '../actions/safety/forgetSent.ts';
import { findAccount, findRecipient } from '../db/read/person/person.ts';
import { countSent, type DueMessages, listCleanups, listDueMessages } from '../db/read/safety/sentMessage.ts';
import type { Deps } from '../deps.ts';
import type { I18n } from '../i18n/translator.ts';
import { renderLeftover } from '../messages/safety/safety.ts';
import type { Telegram } from '../telegram/client.ts';
import { harmlessMark } from '../telegram/sent.ts';
import { deleteMessages, isHopeless } from './deleteMessages.ts';

const HOUR_MS = 3_600_000;
/** Telegram refuses after 48 hours; two are left for an outage of ours or theirs. */
const DELETED_AFTER_MS = 46 * HOUR_MS;
/** From here on nothing can be deleted any more; an hour more, because times are cut to the hour. */
const UNDELETABLE_AFTER_MS = 49 * HOUR_MS;
/** So many messages stay, edited: an empty chat with a bot says that there was something to hide. */
const LEFT = 2;
const PAGE = 50;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Between two chats, so that people's own messages never meet a limit because of old ones. */
const BREATH_MS = 50;

export type MessageForgetter = {
  /** Deletes what is put down for deletion in chats; rejects when Telegram has to be asked again later. */
  readonly cleanChats: () => Promise<void>;
  /** Deletes sensitive messages before they are 48 hours old; rejects likewise. */
  readonly forgetAged: () => Promise<void>;
};

/** Deletes the bot's own messages: those of locked accounts at once, sensitive ones in time (security.md, "messages stay neutral"). */
export const createMessageForgetter = (
  deps: Deps,
  i18n: Pick<I18n, 'translatorFor'>,
  telegram: Pick<Telegram, 'api' | 'pausedUntil'>,
  signal: AbortSignal,
  breathMs = BREATH_MS,
): MessageForgetter => {
  const { api } = telegram;
  const pause = (ms: number) => (ms > 0 ? sleep(ms, undefined, { signal }).catch(() => {}) : undefined);

  const cleanChats = async (): Promise<void> => {
    const due = await listCleanups(deps.db, deps.vault, { now: await deps.clock.now(), limit: PAGE });
    for (const { id, chat, messageIds } of due) {
      let left = messageIds;
      await pause(telegram.pausedUntil() - Date.now());
      if (signal.aborted) return;
      await deleteMessages(api, chat, messageIds, async (settled) => {
        left = left.slice(settled.length);
        await noteCleaned(deps, id, left);
      });
    }
  };

  /** Edits a message into one that betrays nothing; a picture can't be, and is deleted like the rest. */
  const soften = async (
    chat: number,
    messageId: number,
    personId: string,
    text: string,
  ): Promise<boolean> => {
    try {
      await api.editMessageText(chat, messageId, text, { parse_mode: 'HTML', ...harmlessMark });
      await noteSoftened(deps, personId, [messageId]);
      return true;
    } catch (error) {
      if (!isHopeless(error)) throw error;
      return false;
    }
  };

  const forgetIn = async ({ personId, messageIds }: DueMessages, now: Date): Promise<void> => {
    const recipient = await findRecipient(deps.db, deps.vault, personId);
    const account = await findAccount(deps.db, deps.vault, personId);
    // Locked or erased since the page was read.
    if (recipient === undefined || account === undefined) return;
    if (account.profile.keepMessages === true)
      return forgetUndeletable(deps, personId, new Date(now.getTime() - UNDELETABLE_AFTER_MS));
    const chat = recipient.telegramId;
    const others = (await countSent(deps.db, personId)) - messageIds.length;
    // From the end: slice(-0) would be all of them.
    const newest = messageIds.slice(Math.max(0, messageIds.length - Math.max(0, LEFT - others)));
    const { text } = renderLeftover({
      translator: i18n.translatorFor(account.profile.locale),
      zone: undefined,
    });
    const kept = new Set<number>();
    for (const id of newest) {
      if (await soften(chat, id, personId, text)) kept.add(id);
    }
    const gone = messageIds.filter((id) => !kept.has(id));
    await deleteMessages(api, chat, gone, (settled) => forgetSent(deps, personId, settled));
    deps.log('debug', 'messages.forgotten', { count: gone.length });
  };

  const forgetAged = async (): Promise<void> => {
    for (let after = FIRST_ID; ; ) {
      const now = await deps.clock.now();
      const until = new Date(now.getTime() - DELETED_AFTER_MS);
      const page = await listDueMessages(deps.db, { until, after, limit: PAGE });
      for (const due of page) {
        await pause(telegram.pausedUntil() - Date.now());
        if (signal.aborted) return;
        await forgetIn(due, now);
        await pause(breathMs);
        after = due.personId;
      }
      if (page.length < PAGE) break;
    }
    await forgetHarmless(deps);
  };

  return { cleanChats, forgetAged };
};
