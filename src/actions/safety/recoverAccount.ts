import { inTransaction, type Tx } from '../../db/client.ts';
import { type Account, findRecipient } from '../../db/read/person/person.ts';
import { findByRecoveryCode } from '../../db/read/safety/recovery.ts';
import { lockAccount, updatePerson } from '../../db/write/person/person.ts';
import { forgetHeirs } from '../../db/write/safety/lock.ts';
import type { Deps } from '../../deps.ts';
import { type CodeRefusal, parseCode, recoveryCodeLength } from '../../governance/kit/code.ts';
import {
  decideRecovery,
  type RecoveryRefusal,
  recoveryAttemptsPerHour,
} from '../../governance/safety/recovery.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { createAttempts } from '../kit/attempts.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { lockAway } from './lockAway.ts';

const attempts = createAttempts(recoveryAttemptsPerHour);

/** `following`: verification will bring the old number back to the account that typed the code. */
export type Recovered = { readonly following: boolean };

// In one order for everybody: two people who type each other's codes must not wait for one another.
const lockBoth = async (
  tx: Tx,
  deps: Deps,
  typerId: string,
  foundId: string | undefined,
): Promise<{ typer: Account; found: Account | undefined }> => {
  const isFirst = foundId !== undefined && foundId < typerId;
  const early = isFirst ? await lockAccount(tx, deps, foundId) : undefined;
  const typer = await lockPerson(tx, deps, typerId);
  const late = isFirst || foundId === undefined ? undefined : await lockAccount(tx, deps, foundId);
  return { typer, found: early ?? late };
};

const recover = async (
  tx: Tx,
  deps: Deps,
  personId: string,
  code: string,
): Promise<Result<Recovered, RecoveryRefusal>> => {
  const foundId = await findByRecoveryCode(tx, deps.vault, code);
  const { typer, found } = await lockBoth(tx, deps, personId, foundId);
  if (found === undefined) return refuse('recovery.noAccount');
  const isLocked = (await findRecipient(tx, deps.vault, found.id)) === undefined;
  const decided = decideRecovery({ typer, found: { id: found.id, isLocked } });
  if (!decided.ok) return decided;
  const { lock, follow } = decided.value;
  if (follow) {
    await forgetHeirs(tx, found.id);
    await updatePerson(tx, typer.id, { recovers: found.id });
  }
  // Last: from here on the journal's head may be held.
  if (lock) await lockAway(tx, deps, found, 'recovery', await deps.clock.now(tx));
  return ok({ following: follow });
};

/**
 * Somebody typed a recovery code: the account it belongs to is locked at once, and the one that typed it follows it. Of
 * several that typed the same code the last one follows. Source: M6. Refusals: code.unreadable, those of decideRecovery,
 * recovery.tooMany {max}.
 */
export const recoverAccount = async (
  deps: Deps,
  command: { readonly personId: string; readonly code: string },
): Promise<Result<Recovered, RecoveryRefusal | CodeRefusal>> => {
  const { personId } = command;
  const code = parseCode(command.code, recoveryCodeLength);
  if (!code.ok) return code;
  if (!attempts.take(personId, await deps.clock.now()))
    return refuse({ code: 'recovery.tooMany', facts: { max: recoveryAttemptsPerHour } });
  return inTransaction(deps, 'recoverAccount', (tx) => recover(tx, deps, personId, code.value));
};
