import { inTransaction } from '../../db/client.ts';
import { insertCall, updateCall } from '../../db/write/verification/call.ts';
import type { Deps } from '../../deps.ts';
import {
  type CallChange,
  type CallRefusal,
  calledOff,
  decideOffer,
  decideOfferTakenBack,
} from '../../governance/verification/call.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { tellOfficers } from '../proposal/tellOfficers.ts';
import { type CaseCall, lockOwnCall, officersOf, tellOfCall } from './caseCall.ts';

type Change = (locked: CaseCall, now: Date) => Result<CallChange, CallRefusal>;

/** Runs one change of the applicant's; officers who lose what they had taken are told, and all when something new is on offer. */
const changeOwnCall = (
  deps: Deps,
  name: string,
  personId: string,
  decide: Change,
): Promise<Result<{ number: number }, CallRefusal>> =>
  inTransaction(deps, name, async (tx) => {
    const locked = await lockOwnCall(tx, deps, personId);
    if (locked === undefined) return refuse('call.none');
    const now = await deps.clock.now(tx);
    const decided = decide(locked, now);
    if (!decided.ok) return decided;
    const { found, call } = locked;
    const { number } = found;
    const change = decided.value;
    if (call === undefined)
      await insertCall(tx, deps.vault, { proposalId: found.id, candidateId: personId, change });
    else await updateCall(tx, deps.vault, call, change);
    const before = call === undefined ? [] : officersOf(call);
    if (before.length > 0 && change.state !== undefined) {
      await tellOfCall(tx, deps, { personIds: before, kind: 'office.waiting', number, now });
    }
    const isNew = change.state === 'wished' && (call === undefined || call.state === 'missed');
    if (isNew) await tellOfficers(tx, { number, kind: 'admission', except: personId, now });
    return ok({ number });
  });

type Offer = { readonly personId: string; readonly at: Date };

/** The applicant offers a time for the call, up to three. Source: M5. Refusals: call.none, those of decideOffer. */
export const offerCall = (
  deps: Deps,
  { personId, at }: Offer,
): Promise<Result<{ number: number }, CallRefusal>> =>
  changeOwnCall(deps, 'offerCall', personId, ({ call }, now) => decideOffer(call, at, now));

/** The applicant takes an offer back. Source: M5. Refusals: call.none, .settled. */
export const takeBackOffer = (
  deps: Deps,
  { personId, at }: Offer,
): Promise<Result<{ number: number }, CallRefusal>> =>
  changeOwnCall(deps, 'takeBackOffer', personId, ({ call }) =>
    call === undefined ? refuse('call.none') : decideOfferTakenBack(call, at),
  );

/** The applicant calls the appointment off, also an agreed one; the case goes on waiting. Refusals: call.none. */
export const callOff = (
  deps: Deps,
  { personId }: { readonly personId: string },
): Promise<Result<{ number: number }, CallRefusal>> =>
  changeOwnCall(deps, 'callOff', personId, ({ call }) =>
    call === undefined ? refuse('call.none') : ok(calledOff),
  );
