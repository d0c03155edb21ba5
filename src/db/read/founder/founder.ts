import { and, count, eq, gt, isNotNull, isNull, or } from 'drizzle-orm';
import type { FounderLink } from '../../../governance/founder/founder.ts';
import type { Reader } from '../../client.ts';
import { founderLink } from '../../schema/vouch.ts';
import type { Vault } from '../../vault.ts';

export const founderTokenIndex = (vault: Vault, token: string): Buffer => vault.index('founder.token', token);

export const founderLinkFrom = (row: typeof founderLink.$inferSelect): FounderLink => ({
  used: row.usedOn !== null,
  expiresAt: row.expiresAt,
});

/** Links used, and links that can still be used: an expired one has freed its place. */
export const countFounders = async (reader: Reader, now: Date): Promise<number> => {
  const [row] = await reader
    .select({ taken: count() })
    .from(founderLink)
    .where(
      or(isNotNull(founderLink.usedOn), and(isNull(founderLink.usedOn), gt(founderLink.expiresAt, now))),
    );
  return row?.taken ?? 0;
};

export const findFounderLink = async (
  reader: Reader,
  vault: Vault,
  token: string,
): Promise<FounderLink | undefined> => {
  const [row] = await reader
    .select()
    .from(founderLink)
    .where(eq(founderLink.tokenIndex, founderTokenIndex(vault, token)));
  return row && founderLinkFrom(row);
};
