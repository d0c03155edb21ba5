import { inTransaction } from '../db/client.ts';
import { lockBallot, updateBallot } from '../db/write/ballot.ts';
import type { Deps } from '../deps.ts';
import type { BallotRefusal } from '../governance/ballot.ts';
import type { DeskRefusal } from '../governance/ballotDesk.ts';
import { decideWithdrawal } from '../governance/ballotEnd.ts';
import { type Result, refuse } from '../result.ts';
import { hasPower } from './officerPower.ts';

/** An officer takes back a ballot that is not open yet. Refusals: ballot.noPower, .unknown, .notWithdrawable {state}. */
export const withdrawBallot = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number },
): Promise<Result<null, BallotRefusal | DeskRefusal>> =>
  inTransaction(deps, 'withdrawBallot', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('ballot.noPower');
    const ballot = await lockBallot(tx, deps.vault, command.number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const decided = decideWithdrawal(ballot.state);
    if (decided.ok) await updateBallot(tx, ballot.id, { state: 'withdrawn' });
    return decided;
  });
