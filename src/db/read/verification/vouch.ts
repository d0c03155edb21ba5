import { and, asc, count, eq, gt, isNull } from 'drizzle-orm';
import { addDays, type Day, dayOf } from '../../../governance/kit/day.ts';
import type { Reader } from '../../client.ts';
import { vouch, vouchLink } from '../../schema/vouch.ts';
import type { Vault } from '../../vault.ts';

/** A person in the role of the one who vouches. */
export const voucherMarkOf = (vault: Vault, personId: string): Buffer =>
  vault.index('vouch.voucher', personId);

/**
 * A person in the role of the one vouched for, made from their mark as a voucher: with the key one can go on from a
 * voucher to those who vouched for them, as rule M5 asks, and nobody without it can.
 */
export const candidateMarkOf = (vault: Vault, voucherMark: Uint8Array): Buffer =>
  vault.index('vouch.candidate', Buffer.from(voucherMark).toString('hex'));

export const vouchTokenIndex = (vault: Vault, token: string): Buffer => vault.index('vouch.token', token);

export type Vouching = { readonly voucherMark: Uint8Array; readonly vouchedOn: Day };

/** The query of listVouchesFor, for reads of several things at once. */
export const vouchesFor = (reader: Reader, vault: Vault, voucherMark: Uint8Array) =>
  reader
    .select({ voucherMark: vouch.voucherMark, vouchedOn: vouch.vouchedOn })
    .from(vouch)
    .where(eq(vouch.candidateMark, candidateMarkOf(vault, voucherMark)))
    .orderBy(asc(vouch.vouchedOn));

/** Who vouched for the owner of `voucherMark`, as far as still kept (rule M5: 90 days). */
export const listVouchesFor = async (
  reader: Reader,
  vault: Vault,
  voucherMark: Uint8Array,
): Promise<Vouching[]> => vouchesFor(reader, vault, voucherMark);

/** How many have vouched for a person so far. */
export const countVouchesFor = async (reader: Reader, vault: Vault, personId: string): Promise<number> =>
  (await listVouchesFor(reader, vault, voucherMarkOf(vault, personId))).length;

/** The days on which the owner of `voucherMark` vouched for others. */
export const listVouchingDays = async (reader: Reader, voucherMark: Uint8Array): Promise<Day[]> => {
  const rows = await reader
    .select({ vouchedOn: vouch.vouchedOn })
    .from(vouch)
    .where(eq(vouch.voucherMark, Buffer.from(voucherMark)));
  return rows.map(({ vouchedOn }) => vouchedOn);
};

export type VouchLink = { readonly candidateId: string; readonly used: boolean; readonly lastDay: Day };

/** A link's last day. It ends at the midnight after, so that its end doesn't tell when it was made. */
export const vouchLinkEnd = (lastDay: Day): Date => new Date(`${addDays(lastDay, 1)}T00:00:00Z`);

export const vouchLinkFrom = (row: typeof vouchLink.$inferSelect): VouchLink => ({
  candidateId: row.candidateId,
  used: row.usedOn !== null,
  lastDay: addDays(dayOf(row.expiresAt), -1),
});

export const findVouchLink = async (
  reader: Reader,
  vault: Vault,
  token: string,
): Promise<VouchLink | undefined> => {
  const [row] = await reader
    .select()
    .from(vouchLink)
    .where(eq(vouchLink.tokenIndex, vouchTokenIndex(vault, token)));
  return row && vouchLinkFrom(row);
};

/** A person's links that somebody could still use. */
export const countOpenVouchLinks = async (
  reader: Reader,
  candidateId: string,
  now: Date,
): Promise<number> => {
  const [row] = await reader
    .select({ open: count() })
    .from(vouchLink)
    .where(
      and(eq(vouchLink.candidateId, candidateId), isNull(vouchLink.usedOn), gt(vouchLink.expiresAt, now)),
    );
  return row?.open ?? 0;
};
