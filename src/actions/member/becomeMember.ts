import type { Tx } from '../../db/client.ts';
import {
  type Account,
  findRecipient,
  memberNumberIndex,
  numberContext,
} from '../../db/read/person/person.ts';
import { resumeMandate } from '../../db/write/mandate/mandate.ts';
import { mergePerson } from '../../db/write/person/mergePerson.ts';
import { lockAccount, memberNumberIsTaken, updatePerson } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { makeCode, memberNumberLength } from '../../governance/kit/code.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { decideMove } from '../../governance/person/membership.ts';

const freeNumber = async (tx: Tx, deps: Pick<Deps, 'vault' | 'random'>): Promise<string> => {
  for (;;) {
    const number = makeCode(memberNumberLength, deps.random.bytes);
    // Seven thousand million numbers: a second try is already rare.
    if (!(await memberNumberIsTaken(tx, deps.vault, number))) return number;
  }
};

/** Gives a member number to an account that has none; the number is random and says nothing. */
export const giveMemberNumber = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  { id, memberNumber }: Pick<Account, 'id' | 'memberNumber'>,
): Promise<void> => {
  if (memberNumber !== undefined) return;
  const number = await freeNumber(tx, deps);
  await updatePerson(tx, id, {
    numberIndex: memberNumberIndex(deps.vault, number),
    numberSealed: deps.vault.seal(numberContext(id), number),
  });
};

/** The locked account that this one follows, held; undefined when it is gone, or when somebody else came back to it. */
const lockPredecessor = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  { recovers }: Account,
): Promise<Account | undefined> => {
  const old = recovers === undefined ? undefined : await lockAccount(tx, deps, recovers);
  if (old === undefined || (await findRecipient(tx, deps.vault, old.id)) !== undefined) return undefined;
  return decideMove(old.status, 'verified').ok ? old : undefined;
};

/**
 * All three conditions are there: a member from this day, with a number (rules M2, M5). Somebody who was a member before
 * keeps number and first day: the waiting time was served. Who typed the recovery code of a locked account becomes that one
 * again (M6), and a mandate that the lock ended goes on. The account is locked by the caller; where the move is not possible any more (left, leaving) nothing happens.
 * Answers with the id that the member has from now on: the given one may be gone.
 */
export const becomeMember = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  account: Account,
  now: Date,
): Promise<string> => {
  if (!decideMove(account.status, 'verified').ok) return account.id;
  const old = await lockPredecessor(tx, deps, account);
  if (old !== undefined) {
    await mergePerson(tx, deps, { old, heir: account, today: dayOf(now) });
    await resumeMandate(tx, deps, old.id, now);
  }
  const member = old ?? account;
  await giveMemberNumber(tx, deps, member);
  await updatePerson(tx, member.id, {
    status: 'member',
    suspension: null,
    suspendedOn: null,
    recovers: null,
    ...(member.verifiedOn === undefined ? { verifiedOn: dayOf(now) } : {}),
  });
  return member.id;
};
