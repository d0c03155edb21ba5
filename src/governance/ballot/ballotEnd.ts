import { ok, okUnless, type Result } from '../../result.ts';
import { type BallotRefusal, type BallotState, closingGraceMs } from './ballot.ts';

export type ClosingFacts = {
  readonly state: BallotState;
  readonly closesAt: Date;
  /** When the ballot became `closing`; absent until then. */
  readonly closingSince?: Date;
  readonly now: Date;
};

/**
 * One step towards the end, idempotent: open → closing at the deadline; closing → closed when `closingGraceMs` have passed since
 * it began closing, so that after a long outage too the votes that had arrived in time are finished first. `changed` is false
 * when the ballot is already there: closing twice gives the same result. Refusals: ballot.notDue {at}, ballot.notOpened {state}.
 */
export const decideClosing = (
  facts: ClosingFacts,
): Result<{ state: BallotState; changed: boolean }, BallotRefusal> => {
  const { state, closesAt, closingSince = closesAt, now } = facts;
  switch (state) {
    case 'open':
      return okUnless(
        now < closesAt ? [{ code: 'ballot.notDue', facts: { at: closesAt.toISOString() } }] : [],
        {
          state: 'closing',
          changed: true,
        },
      );
    case 'closing':
      return now.getTime() < closingSince.getTime() + closingGraceMs
        ? ok({ state: 'closing', changed: false })
        : ok({ state: 'closed', changed: true });
    case 'closed':
    case 'published':
      return ok({ state, changed: false });
    default:
      return okUnless([{ code: 'ballot.notOpened', facts: { state } }], { state, changed: false });
  }
};

/** Closing and publishing are two acts (G12). Publishing twice changes nothing. Refusals: ballot.notClosed {state}. */
export const decidePublishing = (state: BallotState): Result<{ changed: boolean }, BallotRefusal> =>
  okUnless(
    state === 'closed' || state === 'published' ? [] : [{ code: 'ballot.notClosed', facts: { state } }],
    { changed: state === 'closed' },
  );

/** Only before the opening: an opened vote is never taken back. Refusals: ballot.notWithdrawable {state}. */
export const decideWithdrawal = (state: BallotState): Result<null, BallotRefusal> =>
  okUnless(
    state === 'draft' || state === 'scheduled' ? [] : [{ code: 'ballot.notWithdrawable', facts: { state } }],
    null,
  );
