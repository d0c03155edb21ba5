import type { Tx } from '../../db/client.ts';
import type { CaseKind } from '../../governance/person/role.ts';
import { tellHolders } from '../person/officerPower.ts';

/** Those who may decide a new case are told that something waits; not what, and never whose. */
export const tellOfficers = async (
  tx: Tx,
  given: {
    readonly number: number;
    readonly kind: CaseKind;
    /** Who proposed it knows. */
    readonly except: string | null;
    readonly now: Date;
  },
): Promise<void> => {
  const { number, kind, except, now } = given;
  const power = kind === 'admission' ? 'admission.approve' : (`${kind}.propose` as const);
  await tellHolders(tx, power, { subject: `case:${number}`, except, now });
};
