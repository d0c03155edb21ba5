import { and, asc, count, eq, gt, inArray, min, type SQL, sql } from 'drizzle-orm';
import type { Json } from '../../../canonical.ts';
import type { Reader } from '../../client.ts';
import { approval, proposal } from '../../schema/office.ts';
import type { Vault } from '../../vault.ts';

export type ProposalKind = (typeof proposal.$inferSelect)['kind'];

export type Proposal = {
  readonly id: string;
  readonly number: number;
  readonly kind: ProposalKind;
  readonly state: (typeof proposal.$inferSelect)['state'];
  /** Null once it is decided. */
  readonly payload: Json;
  readonly proposedBy: string | null;
  readonly subjectId: string | null;
  /** Officers who approved, in no order that would tell who was first. */
  readonly approvals: readonly string[];
  readonly approvalsNeeded: number;
  readonly createdAt: Date;
};

export const payloadContext = (id: string) => ({ table: 'proposal', column: 'payload_sealed', row: id });

/** One proposal with its approvals and its payload opened. */
export const selectProposal = async (
  reader: Reader,
  vault: Vault,
  where: SQL,
): Promise<Proposal | undefined> => {
  const [row] = await reader.select().from(proposal).where(where);
  if (row === undefined) return undefined;
  const approvals = await reader
    .select({ officerId: approval.officerId })
    .from(approval)
    .where(eq(approval.proposalId, row.id))
    .orderBy(asc(approval.officerId));
  const { payloadSealed, ...plain } = row;
  return {
    ...plain,
    payload: JSON.parse(vault.open(payloadContext(row.id), payloadSealed)) as Json,
    approvals: approvals.map(({ officerId }) => officerId),
  };
};

export const findProposal = (reader: Reader, vault: Vault, number: number): Promise<Proposal | undefined> =>
  selectProposal(reader, vault, eq(proposal.number, number));

/** A line of a queue: nothing sealed is opened for it. */
export type ProposalLine = {
  readonly number: number;
  readonly kind: ProposalKind;
  readonly approvals: number;
  readonly approvalsNeeded: number;
  readonly createdAt: Date;
};

/** Pending proposals of these kinds, oldest first, after `afterNumber`. */
export const listPendingProposals = (
  reader: Reader,
  kinds: readonly ProposalKind[],
  page: { readonly afterNumber?: number; readonly offset?: number; readonly limit: number },
): Promise<ProposalLine[]> =>
  reader
    .select({
      number: proposal.number,
      kind: proposal.kind,
      approvals: count(approval.officerId),
      approvalsNeeded: proposal.approvalsNeeded,
      createdAt: proposal.createdAt,
    })
    .from(proposal)
    .leftJoin(approval, eq(approval.proposalId, proposal.id))
    .where(
      and(
        eq(proposal.state, 'pending'),
        inArray(proposal.kind, [...kinds]),
        gt(proposal.number, page.afterNumber ?? 0),
      ),
    )
    .groupBy(proposal.id)
    .orderBy(asc(proposal.number))
    .offset(page.offset ?? 0)
    .limit(page.limit);

/** The oldest that this officer can still decide on: not their own, not about them, not approved by them. */
export const findNextProposal = async (
  reader: Reader,
  kinds: readonly ProposalKind[],
  officerId: string,
): Promise<number | undefined> => {
  const [row] = await reader
    .select({ number: proposal.number })
    .from(proposal)
    .where(
      and(
        eq(proposal.state, 'pending'),
        inArray(proposal.kind, [...kinds]),
        sql`${proposal.proposedBy} is distinct from ${officerId}`,
        sql`${proposal.subjectId} is distinct from ${officerId}`,
        sql`not exists (select 1 from ${approval} where ${approval.proposalId} = ${proposal.id} and ${approval.officerId} = ${officerId})`,
      ),
    )
    .orderBy(asc(proposal.number))
    .limit(1);
  return row?.number;
};

/** How many wait, and since when the oldest does. */
export type Queue = { readonly waiting: number; readonly oldest: Date | undefined };

export const countPendingProposals = async (
  reader: Reader,
  kinds: readonly ProposalKind[],
): Promise<Queue> => {
  const [row] = await reader
    .select({ waiting: count(), oldest: min(proposal.createdAt) })
    .from(proposal)
    .where(and(eq(proposal.state, 'pending'), inArray(proposal.kind, [...kinds])));
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? undefined };
};

/** The case number of a person's open request to be admitted by officers. */
export const findPendingAdmission = async (reader: Reader, personId: string): Promise<number | undefined> => {
  const [row] = await reader
    .select({ number: proposal.number })
    .from(proposal)
    .where(
      and(eq(proposal.kind, 'admission'), eq(proposal.state, 'pending'), eq(proposal.subjectId, personId)),
    );
  return row?.number;
};
