import type { Tx } from '../../db/client.ts';
import type { Account } from '../../db/read/person/person.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { endMandatesOf } from '../../db/write/mandate/mandate.ts';
import { lockOffices } from '../../db/write/office/office.ts';
import { updatePerson } from '../../db/write/person/person.ts';
import { closeRequestsOf } from '../../db/write/proposal/proposal.ts';
import { deleteUnderWay } from '../../db/write/safety/lock.ts';
import { queueChatCleanup } from '../../db/write/safety/sentMessage.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { decideMove, type MembershipRefusal } from '../../governance/person/membership.ts';
import { ok, type Result } from '../../result.ts';
import { endOffices } from '../office/endOffice.ts';
import { leaveHeads } from '../project/leadProject.ts';

const endOwnOffices = async (tx: Tx, deps: Deps, { id, roles }: Account, now: Date): Promise<void> => {
  if (roles.length > 0) await lockOffices(tx);
  const { journal } = await endOffices(tx, deps, { personId: id, ended: roles, left: [], now });
  for (const fact of journal) await appendJournal(tx, fact);
};

/**
 * Locks an account that the caller holds: it loses its Telegram id, so that to the chat it came from Veche is a stranger, and
 * everything under way ends with it, mandate, offices and API tokens too. The messages in the chat are put down for deletion. Votes
 * already cast and frozen rolls stay (G10); verification brings it back, with the recovery code as what it was. Call it last in
 * a transaction: the journal's head may be held from then on. Refusals: membership.notPossible. Source: M6, security.md ("a
 * person controls their data").
 */
export const lockAway = async (
  tx: Tx,
  deps: Deps,
  account: Account,
  reason: 'panic' | 'recovery',
  now: Date,
): Promise<Result<null, MembershipRefusal>> => {
  const moved = decideMove(account.status, reason === 'panic' ? 'lockedByPanic' : 'lockedByRecovery');
  if (!moved.ok) return moved;
  const { id } = account;
  // Before the Telegram id goes: it is the address of what has to be deleted.
  await queueChatCleanup(tx, deps, account, now);
  await deleteUnderWay(tx, deps, id);
  await closeRequestsOf(tx, deps, id);
  await endMandatesOf(tx, id, { at: now, reason: 'locked' });
  await leaveHeads(tx, deps, { personId: id, now });
  await updatePerson(tx, id, {
    telegramIndex: null,
    telegramSealed: null,
    status: 'suspended',
    suspension: reason,
    suspendedOn: dayOf(now),
    leavingFrom: null,
    leaveFrom: null,
  });
  // Outside the database and before the commit: a restored backup must not hand the account back to the chat.
  await deps.erasures.note({ kind: 'locked', id, at: now });
  await endOwnOffices(tx, deps, account, now);
  return ok(null);
};
