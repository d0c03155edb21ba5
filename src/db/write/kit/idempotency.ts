import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Tx } from '../../client.ts';
import { idempotencyKey } from '../../schema/office.ts';
import type { Vault } from '../../vault.ts';

/** A client that repeats a request after a day does not mean the same one. */
const KEPT_MS = 86_400_000;
/** No request lasts so long (its body has seconds, a transaction less): whoever claimed the key is dead. */
const ABANDONED_MS = 60_000;

export type Claim = { readonly tokenId: string; readonly key: string; readonly requestHash: string };

export type Earlier =
  | { readonly kind: 'new' }
  | { readonly kind: 'other' }
  | { readonly kind: 'inFlight' }
  | { readonly kind: 'answered'; readonly status: number; readonly body: string };

const indexOf = (vault: Vault, { tokenId, key }: Claim): Buffer =>
  vault.index('api.idempotency', `${tokenId}/${key}`);

const contextOf = (index: Buffer) => ({
  table: 'idempotency_key',
  column: 'response_sealed',
  row: index.toString('hex'),
});

const whereKey = (vault: Vault, claim: Claim) =>
  and(eq(idempotencyKey.tokenId, claim.tokenId), eq(idempotencyKey.keyIndex, indexOf(vault, claim)));

/** A key without an answer that was left by a process that ended; exactly one repetition of its request gets it. */
const retakeKey = async (tx: Tx, vault: Vault, claim: Claim, now: Date): Promise<boolean> => {
  const retaken = await tx
    .update(idempotencyKey)
    .set({ createdAt: now })
    .where(
      and(
        whereKey(vault, claim),
        isNull(idempotencyKey.status),
        lt(idempotencyKey.createdAt, new Date(now.getTime() - ABANDONED_MS)),
      ),
    )
    .returning({ tokenId: idempotencyKey.tokenId });
  return retaken.length > 0;
};

/**
 * Claims a key for one request, or says what became of the earlier one. A key left unfinished for a minute is claimed again by the
 * same request: the action behind it is idempotent or refuses the second time.
 */
export const claimKey = async (
  tx: Tx,
  { vault }: Pick<Deps, 'vault'>,
  claim: Claim,
  now: Date,
): Promise<Earlier> => {
  await tx.delete(idempotencyKey).where(lt(idempotencyKey.createdAt, new Date(now.getTime() - KEPT_MS)));
  const { tokenId, requestHash } = claim;
  const keyIndex = indexOf(vault, claim);
  const claimed = await tx
    .insert(idempotencyKey)
    .values({ tokenId, keyIndex, requestHash, createdAt: now })
    .onConflictDoNothing()
    .returning({ tokenId: idempotencyKey.tokenId });
  if (claimed.length > 0) return { kind: 'new' };
  const [row] = await tx.select().from(idempotencyKey).where(whereKey(vault, claim));
  if (row === undefined) return { kind: 'inFlight' };
  if (row.requestHash !== requestHash) return { kind: 'other' };
  if (row.status === null || row.responseSealed === null) {
    return { kind: (await retakeKey(tx, vault, claim, now)) ? 'new' : 'inFlight' };
  }
  return { kind: 'answered', status: row.status, body: vault.open(contextOf(keyIndex), row.responseSealed) };
};

export const keepAnswer = async (
  tx: Tx,
  { vault }: Pick<Deps, 'vault'>,
  claim: Claim,
  answer: { readonly status: number; readonly body: string },
): Promise<void> => {
  const responseSealed = vault.seal(contextOf(indexOf(vault, claim)), answer.body);
  await tx
    .update(idempotencyKey)
    .set({ status: answer.status, responseSealed })
    .where(whereKey(vault, claim));
};

/** Nothing was done: the key may be used again. */
export const releaseKey = async (tx: Tx, { vault }: Pick<Deps, 'vault'>, claim: Claim): Promise<void> => {
  await tx.delete(idempotencyKey).where(whereKey(vault, claim));
};
