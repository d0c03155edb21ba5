import { inTransaction } from '../../db/client.ts';
import type { ProposalKind } from '../../db/read/proposal/proposal.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockProposal } from '../../db/write/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { refuseParties } from '../case/caseParties.ts';
import { refuseWhileCalled } from '../verification/caseCall.ts';
import { approveLocked } from './approveLocked.ts';
import type { Progress } from './decideCase.ts';

export type ApprovalOutcome = Progress & {
  readonly number: number;
  readonly kind: ProposalKind;
  /** What the API token does from now on, this officer does. */
  readonly becameHolder: boolean;
  /** To be passed on by the officer whose approval was the last; shown once. */
  readonly officeToken?: string;
  /** The same, for a founder. */
  readonly founderToken?: string;
};

/**
 * An officer approves; the last approval needed does the thing in the same transaction. Source: M4, M5 and the two-person
 * rule of security.md. Refusals: proposal.notFound, .notPending, .noPower, .ownProposal, .alreadyApproved, admission.*,
 * call.inProgress, finding.ownCase, and what a kind refuses when it is applied (declaration.newerExists, bylaws.*).
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
    const guard = async (): Promise<Result<null>> => {
      const party = await refuseParties(tx, deps, found, officerId);
      return party.ok ? refuseWhileCalled(tx, deps, found) : party;
    };
    const approved = await approveLocked(tx, deps, found, { officerId, now, guard });
    if (!approved.ok) return approved;
    const { journal = [], ...outcome } = approved.value;
    for (const fact of journal) await appendJournal(tx, fact);
    return ok({ number, ...outcome });
  });
