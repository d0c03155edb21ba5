import { and, asc, count, eq, gt, lte, sql } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { chatCleanup, sentMessage } from '../../schema/sentMessage.ts';
import type { Vault } from '../../vault.ts';

export const cleanupContext = (id: string) => ({ table: 'chat_cleanup', column: 'chat_sealed', row: id });

/**
 * The table holds the person's own messages too, for `/panic`: Telegram's ids are positive, theirs are kept as negative
 * numbers, so that the two are never taken for each other.
 */
export const ownMessageId = (messageId: number): number => -messageId;

export type DueMessages = {
  readonly personId: string;
  /** Sensitive ones sent before the asked moment, the oldest first. */
  readonly messageIds: readonly number[];
};

const ids = sql<string[]>`array_agg(${sentMessage.messageId} order by ${sentMessage.messageId})`;

/** People with sensitive messages of `until` and before, a page at a time in the order of their ids. */
export const listDueMessages = async (
  reader: Reader,
  page: { readonly until: Date; readonly after: string; readonly limit: number },
): Promise<DueMessages[]> => {
  const rows = await reader
    .select({ personId: sentMessage.personId, messageIds: ids })
    .from(sentMessage)
    .where(
      and(
        eq(sentMessage.kind, 'sensitive'),
        lte(sentMessage.sentAt, page.until),
        gt(sentMessage.personId, page.after),
      ),
    )
    .groupBy(sentMessage.personId)
    .orderBy(asc(sentMessage.personId))
    .limit(page.limit);
  return rows.map(({ personId, messageIds }) => ({ personId, messageIds: messageIds.map(Number) }));
};

/** How many messages of the bot are known in a person's chat. */
export const countSent = async (reader: Reader, personId: string): Promise<number> => {
  const [row] = await reader
    .select({ known: count() })
    .from(sentMessage)
    .where(and(eq(sentMessage.personId, personId), gt(sentMessage.messageId, 0)));
  return row?.known ?? 0;
};

export type Cleanup = { readonly id: string; readonly chat: number; readonly messageIds: readonly number[] };

/** Chats whose messages are to be deleted now. */
export const listCleanups = async (
  reader: Reader,
  vault: Vault,
  due: { readonly now: Date; readonly limit: number },
): Promise<Cleanup[]> => {
  const rows = await reader
    .select()
    .from(chatCleanup)
    .where(lte(chatCleanup.notBefore, due.now))
    .orderBy(asc(chatCleanup.notBefore), asc(chatCleanup.id))
    .limit(due.limit);
  return rows.map(({ id, chatSealed, messageIds }) => ({
    id,
    chat: Number(vault.open(cleanupContext(id), chatSealed)),
    messageIds,
  }));
};
