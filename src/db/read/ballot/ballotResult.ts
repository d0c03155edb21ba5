import { z } from 'zod';

const count = z.int().min(0);
const quorum = z.object({ needed: count, present: count, met: z.boolean() });

const verdict = z.object({
  rule: z.enum(['strategic', 'current', 'statement', 'advisory']),
  base: z.object({ kind: z.enum(['all', 'present']), number: count }),
  quorum: quorum.optional(),
  needed: count,
  counted: z.object({ yes: count, no: count, abstained: count, notVoted: count }),
  test: z.string(),
  adopted: z.boolean(),
  reason: z.enum(['reached', 'notReached', 'noYes', 'noQuorum', 'tie', 'advisory']),
  bylawsVersion: count,
});

/** The published decision (G9), as it is stored at the closing. Plain JSON. */
export const resultSchema = z.object({
  counts: z.record(z.string(), count),
  voted: count,
  notVoted: count,
  /** Of a yes-no ballot. */
  verdict: verdict.optional(),
  /** The choices made most often; several are a tie (G8). */
  leading: z.array(z.string()),
  /** Of a roll call only, by public name; null: did not vote. */
  rollCall: z.array(z.object({ name: z.string(), choice: z.string().nullable() })).optional(),
  /** Of a roll call only: SHA-256 over the sorted 'name choice' lines, see tally.ts. */
  votesHash: z.string().optional(),
});
export type BallotResult = z.infer<typeof resultSchema>;
