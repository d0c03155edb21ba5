import { inTransactionNow } from '../../db/client.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';

/** Somebody used a token that was revoked or has run out: public, because it may be a leaked secret. */
export const recordTokenRefusal = (
  deps: Deps,
  facts: { readonly tokenId: string; readonly reason: 'revoked' | 'expired' },
): Promise<void> =>
  inTransactionNow(deps, 'recordTokenRefusal', async (tx, now) =>
    appendJournal(tx, {
      kind: 'token.refused',
      at: now,
      token: facts.tokenId,
      reason: facts.reason,
    }),
  );
