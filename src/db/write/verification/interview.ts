import { eq, sql } from 'drizzle-orm';
import type { InterviewChange } from '../../../governance/verification/interview.ts';
import type { Tx } from '../../client.ts';
import {
  findInterview,
  type Interview,
  type InterviewWords,
  linkContext,
  wishesContext,
  wordsContext,
} from '../../read/verification/interview.ts';
import { interview } from '../../schema/interview.ts';
import type { Vault } from '../../vault.ts';

/** The appointment of a case whose proposal is locked already: nobody else can change it meanwhile. */
export const lockInterview = (tx: Tx, vault: Vault, number: number): Promise<Interview | undefined> =>
  findInterview(tx, vault, number);

/** An appointment of a case that had none. */
export const insertInterview = async (
  tx: Tx,
  vault: Vault,
  given: { readonly proposalId: string; readonly candidateId: string; readonly change: InterviewChange },
): Promise<void> => {
  const { proposalId, candidateId, change } = given;
  await tx.insert(interview).values({
    proposalId,
    candidateId,
    state: change.state ?? 'wished',
    wishesSealed: vault.seal(wishesContext(proposalId), JSON.stringify(change.wishes ?? [])),
  });
};

/** Changes an appointment. Once nobody has taken it any more, the place to talk goes, and unless it is agreed, the words. */
export const updateInterview = async (
  tx: Tx,
  vault: Vault,
  before: Interview,
  change: InterviewChange,
  given: { readonly link?: string; readonly words?: InterviewWords } = {},
): Promise<void> => {
  const { proposalId } = before;
  const { wishes, ...plain } = change;
  const { link, words } = given;
  const state = change.state ?? before.state;
  const isTaken = state === 'taken' || state === 'agreed';
  await tx
    .update(interview)
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
    .where(eq(interview.proposalId, proposalId));
};
