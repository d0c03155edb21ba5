import { eq, sql } from 'drizzle-orm';
import type { CallChange } from '../../../governance/verification/call.ts';
import type { Tx } from '../../client.ts';
import {
  type Call,
  type CallWords,
  findCall,
  linkContext,
  wishesContext,
  wordsContext,
} from '../../read/verification/call.ts';
import { call } from '../../schema/call.ts';
import type { Vault } from '../../vault.ts';

/** The appointment of a case whose proposal is locked already: nobody else can change it meanwhile. */
export const lockCall = (tx: Tx, vault: Vault, number: number): Promise<Call | undefined> =>
  findCall(tx, vault, number);

/** An appointment of a case that had none. */
export const insertCall = async (
  tx: Tx,
  vault: Vault,
  given: { readonly proposalId: string; readonly candidateId: string; readonly change: CallChange },
): Promise<void> => {
  const { proposalId, candidateId, change } = given;
  await tx.insert(call).values({
    proposalId,
    candidateId,
    state: change.state ?? 'wished',
    wishesSealed: vault.seal(wishesContext(proposalId), JSON.stringify(change.wishes ?? [])),
  });
};

/** Changes an appointment. Once nobody has taken it any more, the place to talk goes, and unless it is agreed, the words. */
export const updateCall = async (
  tx: Tx,
  vault: Vault,
  before: Call,
  change: CallChange,
  given: { readonly link?: string; readonly words?: CallWords } = {},
): Promise<void> => {
  const { proposalId } = before;
  const { wishes, ...plain } = change;
  const { link, words } = given;
  const state = change.state ?? before.state;
  const isTaken = state === 'taken' || state === 'agreed';
  await tx
    .update(call)
    .set({
      ...plain,
      state,
      ...(wishes === undefined
        ? {}
        : { wishesSealed: vault.seal(wishesContext(proposalId), JSON.stringify(wishes)) }),
      ...(link === undefined ? {} : { linkSealed: vault.seal(linkContext(proposalId), link) }),
      ...(words === undefined
        ? {}
        : { wordsSealed: vault.seal(wordsContext(proposalId), JSON.stringify(words)) }),
      ...(isTaken ? {} : { linkSealed: sql`null` }),
      ...(state === 'agreed' ? {} : { wordsSealed: sql`null` }),
    })
    .where(eq(call.proposalId, proposalId));
};
