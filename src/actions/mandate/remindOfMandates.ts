import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { listEnding } from '../../db/read/mandate/mandateTerm.ts';
import { noteReminder } from '../../db/write/mandate/mandateReminder.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import { dueReminder } from '../../governance/mandate/term.ts';

const DAY_MS = 86_400_000;

/**
 * Reminds a delegate and the head of the project of the end of a mandate, at 30, 7 and 1 days, once each; after a long outage of the
 * nearest only. Answers how many mandates. Source: rule D4.
 */
export const remindOfMandates = async (deps: Deps): Promise<number> => {
  const now = await deps.clock.now();
  const { bylaws } = await currentBylaws(deps.db, now);
  const until = new Date(now.getTime() + Math.max(0, ...bylaws.mandateReminderDays) * DAY_MS);
  let reminded = 0;
  for (const ending of await listEnding(deps.db, now, until)) {
    const days = dueReminder({ ...ending, now }, bylaws);
    if (days === undefined) continue;
    await inTransaction(deps, 'remindOfMandates', async (tx) => {
      const { id, number, projectNumber, headId, personId, ends } = ending;
      if (!(await noteReminder(tx, id, { days, before: ending.reminded }))) return;
      const common = { facts: sealedUntil(deps.vault, ends), now };
      await tellPeople(tx, {
        kind: 'mandate.ending',
        subject: `mandate:${number}:${days}`,
        personIds: [personId],
        ...common,
      });
      if (projectNumber !== null)
        await tellPeople(tx, {
          kind: 'mandate.rotation',
          // One for all mandates that end together.
          subject: `project:${projectNumber}:${ends.getTime()}:${days}`,
          personIds: [headId],
          ...common,
        });
      reminded += 1;
    });
  }
  return reminded;
};
