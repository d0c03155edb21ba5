import { eq } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Tx } from '../../client.ts';
import { type ApiToken, findToken, tokenSecretIndex } from '../../read/token/token.ts';
import { apiToken } from '../../schema/office.ts';

/** Marks a secret as Veche's, for people and for scanners of leaked secrets. */
const SECRET_PREFIX = 'veche_';
const SECRET_BYTES = 32;
const DAY_MS = 86_400_000;

/** A token that opens nothing yet. The secret is given away once; only its keyed index stays. */
export const insertToken = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: { readonly label: string; readonly days: number; readonly now: Date },
): Promise<{ id: string; secret: string; expiresAt: Date }> => {
  const secret = SECRET_PREFIX + Buffer.from(deps.random.bytes(SECRET_BYTES)).toString('base64url');
  const id = deps.random.uuid();
  const expiresAt = new Date(given.now.getTime() + given.days * DAY_MS);
  await tx.insert(apiToken).values({
    id,
    secretIndex: tokenSecretIndex(deps.vault, secret),
    label: given.label,
    state: 'proposed',
    expiresAt,
  });
  return { id, secret, expiresAt };
};

export const lockToken = async (tx: Tx, id: string): Promise<ApiToken | undefined> => {
  await tx.select({ id: apiToken.id }).from(apiToken).where(eq(apiToken.id, id)).for('update');
  return findToken(tx, id);
};

export const updateToken = async (
  tx: Tx,
  id: string,
  fields: Partial<Pick<typeof apiToken.$inferInsert, 'state' | 'holderId'>>,
): Promise<void> => {
  await tx.update(apiToken).set(fields).where(eq(apiToken.id, id));
};
