import { and, eq, lt } from 'drizzle-orm';
import { type Day, dayOf } from '../../../governance/kit/day.ts';
import type { Single, Tx } from '../../client.ts';
import { dialogueContext, dialogueKey, draftContext } from '../../read/safety/dialogue.ts';
import { conversationState, draft } from '../../schema/dialogue.ts';
import type { Vault } from '../../vault.ts';

export const upsertDialogueState = async (
  db: Single,
  vault: Vault,
  chatKey: string,
  state: string,
  now: Date,
): Promise<void> => {
  const key = dialogueKey(vault, chatKey);
  const fields = { stateSealed: vault.seal(dialogueContext(key), state), touchedOn: dayOf(now) };
  await db
    .insert(conversationState)
    .values({ key, ...fields })
    .onConflictDoUpdate({ target: conversationState.key, set: fields });
};

export const deleteDialogueState = async (db: Single, vault: Vault, chatKey: string): Promise<void> => {
  await db.delete(conversationState).where(eq(conversationState.key, dialogueKey(vault, chatKey)));
};

export const upsertDraft = async (
  db: Single,
  vault: Vault,
  given: {
    readonly personId: string;
    readonly form: string;
    readonly answers: Readonly<Record<string, string>>;
    readonly now: Date;
  },
): Promise<void> => {
  const { personId, form, answers, now } = given;
  const fields = {
    answersSealed: vault.seal(draftContext(personId, form), JSON.stringify(answers)),
    touchedOn: dayOf(now),
  };
  await db
    .insert(draft)
    .values({ personId, form, ...fields })
    .onConflictDoUpdate({ target: [draft.personId, draft.form], set: fields });
};

export const deleteDraft = async (db: Single, personId: string, form: string): Promise<void> => {
  await db.delete(draft).where(and(eq(draft.personId, personId), eq(draft.form, form)));
};

/** Deletes dialogues and drafts that were last touched before `day`; answers how many. */
export const deleteOldDialogues = async (tx: Tx, day: Day): Promise<number> => {
  const states = await tx
    .delete(conversationState)
    .where(lt(conversationState.touchedOn, day))
    .returning({ day: conversationState.touchedOn });
  const drafts = await tx.delete(draft).where(lt(draft.touchedOn, day)).returning({ day: draft.touchedOn });
  return states.length + drafts.length;
};
