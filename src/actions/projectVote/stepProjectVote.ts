import { inTransaction, type Tx } from '../../db/client.ts';
import { hasUnfinishedArrivals } from '../../db/read/kit/arrival.ts';
import { listParticipants } from '../../db/read/project/project.ts';
import { listCandidates, listVoters, type ProjectVote } from '../../db/read/projectVote/projectVote.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
import {
  insertVoters,
  keepCandidates,
  lockProjectVote,
  updateProjectVote,
} from '../../db/write/projectVote/projectVote.ts';
import type { Deps } from '../../deps.ts';
import { headOf } from '../../governance/mandate/delegating.ts';
import {
  countProjectVote,
  decideVoteWithdrawal,
  dueVoteStep,
  type ProjectVoteRefusal,
} from '../../governance/projectVote/projectVote.ts';
import { type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';

/** An update that Telegram gave up must not hold a result for ever. */
const ARRIVALS_WAIT_MS = 3_600_000;

const close = async (tx: Tx, deps: Deps, vote: ProjectVote, now: Date): Promise<void> => {
  const voters = await listVoters(tx, deps.vault, vote.id);
  const participants = await listParticipants(tx, deps.vault, vote.projectId);
  const takesPart = new Set(participants.map(({ personId }) => personId));
  const candidates = await listCandidates(tx, vote.id);
  const result = countProjectVote({
    votes: voters.flatMap(({ choice }) => (choice === null ? [] : [choice])),
    // Delegates are participants: who left the project meanwhile can't be elected (rule D3).
    candidates: candidates.flatMap(({ personId }) => (takesPart.has(personId) ? [personId] : [])),
    seats: vote.seats,
    rollSize: vote.rollSize ?? voters.length,
  });
  await updateProjectVote(tx, deps, vote.id, { state: 'closed', result });
  await tellPeople(tx, {
    kind: 'projectVote.closed',
    subject: `projectVote:${vote.number}`,
    personIds: [...voters.map(({ personId }) => personId), vote.leaderId],
    now,
  });
};

const open = async (tx: Tx, deps: Deps, vote: ProjectVote, now: Date): Promise<void> => {
  const participants = await listParticipants(tx, deps.vault, vote.projectId);
  const roll = participants.map(({ personId }) => personId);
  await keepCandidates(tx, vote.id, roll);
  await insertVoters(tx, vote.id, roll);
  const candidates = await listCandidates(tx, vote.id);
  await updateProjectVote(tx, deps, vote.id, { state: 'open', rollSize: roll.length });
  // Nobody stands: there is nothing to vote on, and nobody waits for a deadline.
  if (candidates.length === 0) return close(tx, deps, { ...vote, rollSize: roll.length }, now);
  await tellPeople(tx, {
    kind: 'projectVote.opened',
    subject: `projectVote:${vote.number}`,
    personIds: roll,
    facts: sealedUntil(deps.vault, vote.closesAt),
    now,
  });
};

/**
 * What the clock asks of a project's vote: the roll is frozen and the vote opens; after the close, and when no update that came in time
 * is under way, it is counted alone. Repeating it changes nothing. Answers with what was done. Source: rules D3, G10, G12.
 */
export const stepProjectVote = (deps: Deps, number: number): Promise<'open' | 'close' | undefined> =>
  inTransaction(deps, 'stepProjectVote', async (tx) => {
    const vote = await lockProjectVote(tx, deps.vault, number);
    if (vote === undefined) return undefined;
    const now = await deps.clock.now(tx);
    const step = dueVoteStep({ ...vote, now });
    if (step === 'open') await open(tx, deps, vote, now);
    if (step === 'close') {
      const mayWait = now.getTime() < vote.closesAt.getTime() + ARRIVALS_WAIT_MS;
      const during = { from: vote.opensAt, before: vote.closesAt };
      if (mayWait && (await hasUnfinishedArrivals(tx, during))) return undefined;
      await close(tx, deps, vote, now);
    }
    return step;
  });

/** A head takes the vote back before it is counted. Refusals: choosing.unknown, those of decideVoteWithdrawal. */
export const withdrawProjectVote = (
  deps: Deps,
  command: PersonActs,
): Promise<Result<{ readonly changed: boolean }, ProjectVoteRefusal | 'protocol.notHead'>> =>
  inTransaction(deps, 'withdrawProjectVote', async (tx) => {
    const vote = await lockProjectVote(tx, deps.vault, command.number);
    if (vote === undefined) return refuse('choosing.unknown');
    const isHead = headOf(vote, command.personId) !== null;
    const decided = decideVoteWithdrawal({ isHead, state: vote.state });
    if (decided.ok && decided.value.changed)
      await updateProjectVote(tx, deps, vote.id, { state: 'withdrawn' });
    return decided;
  });
