import { z } from 'zod';
import { appealRulings, findingOutcomes } from '../../governance/case/finding.ts';

/** What two officers agree to about one party; the party itself is the proposal's subject. */
export const findingPayload = z.strictObject({
  caseId: z.uuid(),
  outcome: z.enum(findingOutcomes),
  reason: z.string(),
});
/** What a session of the Congress decided about a party's appeal. */
export const appealPayload = z.strictObject({
  caseId: z.uuid(),
  verdict: z.enum(appealRulings),
  session: z.string(),
});
