import { and, asc, eq, inArray, like, lte, max, or } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { notice } from '../../schema/notice.ts';
import type { SealContext, Vault } from '../../vault.ts';

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

const columns = {
  id: notice.id,
  personId: notice.personId,
  kind: notice.kind,
  subject: notice.subject,
  notBefore: notice.notBefore,
  factsSealed: notice.factsSealed,
};

/** When these people were, or are to be, told of a subject last; a subject said again has the first one's name before its own. */
export const listLastTold = async (
  reader: Reader,
  given: Pick<NoticeKey, 'kind' | 'subject'> & { readonly personIds: readonly string[] },
): Promise<ReadonlyMap<string, Date>> => {
  const { kind, subject, personIds } = given;
  const rows = await reader
    .select({ personId: notice.personId, at: max(notice.notBefore) })
    .from(notice)
    .where(
      and(
        inArray(notice.personId, [...personIds]),
        eq(notice.kind, kind),
        or(eq(notice.subject, subject), like(notice.subject, `${subject}:%`)),
      ),
    )
    .groupBy(notice.personId);
  return new Map(rows.flatMap(({ personId, at }) => (at === null ? [] : [[personId, at]])));
};

const isDue = (now: Date) => and(eq(notice.state, 'queued'), lte(notice.notBefore, now));

/**
 * Notices that may go out at `now`, by person: of the persons who have one of the `limit` oldest, those who wait longest first, all
 * that waits for them, because it becomes one message.
 */
export const listDueNotices = async (
  reader: Reader,
  due: { readonly now: Date; readonly limit: number },
): Promise<DueNotice[][]> => {
  const oldest = await reader
    .select({ personId: notice.personId })
    .from(notice)
    .where(isDue(due.now))
    .orderBy(asc(notice.notBefore), asc(notice.id))
    .limit(due.limit);
  const byPerson = new Map<string, DueNotice[]>(oldest.map(({ personId }) => [personId, []]));
  if (byPerson.size === 0) return [];
  const rows = await reader
    .select(columns)
    .from(notice)
    .where(and(isDue(due.now), inArray(notice.personId, [...byPerson.keys()])))
    .orderBy(asc(notice.notBefore), asc(notice.id));
  for (const row of rows) byPerson.get(row.personId)?.push(row);
  return [...byPerson.values()].filter((group) => group.length > 0);
};
