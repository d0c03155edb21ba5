import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { lockBallot, updateBallot } from '../../db/write/ballot/ballot.ts';
import type { Deps } from '../../deps.ts';
import type { BallotAccessRefusal } from '../../governance/ballot/ballotAccess.ts';
import { decideSchedule, type OpeningRefusal } from '../../governance/ballot/ballotOpening.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { hasPower } from '../person/officerPower.ts';

/**
 * A draft gets its moment of opening (ISO 8601, UTC; absent: the one in the draft). Refusals: ballot.noPower, .unknown, those of
 * decideSchedule (.windowPast also when there is no moment at all). Source: G14.
 */
export const scheduleBallot = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number; readonly opensAt?: string },
): Promise<Result<{ opensAt: string; closesAt: string }, OpeningRefusal | BallotAccessRefusal>> =>
  inTransaction(deps, 'scheduleBallot', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('ballot.noPower');
    const ballot = await lockBallot(tx, deps.vault, command.number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const now = await deps.clock.now(tx);
    const opening = command.opensAt ?? ballot.plan.opensAt;
    if (opening === undefined) return refuse('ballot.windowPast');
    const decided = decideSchedule(
      {
        state: ballot.state,
        class: ballot.class,
        electorate: ballot.electorate,
        rule: ballot.rule,
        plan: { ...ballot.plan, opensAt: opening },
        now,
      },
      await currentBylaws(tx, now),
    );
    if (!decided.ok) return decided;
    const { opensAt, closesAt } = decided.value;
    await updateBallot(tx, ballot.id, { state: 'scheduled', opensAt });
    return ok({ opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() });
  });
