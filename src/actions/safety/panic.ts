import { inTransactionNow } from '../../db/client.ts';
import { findAccountByTelegram } from '../../db/read/person/person.ts';
import { insertCleanup } from '../../db/write/safety/sentMessage.ts';
import type { Deps } from '../../deps.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { lockAway } from './lockAway.ts';

/**
 * `/panic`, its button or its phrase: locks the account of this chat at once, if there is one, and puts the message that asked
 * for it down for deletion with all others. Refuses nothing, and a second time, or somebody without an account, gets the
 * same: so nobody can tell by it whether there was one. Source: security.md ("a person controls their data").
 */
export const panic = (
  deps: Deps,
  command: { readonly telegramId: number; readonly messageId: number },
): Promise<void> =>
  inTransactionNow(deps, 'panic', async (tx, now) => {
    const { telegramId, messageId } = command;
    await insertCleanup(tx, deps, { chat: telegramId, messageIds: [messageId], now });
    const found = await findAccountByTelegram(tx, deps.vault, telegramId);
    if (found === undefined) return;
    await lockAway(tx, deps, await lockPerson(tx, deps, found.id), 'panic', now);
  });
