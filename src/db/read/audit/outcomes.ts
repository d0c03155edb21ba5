import { desc, sql } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { proposal } from '../../schema/office.ts';
import type { ProposalKind } from '../proposal/proposal.ts';

/** How many proposals of a kind, made in one month, stand or ended how. */
export type Outcomes = {
  /** 'YYYY-MM', UTC */
  readonly month: string;
  readonly kind: ProposalKind;
  readonly state: (typeof proposal.$inferSelect)['state'];
  readonly count: number;
};

/** Of the newest `months` months that have any, the newest first. */
export const listOutcomes = async (reader: Reader, months: number): Promise<Outcomes[]> => {
  const month = sql<string>`to_char(${proposal.createdAt} at time zone 'UTC', 'YYYY-MM')`;
  const rows = await reader
    .select({ month, kind: proposal.kind, state: proposal.state, count: sql<number>`count(*)::int` })
    .from(proposal)
    .groupBy(sql`1`, proposal.kind, proposal.state)
    .orderBy(desc(sql`1`), proposal.kind, proposal.state);
  const kept = new Set([...new Set(rows.map((row) => row.month))].slice(0, months));
  return rows.filter((row) => kept.has(row.month));
};
