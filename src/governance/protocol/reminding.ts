import { ok, type Result, refuse } from '../../result.ts';

export const remindingRefusals = ['reminding.nobodyWaits', 'reminding.lately'] as const;
export type RemindingRefusal = (typeof remindingRefusals)[number];

/** One person hears of the same thing once in this time at most, the first notice included: more would be pressing them. */
export const remindingGapMs = 86_400_000;

/** Somebody whose answer or vote is waited for, and when they were told of it last. */
export type Waited = { readonly personId: string; readonly toldAt: Date | undefined };

/**
 * Whom a head of a project may remind now of what they were asked: everybody still waited for who was not told within a day. Source:
 * rule D3 (the project chooses its delegates itself; nobody has to answer). Refusals: reminding.nobodyWaits, .lately {until} when all
 * of them were told within a day.
 */
export const decideReminding = (
  waited: readonly Waited[],
  now: Date,
): Result<{ readonly personIds: readonly string[] }, RemindingRefusal> => {
  const people = waited.map(({ personId, toldAt }) => ({
    personId,
    from: toldAt === undefined ? 0 : toldAt.getTime() + remindingGapMs,
  }));
  const personIds = people.filter(({ from }) => from <= now.getTime()).map(({ personId }) => personId);
  if (personIds.length > 0) return ok({ personIds });
  if (waited.length === 0) return refuse('reminding.nobodyWaits');
  return refuse({
    code: 'reminding.lately',
    facts: { until: new Date(Math.min(...people.map(({ from }) => from))).toISOString() },
  });
};
