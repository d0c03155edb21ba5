import type { RightsFacts } from '../../governance/rights.ts';
import type { Reader } from '../client.ts';
import type { Vault } from '../vault.ts';
import { findNewestSignature, listRequiredVersions } from './declaration.ts';
import type { Account } from './person.ts';
import { countVouchesFor } from './vouch.ts';

/** What decideRights needs to know of one person. */
export const findRightsFacts = async (
  reader: Reader,
  vault: Vault,
  account: Pick<Account, 'id' | 'status' | 'originConfirmed' | 'verifiedOn'>,
): Promise<RightsFacts> => {
  const { id, status, originConfirmed, verifiedOn } = account;
  const signed = await findNewestSignature(reader, id);
  return {
    status,
    originConfirmed,
    signedVersion: signed?.version ?? null,
    versions: await listRequiredVersions(reader),
    verifiedOn: verifiedOn ?? null,
    vouches: await countVouchesFor(reader, vault, id),
  };
};
