import { eq, sql } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import {
  type Alarm,
  type AlarmFactsSealed,
  alarmFactsContext,
  alarmFrom,
  alarmNoteContext,
} from '../../read/alarm/alarm.ts';
import { alarm } from '../../schema/finding.ts';
import { signupHour } from '../../schema/vouch.ts';
import type { Vault } from '../../vault.ts';
import { nextNumber } from '../kit/number.ts';

/** Counts one more sign-up of this hour and answers how many there are. */
export const countSignup = async (tx: Tx, hour: Date): Promise<number> => {
  const [row] = await tx
    .insert(signupHour)
    .values({ hour, count: 1 })
    .onConflictDoUpdate({ target: signupHour.hour, set: { count: sql`${signupHour.count} + 1` } })
    .returning({ count: signupHour.count });
  return row?.count ?? 1;
};

/** One alarm for each subject, whoever comes first; undefined when there is one already. */
export const insertAlarm = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: {
    readonly kind: Alarm['kind'];
    readonly subject: string;
    readonly facts: AlarmFactsSealed;
    readonly now: Date;
  },
): Promise<number | undefined> => {
  const { kind, subject, facts, now } = given;
  const subjectIndex = deps.vault.index(`alarm.${kind}`, subject);
  await hold(tx, 'alarmNumber');
  const [same] = await tx.select({ id: alarm.id }).from(alarm).where(eq(alarm.subjectIndex, subjectIndex));
  if (same !== undefined) return undefined;
  const id = deps.random.uuid();
  const number = await nextNumber(tx, alarm.number);
  const factsSealed = deps.vault.seal(alarmFactsContext(id), JSON.stringify(facts));
  await tx
    .insert(alarm)
    .values({ id, number, kind, subjectIndex, factsSealed, raisedAt: now, state: 'open' });
  return number;
};

export const lockAlarm = async (tx: Tx, vault: Vault, number: number): Promise<Alarm | undefined> => {
  const [row] = await tx.select().from(alarm).where(eq(alarm.number, number)).for('update');
  return row && alarmFrom(vault, row);
};

export const takeAlarmFor = async (tx: Tx, id: string, officerId: string): Promise<void> => {
  await tx.update(alarm).set({ takenBy: officerId }).where(eq(alarm.id, id));
};

/** Ends an alarm; whom it was about goes, the officer's note stays. */
export const endAlarm = async (tx: Tx, vault: Vault, id: string, note: string): Promise<void> => {
  await tx
    .update(alarm)
    .set({
      state: 'closed',
      factsSealed: vault.seal(alarmFactsContext(id), '{}'),
      noteSealed: vault.seal(alarmNoteContext(id), note),
    })
    .where(eq(alarm.id, id));
};
