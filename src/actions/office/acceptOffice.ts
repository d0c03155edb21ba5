import { inTransaction } from '../../db/client.ts';
import { countRoles } from '../../db/read/office/office.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { insertOffice, lockOfficeLink, lockOffices } from '../../db/write/office/office.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { decideTakingOffice, type OfficeLinkRefusal } from '../../governance/office/officeLink.ts';
import type { Role } from '../../governance/person/role.ts';
import { ok, type Result, refuse } from '../../result.ts';

/** A person with an account takes the office of an invitation; `ref` is officeLinkRef of its token. Refusals: office.*. */
export const acceptOffice = (
  deps: Deps,
  command: { readonly personId: string; readonly ref: string },
): Promise<Result<{ role: Role }, OfficeLinkRefusal>> =>
  inTransaction(deps, 'acceptOffice', async (tx) => {
    // Between using up the invitation and the new officer no operator may count one too few.
    await lockOffices(tx);
    const link = await lockOfficeLink(tx, command.ref);
    const account = await lockAccount(tx, deps, command.personId);
    if (account === undefined) return refuse('office.linkUnknown');
    const now = await deps.clock.now(tx);
    const decided = decideTakingOffice(link, account.roles, now);
    if (!decided.ok) return decided;
    const { role } = decided.value;
    await insertOffice(tx, { ...command, role, now });
    const count = (await countRoles(tx)).find((held) => held.role === role)?.count ?? 1;
    // A person's act: the day is public, the hour is not.
    await appendJournal(tx, { kind: 'office.taken', at: new Date(dayOf(now)), role, count });
    return ok({ role });
  });
