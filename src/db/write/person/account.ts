import { eq, or } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Day } from '../../../governance/kit/day.ts';
import type { Tx } from '../../client.ts';
import { findRecipient } from '../../read/person/person.ts';
import { candidateMarkOf, voucherMarkOf } from '../../read/verification/vouch.ts';
import { person } from '../../schema/person.ts';
import { vouch } from '../../schema/vouch.ts';
import type { Vault } from '../../vault.ts';
import { releasePetitions } from '../petition/petitionOfPerson.ts';
import { deleteDialogueState } from '../safety/dialogue.ts';

const deleteVouchMarks = async (tx: Tx, vault: Vault, id: string): Promise<void> => {
  const voucherMark = voucherMarkOf(vault, id);
  const candidateMark = candidateMarkOf(vault, voucherMark);
  await tx
    .delete(vouch)
    .where(or(eq(vouch.voucherMark, voucherMark), eq(vouch.candidateMark, candidateMark)));
};

/**
 * Deletes an account and everything that hangs on it: rows that reference it go with it by their foreign keys, what officers
 * took goes back to the queues, and what is tied to it by a keyed mark or its chat alone is deleted here. Only marks on frozen
 * rolls stay, with the votes of ballots under way (rule G10), and under petitions that are no longer open: they are made from an
 * id that exists nowhere any more.
 */
export const deleteAccount = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  id: string,
  today: Day,
): Promise<void> => {
  const recipient = await findRecipient(tx, deps.vault, id);
  // The key of a dialogue is its chat; a private chat has its person's id.
  if (recipient !== undefined) await deleteDialogueState(tx, deps.vault, String(recipient.telegramId));
  await deleteVouchMarks(tx, deps.vault, id);
  await releasePetitions(tx, deps.vault, id, today);
  await tx.delete(person).where(eq(person.id, id));
};
