import { inTransaction } from '../../db/client.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';

/** Somebody used a token that was revoked or has run out: public, because it may be a leaked secret. */
export const recordTokenRefusal = (
  deps: Deps,
  facts: { readonly tokenId: string; readonly reason: 'revoked' | 'expired' },
): Promise<void> =>
  inTransaction(deps, 'recordTokenRefusal', async (tx) =>
    appendJournal(tx, {
      kind: 'token.refused',
      at: await deps.clock.now(tx),
      token: facts.tokenId,
      reason: facts.reason,
    }),
  );
