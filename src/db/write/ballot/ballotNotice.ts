import { sql } from 'drizzle-orm';
import { canonicalJson, type Json } from '../../../canonical.ts';
import type { Tx } from '../../client.ts';
import { noticeContext } from '../../read/notice/notice.ts';
import type { Vault } from '../../vault.ts';
import { queueNotices } from '../notice/notice.ts';

/** What ballots and lists tell people about. The texts are neutral: see messages/notice.ts. */
export type BallotNotice =
  | 'ballot.opened'
  | 'ballot.closingSoon'
  | 'ballot.decided'
  | 'ballot.openingRefused'
  | 'list.confirmed';

/** Queues one neutral notice for each person, once for a subject, whoever asks again. */
export const queueBallotNotices = async (
  tx: Tx,
  vault: Vault,
  given: {
    readonly kind: BallotNotice;
    /** 'ballot:14' */
    readonly subject: string;
    readonly personIds: readonly string[];
    readonly facts?: Readonly<Record<string, Json>>;
    readonly now: Date;
  },
): Promise<void> => {
  const { kind, subject, facts, now } = given;
  const text = facts === undefined ? undefined : canonicalJson(facts);
  await queueNotices(
    tx,
    given.personIds.map((personId) => {
      const key = { personId, kind, subject };
      const sealed = text === undefined ? {} : { facts: vault.seal(noticeContext(key), text) };
      return { ...key, ...sealed, notBefore: now };
    }),
  );
};

/** Whether a notice of this kind about this subject was queued for anybody. */
export const wasQueued = async (tx: Tx, kind: BallotNotice, subject: string): Promise<boolean> => {
  const rows = await tx.execute(
    sql`select 1 from notice where kind = ${kind} and subject = ${subject} limit 1`,
  );
  return rows.length > 0;
};
