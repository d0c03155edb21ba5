import type { Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findVouchCaseById, type Party, type VouchCase } from '../../db/read/case/vouchCase.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import { lockVouchCase, setCaseState, writePartyDecision } from '../../db/write/case/vouchCase.ts';
import { lockAccount, updatePerson } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import {
  appealLastDay,
  caseStateOf,
  decideProposingRuling,
  type FindingOutcome,
  type FindingRefusal,
} from '../../governance/case/finding.ts';
import { addDays, dayOf } from '../../governance/kit/day.ts';
import { decideMove, type MembershipEvent } from '../../governance/person/membership.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { appealPayload, findingPayload } from './findingPayload.ts';
import { tellParties } from './tellParties.ts';

type Decided = { readonly found: VouchCase; readonly party: Party };

const lockParty = async (
  tx: Tx,
  deps: Deps,
  caseId: string,
  personId: string | null,
): Promise<Result<Decided, FindingRefusal>> => {
  const found = await lockVouchCase(tx, deps.vault, { id: caseId });
  const party = found?.parties.find((one) => one.personId === personId);
  return found === undefined || party === undefined ? refuse('finding.partyUnknown') : ok({ found, party });
};

const move = async (
  tx: Tx,
  deps: Deps,
  personId: string,
  event: Extract<MembershipEvent, 'findingSuspends' | 'findingOverturned'>,
  now: Date,
): Promise<void> => {
  const account = await lockAccount(tx, deps, personId);
  if (account === undefined) return;
  // A suspension for another reason, by panic say, is not ended by the Congress's decision.
  if (event === 'findingOverturned' && account.suspension !== 'finding') return;
  const moved = decideMove(account.status, event);
  if (!moved.ok || moved.value === 'left') return;
  await updatePerson(tx, personId, {
    status: moved.value,
    ...(event === 'findingOverturned'
      ? { suspension: null, suspendedOn: null }
      : { suspension: account.suspension ?? 'finding', suspendedOn: dayOf(now) }),
  });
};

/** Notes where the case stands now, and tells the party. */
const goOn = async (tx: Tx, deps: Deps, { found, party }: Decided, now: Date): Promise<void> => {
  const { bylaws } = await currentBylaws(tx, now);
  const after = await findVouchCaseById(tx, deps.vault, found.id);
  const state = caseStateOf(after?.parties ?? [], bylaws, dayOf(now));
  const end = addDays(appealLastDay(dayOf(now), bylaws), 1);
  await setCaseState(tx, found.id, state, state === 'decided' ? new Date(`${end}T00:00:00Z`) : null);
  await tellParties(tx, deps, {
    personIds: [party.personId],
    kind: 'finding.news',
    number: found.number,
    now,
  });
};

const takesEffect = async (
  tx: Tx,
  deps: Deps,
  personId: string,
  outcome: FindingOutcome,
  now: Date,
): Promise<void> => {
  const { bylaws } = await currentBylaws(tx, now);
  if (outcome === 'barred') {
    const vouchBarredUntil = addDays(dayOf(now), bylaws.vouchBarDays);
    await updatePerson(tx, personId, { vouchBarredUntil });
  }
  if (outcome === 'suspended') await move(tx, deps, personId, 'findingSuspends', now);
};

/** Two officers agreed on one party: cleared, barred from vouching, or suspended; rolls already frozen stay. Source: M5. */
export const applyFinding = async (
  tx: Tx,
  deps: Deps,
  { payload, subjectId }: Proposal,
  now: Date,
): Promise<Result<null>> => {
  const { caseId, outcome, reason } = findingPayload.parse(payload);
  const locked = await lockParty(tx, deps, caseId, subjectId);
  if (!locked.ok) return locked;
  const { party } = locked.value;
  if (party.outcome !== null) return refuse('finding.alreadyDecided');
  await writePartyDecision(
    tx,
    deps.vault,
    { caseId, personId: party.personId },
    { outcome, decision: { reason }, decidedOn: dayOf(now) },
  );
  await takesEffect(tx, deps, party.personId, outcome, now);
  await goOn(tx, deps, locked.value, now);
  return ok(null);
};

/** What the session decided about an appeal: overturned, the decision is undone at once. Source: M5, K5. */
export const applyRuling = async (
  tx: Tx,
  deps: Deps,
  { payload, subjectId }: Proposal,
  now: Date,
): Promise<Result<null>> => {
  const { caseId, verdict, session } = appealPayload.parse(payload);
  const locked = await lockParty(tx, deps, caseId, subjectId);
  if (!locked.ok) return locked;
  const { party } = locked.value;
  const decided = decideProposingRuling({ appeal: party.appeal, isProposed: false });
  if (!decided.ok) return decided;
  const { personId, outcome: before } = party;
  const outcome = verdict === 'overturned' ? 'cleared' : (before ?? 'cleared');
  const decision = { reason: party.decision?.reason ?? '', verdict, session };
  // From this day on again so long to be read.
  const decidedOn = dayOf(now);
  await writePartyDecision(tx, deps.vault, { caseId, personId }, { outcome, decision, decidedOn });
  if (verdict === 'overturned' && before === 'barred')
    await updatePerson(tx, personId, { vouchBarredUntil: null });
  if (verdict === 'overturned' && before === 'suspended')
    await move(tx, deps, personId, 'findingOverturned', now);
  await goOn(tx, deps, locked.value, now);
  return ok(null);
};
