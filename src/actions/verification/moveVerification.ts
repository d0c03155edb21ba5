import type { Tx } from '../../db/client.ts';
import type { Account } from '../../db/read/person/person.ts';
import { updatePerson } from '../../db/write/person/person.ts';
import { decideMove } from '../../governance/person/membership.ts';

/** Notes that somebody asked for verification or was declined; where the machine has no such move nothing changes. */
export const moveVerification = async (
  tx: Tx,
  { id, status }: Pick<Account, 'id' | 'status'>,
  event: 'verificationAsked' | 'verificationDeclined',
): Promise<void> => {
  const moved = decideMove(status, event);
  if (moved.ok && moved.value !== status && moved.value !== 'left')
    await updatePerson(tx, id, { status: moved.value });
};
