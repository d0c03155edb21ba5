import { hashJson } from '../../canonical.ts';
import { inTransaction, type Tx } from '../../db/client.ts';
import type { Ballot } from '../../db/read/ballot/ballot.ts';
import { getBylaws } from '../../db/read/bylaws/bylaws.ts';
import { hasUnfinishedArrivals } from '../../db/read/kit/arrival.ts';
import { closeBallotRow, lockBallot, updateBallot } from '../../db/write/ballot/ballot.ts';
import { readRollForCount } from '../../db/write/ballot/roll.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import type { BallotRefusal, BallotState } from '../../governance/ballot/ballot.ts';
import type { BallotAccessRefusal } from '../../governance/ballot/ballotAccess.ts';
import { decideClosing } from '../../governance/ballot/ballotEnd.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { countVotes } from './countVotes.ts';

/**
 * Longest wait for updates that came in time and are still being worked off, beyond the grace: a restart with redelivery takes
 * minutes, and an update that Telegram gave up must not hold a result for ever.
 */
const ARRIVALS_WAIT_MS = 3_600_000;

const countAndClose = async (tx: Tx, deps: Deps, ballot: Ballot, now: Date): Promise<void> => {
  if (ballot.bylawsVersion === null) throw new Error('An opened ballot has no bylaws.');
  const bylaws = await getBylaws(tx, ballot.bylawsVersion);
  const result = countVotes(ballot, await readRollForCount(tx, deps.vault, ballot.id), bylaws);
  const resultHash = hashJson(result);
  await closeBallotRow(tx, ballot.id, { result, resultHash });
  const { rollCall: _names, ...numbers } = result;
  await appendJournal(tx, {
    kind: 'ballot.closed',
    at: now,
    number: ballot.number,
    rollSize: ballot.rollSize,
    rollHash: ballot.rollHash,
    bylawsVersion: ballot.bylawsVersion,
    result: numbers,
    resultHash,
  });
};

/**
 * One step towards the end: open → closing at the deadline, closing → closed when the grace is over and no update that arrived in time
 * is under way. Counting happens alone, no cast runs beside it; the votes are deleted with it. Closing twice gives the same result.
 * Source: G9, G12. Refusals: ballot.unknown, .notDue {at}, .notOpened.
 */
export const closeBallot = (
  deps: Deps,
  number: number,
): Promise<Result<{ state: BallotState; changed: boolean }, BallotRefusal | BallotAccessRefusal>> =>
  inTransaction(deps, 'closeBallot', async (tx) => {
    const ballot = await lockBallot(tx, deps.vault, number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const { state, closesAt, openedAt } = ballot;
    if (closesAt === null || openedAt === null) return refuse('ballot.notOpened');
    const now = await deps.clock.now(tx);
    const decided = decideClosing({ state, closesAt, now });
    if (!decided.ok || !decided.value.changed) return decided;
    if (decided.value.state === 'closing') {
      await updateBallot(tx, ballot.id, { state: 'closing' });
      return decided;
    }
    const mayWait = now.getTime() < closesAt.getTime() + ARRIVALS_WAIT_MS;
    if (mayWait && (await hasUnfinishedArrivals(tx, { from: openedAt, before: closesAt }))) {
      return ok({ state: 'closing', changed: false });
    }
    await countAndClose(tx, deps, ballot, now);
    return decided;
  });
