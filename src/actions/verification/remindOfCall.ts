import { inTransaction } from '../../db/client.ts';
import { updateCall } from '../../db/write/verification/call.ts';
import type { Deps } from '../../deps.ts';
import { callFreed, callIsDue } from '../../governance/verification/call.ts';
import { lockCaseCall, officersOf, tellOfCall } from './caseCall.ts';

/**
 * What is due in one appointment: the reminders a day and an hour before, or that nothing came of it and the person offers anew.
 * Repeated, it does nothing twice. Answers whether anything was due. Source: M5.
 */
export const remindOfCall = (deps: Deps, number: number): Promise<boolean> =>
  inTransaction(deps, 'remindOfCall', async (tx) => {
    const locked = await lockCaseCall(tx, deps, number);
    if (!locked.ok) return false;
    const { call } = locked.value;
    const now = await deps.clock.now(tx);
    const due = callIsDue(call, now);
    if (due === undefined) return false;
    const person = { personIds: [call.candidateId], number, now };
    if (due === 'free') {
      await updateCall(tx, deps.vault, call, callFreed);
      await tellOfCall(tx, deps, { ...person, kind: 'call.changed' });
      return true;
    }
    const { startsAt } = call;
    if (startsAt === null) return false;
    const times = { once: `${due}/${startsAt.getTime()}`, until: startsAt };
    await tellOfCall(tx, deps, { ...person, kind: 'call.reminder', ...times });
    await tellOfCall(tx, deps, { personIds: officersOf(call), kind: 'office.call', number, now, ...times });
    return true;
  });
