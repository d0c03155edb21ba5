import { inTransaction } from '../../db/client.ts';
import type { TakenWork } from '../../db/read/office/handOver.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockOffices } from '../../db/write/office/office.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { decideEndingOffice, type OfficeEndRefusal } from '../../governance/office/officeEnd.ts';
import type { Role } from '../../governance/person/role.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { listHolders } from '../person/officerPower.ts';
import { endOffices } from './endOffice.ts';

/** An officer leaves a role, at once and alone. Refusals: office.notHeld, .lastAppointers {needed}. */
export const resignOffice = (
  deps: Deps,
  command: { readonly personId: string; readonly role: Role },
): Promise<Result<{ role: Role; returned: TakenWork }, OfficeEndRefusal>> =>
  inTransaction(deps, 'resignOffice', async (tx) => {
    // Two who could appoint and leave at once would each count the other.
    await lockOffices(tx);
    const { personId, role } = command;
    const account = await lockAccount(tx, deps, personId);
    if (account === undefined) return refuse('office.notHeld');
    const appointers = (await listHolders(tx, 'role.propose')).length;
    const decided = decideEndingOffice({ held: account.roles, role, appointers });
    if (!decided.ok) return decided;
    const now = await deps.clock.now(tx);
    const { left } = decided.value;
    const { returned, journal } = await endOffices(tx, deps, { personId, ended: [role], left, now });
    for (const fact of journal) await appendJournal(tx, fact);
    return ok({ role, returned });
  });
