import { inTransaction, type Tx } from '../../db/client.ts';
import type { Alarm } from '../../db/read/alarm/alarm.ts';
import { endAlarm, lockAlarm, takeAlarmFor } from '../../db/write/alarm/alarm.ts';
import type { Deps } from '../../deps.ts';
import { type AlarmRefusal, alarmNoteLimits, decideTakingAlarm } from '../../governance/alarm/alarm.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';

/** An alarm, locked and taken by this officer. Refusals: alarm.notFound, those of decideTakingAlarm. */
export const lockAndTakeAlarm = async (
  tx: Tx,
  deps: Deps,
  { officerId, number }: OfficerActs,
): Promise<Result<Alarm, AlarmRefusal>> => {
  const found = await lockAlarm(tx, deps.vault, number);
  if (found === undefined) return refuse('alarm.notFound');
  const canManage = await hasPower(tx, deps, officerId, 'alarm.manage');
  const decided = decideTakingAlarm(found, { id: officerId, canManage });
  if (!decided.ok) return decided;
  await takeAlarmFor(tx, found.id, officerId);
  return ok({ ...found, takenBy: officerId });
};

/** An officer takes an alarm up; only then it says what it is about. Source: M5. Refusals: alarm.*. */
export const takeAlarm = (deps: Deps, command: OfficerActs): Promise<Result<Alarm, AlarmRefusal>> =>
  inTransaction(deps, 'takeAlarm', (tx) => lockAndTakeAlarm(tx, deps, command));

/** An officer closes an alarm with what they found. Source: M5. Refusals: alarm.*, text.* at `note`. */
export const closeAlarm = (
  deps: Deps,
  command: OfficerActs & { readonly note: string },
): Promise<Result<{ number: number }, AlarmRefusal | TextRefusal>> =>
  inTransaction(deps, 'closeAlarm', async (tx) => {
    const note = cleanText(command.note, alarmNoteLimits);
    if (!note.ok) return refuse({ ...note.refusals[0], path: 'note' });
    const taken = await lockAndTakeAlarm(tx, deps, command);
    if (!taken.ok) return taken;
    await endAlarm(tx, deps.vault, taken.value.id, note.value);
    return ok({ number: command.number });
  });
