import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import type { TextLimits } from '../kit/text.ts';

export const alarmRefusals = ['alarm.notFound', 'alarm.noPower', 'alarm.taken', 'alarm.closed'] as const;
export type AlarmRefusal = (typeof alarmRefusals)[number];

/** What an officer found; read by those who come to the same burst again. */
export const alarmNoteLimits: TextLimits = { min: 3, max: 500, multiline: true };

/** So many signed the Declaration within one hour. Source: M5, bylaws `signupsPerHourAlarm`: more than that. */
export const isSignupBurst = (count: number, { signupsPerHourAlarm }: Bylaws): boolean =>
  count > signupsPerHourAlarm;

/** One member vouched so often on one day. Source: M5, bylaws `vouchingsPerDayAlarm`: so many or more. */
export const isVouchBurst = (count: number, { vouchingsPerDayAlarm }: Bylaws): boolean =>
  count >= vouchingsPerDayAlarm;

export type AlarmFacts = { readonly state: 'open' | 'closed'; readonly takenBy: string | null };
export type AlarmOfficer = { readonly id: string; readonly canManage: boolean };

/** Taking an alarm up; again by the same officer is the same. Refusals: alarm.noPower, .closed, .taken. */
export const decideTakingAlarm = (
  { state, takenBy }: AlarmFacts,
  officer: AlarmOfficer,
): Result<null, AlarmRefusal> => {
  const reasons: Refusal<AlarmRefusal>[] = [];
  if (!officer.canManage) reasons.push({ code: 'alarm.noPower' });
  if (state === 'closed') reasons.push({ code: 'alarm.closed' });
  else if (takenBy !== null && takenBy !== officer.id) reasons.push({ code: 'alarm.taken' });
  return okUnless(reasons, null);
};
