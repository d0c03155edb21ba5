import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findPendingAdmission } from '../../db/read/proposal/proposal.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import { insertProposal } from '../../db/write/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import { cleanText } from '../../governance/kit/text.ts';
import { decideAdmissionRequest, requestLimits } from '../../governance/verification/admissionRequest.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { tellOfficers } from '../proposal/tellOfficers.ts';
import { moveVerification } from './moveVerification.ts';

/**
 * Somebody who signed asks the officers for admission; `words` say how two of them can get to know the person, and are
 * deleted with the decision. Answers with the case number, the only name officers know the person by. Source: M5.
 * Refusals: admission.officersOff, .candidateNotSigned, .candidateIsMember, .alreadyRequested {number}, text.*.
 */
export const requestAdmission = (
  deps: Deps,
  command: { readonly personId: string; readonly words: string },
): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'requestAdmission', async (tx) => {
    const words = cleanText(command.words, requestLimits);
    if (!words.ok) return words;
    // Locked: two requests at once would both find none open.
    const account = await lockAccount(tx, deps, command.personId);
    if (account === undefined) return refuse('admission.candidateNotSigned');
    const now = await deps.clock.now(tx);
    const { bylaws } = await currentBylaws(tx, now);
    const openCase = await findPendingAdmission(tx, account.id);
    const decided = decideAdmissionRequest({ status: account.status, openCase }, bylaws);
    if (!decided.ok) return decided;
    const { number } = await insertProposal(tx, deps, {
      kind: 'admission',
      payload: { words: words.value },
      proposedBy: null,
      subjectId: account.id,
      approvalsNeeded: bylaws.officersNeeded,
      now,
    });
    await moveVerification(tx, account, 'verificationAsked');
    await tellOfficers(tx, { number, kind: 'admission', except: account.id, now });
    return ok({ number });
  });
