import { inTransactionNow } from '../../db/client.ts';
import { insertToken } from '../../db/write/token/token.ts';
import type { Deps } from '../../deps.ts';
import { decideTokenRequest } from '../../governance/token/token.ts';
import { ok, type Result } from '../../result.ts';
import { openProposal } from '../proposal/openProposal.ts';

export type IssuedToken = {
  readonly id: string;
  readonly number: number;
  /** Shown once; only its keyed index is kept. */
  readonly secret: string;
  readonly expiresAt: string;
};

/**
 * The operator makes an API token that opens nothing until two officers approve it; the first of them becomes its holder.
 * Refusals: token.daysOutOfRange, text.* at `label`.
 */
export const issueToken = (
  deps: Deps,
  command: { readonly label: string; readonly days: number },
): Promise<Result<IssuedToken>> =>
  inTransactionNow(deps, 'issueToken', async (tx, now) => {
    const decided = decideTokenRequest(command.label, command.days);
    if (!decided.ok) return decided;
    const { id, secret, expiresAt } = await insertToken(tx, deps, { ...decided.value, now });
    const payload = { tokenId: id };
    const opened = await openProposal(tx, deps, { kind: 'token', payload, proposedBy: null, now });
    if (!opened.ok) return opened;
    return ok({ id, number: opened.value.number, secret, expiresAt: expiresAt.toISOString() });
  });
