import { and, eq, lt, ne, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import type { NoticeKey } from '../read/notice.ts';
import { notice } from '../schema/notice.ts';
import { updatePerson } from './person.ts';

export type NewNotice = NoticeKey & {
  /** Sealed JSON, under noticeContext. */
  readonly facts?: Uint8Array;
  /** By deps.clock; the sender leaves it alone until then. */
  readonly notBefore: Date;
};

export type SettledState = 'sent' | 'failed' | 'obsolete';

/** A statement may have 65,535 parameters; five go into a row. */
const ROWS_PER_STATEMENT = 1000;

/** Queues notices in the action's transaction; one that was queued before, for the same person, kind and subject, stays as it is. */
export const queueNotices = async (tx: Tx, rows: readonly NewNotice[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
    const batch = rows.slice(at, at + ROWS_PER_STATEMENT);
    await tx
      .insert(notice)
      .values(batch.map(({ facts, ...row }) => (facts === undefined ? row : { ...row, factsSealed: facts })))
      .onConflictDoNothing();
  }
};

/** Settles one notice that was still waiting. */
export const markNotice = async (tx: Tx, id: number, state: SettledState): Promise<void> => {
  await tx
    .update(notice)
    .set({ state, attempts: sql`${notice.attempts} + 1` })
    .where(and(eq(notice.id, id), eq(notice.state, 'queued')));
};

/** Settles all that waits for a person whom Telegram can't reach, and remembers it. */
export const markUnreachable = async (tx: Tx, personId: string): Promise<void> => {
  await updatePerson(tx, personId, { reachable: false });
  await tx
    .update(notice)
    .set({ state: 'unreachable' })
    .where(and(eq(notice.personId, personId), eq(notice.state, 'queued')));
};

/** Deletes notices that were sent or given up and were due before `before`; answers how many. */
export const deleteSettledNotices = async (tx: Tx, before: Date): Promise<number> => {
  const gone = await tx
    .delete(notice)
    .where(and(ne(notice.state, 'queued'), lt(notice.notBefore, before)))
    .returning({ id: notice.id });
  return gone.length;
};
