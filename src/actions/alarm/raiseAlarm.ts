import type { Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { type Account, findAccount } from '../../db/read/person/person.ts';
import { listVouchingDays, voucherMarkOf } from '../../db/read/verification/vouch.ts';
import { countSignup, insertAlarm } from '../../db/write/alarm/alarm.ts';
import type { Deps } from '../../deps.ts';
import { isSignupBurst, isVouchBurst } from '../../governance/alarm/alarm.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { giveMemberNumber } from '../member/becomeMember.ts';
import { tellHolders } from '../person/officerPower.ts';

type Needs = Pick<Deps, 'vault' | 'random'>;

const HOUR_MS = 3_600_000;

const tellOfAlarm = async (tx: Tx, number: number | undefined, now: Date, except?: string): Promise<void> => {
  if (number !== undefined)
    await tellHolders(tx, 'alarm.manage', { subject: `alarm:${number}`, except, now });
};

/**
 * Somebody signed the Declaration for the first time: counted by the hour, without the person; a burst raises one alarm. Called last
 * in the transaction, because all who sign in this hour wait for one row. Source: M5.
 */
export const noteSignup = async (tx: Tx, deps: Needs, now: Date): Promise<void> => {
  const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  const count = await countSignup(tx, hour);
  const { bylaws } = await currentBylaws(tx, now);
  if (!isSignupBurst(count, bylaws)) return;
  const at = hour.toISOString();
  const facts = { hour: at, count };
  await tellOfAlarm(tx, await insertAlarm(tx, deps, { kind: 'hour', subject: at, facts, now }), now);
};

/** A member vouched: many times on one day raise one alarm, with the member's number. Source: M5. */
export const noteVouching = async (tx: Tx, deps: Needs, voucher: Account, now: Date): Promise<void> => {
  const day = dayOf(now);
  const days = await listVouchingDays(tx, voucherMarkOf(deps.vault, voucher.id));
  const count = days.filter((vouchedOn) => vouchedOn === day).length;
  const { bylaws } = await currentBylaws(tx, now);
  if (!isVouchBurst(count, bylaws)) return;
  await giveMemberNumber(tx, deps, voucher);
  const memberNumber = (await findAccount(tx, deps.vault, voucher.id))?.memberNumber ?? '';
  const subject = `${voucher.id}/${day}`;
  const number = await insertAlarm(tx, deps, {
    kind: 'voucher',
    subject,
    facts: { memberNumber, day, count },
    now,
  });
  await tellOfAlarm(tx, number, now, voucher.id);
};
