import type { Tx } from '../../db/client.ts';
import type { Account } from '../../db/read/person/person.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { endMandatesOf } from '../../db/write/mandate/mandate.ts';
import { lockOffices } from '../../db/write/office/office.ts';
import { deleteAccount } from '../../db/write/person/account.ts';
import { queueChatCleanup } from '../../db/write/safety/sentMessage.ts';
import { leaveRooms } from '../../db/write/sitting/sitting.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { endOffices } from '../office/endOffice.ts';
import { leaveHeads } from '../project/leadProject.ts';

/**
 * Erases an account that the caller has locked: an officer's work goes back to the queues, a mandate ends, what the bot said is deleted in the
 * chat, the rows go. Counted votes of ballots under way stay counted and can no longer be tied to anybody. Answers with what the
 * caller appends to the journal last: ended offices by role, nothing of the person. Source: M6, G10.
 */
export const eraseAccount = async (
  tx: Tx,
  deps: Deps,
  { id, roles }: Pick<Account, 'id' | 'roles'>,
  now: Date,
): Promise<readonly JournalFact[]> => {
  // Before the rows that know the messages go.
  await queueChatCleanup(tx, deps, { id }, now);
  if (roles.length > 0) await lockOffices(tx);
  const { journal } =
    roles.length === 0
      ? { journal: [] }
      : await endOffices(tx, deps, { personId: id, ended: roles, left: [], now });
  await leaveHeads(tx, deps, { personId: id, now });
  await leaveRooms(tx, id);
  await endMandatesOf(tx, id, { at: now, reason: 'left' });
  await deleteAccount(tx, deps, id, dayOf(now));
  // Outside the database and before the commit: one entry too many erases nobody who is not gone.
  await deps.erasures.note({ kind: 'erased', id, at: now });
  return journal;
};
