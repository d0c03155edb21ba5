import type { Tx } from '../../db/client.ts';
import { noticeContext } from '../../db/read/notice/notice.ts';
import { queueNotices } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import type { NoticeKind } from '../../governance/notice/notice.ts';

/** Tells parties of a case of false vouching that something waits; not what, and never who else. */
export const tellParties = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: {
    readonly personIds: readonly string[];
    readonly kind: NoticeKind;
    readonly number: number;
    readonly until?: Date;
    readonly now: Date;
  },
): Promise<void> => {
  const { personIds, kind, number, until, now } = given;
  const subject = `finding:${number}/${deps.random.uuid()}`;
  const rows = personIds.map((personId) => {
    const key = { personId, kind, subject };
    if (until === undefined) return { ...key, notBefore: now };
    const facts = deps.vault.seal(noticeContext(key), JSON.stringify({ until: until.toISOString() }));
    return { ...key, facts, notBefore: now };
  });
  await queueNotices(tx, rows);
};
