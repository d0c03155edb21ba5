import { inTransaction, type Tx } from '../../db/client.ts';
import { type Ballot, findBallot } from '../../db/read/ballot/ballot.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findMandateOf } from '../../db/read/mandate/mandate.ts';
import { findRightsFacts } from '../../db/read/member/rights.ts';
import { findAccount } from '../../db/read/person/person.ts';
import type { Deps } from '../../deps.ts';
import type { BallotAccessRefusal } from '../../governance/ballot/ballotAccess.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { decideRights, type RightsRefusal } from '../../governance/member/rights.ts';
import type { AttendanceRefusal } from '../../governance/sitting/attendance.ts';
import type { Refusal } from '../../result.ts';

/** Somebody without a mandate, or with one for whose seat another voter stands on the roll (G10, G13). */
const missingForCongress = async (tx: Tx, deps: Deps, personId: string) => {
  const mandate = await findMandateOf(tx, deps.vault, personId, await deps.clock.now(tx));
  const code = mandate === undefined ? 'sitting.notDelegate' : 'sitting.seatElsewhere';
  return [{ code }] as const;
};

/** What somebody who is not on a roll of members lacks now, or that the right came after the roll was frozen (G10). */
export const missingForVote = async (
  tx: Tx,
  deps: Deps,
  ballot: Pick<Ballot, 'list' | 'electorate'>,
  personId: string,
): Promise<readonly Refusal<AttendanceRefusal | BallotAccessRefusal | RightsRefusal>[]> => {
  if (ballot.electorate === 'congress') return missingForCongress(tx, deps, personId);
  const account = await findAccount(tx, deps.vault, personId);
  // Who is on a named list is decided by invitation, not by a right.
  if (account === undefined || ballot.list !== undefined) return [];
  const now = await deps.clock.now(tx);
  const { bylaws } = await currentBylaws(tx, now);
  const { vote } = decideRights(await findRightsFacts(tx, deps.vault, account), bylaws, dayOf(now));
  return vote.granted ? [{ code: 'ballot.rollFrozen' }] : vote.missing;
};

/** The reasons why a person can't vote in an opened ballot on whose roll they are not; changes nothing. */
export const explainAbsence = (
  deps: Deps,
  command: { readonly personId: string; readonly number: number },
): Promise<readonly Refusal[]> =>
  inTransaction(deps, 'explainAbsence', async (tx) => {
    const ballot = await findBallot(tx, deps.vault, command.number);
    if (ballot === undefined) return [{ code: 'ballot.unknown' }];
    return [{ code: 'ballot.notOnRoll' }, ...(await missingForVote(tx, deps, ballot, command.personId))];
  });
