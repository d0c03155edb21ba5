import type { NoticeKind } from '../../../governance/notice/notice.ts';
import type { Tx } from '../../client.ts';
import { noticeContext } from '../../read/notice/notice.ts';
import type { Vault } from '../../vault.ts';
import { queueNotices } from '../notice/notice.ts';

/** What choosing delegates, their protocols and mandates tell people about. */
export type DelegateNotice = Extract<
  NoticeKind,
  `projectVote.${string}` | `protocol.${string}` | `mandate.${string}`
>;

/** Queues one neutral notice for each person, once for a subject such as 'protocol:5', whoever asks again. */
export const queueDelegateNotices = async (
  tx: Tx,
  vault: Vault,
  given: {
    readonly kind: DelegateNotice;
    readonly subject: string;
    /** Who is gone is told nothing. */
    readonly personIds: readonly (string | null)[];
    readonly until?: Date;
    readonly now: Date;
  },
): Promise<void> => {
  const { kind, subject, until, now } = given;
  const people = new Set(given.personIds.filter((id) => id !== null));
  const rows = [...people].map((personId) => {
    const key = { personId, kind, subject };
    const facts =
      until === undefined
        ? {}
        : { facts: vault.seal(noticeContext(key), JSON.stringify({ until: until.toISOString() })) };
    return { ...key, ...facts, notBefore: now };
  });
  await queueNotices(tx, rows);
};
