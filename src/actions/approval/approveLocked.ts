import type { Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import type { Proposal, ProposalKind } from '../../db/read/proposal/proposal.ts';
import { findToken } from '../../db/read/token/token.ts';
import { closeProposal, insertApproval } from '../../db/write/proposal/proposal.ts';
import { updateToken } from '../../db/write/token/token.ts';
import type { Deps } from '../../deps.ts';
import { ok, type Result } from '../../result.ts';
import { tokenPayload } from '../proposal/proposalPayload.ts';
import { type Applied, applyProposal } from './applyProposal.ts';
import { decideCaseApproval, officerOf, type Progress } from './decideCase.ts';

export type Approved = Applied &
  Progress & {
    readonly kind: ProposalKind;
    /** What the API token does from now on, this officer does. */
    readonly becameHolder: boolean;
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
 * One officer's approval of a locked case, whichever way it came; the last one needed does the thing. `guard` refuses what only
 * this way in refuses, after the rights are known. The journal is left to the caller, who writes it last.
 */
export const approveLocked = async (
  tx: Tx,
  deps: Deps,
  found: Proposal,
  given: { readonly officerId: string; readonly now: Date; readonly guard?: () => Promise<Result<null>> },
): Promise<Result<Approved>> => {
  const { officerId, now, guard } = given;
  const officer = await officerOf(tx, deps, officerId);
  const { bylaws } = await currentBylaws(tx, now);
  const decided = await decideCaseApproval(tx, deps, found, officer, bylaws);
  if (!decided.ok) return decided;
  const guarded = await guard?.();
  if (guarded?.ok === false) return guarded;
  const progress = decided.value;
  const applied: Result<Applied> = progress.complete ? await applyProposal(tx, deps, found, now) : ok({});
  if (!applied.ok) return applied;
  await insertApproval(tx, { proposalId: found.id, officerId, now });
  const becameHolder = await takeToken(tx, found, officerId);
  if (progress.complete) await closeProposal(tx, deps, found.id, 'approved');
  return ok({ ...applied.value, ...progress, kind: found.kind, becameHolder });
};
