import { and, asc, eq, lte } from 'drizzle-orm';
import type { Reader } from '../client.ts';
import { notice } from '../schema/notice.ts';
import type { SealContext, Vault } from '../vault.ts';

/** What identifies a notice before it has a number. */
export type NoticeKey = { readonly personId: string; readonly kind: string; readonly subject: string };

export type DueNotice = NoticeKey & {
  readonly id: number;
  readonly notBefore: Date;
  readonly factsSealed: Uint8Array | null;
};

/** Where a notice's facts live: its number is not known when they are sealed, its unique key is. */
export const noticeContext = ({ personId, kind, subject }: NoticeKey): SealContext => ({
  table: 'notice',
  column: 'facts_sealed',
  row: JSON.stringify([personId, kind, subject]),
});

/** The JSON text of a notice's facts; undefined when kind and subject say it all. */
export const openFacts = (vault: Vault, notice: DueNotice): string | undefined =>
  notice.factsSealed === null ? undefined : vault.open(noticeContext(notice), notice.factsSealed);

/** Notices that may go out at `now`, the oldest first, at most `limit`. */
export const listDueNotices = (
  reader: Reader,
  due: { readonly now: Date; readonly limit: number },
): Promise<DueNotice[]> =>
  reader
    .select({
      id: notice.id,
      personId: notice.personId,
      kind: notice.kind,
      subject: notice.subject,
      notBefore: notice.notBefore,
      factsSealed: notice.factsSealed,
    })
    .from(notice)
    .where(and(eq(notice.state, 'queued'), lte(notice.notBefore, due.now)))
    .orderBy(asc(notice.notBefore), asc(notice.id))
    .limit(due.limit);
