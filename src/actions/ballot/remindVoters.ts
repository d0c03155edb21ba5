import { inTransactionNow } from '../../db/client.ts';
import { findBallot } from '../../db/read/ballot/ballot.ts';
import { listRollPersons } from '../../db/read/ballot/roll.ts';
import { sealedUntil, tellPeople, wasNoticeQueued } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import { reminderTime } from '../../governance/notice/reminder.ts';

/**
 * Tells those on the roll who have not voted, once, that the ballot closes soon. Answers how many; a ballot that is not open or
 * not near its end has none.
 */
export const remindVoters = (deps: Deps, number: number): Promise<number> =>
  inTransactionNow(deps, 'remindVoters', async (tx, now) => {
    const subject = `ballot:${number}`;
    // No lock: who votes at this very moment may be reminded once too often, and nobody has to wait for it.
    const ballot = await findBallot(tx, deps.vault, number);
    if (ballot?.state !== 'open' || ballot.openedAt === null || ballot.closesAt === null) return 0;
    const { openedAt, closesAt } = ballot;
    if (now < reminderTime(openedAt, closesAt) || now >= closesAt) return 0;
    if (await wasNoticeQueued(tx, 'ballot.closingSoon', subject)) return 0;
    const waiting = (await listRollPersons(tx, deps.vault, ballot.id)).filter(({ voted }) => !voted);
    await tellPeople(tx, {
      kind: 'ballot.closingSoon',
      subject,
      personIds: waiting.map(({ personId }) => personId),
      facts: sealedUntil(deps.vault, closesAt),
      now,
    });
    return waiting.length;
  });
