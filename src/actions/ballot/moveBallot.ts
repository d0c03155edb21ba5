import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { lockBallot, updateBallot } from '../../db/write/ballot/ballot.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import type { BallotAccessRefusal } from '../../governance/ballot/ballotAccess.ts';
import {
  type BallotCorrectionRefusal,
  decideMoving,
  parseCorrection,
} from '../../governance/ballot/ballotCorrection.ts';
import type { OpeningRefusal } from '../../governance/ballot/ballotOpening.ts';
import type { TextRefusal, Texts } from '../../governance/kit/text.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { hasPower } from '../person/officerPower.ts';
import { tellOfCorrection } from './tellOfCorrection.ts';

/**
 * A scheduled ballot opens at another moment (ISO 8601, UTC), with a reason that everybody reads. Source: G14. Refusals:
 * ballot.noPower, .unknown, .notScheduled {state}, .reasonMissing, text.* at `reason.<language>`, those of decideSchedule.
 */
export const moveBallot = (
  deps: Deps,
  command: {
    readonly officerId: string;
    readonly number: number;
    readonly opensAt: string;
    readonly reason: Texts;
  },
): Promise<
  Result<
    { opensAt: string; closesAt: string },
    OpeningRefusal | BallotAccessRefusal | BallotCorrectionRefusal | TextRefusal
  >
> =>
  inTransaction(deps, 'moveBallot', async (tx) => {
    const { officerId, number } = command;
    if (!(await hasPower(tx, deps, officerId, 'ballot.manage'))) return refuse('ballot.noPower');
    const ballot = await lockBallot(tx, deps.vault, number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const reason = parseCorrection(command.reason);
    if (!reason.ok) return reason;
    const now = await deps.clock.now(tx);
    const decided = decideMoving(
      {
        state: ballot.state,
        class: ballot.class,
        electorate: ballot.electorate,
        rule: ballot.rule,
        plan: { ...ballot.plan, opensAt: command.opensAt },
        now,
      },
      await currentBylaws(tx, now),
    );
    if (!decided.ok) return decided;
    const { opensAt, closesAt } = decided.value;
    await updateBallot(tx, ballot.id, { opensAt });
    await tellOfCorrection(tx, { number, except: officerId, now });
    const from = ballot.plan.opensAt ?? null;
    await appendJournal(tx, {
      kind: 'ballot.moved',
      at: now,
      number,
      from,
      to: opensAt,
      reason: reason.value,
    });
    return ok({ opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() });
  });
