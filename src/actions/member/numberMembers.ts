import { inTransaction } from '../../db/client.ts';
import { listUnnumberedMembers } from '../../db/read/safety/recovery.ts';
import type { Deps } from '../../deps.ts';
import { giveMemberNumber } from './becomeMember.ts';

/** One transaction's worth: a start that is interrupted goes on with the rest. */
const AT_ONCE = 500;

/** Gives a number to everybody who became a member before there were numbers; repeating it changes nothing. */
export const numberMembers = async (
  deps: Pick<Deps, 'db' | 'vault' | 'random' | 'failpoint'>,
): Promise<void> => {
  for (let given = AT_ONCE; given === AT_ONCE; ) {
    given = await inTransaction(deps, 'numberMembers', async (tx) => {
      const ids = await listUnnumberedMembers(tx, AT_ONCE);
      for (const id of ids) await giveMemberNumber(tx, deps, { id, memberNumber: undefined });
      return ids.length;
    });
  }
};
