import { and, asc, eq, inArray, lte, or } from 'drizzle-orm';
import { reminderTime } from '../../../governance/notice/reminder.ts';
import type { Reader } from '../../client.ts';
import { ballot } from '../../schema/ballot.ts';

/** Numbers of the ballots for which something is due; those that simply run are left in peace. */
export type DueBallots = {
  readonly opening: readonly number[];
  readonly reminding: readonly number[];
  /** Open beyond their deadline. */
  readonly ending: readonly number[];
  readonly closing: readonly number[];
  readonly closed: readonly number[];
};

export const listDueBallots = async (reader: Reader, now: Date): Promise<DueBallots> => {
  const { number, state, openedAt, closesAt } = ballot;
  const rows = await reader
    .select({ number, state, openedAt, closesAt })
    .from(ballot)
    .where(
      or(
        and(eq(state, 'scheduled'), lte(ballot.opensAt, now)),
        inArray(state, ['open', 'closing', 'closed']),
      ),
    )
    .orderBy(asc(number));
  const due = { opening: [], reminding: [], ending: [], closing: [], closed: [] } as {
    [Act in keyof DueBallots]: number[];
  };
  for (const row of rows) {
    if (row.state === 'scheduled') due.opening.push(row.number);
    if (row.state === 'closing' || row.state === 'closed') due[row.state].push(row.number);
    if (row.state !== 'open' || row.openedAt === null || row.closesAt === null) continue;
    if (row.closesAt <= now) due.ending.push(row.number);
    else if (reminderTime(row.openedAt, row.closesAt) <= now) due.reminding.push(row.number);
  }
  return due;
};
