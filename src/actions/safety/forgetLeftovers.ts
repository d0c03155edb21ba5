import { inTransactionNow } from '../../db/client.ts';
import { deleteEndedLetters } from '../../db/write/letter/letter.ts';
import { deleteSettledNotices } from '../../db/write/notice/notice.ts';
import { deleteOldVoters, deleteOldVotes } from '../../db/write/projectVote/projectVote.ts';
import { deleteDeadProtocols, deleteSpentScans } from '../../db/write/protocol/protocol.ts';
import { deleteOldDialogues } from '../../db/write/safety/dialogue.ts';
import type { Deps } from '../../deps.ts';
import { addDays, dayOf } from '../../governance/kit/day.ts';
import { letterKeptDays } from '../../governance/letter/letter.ts';
import { projectChoicesKeptDays, projectVotesKeptDays } from '../../governance/projectVote/projectVote.ts';
import { deadProtocolKeptDays } from '../../governance/protocol/protocol.ts';

/**
 * Settled notices say which account was on which roll and was reminded to vote, which the roll itself hides. Two days are
 * longer than any time in which a notice could be queued again.
 */
const NOTICES_KEPT_MS = 48 * 3_600_000;
/** Somebody who left a form for a season begins anew. */
const DIALOGUES_KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Deletes what has served its purpose: settled notices, forms and dialogues nobody came back to, letters to the secretariat that
 * were answered or ended long ago, who voted for whom in projects, protocols that came to nothing, scans whose mandates are over.
 * Answers how many rows.
 */
export const forgetLeftovers = (deps: Pick<Deps, 'db' | 'clock' | 'failpoint'>): Promise<number> =>
  inTransactionNow(deps, 'forgetLeftovers', async (tx, now) => {
    const notices = await deleteSettledNotices(tx, new Date(now.getTime() - NOTICES_KEPT_MS));
    const questions = await deleteEndedLetters(tx, new Date(now.getTime() - letterKeptDays * DAY_MS));
    const dialogues = await deleteOldDialogues(tx, addDays(dayOf(now), -DIALOGUES_KEPT_DAYS));
    const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
    const voters = await deleteOldVoters(tx, daysAgo(projectChoicesKeptDays));
    const votes = await deleteOldVotes(tx, daysAgo(projectVotesKeptDays));
    const protocols = await deleteDeadProtocols(tx, daysAgo(deadProtocolKeptDays));
    const scans = await deleteSpentScans(tx, now);
    return notices + questions + dialogues + voters + votes + protocols + scans;
  });
