import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrashStory, createProcesses, runWalk, type WalkOutcome } from '../support/crashWalk.ts';

/** The ordinary suite takes those where something could be lost or done twice; the heavier run what a story does itself. */
const isHeavy = process.env.VECHE_HEAVY === '1';
/** An hour and more: every point of every story. */
const isWhole = process.env.VECHE_POINTS === 'all';
/** What stands around every press alike. */
const isCommon = (point: string): boolean =>
  !point.includes('commit.') ||
  /^(?:before|loops)|:(?:receiveUpdates|finishUpdates|keep|discardDraft|forget|leaveBoard|settleNotice|fold|list)/.test(
    point,
  );
/** The heavier run takes so many of those, in one story: "before" and "after" take turns, so an odd number meets both. */
const COMMON_STRIDE = 3;
const POINT_MS = 60_000;
/** Two cores, and a process that is killed waits for another one. */
const AT_ONCE = 2;
/** A killed process can't know what it had said: the repeated answer, edit or deletion is refused, and nobody sees it. After a
 * leap of days a process that has just begun takes old messages away, also one on which somebody presses that moment. */
const refusedRepetition = /query is too old|message is not modified|message to (?:delete|edit) not found/;
/** Loops turn by the clock: a point of theirs may come one turn later than in the rehearsal. */
const TRIES = 3;

/** What a kill changed; nothing, if Veche keeps its word. */
const problemsOf = (outcome: WalkOutcome, rehearsal: WalkOutcome): string[] => {
  const lost = Object.entries(rehearsal.messages).filter(
    ([name, count]) => (outcome.messages[name] ?? 0) < count,
  );
  // By person: an answer, a notice and a broadcast are on their way side by side, each to somebody else.
  const repeated = Object.entries(outcome.messages).filter(
    ([name, count]) => count > (rehearsal.messages[name] ?? 0) + 1,
  );
  const isSame = (what: 'facts' | 'notes') => isDeepStrictEqual(outcome[what], rehearsal[what]);
  return [
    ...(outcome.wasKilled ? [] : ['was not reached']),
    ...lost.map(([name]) => `a message to the ${name} was lost`),
    ...repeated.map(([name]) => `several messages to the ${name} were repeated`),
    ...(outcome.unanswered > 0 ? [`${outcome.unanswered} presses were never answered`] : []),
    ...outcome.violations.filter((line) => !refusedRepetition.test(line)),
    ...(isSame('notes') ? [] : [JSON.stringify(outcome.notes)]),
    ...(isSame('facts') ? [] : [JSON.stringify(outcome.facts)]),
  ];
};

/**
 * Walks a story once whole, and once more for every point at which the process is killed: those of `ordinary`, or all of them.
 * What the rehearsal must come to is told by `facts`.
 */
export const testStory = (
  story: CrashStory,
  {
    ordinary,
    withCommon = false,
    facts,
    notes,
  }: {
    readonly ordinary: readonly string[];
    /** In the heavier run also points that stand around every press. */
    readonly withCommon?: boolean;
    readonly facts: object;
    readonly notes: object;
  },
): void => {
  let seed: Awaited<ReturnType<CrashStory['seed']>>;
  let rehearsal: WalkOutcome;
  const processes = createProcesses(isHeavy ? AT_ONCE + 1 : 1);
  beforeAll(async () => {
    seed = await story.seed();
    rehearsal = await runWalk(story, seed.url, processes);
  });
  afterAll(async () => {
    await processes.close();
    await seed?.drop();
  });

  const tryPoint = async (failAt: string): Promise<string[]> => {
    for (let attempt = 1; ; attempt++) {
      try {
        const outcome = await runWalk(story, seed.url, processes, failAt);
        if (outcome.wasKilled || attempt === TRIES) return problemsOf(outcome, rehearsal);
      } catch (error) {
        return [error instanceof Error ? error.message : 'failed'];
      }
    }
  };

  test('the rehearsal, without a kill, comes to the result', () => {
    const violations = rehearsal.violations.filter((line) => !refusedRepetition.test(line));
    expect({ ...rehearsal, violations }).toMatchObject({
      wasKilled: false,
      unanswered: 0,
      violations: [],
      notes,
      facts,
    });
    expect(JSON.stringify(rehearsal.facts)).not.toContain('"queued"');
    expect(ordinary.filter((point) => !rehearsal.steps.includes(point))).toEqual([]);
  });

  test('kill -9 at a point, one run per point: nothing lost, no second effect, at most one message a person repeated', {
    timeout: POINT_MS * (isHeavy ? 60 : 6),
  }, async () => {
    const own = rehearsal.steps.filter((point) => !isCommon(point));
    const common = rehearsal.steps.filter(isCommon).filter((_, at) => at % COMMON_STRIDE === 0);
    const heavy = withCommon ? [...own, ...common] : own;
    const points = isWhole ? rehearsal.steps : isHeavy ? heavy : ordinary;
    const waiting = [...points];
    const failed: string[] = [];
    const worker = async (): Promise<void> => {
      for (let point = waiting.shift(); point !== undefined; point = waiting.shift()) {
        const problems = await tryPoint(point);
        failed.push(...problems.map((problem) => `${point}: ${problem}`));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    console.log(`Killed at ${points.length} points:\n${points.join('\n')}`);
    console.log(
      `Of ${rehearsal.steps.length} points; ${heavy.length} with VECHE_HEAVY=1, all with VECHE_POINTS=all too.`,
    );
    expect(failed).toEqual([]);
  });
};
