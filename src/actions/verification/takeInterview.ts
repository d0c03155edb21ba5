import { inTransaction } from '../../db/client.ts';
import { findAccount } from '../../db/read/person/person.ts';
import { updateInterview } from '../../db/write/verification/interview.ts';
import type { Deps } from '../../deps.ts';
import {
  decideHandingBack,
  decideTaking,
  decideTakingPart,
  type InterviewRefusal,
  parseInterviewLink,
} from '../../governance/verification/interview.ts';
import { drawWords } from '../../governance/verification/interviewWords.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';
import { lockCaseInterview, officersOf, tellOfInterview } from './caseInterview.ts';

/**
 * The first officer takes one of the offered times and says where to talk. Source: M5. Refusals: call.none, .linkInvalid at
 * `link`, those of decideTaking.
 */
export const takeInterview = (
  deps: Deps,
  command: OfficerActs & { readonly at: Date; readonly link: string },
): Promise<Result<{ number: number }, InterviewRefusal>> =>
  inTransaction(deps, 'takeCall', async (tx) => {
    const { officerId, number, at } = command;
    const link = parseInterviewLink(command.link);
    if (!link.ok) return refuse({ ...link.refusals[0], path: 'link' });
    const locked = await lockCaseInterview(tx, deps, number);
    if (!locked.ok) return locked;
    const { interview } = locked.value;
    const now = await deps.clock.now(tx);
    const canApprove = await hasPower(tx, deps, officerId, 'admission.approve');
    const decided = decideTaking(interview, { id: officerId, canApprove }, at, now);
    if (!decided.ok) return decided;
    await updateInterview(tx, deps.vault, interview, decided.value, { link: link.value });
    await tellOfInterview(tx, deps, {
      personIds: [interview.candidateId],
      kind: 'call.changed',
      number,
      now,
    });
    return ok({ number });
  });

/**
 * A second officer joins: the call is agreed, the code words are drawn in the applicant's language. Source: M5. Refusals: call.none,
 * those of decideTakingPart.
 */
export const joinInterview = (
  deps: Deps,
  { officerId, number }: OfficerActs,
): Promise<Result<{ number: number }, InterviewRefusal>> =>
  inTransaction(deps, 'joinCall', async (tx) => {
    const locked = await lockCaseInterview(tx, deps, number);
    if (!locked.ok) return locked;
    const { interview } = locked.value;
    const now = await deps.clock.now(tx);
    const canApprove = await hasPower(tx, deps, officerId, 'admission.approve');
    const decided = decideTakingPart(interview, { id: officerId, canApprove }, now);
    if (!decided.ok) return decided;
    const candidate = await findAccount(tx, deps.vault, interview.candidateId);
    const words = drawWords(candidate?.profile.locale ?? 'ru', deps.random.bytes);
    await updateInterview(tx, deps.vault, interview, decided.value, { words });
    await tellOfInterview(tx, deps, {
      personIds: [interview.candidateId],
      kind: 'call.changed',
      number,
      now,
    });
    await tellOfInterview(tx, deps, {
      personIds: officersOf(interview),
      kind: 'office.waiting',
      number,
      now,
    });
    return ok({ number });
  });

/** An officer hands the appointment back; both sides are told. Source: M5. Refusals: call.none, .notYours, .outcomeGiven. */
export const handBackInterview = (
  deps: Deps,
  { officerId, number }: OfficerActs,
): Promise<Result<{ number: number }, InterviewRefusal>> =>
  inTransaction(deps, 'handBackCall', async (tx) => {
    const locked = await lockCaseInterview(tx, deps, number);
    if (!locked.ok) return locked;
    const { interview } = locked.value;
    const decided = decideHandingBack(interview, officerId);
    if (!decided.ok) return decided;
    await updateInterview(tx, deps.vault, interview, decided.value);
    const now = await deps.clock.now(tx);
    const others = officersOf(interview).filter((id) => id !== officerId);
    await tellOfInterview(tx, deps, {
      personIds: [interview.candidateId],
      kind: 'call.changed',
      number,
      now,
    });
    await tellOfInterview(tx, deps, { personIds: others, kind: 'office.waiting', number, now });
    return ok({ number });
  });
