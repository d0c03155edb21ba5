import { inTransaction, type Tx } from '../db/client.ts';
import { currentBylaws } from '../db/read/bylaws.ts';
import type { Proposal, ProposalKind } from '../db/read/proposal.ts';
import { findToken } from '../db/read/token.ts';
import { appendJournal } from '../db/write/journal.ts';
import { closeProposal, insertApproval, lockProposal } from '../db/write/proposal.ts';
import { updateToken } from '../db/write/token.ts';
import type { Deps } from '../deps.ts';
import { ok, type Result, refuse } from '../result.ts';
import { type Applied, applyProposal } from './applyProposal.ts';
import { decideCaseApproval, officerOf, type Progress } from './decideCase.ts';
import { tokenPayload } from './proposalPayload.ts';

export type ApprovalOutcome = Progress & {
  readonly number: number;
  readonly kind: ProposalKind;
  /** What the API token does from now on, this officer does. */
  readonly becameHolder: boolean;
  /** To be passed on by the officer whose approval was the last; shown once. */
  readonly officeToken?: string;
};

/** The first officer who approves a token answers for it, before it opens anything. */
const takeToken = async (tx: Tx, found: Proposal, officerId: string): Promise<boolean> => {
  if (found.kind !== 'token') return false;
  const { tokenId } = tokenPayload.parse(found.payload);
  const token = await findToken(tx, tokenId);
  if (token === undefined || token.holderId !== null) return false;
  await updateToken(tx, tokenId, { holderId: officerId });
  return true;
};

/**
 * An officer approves; the last approval needed does the thing in the same transaction. Source: M4, M5 and the two-person
 * rule of security.md. Refusals: proposal.notFound, .notPending, .noPower, .ownProposal, .alreadyApproved, admission.*,
 * and what a kind refuses when it is applied (declaration.newerExists, bylaws.*).
 */
export const approveProposal = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number },
): Promise<Result<ApprovalOutcome>> =>
  inTransaction(deps, 'approveProposal', async (tx) => {
    const { officerId, number } = command;
    const found = await lockProposal(tx, deps, number);
    if (found === undefined) return refuse('proposal.notFound');
    const now = await deps.clock.now(tx);
    const officer = await officerOf(tx, deps, officerId);
    const { bylaws } = await currentBylaws(tx, now);
    const decided = await decideCaseApproval(tx, deps, found, officer, bylaws);
    if (!decided.ok) return decided;
    const progress = decided.value;
    const applied: Result<Applied> = progress.complete ? await applyProposal(tx, deps, found, now) : ok({});
    if (!applied.ok) return applied;
    await insertApproval(tx, { proposalId: found.id, officerId, now });
    const becameHolder = await takeToken(tx, found, officerId);
    if (progress.complete) await closeProposal(tx, deps, found.id, 'approved');
    const { journal, officeToken } = applied.value;
    if (journal !== undefined) await appendJournal(tx, journal);
    return ok({
      ...progress,
      number,
      kind: found.kind,
      becameHolder,
      ...(officeToken === undefined ? {} : { officeToken }),
    });
  });
