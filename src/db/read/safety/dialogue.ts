import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader } from '../../client.ts';
import { conversationState, draft } from '../../schema/dialogue.ts';
import type { Vault } from '../../vault.ts';

export const dialogueKey = (vault: Vault, chatKey: string): Buffer => vault.index('dialogue', chatKey);
export const dialogueContext = (key: Uint8Array) => ({
  table: 'conversation_state',
  column: 'state_sealed',
  row: Buffer.from(key).toString('hex'),
});
export const draftContext = (personId: string, form: string) => ({
  table: 'draft',
  column: 'answers_sealed',
  row: `${personId}/${form}`,
});

export const openDialogue = (vault: Vault, key: Uint8Array, sealed: Uint8Array): string =>
  vault.open(dialogueContext(key), sealed);

export const findDialogueState = async (
  reader: Reader,
  vault: Vault,
  chatKey: string,
): Promise<string | undefined> => {
  const key = dialogueKey(vault, chatKey);
  const [row] = await reader.select().from(conversationState).where(eq(conversationState.key, key));
  return row && openDialogue(vault, key, row.stateSealed);
};

const answersSchema = z.record(z.string(), z.string());

export const findDraft = async (
  reader: Reader,
  vault: Vault,
  personId: string,
  form: string,
): Promise<Readonly<Record<string, string>> | undefined> => {
  const [row] = await reader
    .select()
    .from(draft)
    .where(and(eq(draft.personId, personId), eq(draft.form, form)));
  return row && answersSchema.parse(JSON.parse(vault.open(draftContext(personId, form), row.answersSealed)));
};

/** The query of listDraftForms, for reads of several things at once. */
export const draftForms = (reader: Reader, personId: string) =>
  reader
    .select({ form: draft.form })
    .from(draft)
    .where(eq(draft.personId, personId))
    .orderBy(asc(draft.form));

/** Names of the forms in which a person left answers. */
export const listDraftForms = async (reader: Reader, personId: string): Promise<string[]> => {
  const rows = await draftForms(reader, personId);
  return rows.map((row) => row.form);
};
