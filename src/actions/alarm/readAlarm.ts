import { type Alarm, findSignups } from '../../db/read/alarm/alarm.ts';
import { findAccountByNumber } from '../../db/read/member/member.ts';
import { listVouchingDays, voucherMarkOf } from '../../db/read/verification/vouch.ts';
import type { Deps } from '../../deps.ts';

export type AlarmNumbers = { readonly count: number; readonly usual: number };

/** What an alarm's numbers are by now: a burst goes on after it was noticed. `usual` is an hour's, and 0 for a voucher. */
export const readAlarmNumbers = async (
  { db, vault }: Pick<Deps, 'db' | 'vault'>,
  { facts }: Pick<Alarm, 'facts'>,
): Promise<AlarmNumbers> => {
  if ('hour' in facts) return findSignups(db, new Date(facts.hour));
  if (!('memberNumber' in facts)) return { count: 0, usual: 0 };
  const voucher = await findAccountByNumber(db, vault, facts.memberNumber);
  // Who was erased meanwhile has no marks any more: then what was noticed stands.
  if (voucher === undefined) return { count: facts.count, usual: 0 };
  const days = await listVouchingDays(db, voucherMarkOf(vault, voucher.id));
  return { count: days.filter((day) => day === facts.day).length, usual: 0 };
};
