import { and, desc, eq, gt, lt } from 'drizzle-orm';
import { type TraceAct, traceActs } from '../../../governance/audit/trace.ts';
import type { Reader } from '../../client.ts';
import { trace } from '../../schema/office.ts';
import type { Vault } from '../../vault.ts';

/** The row's own key is made by the database, too late for sealing; officer and moment bind it as well. */
export const aboutContext = (officer: number, at: Date) => ({
  table: 'trace',
  column: 'about_sealed',
  row: `${officer}/${at.toISOString()}`,
});

export type Trace = {
  readonly seq: number;
  readonly at: Date;
  /** The officer's number. */
  readonly officer: number;
  readonly act: TraceAct;
  /** A member number, or «case:12»; opened for the auditor only. */
  readonly about: string | undefined;
};

/** Newest first; `before` is the last one of the page before. */
export const listTraces = async (
  reader: Reader,
  vault: Vault,
  page: { readonly before?: number | undefined; readonly offset?: number; readonly limit: number },
): Promise<Trace[]> => {
  const rows = await reader
    .select()
    .from(trace)
    .where(page.before === undefined ? undefined : lt(trace.seq, page.before))
    .orderBy(desc(trace.seq))
    .offset(page.offset ?? 0)
    .limit(page.limit);
  return rows.flatMap(({ seq, at, officer, act, aboutSealed }) => {
    const known = traceActs.find((one) => one === act);
    // A newer program's act: it has no words here.
    if (known === undefined) return [];
    const about = aboutSealed === null ? undefined : vault.open(aboutContext(officer, at), aboutSealed);
    return [{ seq, at, officer, act: known, about }];
  });
};

export const countTraces = (reader: Reader): Promise<number> => reader.$count(trace);

/** When an officer did this since `since`, newest first, `limit` at most. */
export const listTraceTimes = async (
  reader: Reader,
  given: {
    readonly officer: number;
    readonly act: TraceAct;
    readonly since: Date;
    readonly limit: number;
  },
): Promise<Date[]> => {
  const rows = await reader
    .select({ at: trace.at })
    .from(trace)
    .where(and(eq(trace.officer, given.officer), eq(trace.act, given.act), gt(trace.at, given.since)))
    .orderBy(desc(trace.seq))
    .limit(given.limit);
  return rows.map(({ at }) => at);
};
