import { and, eq, isNull } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Tx } from '../../client.ts';
import { findRecipient } from '../../read/person/person.ts';
import { draft } from '../../schema/dialogue.ts';
import { interview } from '../../schema/interview.ts';
import { listLink, presence } from '../../schema/list.ts';
import { notice } from '../../schema/notice.ts';
import { person } from '../../schema/person.ts';
import { projectClaim } from '../../schema/project.ts';
import { vouchLink } from '../../schema/vouch.ts';
import { leaveRooms } from '../sitting/sitting.ts';
import { deleteDialogueState } from './dialogue.ts';

/** Ends whatever an account has under way of its own: dialogue, drafts, check-ins, links and notices that wait, appointments. */
export const deleteUnderWay = async (tx: Tx, deps: Pick<Deps, 'vault'>, personId: string): Promise<void> => {
  const recipient = await findRecipient(tx, deps.vault, personId);
  // The key of a dialogue is its chat; in private chats that is the person.
  if (recipient !== undefined) await deleteDialogueState(tx, deps.vault, String(recipient.telegramId));
  await tx.delete(draft).where(eq(draft.personId, personId));
  await tx.delete(notice).where(and(eq(notice.personId, personId), eq(notice.state, 'queued')));
  await tx.delete(presence).where(eq(presence.personId, personId));
  await leaveRooms(tx, personId);
  await tx.delete(vouchLink).where(and(eq(vouchLink.candidateId, personId), isNull(vouchLink.usedOn)));
  await tx.delete(listLink).where(and(eq(listLink.invitedBy, personId), isNull(listLink.usedOn)));
  await tx.delete(interview).where(eq(interview.candidateId, personId));
  await tx
    .update(projectClaim)
    .set({ state: 'dismissed' })
    .where(and(eq(projectClaim.personId, personId), eq(projectClaim.state, 'open')));
};

/** Ids of all accounts that were to become this one; they go on as what they are. */
export const forgetHeirs = async (tx: Tx, personId: string): Promise<void> => {
  await tx.update(person).set({ recovers: null }).where(eq(person.recovers, personId));
};
