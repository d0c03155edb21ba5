import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { dayOf } from '../../../governance/kit/day.ts';
import type { RightsFacts } from '../../../governance/member/rights.ts';
import type { Reader } from '../../client.ts';
import { signature } from '../../schema/declaration.ts';
import type { Vault } from '../../vault.ts';
import { requiredVersions } from '../declaration/declaration.ts';
import { readTogether } from '../kit/together.ts';
import type { Account } from '../person/person.ts';
import { voucherMarkOf, vouchesFor } from '../verification/vouch.ts';

const factsSchema = z.object({
  signed: z.array(z.object({ version: z.int() })),
  versions: z.array(z.object({ version: z.int(), published_at: z.coerce.date() })),
  vouches: z.array(z.unknown()),
});

/** What decideRights needs to know of one person. */
export const findRightsFacts = async (
  reader: Reader,
  vault: Vault,
  account: Pick<Account, 'id' | 'status' | 'originConfirmed' | 'verifiedOn'>,
): Promise<RightsFacts> => {
  const { id, status, originConfirmed, verifiedOn } = account;
  const found = await readTogether(reader, factsSchema, {
    signed: reader
      .select({ version: signature.version })
      .from(signature)
      .where(eq(signature.personId, id))
      .orderBy(desc(signature.version))
      .limit(1),
    versions: requiredVersions(reader),
    vouches: vouchesFor(reader, vault, voucherMarkOf(vault, id)),
  });
  return {
    status,
    originConfirmed,
    signedVersion: found.signed[0]?.version ?? null,
    versions: found.versions.map(({ version, published_at }) => ({ version, since: dayOf(published_at) })),
    verifiedOn: verifiedOn ?? null,
    vouches: found.vouches.length,
  };
};
