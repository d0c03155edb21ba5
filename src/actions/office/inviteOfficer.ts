import { inTransaction } from '../../db/client.ts';
import { countOfficers } from '../../db/read/office/office.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { insertOfficeLink, lockOffices } from '../../db/write/office/office.ts';
import type { Deps } from '../../deps.ts';
import { decideBootstrap } from '../../governance/office/bootstrap.ts';
import type { Role } from '../../governance/person/role.ts';
import { ok, type Result } from '../../result.ts';
import { openProposal } from '../proposal/openProposal.ts';

export type OfficerInvitation =
  | { readonly kind: 'link'; readonly token: string; readonly expiresAt: string }
  | { readonly kind: 'proposed'; readonly number: number };

/**
 * The operator invites to an office: the first two persons by a link at once (journalled), everybody later by a proposal that
 * two officers approve. Source: security.md, Promises (approvers). Refusals: bootstrap.roleCannotAppoint.
 */
export const inviteOfficer = (
  deps: Deps,
  { role }: { readonly role: Role },
): Promise<Result<OfficerInvitation>> =>
  inTransaction(deps, 'inviteOfficer', async (tx) => {
    await lockOffices(tx);
    const now = await deps.clock.now(tx);
    const decided = decideBootstrap({ officers: await countOfficers(tx, now), role });
    if (decided.ok) {
      const { token, expiresAt } = await insertOfficeLink(tx, deps, { role, now });
      await appendJournal(tx, { kind: 'office.invited', at: now, role, by: 'operator' });
      return ok({ kind: 'link', token, expiresAt: expiresAt.toISOString() });
    }
    if (!decided.refusals.some(({ code }) => code === 'bootstrap.alreadyDone')) return decided;
    const opened = await openProposal(tx, deps, { kind: 'role', payload: { role }, proposedBy: null, now });
    return opened.ok ? ok({ kind: 'proposed', number: opened.value.number }) : opened;
  });
