import type { Tx } from '../../db/client.ts';
import { findAccount, listOfficerIds } from '../../db/read/person/person.ts';
import { type NewNotice, tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import { type Power, powersOf, roles } from '../../governance/person/role.ts';

export type Officer = { readonly id: string; readonly powers: ReadonlySet<Power> };

/** A person with the powers they hold now; nobody's are none. */
export const officerOf = async (tx: Tx, deps: Pick<Deps, 'vault'>, id: string): Promise<Officer> => {
  const account = await findAccount(tx, deps.vault, id);
  return { id, powers: powersOf(account?.roles ?? []) };
};

/** Whether this person holds the power now; read anew at every act, a button may be older than a dismissal. */
export const hasPower = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  personId: string,
  power: Power,
): Promise<boolean> => (await officerOf(tx, deps, personId)).powers.has(power);

/** Everybody who holds the power, for notices. */
export const listHolders = (tx: Tx, power: Power): Promise<string[]> =>
  listOfficerIds(
    tx,
    roles.filter((role) => powersOf([role]).has(power)),
  );

/** Tells everybody who holds the power, but for `except`: that something waits, if not another kind is said. */
export const tellHolders = async (
  tx: Tx,
  power: Power,
  given: {
    readonly kind?: NewNotice['kind'];
    readonly subject: string;
    readonly except?: string | null | undefined;
    readonly now: Date;
  },
): Promise<void> =>
  tellPeople(tx, { kind: 'office.waiting', ...given, personIds: await listHolders(tx, power) });
