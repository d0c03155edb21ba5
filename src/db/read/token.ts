import { and, asc, eq, ne, type SQL } from 'drizzle-orm';
import type { Reader } from '../client.ts';
import { apiToken } from '../schema/office.ts';
import type { Vault } from '../vault.ts';

export type ApiToken = Omit<typeof apiToken.$inferSelect, 'secretIndex'>;

export const tokenSecretIndex = (vault: Vault, secret: string): Buffer => vault.index('token.secret', secret);

const columns = {
  id: apiToken.id,
  label: apiToken.label,
  holderId: apiToken.holderId,
  state: apiToken.state,
  expiresAt: apiToken.expiresAt,
};

const findWhere = async (reader: Reader, where: SQL): Promise<ApiToken | undefined> => {
  const [row] = await reader.select(columns).from(apiToken).where(where);
  return row;
};

/** Looked up by keyed index: how long it takes says nothing about how much of a secret was right. */
export const findTokenBySecret = (
  reader: Reader,
  vault: Vault,
  secret: string,
): Promise<ApiToken | undefined> =>
  findWhere(reader, eq(apiToken.secretIndex, tokenSecretIndex(vault, secret)));

export const findToken = (reader: Reader, id: string): Promise<ApiToken | undefined> =>
  findWhere(reader, eq(apiToken.id, id));

/** Tokens that are not revoked, by label; of one holder when given. */
export const listTokens = (reader: Reader, holderId?: string): Promise<ApiToken[]> =>
  reader
    .select(columns)
    .from(apiToken)
    .where(
      and(
        ne(apiToken.state, 'revoked'),
        holderId === undefined ? undefined : eq(apiToken.holderId, holderId),
      ),
    )
    .orderBy(asc(apiToken.label), asc(apiToken.id));
