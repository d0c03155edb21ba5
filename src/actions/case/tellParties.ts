import type { Tx } from '../../db/client.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
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
  await tellPeople(tx, { kind, subject, personIds, facts: until && sealedUntil(deps.vault, until), now });
};
