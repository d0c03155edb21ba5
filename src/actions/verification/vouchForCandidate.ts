import { inTransaction, type Tx } from '../../db/client.ts';
import type { Account } from '../../db/read/person/person.ts';
import { findPendingAdmission } from '../../db/read/proposal/proposal.ts';
import { queueNotices } from '../../db/write/notice/notice.ts';
import { closeProposal, lockProposal } from '../../db/write/proposal/proposal.ts';
import { lockInterview } from '../../db/write/verification/interview.ts';
import { insertVouch, lockVouchLink } from '../../db/write/verification/vouch.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import type { Admission } from '../../governance/verification/admission.ts';
import { type Result, refuse } from '../../result.ts';
import { noteVouching } from '../alarm/raiseAlarm.ts';
import { becomeMember } from '../member/becomeMember.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { officersOf, tellOfInterview } from './caseInterview.ts';
import { type VouchRefusal, weighVouch } from './weighVouch.ts';

// In one order for everybody: two people who vouch for each other's candidates must not wait for one another.
const lockBoth = async (
  tx: Tx,
  deps: Deps,
  voucherId: string,
  candidateId: string,
): Promise<{ voucher: Account; candidate: Account }> => {
  const locked = new Map<string, Account>();
  for (const id of [...new Set([voucherId, candidateId])].sort()) {
    locked.set(id, await lockPerson(tx, deps, id));
  }
  const [voucher, candidate] = [locked.get(voucherId), locked.get(candidateId)];
  if (voucher === undefined || candidate === undefined) throw new Error('A locked account is not there.');
  return { voucher, candidate };
};

// Whoever asked the officers too is a member now: their case must not wait, nor be declined.
const closeRequest = async (tx: Tx, deps: Deps, candidateId: string, now: Date): Promise<void> => {
  const number = await findPendingAdmission(tx, candidateId);
  const request = number === undefined ? undefined : await lockProposal(tx, deps, number);
  if (number === undefined || request === undefined) return;
  const interview = await lockInterview(tx, deps.vault, number);
  await closeProposal(tx, deps, request.id, 'approved');
  // Officers who had agreed on a call need not come.
  if (interview !== undefined)
    await tellOfInterview(tx, deps, {
      personIds: officersOf(interview),
      kind: 'office.waiting',
      number,
      now,
    });
};

/**
 * A member vouches for whoever sent them the link; the vouching that completes the number makes the candidate a member from
 * today. The candidate gets a notice; no journal entry, it would tell when somebody joined. Refusals: those of weighVouch,
 * vouch.linkUnknown. Source: M2, M5.
 */
export const vouchForCandidate = (
  deps: Deps,
  command: { readonly personId: string; readonly token: string },
): Promise<Result<Admission, VouchRefusal>> =>
  inTransaction(deps, 'vouchForCandidate', async (tx) => {
    const { personId, token } = command;
    const link = await lockVouchLink(tx, deps.vault, token);
    if (link === undefined) return refuse('vouch.linkUnknown');
    const parties = await lockBoth(tx, deps, personId, link.candidateId);
    const now = await deps.clock.now(tx);
    const decided = await weighVouch(tx, deps, { ...parties, link }, now);
    if (!decided.ok) return decided;
    const today = dayOf(now);
    const { candidateId } = link;
    await insertVouch(tx, deps.vault, { token, candidateId, voucherId: personId, today });
    const { admitted, count } = decided.value;
    // Who typed a recovery code is the earlier account again from here on, and has its id.
    const toldId = admitted ? await becomeMember(tx, deps, parties.candidate, now) : candidateId;
    if (admitted) await closeRequest(tx, deps, toldId, now);
    const kind = admitted ? 'admission.done' : 'admission.vouched';
    // With the day: old vouchings are forgotten, and another first one must be told again.
    const subject = `${today}/${count}`;
    await queueNotices(tx, [{ personId: toldId, kind, subject, notBefore: now }]);
    await noteVouching(tx, deps, parties.voucher, now);
    return decided;
  });
