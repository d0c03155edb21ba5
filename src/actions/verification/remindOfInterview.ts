import { inTransaction } from '../../db/client.ts';
import { updateInterview } from '../../db/write/verification/interview.ts';
import type { Deps } from '../../deps.ts';
import { interviewFreed, interviewIsDue } from '../../governance/verification/interview.ts';
import { lockCaseInterview, officersOf, tellOfInterview } from './caseInterview.ts';

/**
 * What is due in one appointment: the reminders a day and an hour before, or that nothing came of it and the person offers anew.
 * Repeated, it does nothing twice. Answers whether anything was due. Source: M5.
 */
export const remindOfInterview = (deps: Deps, number: number): Promise<boolean> =>
  inTransaction(deps, 'remindOfCall', async (tx) => {
    const locked = await lockCaseInterview(tx, deps, number);
    if (!locked.ok) return false;
    const { interview } = locked.value;
    const now = await deps.clock.now(tx);
    const due = interviewIsDue(interview, now);
    if (due === undefined) return false;
    const person = { personIds: [interview.candidateId], number, now };
    if (due === 'free') {
      await updateInterview(tx, deps.vault, interview, interviewFreed);
      await tellOfInterview(tx, deps, { ...person, kind: 'call.changed' });
      return true;
    }
    const { startsAt } = interview;
    if (startsAt === null) return false;
    const times = { once: `${due}/${startsAt.getTime()}`, until: startsAt };
    await tellOfInterview(tx, deps, { ...person, kind: 'call.reminder', ...times });
    await tellOfInterview(tx, deps, {
      personIds: officersOf(interview),
      kind: 'office.call',
      number,
      now,
      ...times,
    });
    return true;
  });
