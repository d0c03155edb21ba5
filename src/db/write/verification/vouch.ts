import { eq, lte } from 'drizzle-orm';
import type { Day } from '../../../governance/kit/day.ts';
import type { Tx } from '../../client.ts';
import {
  candidateMarkOf,
  type VouchLink,
  voucherMarkOf,
  vouchLinkEnd,
  vouchLinkFrom,
  vouchTokenIndex,
} from '../../read/verification/vouch.ts';
import { vouch, vouchLink } from '../../schema/vouch.ts';
import type { Vault } from '../../vault.ts';

export const insertVouchLink = async (
  tx: Tx,
  vault: Vault,
  link: { readonly token: string; readonly candidateId: string; readonly lastDay: Day },
): Promise<void> => {
  const { token, candidateId, lastDay } = link;
  await tx
    .insert(vouchLink)
    .values({ tokenIndex: vouchTokenIndex(vault, token), candidateId, expiresAt: vouchLinkEnd(lastDay) });
};

/** The link behind a token, locked: of all who press at once the first uses it up. */
export const lockVouchLink = async (tx: Tx, vault: Vault, token: string): Promise<VouchLink | undefined> => {
  const [row] = await tx
    .select()
    .from(vouchLink)
    .where(eq(vouchLink.tokenIndex, vouchTokenIndex(vault, token)))
    .for('update');
  return row && vouchLinkFrom(row);
};

/** Notes a vouching and uses its link up. */
export const insertVouch = async (
  tx: Tx,
  vault: Vault,
  given: {
    readonly token: string;
    readonly candidateId: string;
    readonly voucherId: string;
    readonly today: Day;
  },
): Promise<void> => {
  const { token, candidateId, voucherId, today } = given;
  await tx.insert(vouch).values({
    candidateMark: candidateMarkOf(vault, voucherMarkOf(vault, candidateId)),
    voucherMark: voucherMarkOf(vault, voucherId),
    vouchedOn: today,
  });
  await tx
    .update(vouchLink)
    .set({ usedOn: today })
    .where(eq(vouchLink.tokenIndex, vouchTokenIndex(vault, token)));
};

/** Deletes vouchings of `lastDay` and before, and links that ended by then; answers how many vouchings. */
export const deleteVouches = async (tx: Tx, lastDay: Day): Promise<number> => {
  await tx.delete(vouchLink).where(lte(vouchLink.expiresAt, vouchLinkEnd(lastDay)));
  const gone = await tx.delete(vouch).where(lte(vouch.vouchedOn, lastDay)).returning({ on: vouch.vouchedOn });
  return gone.length;
};
