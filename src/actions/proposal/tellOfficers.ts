import type { Tx } from '../../db/client.ts';
import { queueNotices } from '../../db/write/notice/notice.ts';
import type { CaseKind } from '../../governance/person/role.ts';
import { listHolders } from '../person/officerPower.ts';

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
  const holders = await listHolders(tx, kind === 'admission' ? 'admission.approve' : `${kind}.propose`);
  const rows = holders
    .filter((personId) => personId !== except)
    .map((personId) => ({
      personId,
      kind: 'office.waiting' as const,
      subject: `case:${number}`,
      notBefore: now,
    }));
  await queueNotices(tx, rows);
};
