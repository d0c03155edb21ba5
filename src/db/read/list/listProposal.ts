import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { foldPublicName } from '../../../governance/list/list.ts';
import type { Reader } from '../../client.ts';
import { proposal } from '../../schema/office.ts';
import type { Vault } from '../../vault.ts';
import { payloadContext } from '../proposal/proposal.ts';

const listOf = z.object({ listId: z.string() });
const nameOf = listOf.extend({ publicName: z.string() });

/** Whether an entry of this person on this list waits for an officer. */
export const isListEntryPending = async (
  reader: Reader,
  vault: Vault,
  listId: string,
  personId: string,
): Promise<boolean> => {
  const rows = await reader
    .select({ id: proposal.id, sealed: proposal.payloadSealed })
    .from(proposal)
    .where(
      and(eq(proposal.kind, 'listEntry'), eq(proposal.state, 'pending'), eq(proposal.subjectId, personId)),
    );
  return rows.some(
    ({ id, sealed }) => listOf.parse(JSON.parse(vault.open(payloadContext(id), sealed))).listId === listId,
  );
};

/** Whether somebody who waits for an officer has asked for a name on this list that reads like this one. */
export const isNamePending = async (
  reader: Reader,
  vault: Vault,
  listId: string,
  publicName: string,
): Promise<boolean> => {
  const rows = await reader
    .select({ id: proposal.id, sealed: proposal.payloadSealed })
    .from(proposal)
    .where(and(eq(proposal.kind, 'listEntry'), eq(proposal.state, 'pending')));
  const wanted = foldPublicName(publicName);
  return rows
    .map(({ id, sealed }) => nameOf.parse(JSON.parse(vault.open(payloadContext(id), sealed))))
    .some((entry) => entry.listId === listId && foldPublicName(entry.publicName) === wanted);
};
