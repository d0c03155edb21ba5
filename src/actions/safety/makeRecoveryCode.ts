import { inTransaction } from '../../db/client.ts';
import { recoveryCodeIndex, recoveryCodeRef } from '../../db/read/safety/recovery.ts';
import { updatePerson } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { makeCode, recoveryCodeLength } from '../../governance/kit/code.ts';
import type { RecoveryRefusal } from '../../governance/safety/recovery.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';

/**
 * A new recovery code in place of the one that `ref` was read from; the code is given away once and kept nowhere, only its
 * keyed index. Refusals: recovery.madeMeanwhile (a second tap: else the code just written down would be the wrong one). Source: M6.
 */
export const makeRecoveryCode = (
  deps: Deps,
  command: { readonly personId: string; readonly ref: string },
): Promise<Result<{ code: string }, RecoveryRefusal>> =>
  inTransaction(deps, 'makeRecoveryCode', async (tx) => {
    const { personId, ref } = command;
    await lockPerson(tx, deps, personId);
    if ((await recoveryCodeRef(tx, personId)) !== ref) return refuse('recovery.madeMeanwhile');
    const code = makeCode(recoveryCodeLength, deps.random.bytes);
    await updatePerson(tx, personId, { recoveryIndex: recoveryCodeIndex(deps.vault, code) });
    return ok({ code });
  });
