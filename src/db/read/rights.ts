import { dayOf } from '../../governance/day.ts';
import type { RightsFacts } from '../../governance/rights.ts';
import type { Reader } from '../client.ts';
import type { Vault } from '../vault.ts';
import { findCurrentDeclaration, findNewestSignature } from './declaration.ts';
import type { Account } from './person.ts';
import { countVouchesFor } from './vouch.ts';

/** What decideRights needs to know of one person. */
export const findRightsFacts = async (
  reader: Reader,
  vault: Vault,
  account: Pick<Account, 'id' | 'status' | 'originConfirmed' | 'verifiedOn'>,
): Promise<RightsFacts> => {
  const { id, status, originConfirmed, verifiedOn } = account;
  const current = await findCurrentDeclaration(reader);
  const signed = await findNewestSignature(reader, id);
  return {
    status,
    originConfirmed,
    signedVersion: signed?.version ?? null,
    declaration:
      current === undefined ? null : { version: current.version, since: dayOf(current.publishedAt) },
    verifiedOn: verifiedOn ?? null,
    vouches: await countVouchesFor(reader, vault, id),
  };
};
