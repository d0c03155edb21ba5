import type { Json } from '../../canonical.ts';
import type { Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findAccount } from '../../db/read/person/person.ts';
import { insertProposal } from '../../db/write/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import { type ProposalKind, powersOf } from '../../governance/person/role.ts';
import {
  approvalsNeeded,
  decideProposing,
  type ProposalRefusal,
} from '../../governance/proposal/proposal.ts';
import { ok, type Result } from '../../result.ts';
import { tellOfficers } from './tellOfficers.ts';

/**
 * Puts something before the officers, within an action's transaction. `proposedBy` null is the command line, whose word
 * counts for none of the two. Source: security.md, Promises. Refusals: proposal.noPower.
 */
export const openProposal = async (
  tx: Tx,
  deps: Deps,
  given: {
    readonly kind: ProposalKind;
    readonly payload: Json;
    readonly proposedBy: string | null;
    /** Whom it is about; they never decide it. */
    readonly subjectId?: string;
    readonly now: Date;
  },
): Promise<Result<{ number: number }, ProposalRefusal>> => {
  const { kind, payload, proposedBy, subjectId, now } = given;
  if (proposedBy !== null) {
    const officer = await findAccount(tx, deps.vault, proposedBy);
    const decided = decideProposing(kind, powersOf(officer?.roles ?? []));
    if (!decided.ok) return decided;
  }
  const { bylaws } = await currentBylaws(tx, now);
  const { number } = await insertProposal(tx, deps, {
    kind,
    payload,
    proposedBy,
    ...(subjectId === undefined ? {} : { subjectId }),
    approvalsNeeded: approvalsNeeded(proposedBy, bylaws),
    now,
  });
  await tellOfficers(tx, { number, kind, except: proposedBy, now });
  return ok({ number });
};
