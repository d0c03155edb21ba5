import { okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import type { AdoptedBylaws } from '../bylaws/bylaws.ts';
import { cleanTextAt, type TextLimits, type TextRefusal, type Texts } from '../kit/text.ts';
import type { BallotState } from './ballot.ts';
import { decideSchedule, type OpeningRefusal, type ScheduleFacts } from './ballotOpening.ts';

export const ballotCorrectionRefusals = ['ballot.notScheduled', 'ballot.reasonMissing'] as const;
export type BallotCorrectionRefusal = (typeof ballotCorrectionRefusals)[number];

/** Why an announced ballot is moved or withdrawn: everybody reads it. */
export const correctionLimits: TextLimits = { min: 3, max: 300, multiline: true };

/** The reason of a correction, in every language. Refusals: ballot.reasonMissing at `reason`, text.* at `reason.<language>`. */
export const parseCorrection = (
  reason: Texts | undefined,
): Result<Texts, BallotCorrectionRefusal | TextRefusal> => {
  if (reason === undefined) return refuse({ code: 'ballot.reasonMissing', path: 'reason' });
  const refusals: Refusal<TextRefusal>[] = [];
  const ru = cleanTextAt('reason.ru', reason.ru, correctionLimits, refusals);
  const en = cleanTextAt('reason.en', reason.en, correctionLimits, refusals);
  return okUnless(refusals, { ru, en });
};

/** Whether withdrawing needs a public reason: what is scheduled has a public time, a draft is known to officers only. */
export const withdrawalIsPublic = (state: BallotState): boolean => state === 'scheduled';

/**
 * A scheduled ballot gets another moment of opening, by the rules of the first one. Source: G14. Refusals: ballot.notScheduled
 * {state}, and those of decideSchedule.
 */
export const decideMoving = (
  facts: ScheduleFacts,
  bylaws: AdoptedBylaws,
): Result<{ opensAt: Date; closesAt: Date }, OpeningRefusal | BallotCorrectionRefusal> =>
  facts.state === 'scheduled'
    ? decideSchedule({ ...facts, state: 'draft' }, bylaws)
    : refuse({ code: 'ballot.notScheduled', facts: { state: facts.state } });
