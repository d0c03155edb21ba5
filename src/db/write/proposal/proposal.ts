import { and, eq, inArray } from 'drizzle-orm';
import { canonicalJson, type Json } from '../../../canonical.ts';
import type { Deps } from '../../../deps.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import {
  type Proposal,
  type ProposalKind,
  payloadContext,
  selectProposal,
} from '../../read/proposal/proposal.ts';
import { interview } from '../../schema/interview.ts';
import { approval, proposal } from '../../schema/office.ts';
import { nextNumber } from '../kit/number.ts';

export type NewProposal = {
  readonly kind: ProposalKind;
  /** Sealed here: it may hold an applicant's words or an unpublished text. */
  readonly payload: Json;
  /** Null: the command line or the applicant, nobody who counts as one of the officers. */
  readonly proposedBy: string | null;
  /** The person whom an admission or a list entry is about; they never approve it. */
  readonly subjectId?: string;
  readonly approvalsNeeded: number;
  readonly now: Date;
};

/** Puts a question to the officers. `number` is what people call it by. */
export const insertProposal = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: NewProposal,
): Promise<{ id: string; number: number }> => {
  await hold(tx, 'proposalNumber');
  const id = deps.random.uuid();
  const number = await nextNumber(tx, proposal.number);
  await tx.insert(proposal).values({
    id,
    number,
    kind: given.kind,
    payloadSealed: deps.vault.seal(payloadContext(id), canonicalJson(given.payload)),
    proposedBy: given.proposedBy,
    subjectId: given.subjectId ?? null,
    approvalsNeeded: given.approvalsNeeded,
    state: 'pending',
    createdAt: given.now,
  });
  return { id, number };
};

/** The proposal with its approvals, locked: officers who press at once come one after the other. */
export const lockProposal = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  number: number,
): Promise<Proposal | undefined> => {
  await hold(tx, 'proposalDecision');
  await tx.select({ id: proposal.id }).from(proposal).where(eq(proposal.number, number)).for('update');
  return selectProposal(tx, deps.vault, eq(proposal.number, number));
};

export const insertApproval = async (
  tx: Tx,
  given: { readonly proposalId: string; readonly officerId: string; readonly now: Date },
): Promise<void> => {
  const { proposalId, officerId, now } = given;
  await tx.insert(approval).values({ proposalId, officerId, approvedOn: dayOf(now) });
};

/**
 * Ends a proposal. Its payload goes, and with an applicant's or a list's case the person too: what was decided lives
 * elsewhere, and nothing here tells afterwards who was admitted by whom.
 */
export const closeProposal = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  id: string,
  state: 'approved' | 'rejected',
): Promise<void> => {
  await tx
    .update(proposal)
    .set({ state, subjectId: null, payloadSealed: deps.vault.seal(payloadContext(id), 'null') })
    .where(and(eq(proposal.id, id), eq(proposal.state, 'pending')));
  // Nothing of a call is kept once the case is decided (rule M5).
  await tx.delete(interview).where(eq(interview.proposalId, id));
};

/** Ends what a person asked for and waits: to be admitted, to be put on a list. */
export const closeRequestsOf = async (tx: Tx, deps: Pick<Deps, 'vault'>, personId: string): Promise<void> => {
  const waiting = await tx
    .select({ id: proposal.id })
    .from(proposal)
    .where(
      and(
        eq(proposal.subjectId, personId),
        eq(proposal.state, 'pending'),
        inArray(proposal.kind, ['admission', 'listEntry']),
      ),
    )
    .orderBy(proposal.id);
  for (const { id } of waiting) await closeProposal(tx, deps, id, 'rejected');
};
