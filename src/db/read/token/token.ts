import { and, asc, eq, gt, ne, type SQL } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { apiToken } from '../../schema/office.ts';
import type { Vault } from '../../vault.ts';

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

/** Tokens that are not revoked, by label. */
export const listTokens = (reader: Reader): Promise<ApiToken[]> =>
  reader
    .select(columns)
    .from(apiToken)
    .where(ne(apiToken.state, 'revoked'))
    .orderBy(asc(apiToken.label), asc(apiToken.id));

/** One holder's tokens that are not revoked, by id, a page at a time. */
export const listTokensOf = (
  reader: Reader,
  holderId: string,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<ApiToken[]> =>
  reader
    .select(columns)
    .from(apiToken)
    .where(
      and(
        ne(apiToken.state, 'revoked'),
        eq(apiToken.holderId, holderId),
        after === undefined ? undefined : gt(apiToken.id, after),
      ),
    )
    .orderBy(asc(apiToken.id))
    .limit(limit);
