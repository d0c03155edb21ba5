import { inTransaction, type Tx } from '../../db/client.ts';
import { updateInterview } from '../../db/write/verification/interview.ts';
import type { Deps } from '../../deps.ts';
import {
  decideOutcome,
  type InterviewOutcome,
  type InterviewStep,
} from '../../governance/verification/interview.ts';
import { ok, type Result } from '../../result.ts';
import { approveAdmission } from './approveAdmission.ts';
import { lockCaseInterview, officersOf, type TakenInterview, tellOfInterview } from './caseInterview.ts';
import { declineAdmission } from './declineAdmission.ts';

export type OutcomeEntered = {
  readonly number: number;
  readonly step: InterviewStep;
  /** The second approval made the applicant a member. */
  readonly admitted: boolean;
};

/** Counts the outcome as this officer's approval; who approved without an appointment before has done it already. */
const approve = async (
  tx: Tx,
  deps: Deps,
  { found }: TakenInterview,
  officerId: string,
  now: Date,
): Promise<Result<{ admitted: boolean }>> => {
  if (found.approvals.includes(officerId)) return ok({ admitted: false });
  const approved = await approveAdmission(tx, deps, found, { officerId, now });
  return approved.ok ? ok({ admitted: approved.value.complete }) : approved;
};

/**
 * One of the two officers enters, alone, what came of the call. "known" counts as their approval of the case, by the same rule as
 * ever; "notKnown" declines it with a reason that the person reads; "absent" frees the time, and at the second miss closes the case
 * kindly. Nothing of the call is kept once the case is decided. Source: M5. Refusals: call.none, those of decideOutcome,
 * admission.*, text.* at `reason`.
 */
export const enterInterviewOutcome = (
  deps: Deps,
  command: {
    readonly officerId: string;
    readonly number: number;
    readonly outcome: InterviewOutcome;
    readonly reason?: string;
  },
): Promise<Result<OutcomeEntered>> =>
  inTransaction(deps, 'enterCallOutcome', async (tx) => {
    const { officerId, number, outcome } = command;
    const locked = await lockCaseInterview(tx, deps, number);
    if (!locked.ok) return locked;
    const { found, interview } = locked.value;
    const now = await deps.clock.now(tx);
    const decided = decideOutcome(interview, officerId, outcome, now);
    if (!decided.ok) return decided;
    const { step, change } = decided.value;
    const others = officersOf(interview).filter((id) => id !== officerId);
    if (step === 'approved') {
      // Approving first: what it refuses must leave no outcome behind.
      const approved = await approve(tx, deps, locked.value, officerId, now);
      if (!approved.ok) return approved;
      await updateInterview(tx, deps.vault, interview, change);
      return ok({ number, step, ...approved.value });
    }
    if (step === 'freed') {
      await updateInterview(tx, deps.vault, interview, change);
      await tellOfInterview(tx, deps, {
        personIds: [interview.candidateId],
        kind: 'call.changed',
        number,
        now,
      });
    } else {
      const reason = step === 'declined' ? (command.reason ?? '') : undefined;
      const declined = await declineAdmission(tx, deps, found, { reason, now });
      if (!declined.ok) return declined;
      if (step === 'closed' && declined.value.told)
        await tellOfInterview(tx, deps, {
          personIds: [interview.candidateId],
          kind: 'call.closed',
          number,
          now,
        });
    }
    await tellOfInterview(tx, deps, { personIds: others, kind: 'office.waiting', number, now });
    return ok({ number, step, admitted: false });
  });
