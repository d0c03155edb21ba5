import { inTransaction } from '../../db/client.ts';
import { insertInterview, updateInterview } from '../../db/write/verification/interview.ts';
import type { Deps } from '../../deps.ts';
import {
  calledOff,
  decideOffer,
  decideOfferTakenBack,
  type InterviewChange,
  type InterviewRefusal,
} from '../../governance/verification/interview.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { tellOfficers } from '../proposal/tellOfficers.ts';
import { type CaseInterview, lockOwnInterview, officersOf, tellOfInterview } from './caseInterview.ts';

type Change = (locked: CaseInterview, now: Date) => Result<InterviewChange, InterviewRefusal>;

/** Runs one change of the applicant's; officers who lose what they had taken are told, and all when something new is on offer. */
const changeOwnInterview = (
  deps: Deps,
  name: string,
  personId: string,
  decide: Change,
): Promise<Result<{ number: number }, InterviewRefusal>> =>
  inTransaction(deps, name, async (tx) => {
    const locked = await lockOwnInterview(tx, deps, personId);
    if (locked === undefined) return refuse('call.none');
    const now = await deps.clock.now(tx);
    const decided = decide(locked, now);
    if (!decided.ok) return decided;
    const { found, interview } = locked;
    const { number } = found;
    const change = decided.value;
    if (interview === undefined)
      await insertInterview(tx, deps.vault, { proposalId: found.id, candidateId: personId, change });
    else await updateInterview(tx, deps.vault, interview, change);
    const before = interview === undefined ? [] : officersOf(interview);
    if (before.length > 0 && change.state !== undefined) {
      await tellOfInterview(tx, deps, { personIds: before, kind: 'office.waiting', number, now });
    }
    const isNew = change.state === 'wished' && (interview === undefined || interview.state === 'missed');
    if (isNew) await tellOfficers(tx, { number, kind: 'admission', except: personId, now });
    return ok({ number });
  });

type Offer = { readonly personId: string; readonly at: Date };

/** The applicant offers a time for the call, up to three. Source: M5. Refusals: call.none, those of decideOffer. */
export const offerInterview = (
  deps: Deps,
  { personId, at }: Offer,
): Promise<Result<{ number: number }, InterviewRefusal>> =>
  changeOwnInterview(deps, 'offerCall', personId, ({ interview }, now) => decideOffer(interview, at, now));

/** The applicant takes an offer back. Source: M5. Refusals: call.none, .settled. */
export const takeBackOffer = (
  deps: Deps,
  { personId, at }: Offer,
): Promise<Result<{ number: number }, InterviewRefusal>> =>
  changeOwnInterview(deps, 'takeBackOffer', personId, ({ interview }) =>
    interview === undefined ? refuse('call.none') : decideOfferTakenBack(interview, at),
  );

/** The applicant calls the appointment off, also an agreed one; the case goes on waiting. Refusals: call.none. */
export const callOff = (
  deps: Deps,
  { personId }: { readonly personId: string },
): Promise<Result<{ number: number }, InterviewRefusal>> =>
  changeOwnInterview(deps, 'callOff', personId, ({ interview }) =>
    interview === undefined ? refuse('call.none') : ok(calledOff),
  );
