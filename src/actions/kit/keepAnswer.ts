import { inTransaction, inTransactionNow } from '../../db/client.ts';
import {
  type Claim,
  claimKey,
  type Earlier,
  keepAnswer,
  releaseKey,
} from '../../db/write/kit/idempotency.ts';
import type { Deps } from '../../deps.ts';

/** Begins a write of the API under its Idempotency-Key, or finds what the same key did before. */
export const claimRequest = (deps: Deps, claim: Claim): Promise<Earlier> =>
  inTransactionNow(deps, 'claimRequest', async (tx, now) => claimKey(tx, deps, claim, now));

/** Keeps the answer for a repetition; without one (nothing was done) the key is free again. */
export const settleRequest = (
  deps: Deps,
  claim: Claim,
  answer: { readonly status: number; readonly body: string } | undefined,
): Promise<void> =>
  inTransaction(deps, 'settleRequest', (tx) =>
    answer === undefined ? releaseKey(tx, deps, claim) : keepAnswer(tx, deps, claim, answer),
  );
