import { inTransaction, type Tx } from '../../db/client.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import { findToken } from '../../db/read/token/token.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { closeProposal, insertApproval, lockProposal } from '../../db/write/proposal/proposal.ts';
import { updateToken } from '../../db/write/token/token.ts';
import type { Deps } from '../../deps.ts';
import type { CaseKind } from '../../governance/person/role.ts';
import {
  decideProposalApproval,
  officersNeededFor,
  type Progress,
  type ProposalRefusal,
} from '../../governance/proposal/proposal.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { refuseParties } from '../case/caseParties.ts';
import type { OfficerActs } from '../kit/command.ts';
import { type Officer, officerOf } from '../person/officerPower.ts';
import { tokenPayload } from '../proposal/proposalPayload.ts';
import { approveAdmission } from '../verification/approveAdmission.ts';
import { refuseWhileCalled } from '../verification/caseInterview.ts';
import { type Applied, kindActs } from './kindActs.ts';
import { factsOf, needsTwoPersons, type TwoPersonProposal } from './proposalFacts.ts';

export type ApprovalOutcome = Progress & {
  readonly number: number;
  readonly kind: CaseKind;
  /** What the API token does from now on, this officer does. */
  readonly becameHolder: boolean;
  /** To be passed on by the officer whose approval was the last; shown once. */
  readonly officeToken?: string;
  /** The same, for a founder. */
  readonly founderToken?: string;
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

const decide = (found: TwoPersonProposal, officer: Officer): Result<Progress, ProposalRefusal> => {
  const facts = factsOf(found, officer);
  const decided = decideProposalApproval(facts, { officersNeeded: officersNeededFor(found) });
  if (!decided.ok || facts.proposedBy === found.proposedBy) return decided;
  return refuse('proposal.ownProposal');
};

type Given = {
  readonly officerId: string;
  readonly now: Date;
  readonly guard: () => Promise<Result<null>>;
};
type Approved = Applied & Progress & { readonly becameHolder: boolean };

const approveByTwo = async (
  tx: Tx,
  deps: Deps,
  found: TwoPersonProposal,
  { officerId, now, guard }: Given,
): Promise<Result<Approved>> => {
  const decided = decide(found, await officerOf(tx, deps, officerId));
  if (!decided.ok) return decided;
  const guarded = await guard();
  if (!guarded.ok) return guarded;
  const { complete } = decided.value;
  const applied: Result<Applied> = complete ? await kindActs[found.kind].apply(tx, deps, found, now) : ok({});
  if (!applied.ok) return applied;
  await insertApproval(tx, { proposalId: found.id, officerId, now });
  const becameHolder = await takeToken(tx, found, officerId);
  if (complete) await closeProposal(tx, deps, found.id, 'approved');
  return ok({ ...applied.value, ...decided.value, becameHolder });
};

const approveRequest = async (
  tx: Tx,
  deps: Deps,
  found: Proposal,
  given: Given,
): Promise<Result<Approved>> => {
  const approved = await approveAdmission(tx, deps, found, given);
  return approved.ok ? ok({ ...approved.value, becameHolder: false }) : approved;
};

/**
 * An officer approves; the last approval needed does the thing in the same transaction. Source: M4, M5 and the two-person
 * rule of security.md. Refusals: proposal.notFound, .notPending, .noPower, .ownProposal, .alreadyApproved, admission.*,
 * call.inProgress, finding.ownCase, and what a kind refuses when it is applied (declaration.newerExists, bylaws.*).
 */
export const approveProposal = (deps: Deps, command: OfficerActs): Promise<Result<ApprovalOutcome>> =>
  inTransaction(deps, 'approveProposal', async (tx) => {
    const { officerId, number } = command;
    const found = await lockProposal(tx, deps, number);
    if (found === undefined) return refuse('proposal.notFound');
    const now = await deps.clock.now(tx);
    const guard = async (): Promise<Result<null>> => {
      const party = await refuseParties(tx, deps, found, officerId);
      return party.ok ? refuseWhileCalled(tx, deps, found) : party;
    };
    const given = { officerId, now, guard };
    const approved = needsTwoPersons(found)
      ? await approveByTwo(tx, deps, found, given)
      : await approveRequest(tx, deps, found, given);
    if (!approved.ok) return approved;
    const { journal = [], ...outcome } = approved.value;
    for (const fact of journal) await appendJournal(tx, fact);
    return ok({ number, kind: found.kind, ...outcome });
  });
