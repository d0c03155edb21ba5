import { inTransactionNow } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import type { Role } from '../../governance/person/role.ts';
import type { ProposalRefusal } from '../../governance/proposal/proposal.ts';
import type { Result } from '../../result.ts';
import { openProposal } from '../proposal/openProposal.ts';

/** An officer proposes to invite somebody to a role; whoever approves gets the single-use link. Refusals: proposal.noPower. */
export const proposeRole = (
  deps: Deps,
  { officerId, role }: { readonly officerId: string; readonly role: Role },
): Promise<Result<{ number: number }, ProposalRefusal>> =>
  inTransactionNow(deps, 'proposeRole', (tx, now) =>
    openProposal(tx, deps, { kind: 'role', payload: { role }, proposedBy: officerId, now }),
  );
