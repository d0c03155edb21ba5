import { inTransaction } from '../db/client.ts';
import { findCurrentDeclaration } from '../db/read/declaration.ts';
import type { Deps } from '../deps.ts';
import { type DeclarationDraft, parseDeclaration } from '../governance/declaration.ts';
import { type Result, refuse } from '../result.ts';
import { openProposal } from './openProposal.ts';

/** Decisions of the Congress are numbered 1, 2, 3 …; nine digits fit the table's integer. */
const wholeNumber = /^[1-9]\d{0,8}$/;

/**
 * Proposes a version of the Founding Declaration to the officers. `input` comes from a file or the API and is not trusted.
 * Source: M4. Refusals: those of parseDeclaration, declaration.newerExists {version}, proposal.noPower.
 */
export const proposeDeclaration = (
  deps: Deps,
  command: { readonly input: unknown; readonly proposedBy: string | null },
): Promise<Result<{ number: number; hashes: DeclarationDraft['hashes'] }>> =>
  inTransaction(deps, 'proposeDeclaration', async (tx) => {
    const parsed = parseDeclaration(command.input);
    if (!parsed.ok) return parsed;
    const { hashes, ...payload } = parsed.value;
    if (payload.decisionNumber !== undefined && !wholeNumber.test(payload.decisionNumber)) {
      return refuse({ code: 'declaration.invalid', path: 'decisionNumber' });
    }
    const current = await findCurrentDeclaration(tx);
    if (current !== undefined && payload.version <= current.version) {
      return refuse({
        code: 'declaration.newerExists',
        facts: { version: current.version },
        path: 'version',
      });
    }
    const now = await deps.clock.now(tx);
    const { proposedBy } = command;
    const opened = await openProposal(tx, deps, { kind: 'declaration', payload, proposedBy, now });
    return opened.ok ? { ok: true, value: { ...opened.value, hashes } } : opened;
  });
