import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Reader, Tx } from '../../client.ts';
import { findRecipient, telegramIndexOf } from '../../read/person/person.ts';
import { cleanupContext } from '../../read/safety/sentMessage.ts';
import { chatCleanup, sentMessage } from '../../schema/sentMessage.ts';

/** Telegram deletes a message for so long after it was sent. Source: Bot API, deleteMessage. */
const DELETABLE_MS = 48 * 3_600_000;
const HOUR_MS = 3_600_000;

/** Cut, not rounded: a message must never seem younger than it is. */
const hourOf = (moment: Date): Date => new Date(Math.floor(moment.getTime() / HOUR_MS) * HOUR_MS);

export type NewSent = {
  readonly chat: number;
  readonly messageId: number;
  readonly kind: 'sensitive' | 'harmless';
  readonly now: Date;
};

/**
 * Notes a message for whoever has an account in this chat; false when nobody has. A known one that was harmless and is not any
 * more is sensitive from now on. One statement, whole by itself: every message goes through it, and needs no transaction
 * around it. It waits for a lock of the account that is under way, and then finds nobody: seen a moment before, the message would
 * stay in a chat that was just emptied.
 */
export const insertSent = async (
  on: Reader,
  { vault }: Pick<Deps, 'vault'>,
  { chat, messageId, kind, now }: NewSent,
): Promise<boolean> => {
  const rows = await on.execute(sql`
    with owner as (select id from person where telegram_index = ${telegramIndexOf(vault, chat)} for key share),
    noted as (
      insert into sent_message (person_id, message_id, sent_at, kind)
      select id, ${messageId}, ${hourOf(now).toISOString()}::timestamptz, ${kind} from owner
      on conflict (person_id, message_id) do update set kind = 'sensitive'
        where sent_message.kind = 'harmless' and excluded.kind = 'sensitive')
    select id from owner`);
  return rows.length > 0;
};

export const deleteSent = async (tx: Tx, personId: string, messageIds: readonly number[]): Promise<void> => {
  await tx
    .delete(sentMessage)
    .where(and(eq(sentMessage.personId, personId), inArray(sentMessage.messageId, [...messageIds])));
};

export const deleteSentUntil = async (tx: Tx, personId: string, until: Date): Promise<void> => {
  await tx.delete(sentMessage).where(and(eq(sentMessage.personId, personId), lte(sentMessage.sentAt, until)));
};

export const markHarmless = async (
  tx: Tx,
  personId: string,
  messageIds: readonly number[],
): Promise<void> => {
  await tx
    .update(sentMessage)
    .set({ kind: 'harmless' })
    .where(and(eq(sentMessage.personId, personId), inArray(sentMessage.messageId, [...messageIds])));
};

/** Forgets harmless messages of that moment and before; answers how many. */
export const deleteOldHarmless = async (tx: Tx, until: Date): Promise<number> => {
  const gone = await tx
    .delete(sentMessage)
    .where(and(eq(sentMessage.kind, 'harmless'), lte(sentMessage.sentAt, until)))
    .returning({ id: sentMessage.messageId });
  return gone.length;
};

/** Puts messages of a chat down for deletion, whatever becomes of its account. */
export const insertCleanup = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: { readonly chat: number; readonly messageIds: readonly number[]; readonly now: Date },
): Promise<void> => {
  const { chat, messageIds, now } = given;
  if (messageIds.length === 0) return;
  const id = deps.random.uuid();
  await tx.insert(chatCleanup).values({
    id,
    chatSealed: deps.vault.seal(cleanupContext(id), String(chat)),
    messageIds: [...messageIds],
    notBefore: now,
    until: new Date(now.getTime() + DELETABLE_MS),
  });
};

/**
 * Everything that was said in the chat of this account and the bot can still delete goes into a cleanup, which outlives the account; newest
 * first. A locked account has no chat, and nothing is left of it there.
 */
export const queueChatCleanup = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  { id: personId }: { readonly id: string },
  now: Date,
): Promise<void> => {
  const recipient = await findRecipient(tx, deps.vault, personId);
  if (recipient === undefined) return;
  // Cut to the hour: what may still be deletable is tried.
  const since = new Date(now.getTime() - DELETABLE_MS - HOUR_MS);
  const rows = await tx
    .select({ id: sentMessage.messageId })
    .from(sentMessage)
    .where(and(eq(sentMessage.personId, personId), gt(sentMessage.sentAt, since)));
  const messageIds = rows.map(({ id }) => Math.abs(id)).sort((a, b) => b - a);
  await insertCleanup(tx, deps, { chat: recipient.telegramId, messageIds, now });
  await tx.delete(sentMessage).where(eq(sentMessage.personId, personId));
};

/** What is left to delete; none left, and the row goes. */
export const updateCleanup = async (tx: Tx, id: string, messageIds: readonly number[]): Promise<void> => {
  if (messageIds.length === 0) await tx.delete(chatCleanup).where(eq(chatCleanup.id, id));
  else
    await tx
      .update(chatCleanup)
      .set({ messageIds: [...messageIds] })
      .where(eq(chatCleanup.id, id));
};

export const deleteOldCleanups = async (tx: Tx, now: Date): Promise<void> => {
  await tx.delete(chatCleanup).where(lte(chatCleanup.until, now));
};
