import type { Tx } from '../../db/client.ts';
import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import type { Account } from '../../db/read/person/person.ts';
import { deleteQueuedNotices, queueNotices } from '../../db/write/notice/notice.ts';
import { updatePerson } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { decideStaying, type MembershipRefusal } from '../../governance/person/membership.ts';
import { decideLeaving } from '../../governance/safety/leaving.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';

/** Says, when the hours are over, that something waits. */
const LEAVING_DUE = 'leaving.due';

/**
 * A person wants to leave: rights rest, and from `from` on it can be confirmed. Asked again it answers with the same moment
 * and `already`. Refusals: membership.notPossible (a guest has nothing to think about, see confirmLeaving). Source: M6.
 */
export const askToLeave = (
  deps: Deps,
  command: { readonly personId: string },
): Promise<Result<{ from: string; already: boolean }, MembershipRefusal>> =>
  inTransaction(deps, 'askToLeave', async (tx) => {
    const { id, status, leaving } = await lockPerson(tx, deps, command.personId);
    if (leaving !== undefined) return ok({ from: leaving.from.toISOString(), already: true });
    const now = await deps.clock.now(tx);
    const { bylaws } = await currentBylaws(tx, now);
    const decided = decideLeaving({ status }, now, bylaws);
    if (!decided.ok) return decided;
    if (status === 'guest' || status === 'leaving')
      return refuse({ code: 'membership.notPossible', facts: { state: status } });
    const { from } = decided.value;
    await updatePerson(tx, id, { status: 'leaving', leavingFrom: status, leaveFrom: from });
    const subject = `leaving:${from.getTime()}`;
    await queueNotices(tx, [{ personId: id, kind: LEAVING_DUE, subject, notBefore: from }]);
    return ok({ from: from.toISOString(), already: false });
  });

/** The person is again what they were before they asked to leave; the account is locked by the caller. */
export const takeLeavingBack = async (
  tx: Tx,
  { id, status, leaving }: Pick<Account, 'id' | 'status' | 'leaving'>,
): Promise<Result<null, MembershipRefusal>> => {
  const stayed = decideStaying(status, leaving?.before ?? null);
  if (!stayed.ok) return stayed;
  await updatePerson(tx, id, { status: stayed.value, leavingFrom: null, leaveFrom: null });
  await deleteQueuedNotices(tx, id, LEAVING_DUE);
  return ok(null);
};

/** Somebody who was leaving stays; their rights are back at once. Refusals: membership.notPossible {state}. Source: M6. */
export const stay = (
  deps: Deps,
  command: { readonly personId: string },
): Promise<Result<null, MembershipRefusal>> =>
  inTransaction(deps, 'stay', async (tx) =>
    takeLeavingBack(tx, await lockPerson(tx, deps, command.personId)),
  );
