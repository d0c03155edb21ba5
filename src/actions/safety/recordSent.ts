import { inTransaction } from '../../db/client.ts';
import { ownMessageId } from '../../db/read/safety/sentMessage.ts';
import { insertCleanup, insertSent } from '../../db/write/safety/sentMessage.ts';
import type { Deps } from '../../deps.ts';

/** A message that reached a private chat; see telegram/sent.ts. */
export type SentFacts = {
  readonly chat: number;
  readonly messageId: number;
  readonly harmless: boolean;
  readonly kind: 'sent' | 'edited';
};

/**
 * Notes what the bot sent to somebody with an account, to the hour, so that it can be deleted in time; an edit too, because the
 * choice of a language, sent before there was an account, is edited into its first screens. A sensitive message that
 * reached a chat without an account was under way while it was locked: it is put down for deletion at once. Answers whether
 * somebody's message was noted; refuses nothing. Source: security.md, "messages stay neutral".
 */
export const recordSent = async (
  deps: Pick<Deps, 'db' | 'vault' | 'clock' | 'random'>,
  { chat, messageId, harmless, kind }: SentFacts,
): Promise<boolean> => {
  const now = await deps.clock.now();
  const noted = await insertSent(deps.db, deps, {
    chat,
    messageId,
    kind: harmless ? 'harmless' : 'sensitive',
    now,
  });
  if (noted || harmless || kind === 'edited') return noted;
  const { db } = deps;
  await inTransaction({ db }, 'recordSent', (tx) =>
    insertCleanup(tx, deps, { chat, messageIds: [messageId], now }),
  );
  return false;
};

/**
 * Notes what the person wrote, so that `/panic` takes it along: "/vote" in a chat says as much as the answer to it. Kept like
 * harmless ones otherwise: what people wrote is theirs.
 */
export const recordWritten = async (
  deps: Pick<Deps, 'db' | 'vault' | 'clock'>,
  { chat, messageId }: Pick<SentFacts, 'chat' | 'messageId'>,
): Promise<void> => {
  const now = await deps.clock.now();
  await insertSent(deps.db, deps, { chat, messageId: ownMessageId(messageId), kind: 'harmless', now });
};
