import { and, asc, avg, count, eq, gte, isNull, lt, min, or } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader } from '../../client.ts';
import { alarm } from '../../schema/finding.ts';
import { signupHour } from '../../schema/vouch.ts';
import type { Vault } from '../../vault.ts';
import type { Queue } from '../proposal/proposal.ts';

const column = (name: string) => (id: string) => ({ table: 'alarm', column: name, row: id });
export const alarmFactsContext = column('facts_sealed');
export const alarmNoteContext = column('note_sealed');

/** A burst of sign-ups in an hour, or of vouchings by one member on a day; once it is closed nothing of it is kept. */
const factsSchema = z.union([
  z.strictObject({ hour: z.iso.datetime(), count: z.int() }),
  z.strictObject({ memberNumber: z.string(), day: z.string(), count: z.int() }),
  z.strictObject({}),
]);
export type AlarmFactsSealed = z.infer<typeof factsSchema>;

export type Alarm = {
  readonly id: string;
  readonly number: number;
  readonly kind: 'voucher' | 'hour';
  readonly state: 'open' | 'closed';
  readonly takenBy: string | null;
  readonly raisedAt: Date;
  readonly facts: AlarmFactsSealed;
};

export const alarmFrom = (vault: Vault, row: typeof alarm.$inferSelect): Alarm => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  state: row.state,
  takenBy: row.takenBy,
  raisedAt: row.raisedAt,
  facts: factsSchema.parse(JSON.parse(vault.open(alarmFactsContext(row.id), row.factsSealed))),
});

export const findAlarm = async (reader: Reader, vault: Vault, number: number): Promise<Alarm | undefined> => {
  const [row] = await reader.select().from(alarm).where(eq(alarm.number, number));
  return row && alarmFrom(vault, row);
};

const openFor = (officerId: string) =>
  and(eq(alarm.state, 'open'), or(isNull(alarm.takenBy), eq(alarm.takenBy, officerId)));

/** A line of the queue: nothing sealed is opened for it. */
export type AlarmLine = Pick<Alarm, 'number' | 'kind' | 'takenBy' | 'raisedAt'>;

/** Open alarms that are this officer's or nobody's, oldest first. */
export const listAlarms = (
  reader: Reader,
  officerId: string,
  page: { readonly limit: number; readonly offset?: number; readonly afterNumber?: number },
): Promise<AlarmLine[]> =>
  reader
    .select({
      number: alarm.number,
      kind: alarm.kind,
      takenBy: alarm.takenBy,
      raisedAt: alarm.raisedAt,
    })
    .from(alarm)
    .where(and(openFor(officerId), gte(alarm.number, (page.afterNumber ?? 0) + 1)))
    .orderBy(asc(alarm.number))
    .limit(page.limit)
    .offset(page.offset ?? 0);

export const countAlarms = async (reader: Reader, officerId: string): Promise<Queue> => {
  const [row] = await reader
    .select({ waiting: count(), oldest: min(alarm.raisedAt) })
    .from(alarm)
    .where(openFor(officerId));
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? undefined };
};

const USUAL_DAYS = 30;
const DAY_MS = 86_400_000;

/** How many signed in that hour, and in an hour in which anybody did on the average of the thirty days before. */
export const findSignups = async (
  reader: Reader,
  hour: Date,
): Promise<{ readonly count: number; readonly usual: number }> => {
  const [here] = await reader.select().from(signupHour).where(eq(signupHour.hour, hour));
  const since = new Date(hour.getTime() - USUAL_DAYS * DAY_MS);
  const [usual] = await reader
    .select({ count: avg(signupHour.count) })
    .from(signupHour)
    .where(and(gte(signupHour.hour, since), lt(signupHour.hour, hour)));
  return { count: here?.count ?? 0, usual: Math.round(Number(usual?.count ?? 0)) };
};
