import { ok, type Result, refuse } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';

const dayMs = 86_400_000;

/**
 * The instant so many calendar months later, by UTC: clocks that go forward or back change nothing. Where the month is too short it
 * is its last day. 31 August and six months: 28 February.
 */
export const monthsAfter = (at: Date, months: number): Date => {
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), last));
  return moved;
};

/** When a mandate that begins then ends unless it is renewed or ended before. Source: rule D4. */
export const mandateEnd = (begins: Date, { mandateMonths }: Pick<Bylaws, 'mandateMonths'>): Date =>
  monthsAfter(begins, mandateMonths);

/** A person's mandate before the new one: its number of consecutive terms, and when it was or will be over. */
export type EarlierTerm = { readonly term: number; readonly ended: Date };

/**
 * Consecutive terms with a mandate that begins then, this one included. A pause as long as a whole term begins anew; a shorter one,
 * such as a protocol that came a week late, does not, or any limit could be passed by a day's gap. Source: rule D4 default.
 */
export const consecutiveTerm = (
  earlier: EarlierTerm | undefined,
  begins: Date,
  { mandateMonths }: Pick<Bylaws, 'mandateMonths'>,
): number => {
  if (earlier === undefined) return 1;
  return begins < monthsAfter(earlier.ended, mandateMonths) ? earlier.term + 1 : 1;
};

/**
 * The reminder that is due: of the bylaws' days before the end the nearest one reached and not yet sent, so that after a long outage
 * one message goes out and not three. Undefined: none, or the mandate is over. Source: rule D4 (30, 7 and 1 days).
 */
export const dueReminder = (
  { ends, reminded, now }: { readonly ends: Date; readonly reminded: number | null; readonly now: Date },
  { mandateReminderDays }: Pick<Bylaws, 'mandateReminderDays'>,
): number | undefined => {
  if (now >= ends) return undefined;
  const reached = mandateReminderDays.filter((days) => now.getTime() >= ends.getTime() - days * dayMs);
  const nearest = Math.min(...reached);
  return reached.length > 0 && (reminded === null || nearest < reminded) ? nearest : undefined;
};

export const termRefusals = ['mandate.none'] as const;
export type TermRefusal = (typeof termRefusals)[number];

/** Who holds a mandate, or stands in for a delegate, may resign it at any time. Refusals: mandate.none. Source: rule D4. */
export const decideResigning = (
  as: 'delegate' | 'substitute' | undefined,
): Result<{ readonly as: 'delegate' | 'substitute' }, TermRefusal> =>
  as === undefined ? refuse('mandate.none') : ok({ as });
