import type { Json } from '../../canonical.ts';
import { inTransactionNow } from '../../db/client.ts';
import type { Deps } from '../../deps.ts';
import { parseBylaws } from '../../governance/bylaws/bylaws.ts';
import type { Result } from '../../result.ts';
import { openProposal } from '../proposal/openProposal.ts';

/** Proposes other bylaws to the officers; all fields, as a whole. Refusals: those of parseBylaws, proposal.noPower. */
export const proposeBylaws = (
  deps: Deps,
  command: { readonly input: unknown; readonly proposedBy: string | null },
): Promise<Result<{ number: number }>> =>
  inTransactionNow(deps, 'proposeBylaws', async (tx, now) => {
    const parsed = parseBylaws(command.input);
    if (!parsed.ok) return parsed;
    const content: Json = parsed.value;
    const { proposedBy } = command;
    return openProposal(tx, deps, { kind: 'bylaws', payload: { content }, proposedBy, now });
  });
