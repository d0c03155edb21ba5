import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findAccountByNumber } from '../../db/read/member/member.ts';
import { insertProposal } from '../../db/write/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import type { SearchRefusal } from '../../governance/audit/trace.ts';
import { type CodeRefusal, memberNumberLength, parseCode } from '../../governance/kit/code.ts';
import { powersOf } from '../../governance/person/role.ts';
import { approvalsNeeded, type ProposalRefusal } from '../../governance/proposal/proposal.ts';
import { decideErasureProposal, type LeavingRefusal } from '../../governance/safety/leaving.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { traceLookUp } from '../audit/traceLookUp.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { tellOfficers } from '../proposal/tellOfficers.ts';

/**
 * An officer proposes to erase a person who can't do it themselves (a lost account, a letter), named by member number alone;
 * another officer approves. Source: M6, security.md (erasing another person needs two). Refusals: code.unreadable,
 * proposal.noPower, erasure.oneself, .unknown, search.tooMany {max, seconds}.
 */
export const proposeErasure = (
  deps: Deps,
  command: { readonly officerId: string; readonly memberNumber: string },
): Promise<Result<{ number: number }, CodeRefusal | ProposalRefusal | LeavingRefusal | SearchRefusal>> =>
  inTransaction(deps, 'proposeErasure', async (tx) => {
    const { officerId } = command;
    const parsed = parseCode(command.memberNumber, memberNumberLength);
    if (!parsed.ok) return refuse({ code: 'code.unreadable', path: 'memberNumber' });
    const memberNumber = parsed.value;
    const officer = await lockPerson(tx, deps, officerId);
    const now = await deps.clock.now(tx);
    // An answer tells whether somebody has this number: a search. Who has not the power learns nothing, by the rule that follows.
    const maySearch = powersOf(officer.roles).has('erasure.propose');
    const looked = maySearch
      ? await traceLookUp(tx, deps, { officerId, maySearch, memberNumber, now })
      : ok(null);
    if (!looked.ok) return looked;
    const decided = decideErasureProposal({
      officer,
      subjectId: (await findAccountByNumber(tx, deps.vault, memberNumber))?.id,
    });
    if (!decided.ok) return decided;
    const { bylaws } = await currentBylaws(tx, now);
    const { number } = await insertProposal(tx, deps, {
      kind: 'erasure',
      payload: { memberNumber },
      proposedBy: officerId,
      // Whom it is about never approves it; and a case about somebody who has left by then goes with them.
      ...decided.value,
      approvalsNeeded: approvalsNeeded(officerId, bylaws),
      now,
    });
    await tellOfficers(tx, { number, kind: 'erasure', except: officerId, now });
    return ok({ number });
  });
