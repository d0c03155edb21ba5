import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../client.ts';
import { kept } from '../../kept.ts';
import { conversationState } from '../../schema/dialogue.ts';
import { person } from '../../schema/person.ts';
import { attendanceBoard } from '../../schema/session.ts';
import type { Vault } from '../../vault.ts';
import { dialogueKey, openDialogue } from '../safety/dialogue.ts';
import { type Account, rolesOf, telegramIndexOf, toAccount } from './person.ts';

/** Whoever sent an update, and what they are in the middle of. */
export type Sender = {
  /** Undefined for somebody who has not begun. */
  readonly account: Account | undefined;
  /** The state of a running dialogue. */
  readonly dialogue: string | undefined;
  /** The message that was pressed shows the presence of a session. */
  readonly onBoard: boolean;
};

const selectSender = kept('sender', (db) => {
  const showsBoard = sql<boolean>`exists (select 1 from ${attendanceBoard}
    where ${attendanceBoard.personId} = ${person.id} and ${attendanceBoard.messageId} = ${sql.placeholder('messageId')})`;
  return db
    .select({ person, roles: rolesOf, stateSealed: conversationState.stateSealed, onBoard: showsBoard })
    .from(sql`(values (true)) as asked (once)`)
    .leftJoin(person, eq(person.telegramIndex, sql.placeholder('telegramIndex')))
    .leftJoin(conversationState, eq(conversationState.key, sql.placeholder('dialogueKey')));
});

/** Everything that every update needs to know, in one query: it runs before each handler. */
export const findSender = async (
  db: Database,
  vault: Vault,
  {
    telegramId,
    chatId,
    messageId,
  }: { readonly telegramId: number; readonly chatId: number; readonly messageId: number },
): Promise<Sender> => {
  const key = dialogueKey(vault, String(chatId));
  const [row] = await selectSender(db, {
    telegramIndex: telegramIndexOf(vault, telegramId),
    dialogueKey: key,
    messageId,
  });
  if (row === undefined) throw new Error('A query of one row gave none.');
  const { person: found, roles, stateSealed, onBoard } = row;
  return {
    account: found === null ? undefined : toAccount(vault, found, roles),
    dialogue: stateSealed === null ? undefined : openDialogue(vault, key, stateSealed),
    onBoard,
  };
};
