import { inTransaction } from '../../db/client.ts';
import { lockBallot, updateBallot } from '../../db/write/ballot/ballot.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import type { BallotRefusal } from '../../governance/ballot/ballot.ts';
import type { BallotAccessRefusal } from '../../governance/ballot/ballotAccess.ts';
import {
  type BallotCorrectionRefusal,
  parseCorrection,
  withdrawalIsPublic,
} from '../../governance/ballot/ballotCorrection.ts';
import { decideWithdrawal } from '../../governance/ballot/ballotEnd.ts';
import type { TextRefusal, Texts } from '../../governance/kit/text.ts';
import { type Result, refuse } from '../../result.ts';
import { hasPower } from '../person/officerPower.ts';
import { tellOfCorrection } from './tellOfCorrection.ts';

/**
 * An officer takes back a ballot that is not open yet. One that was scheduled stays listed as withdrawn, with the reason; a draft
 * goes without a trace. Refusals: ballot.noPower, .unknown, .notWithdrawable {state}, .reasonMissing, text.* at `reason.<language>`.
 */
export const withdrawBallot = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number; readonly reason?: Texts | undefined },
): Promise<Result<null, BallotRefusal | BallotAccessRefusal | BallotCorrectionRefusal | TextRefusal>> =>
  inTransaction(deps, 'withdrawBallot', async (tx) => {
    const { officerId, number } = command;
    if (!(await hasPower(tx, deps, officerId, 'ballot.manage'))) return refuse('ballot.noPower');
    const ballot = await lockBallot(tx, deps.vault, number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const decided = decideWithdrawal(ballot.state);
    if (!decided.ok) return decided;
    const isPublic = withdrawalIsPublic(ballot.state);
    const reason = isPublic ? parseCorrection(command.reason) : undefined;
    if (reason?.ok === false) return reason;
    await updateBallot(tx, ballot.id, { state: 'withdrawn' });
    if (reason === undefined) return decided;
    const now = await deps.clock.now(tx);
    await tellOfCorrection(tx, { number, except: officerId, now });
    const opensAt = ballot.plan.opensAt ?? null;
    await appendJournal(tx, { kind: 'ballot.withdrawn', at: now, number, opensAt, reason: reason.value });
    return decided;
  });
