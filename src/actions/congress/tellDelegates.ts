import type { Tx } from '../../db/client.ts';
import { listDelegateIds } from '../../db/read/mandate/mandate.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';

export type SessionNotice = 'session.called' | 'session.changed' | 'session.cancelled' | 'session.reminder';

/**
 * Tells everybody whose mandate is in force, once for a subject, whoever asks again. After `until` there is nothing to say any more.
 */
export const tellDelegates = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    readonly kind: SessionNotice;
    /** What makes the notice the same one when it is repeated. */
    readonly once: string;
    readonly number: number;
    readonly until: Date;
    readonly now: Date;
  },
): Promise<number> => {
  const { kind, number, now } = given;
  const people = await listDelegateIds(tx, now);
  await tellPeople(tx, {
    kind,
    subject: `session:${number}/${given.once}`,
    personIds: people,
    facts: sealedUntil(deps.vault, given.until),
    now,
  });
  return people.length;
};

/** An item that delegates could support is news to them, no more. */
export const tellOfItem = async (
  tx: Tx,
  given: { readonly number: number; readonly except: string; readonly now: Date },
): Promise<void> => {
  const { number, except, now } = given;
  const personIds = await listDelegateIds(tx, now);
  await tellPeople(tx, { kind: 'agenda.moved', subject: `agenda:${number}`, personIds, except, now });
};
