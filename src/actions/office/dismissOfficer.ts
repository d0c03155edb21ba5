import { inTransactionNow, type Tx } from '../../db/client.ts';
import { findOfficerByNumber } from '../../db/read/office/office.ts';
import { findAccount } from '../../db/read/person/person.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { lockOffices } from '../../db/write/office/office.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import {
  decideDismissal,
  decideEndingOffice,
  type OfficeEndRefusal,
} from '../../governance/office/officeEnd.ts';
import type { Role } from '../../governance/person/role.ts';
import type { ProposalRefusal } from '../../governance/proposal/proposal.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { listHolders } from '../person/officerPower.ts';
import { openProposal } from '../proposal/openProposal.ts';
import { dismissalPayload } from '../proposal/proposalPayload.ts';
import { endOffices } from './endOffice.ts';

/**
 * An officer proposes to take a role from another one, by their officer's number; a second officer decides, never the one it is
 * about. Refusals: office.officerUnknown, .notHeld, .dismissYourself, .lastAppointers {needed}, proposal.noPower.
 */
export const proposeDismissal = (
  deps: Deps,
  command: { readonly officerId: string; readonly officer: number; readonly role: Role },
): Promise<Result<{ number: number }, ProposalRefusal | OfficeEndRefusal>> =>
  inTransactionNow(deps, 'proposeDismissal', async (tx, now) => {
    const { officerId, officer, role } = command;
    const about = await findOfficerByNumber(tx, officer);
    const account = about === undefined ? undefined : await findAccount(tx, deps.vault, about);
    if (account === undefined) return refuse({ code: 'office.officerUnknown', path: 'officer' });
    const appointers = (await listHolders(tx, 'role.propose')).length;
    const facts = { officer: officerId, about: account.id, held: account.roles, role, appointers };
    const decided = decideDismissal(facts);
    if (!decided.ok) return decided;
    return openProposal(tx, deps, {
      kind: 'dismissal',
      payload: { officer, role },
      proposedBy: officerId,
      subjectId: account.id,
      now,
    });
  });

/**
 * What the last approval of a dismissal does: the role ends now. Whoever left it meanwhile has ended it already. Refusals:
 * office.lastAppointers {needed}.
 */
export const applyDismissal = async (
  tx: Tx,
  deps: Deps,
  found: Proposal,
  now: Date,
): Promise<Result<readonly JournalFact[]>> => {
  await lockOffices(tx);
  const { role } = dismissalPayload.parse(found.payload);
  const account = found.subjectId === null ? undefined : await lockAccount(tx, deps, found.subjectId);
  if (account === undefined || !account.roles.includes(role)) return ok([]);
  const appointers = (await listHolders(tx, 'role.propose')).length;
  const decided = decideEndingOffice({ held: account.roles, role, appointers });
  if (!decided.ok) return decided;
  const { left } = decided.value;
  const { journal } = await endOffices(tx, deps, { personId: account.id, ended: [role], left, now });
  return ok(journal);
};
