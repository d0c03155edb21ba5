import type { Tx } from '../../db/client.ts';
import { findAccount, listOfficerIds } from '../../db/read/person/person.ts';
import type { Deps } from '../../deps.ts';
import { type Power, powersOf, roles } from '../../governance/office/office.ts';

/** Whether this person holds the power now; read anew at every act, a button may be older than a dismissal. */
export const hasPower = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  personId: string,
  power: Power,
): Promise<boolean> => {
  const account = await findAccount(tx, deps.vault, personId);
  return powersOf(account?.roles ?? []).has(power);
};

/** Everybody who holds the power, for notices. */
export const listHolders = (tx: Tx, power: Power): Promise<string[]> =>
  listOfficerIds(
    tx,
    roles.filter((role) => powersOf([role]).has(power)),
  );
