import { and, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type { Json } from '../../../canonical.ts';
import type { NoticeKind } from '../../../governance/notice/notice.ts';
import type { Tx } from '../../client.ts';
import { type NoticeKey, noticeContext } from '../../read/notice/notice.ts';
import { notice } from '../../schema/notice.ts';
import type { Vault } from '../../vault.ts';
import { updatePerson } from '../person/person.ts';

export type NewNotice = Omit<NoticeKey, 'kind'> & {
  /** A line of the table in governance/notice.ts. */
  readonly kind: NoticeKind;
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

/** A notice's facts, sealed for each who is told. */
export type SealedFacts = (key: NoticeKey) => Uint8Array;

export const sealedFacts = (vault: Vault, facts: Json): SealedFacts => {
  const text = JSON.stringify(facts);
  return (key) => vault.seal(noticeContext(key), text);
};

/** After `until` there is nothing to say any more. */
export const sealedUntil = (vault: Vault, until: Date): SealedFacts =>
  sealedFacts(vault, { until: until.toISOString() });

/** Queues the same notice for each person, once for a kind and a subject such as 'ballot:14', whoever asks again. */
export const tellPeople = async (
  tx: Tx,
  given: {
    readonly kind: NoticeKind;
    readonly subject: string;
    /** Who is gone is told nothing. */
    readonly personIds: readonly (string | null)[];
    /** Whoever did it knows. */
    readonly except?: string | null | undefined;
    readonly facts?: SealedFacts | undefined;
    readonly now: Date;
  },
): Promise<void> => {
  const { kind, subject, personIds, except, facts, now } = given;
  const told = personIds.filter((id) => id !== null).filter((id) => id !== except);
  const rows = told.map((personId): NewNotice => {
    const row = { personId, kind, subject, notBefore: now };
    return facts === undefined ? row : { ...row, facts: facts(row) };
  });
  await queueNotices(tx, rows);
};

/**
 * The same for every member and whoever is in `also`, in one statement for any number of people; nothing but the subject is said.
 */
export const queueForMembers = async (
  tx: Tx,
  given: {
    readonly kind: NoticeKind;
    readonly subject: string;
    readonly also: readonly string[];
    readonly now: Date;
  },
): Promise<void> => {
  const { kind, subject, also, now } = given;
  await tx.execute(sql`
    insert into notice (person_id, kind, subject, not_before)
    select id, ${kind}, ${subject}, ${now.toISOString()}::timestamptz from person
    where status = 'member' or id = any(${sql.param(also)}::uuid[])
    on conflict do nothing`);
};

/** Settles notices that were still waiting. */
export const markNotices = async (tx: Tx, ids: readonly number[], state: SettledState): Promise<void> => {
  await tx
    .update(notice)
    .set({ state, attempts: sql`${notice.attempts} + 1` })
    .where(and(sql`${notice.id} = any(${sql.param(ids)}::bigint[])`, eq(notice.state, 'queued')));
};

/** Puts waiting notices off, so that the sender's look-up does not meet them before. */
export const postponeNotices = async (tx: Tx, ids: readonly number[], until: Date): Promise<void> => {
  await tx
    .update(notice)
    .set({ notBefore: until })
    .where(and(sql`${notice.id} = any(${sql.param(ids)}::bigint[])`, eq(notice.state, 'queued')));
};

/** Settles what waits for a person and has lost its reason. */
export const dropNotices = async (tx: Tx, personId: string, kinds: readonly NoticeKind[]): Promise<void> => {
  await tx
    .update(notice)
    .set({ state: 'obsolete' })
    .where(and(eq(notice.personId, personId), eq(notice.state, 'queued'), inArray(notice.kind, [...kinds])));
};

/** Takes back what was to be said later to one person. */
export const deleteQueuedNotices = async (tx: Tx, personId: string, kind: string): Promise<void> => {
  await tx
    .delete(notice)
    .where(and(eq(notice.personId, personId), eq(notice.kind, kind), eq(notice.state, 'queued')));
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

/** Whether a notice of this kind about this subject was queued for anybody. */
export const wasNoticeQueued = async (tx: Tx, kind: NoticeKind, subject: string): Promise<boolean> => {
  const [row] = await tx
    .select({ id: notice.id })
    .from(notice)
    .where(and(eq(notice.kind, kind), eq(notice.subject, subject)))
    .limit(1);
  return row !== undefined;
};
