import type { Decision } from '../db/read/decision/decision.ts';

/** A decision as the public page and the API have it: what was decided, arithmetic, roll call, dissents. Plain JSON. */
export const decisionJson = ({ number, decidedAt, ballot, item, petition, session, dissents }: Decision) => ({
  number,
  decidedAt: decidedAt.toISOString(),
  adopted: ballot.result.verdict?.adopted ?? false,
  rule: ballot.rule,
  ballot: ballot.number,
  item: { number: item.number, title: item.title, mover: item.mover, petition },
  session: session?.number ?? null,
  question: ballot.content.question,
  description: ballot.content.description ?? null,
  bylawsVersion: ballot.bylawsVersion,
  rollSize: ballot.rollSize,
  rollHash: ballot.rollHash,
  base: { all: ballot.base.all, present: ballot.base.present ?? null },
  result: { ...ballot.result },
  resultHash: ballot.resultHash ?? null,
  dissents: dissents.map(({ by, name, text, locale, declines }) => ({ by, name, text, locale, declines })),
});
