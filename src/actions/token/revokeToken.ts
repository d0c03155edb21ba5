import { inTransaction } from '../../db/client.ts';
import { findAccount } from '../../db/read/person/person.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockToken, updateToken } from '../../db/write/token/token.ts';
import type { Deps } from '../../deps.ts';
import { powersOf } from '../../governance/person/role.ts';
import { ok, type Result, refuse } from '../../result.ts';

/**
 * Ends a token at once: by its holder, by an officer with the power over tokens, or (`by` null) from the command line. One
 * person is enough, because waiting for a second one would leave a leaked secret working.
 * Refusals: token.notFound, token.alreadyRevoked, proposal.noPower.
 */
export const revokeToken = (
  deps: Deps,
  command: { readonly tokenId: string; readonly by: string | null },
): Promise<Result<{ label: string }>> =>
  inTransaction(deps, 'revokeToken', async (tx) => {
    const { tokenId, by } = command;
    const officer = by === null ? undefined : await findAccount(tx, deps.vault, by);
    const hasPower = by === null || powersOf(officer?.roles ?? []).has('token.propose');
    const token = await lockToken(tx, tokenId);
    const isHolder = token !== undefined && token.holderId === by;
    // Whoever may not revoke it does not learn whether it exists.
    if (!hasPower && !isHolder) return refuse('proposal.noPower');
    if (token === undefined) return refuse('token.notFound');
    if (token.state === 'revoked') return refuse('token.alreadyRevoked');
    const now = await deps.clock.now(tx);
    await updateToken(tx, tokenId, { state: 'revoked' });
    // Before the commit, so that no restored backup brings it back.
    await deps.erasures.note({ kind: 'tokenRevoked', id: tokenId, at: now });
    await appendJournal(tx, { kind: 'token.revoked', at: now, token: tokenId });
    return ok({ label: token.label });
  });
