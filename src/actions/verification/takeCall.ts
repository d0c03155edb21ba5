import { inTransaction } from '../../db/client.ts';
import { findAccount } from '../../db/read/person/person.ts';
import { updateCall } from '../../db/write/verification/call.ts';
import type { Deps } from '../../deps.ts';
import {
  type CallRefusal,
  decideHandingBack,
  decideTaking,
  decideTakingPart,
  parseCallLink,
} from '../../governance/verification/call.ts';
import { drawWords } from '../../governance/verification/callWords.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';
import { lockCaseCall, officersOf, tellOfCall } from './caseCall.ts';

/**
 * The first officer takes one of the offered times and says where to talk. Source: M5. Refusals: call.none, .linkInvalid at
 * `link`, those of decideTaking.
 */
export const takeCall = (
  deps: Deps,
  command: OfficerActs & { readonly at: Date; readonly link: string },
): Promise<Result<{ number: number }, CallRefusal>> =>
  inTransaction(deps, 'takeCall', async (tx) => {
    const { officerId, number, at } = command;
    const link = parseCallLink(command.link);
    if (!link.ok) return refuse({ ...link.refusals[0], path: 'link' });
    const locked = await lockCaseCall(tx, deps, number);
    if (!locked.ok) return locked;
    const { call } = locked.value;
    const now = await deps.clock.now(tx);
    const canApprove = await hasPower(tx, deps, officerId, 'admission.approve');
    const decided = decideTaking(call, { id: officerId, canApprove }, at, now);
    if (!decided.ok) return decided;
    await updateCall(tx, deps.vault, call, decided.value, { link: link.value });
    await tellOfCall(tx, deps, { personIds: [call.candidateId], kind: 'call.changed', number, now });
    return ok({ number });
  });

/**
 * A second officer joins: the call is agreed, the code words are drawn in the applicant's language. Source: M5. Refusals: call.none,
 * those of decideTakingPart.
 */
export const joinCall = (
  deps: Deps,
  { officerId, number }: OfficerActs,
): Promise<Result<{ number: number }, CallRefusal>> =>
  inTransaction(deps, 'joinCall', async (tx) => {
    const locked = await lockCaseCall(tx, deps, number);
    if (!locked.ok) return locked;
    const { call } = locked.value;
    const now = await deps.clock.now(tx);
    const canApprove = await hasPower(tx, deps, officerId, 'admission.approve');
    const decided = decideTakingPart(call, { id: officerId, canApprove }, now);
    if (!decided.ok) return decided;
    const candidate = await findAccount(tx, deps.vault, call.candidateId);
    const words = drawWords(candidate?.profile.locale ?? 'ru', deps.random.bytes);
    await updateCall(tx, deps.vault, call, decided.value, { words });
    await tellOfCall(tx, deps, { personIds: [call.candidateId], kind: 'call.changed', number, now });
    await tellOfCall(tx, deps, { personIds: officersOf(call), kind: 'office.waiting', number, now });
    return ok({ number });
  });

/** An officer hands the appointment back; both sides are told. Source: M5. Refusals: call.none, .notYours, .outcomeGiven. */
export const handBackCall = (
  deps: Deps,
  { officerId, number }: OfficerActs,
): Promise<Result<{ number: number }, CallRefusal>> =>
  inTransaction(deps, 'handBackCall', async (tx) => {
    const locked = await lockCaseCall(tx, deps, number);
    if (!locked.ok) return locked;
    const { call } = locked.value;
    const decided = decideHandingBack(call, officerId);
    if (!decided.ok) return decided;
    await updateCall(tx, deps.vault, call, decided.value);
    const now = await deps.clock.now(tx);
    const others = officersOf(call).filter((id) => id !== officerId);
    await tellOfCall(tx, deps, { personIds: [call.candidateId], kind: 'call.changed', number, now });
    await tellOfCall(tx, deps, { personIds: others, kind: 'office.waiting', number, now });
    return ok({ number });
  });
