import { ok, type Result, refuse } from '../../result.ts';

export const traceRefusals = ['search.noPower', 'search.tooMany', 'trace.noPower'] as const;
export type SearchRefusal = Exclude<(typeof traceRefusals)[number], 'trace.noPower'>;

/** Everything that officers do and only the auditor reads; a closed list, so that each has its words in every language. */
export const traceActs = [
  'member.searched',
  'member.searchLimited',
  'admission.read',
  'question.read',
  'project.read',
  'protocol.scanRead',
] as const;
export type TraceAct = (typeof traceActs)[number];

/** Somebody who answers letters looks up a few people an hour; whoever tries numbers to list the members needs thousands. */
export const searchesPerHour = 20;
export const searchWindowMs = 3_600_000;

/**
 * Whether an officer may search once more. `earlier`: their searches of the last hour, newest first. Source: security.md,
 * worst (1), who is a member. Refusals: search.noPower, search.tooMany {max, seconds}: until the oldest of them is an hour old.
 */
export const decideSearch = (facts: {
  readonly maySearch: boolean;
  readonly earlier: readonly Date[];
  readonly now: Date;
}): Result<null, SearchRefusal> => {
  if (!facts.maySearch) return refuse('search.noPower');
  const freeAt = facts.earlier[searchesPerHour - 1];
  if (freeAt === undefined) return ok(null);
  const seconds = Math.ceil((freeAt.getTime() + searchWindowMs - facts.now.getTime()) / 1000);
  return refuse({ code: 'search.tooMany', facts: { max: searchesPerHour, seconds } });
};
