import { inTransaction, type Tx } from '../../db/client.ts';
import type { Ballot } from '../../db/read/ballot/ballot.ts';
import { listRollPersons } from '../../db/read/ballot/roll.ts';
import { listCongressPersons } from '../../db/read/sitting/seat.ts';
import { offAgenda, updateItem } from '../../db/write/agenda/agenda.ts';
import { lockBallot, updateBallot } from '../../db/write/ballot/ballot.ts';
import { nextDecision } from '../../db/write/decision/decision.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { queueForMembers, tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import type { BallotRefusal } from '../../governance/ballot/ballot.ts';
import type { BallotAccessRefusal } from '../../governance/ballot/ballotAccess.ts';
import { decidePublishing } from '../../governance/ballot/ballotEnd.ts';
import { type Result, refuse } from '../../result.ts';
import { settleAppeal } from './settleAppeal.ts';

/** The decision gets its place in the register, its item is closed by it, and every member hears that there is something new. */
const publishDecision = async (tx: Tx, deps: Deps, ballot: Ballot, now: Date): Promise<void> => {
  if (ballot.item === undefined) throw new Error('A vote of the Congress is on no item.');
  const decision = await nextDecision(tx);
  await updateBallot(tx, ballot.id, { state: 'published', decision, decidedAt: now });
  const isOutside = ballot.session === undefined;
  const decided = isOutside ? offAgenda('decided') : { state: 'decided' as const };
  await updateItem(tx, ballot.item.id, { ...decided, closedAt: now });
  await queueForMembers(tx, {
    kind: 'decision.published',
    subject: `decision:${decision}`,
    also: await listCongressPersons(tx, now),
    now,
  });
  const adopted = ballot.result?.verdict?.adopted ?? false;
  const settled = await settleAppeal(tx, deps, { item: ballot.item.number, adopted, now });
  await appendJournal(tx, {
    kind: 'decision.published',
    at: now,
    decision,
    number: ballot.number,
    item: ballot.item.number,
    session: ballot.session?.number ?? null,
    adopted,
    resultHash: ballot.resultHash,
  });
  for (const fact of settled) await appendJournal(tx, fact);
};

/**
 * The result becomes visible to everybody; those on the roll are told that it is there, of a decision of the Congress every member.
 * An act of its own after the closing; twice changes nothing. Source: G9, G12. Refusals: ballot.unknown, .notClosed {state}.
 */
export const publishBallot = (
  deps: Deps,
  number: number,
): Promise<Result<{ changed: boolean }, BallotRefusal | BallotAccessRefusal>> =>
  inTransaction(deps, 'publishBallot', async (tx) => {
    const ballot = await lockBallot(tx, deps.vault, number);
    if (ballot === undefined) return refuse('ballot.unknown');
    const decided = decidePublishing(ballot.state);
    if (!decided.ok || !decided.value.changed) return decided;
    const now = await deps.clock.now(tx);
    if (ballot.electorate === 'congress') {
      await publishDecision(tx, deps, ballot, now);
      return decided;
    }
    await updateBallot(tx, ballot.id, { state: 'published' });
    const people = await listRollPersons(tx, deps.vault, ballot.id);
    await tellPeople(tx, {
      kind: 'ballot.decided',
      subject: `ballot:${number}`,
      personIds: people.map(({ personId }) => personId),
      now,
    });
    await appendJournal(tx, { kind: 'ballot.published', at: now, number, resultHash: ballot.resultHash });
    return decided;
  });
