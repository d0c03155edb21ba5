import { inTransaction } from '../db/client.ts';
import { listRollPersons } from '../db/read/roll.ts';
import { lockBallot, updateBallot } from '../db/write/ballot.ts';
import { queueBallotNotices } from '../db/write/ballotNotice.ts';
import { appendJournal } from '../db/write/journal.ts';
import type { Deps } from '../deps.ts';
import type { BallotRefusal } from '../governance/ballot.ts';
import type { DeskRefusal } from '../governance/ballotDesk.ts';
import { decidePublishing } from '../governance/ballotEnd.ts';
import { type Result, refuse } from '../result.ts';

/**
 * The result becomes visible to everybody; those on the roll are told that it is there. An act of its own after the closing; twice changes
 * nothing. Source: G12. Refusals: ballot.unknown, .notClosed {state}.
 */
export const publishBallot = (
  deps: Deps,
  number: number,
): Promise<Result<{ changed: boolean }, BallotRefusal | DeskRefusal>> =>
  inTransaction(deps, 'publishBallot', async (tx) => {
    const ballot = await lockBallot(tx, deps.vault, number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const decided = decidePublishing(ballot.state);
    if (!decided.ok || !decided.value.changed) return decided;
    const now = await deps.clock.now(tx);
    await updateBallot(tx, ballot.id, { state: 'published' });
    const people = await listRollPersons(tx, deps.vault, ballot.id);
    await queueBallotNotices(tx, deps.vault, {
      kind: 'ballot.decided',
      subject: `ballot:${number}`,
      personIds: people.map(({ personId }) => personId),
      now,
    });
    await appendJournal(tx, { kind: 'ballot.published', at: now, number, resultHash: ballot.resultHash });
    return decided;
  });
