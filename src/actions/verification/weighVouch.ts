import type { Reader } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findRightsFacts } from '../../db/read/member/rights.ts';
import type { Account } from '../../db/read/person/person.ts';
import { leadsProjectOf } from '../../db/read/project/project.ts';
import {
  listVouchesFor,
  listVouchingDays,
  type VouchLink,
  voucherMarkOf,
} from '../../db/read/verification/vouch.ts';
import type { Deps } from '../../deps.ts';
import { addDays, dayOf } from '../../governance/kit/day.ts';
import { decideRights, type RightsRefusal } from '../../governance/member/rights.ts';
import {
  type Admission,
  type AdmissionRefusal,
  decideVouch,
  isAttestation,
  type VouchFacts,
} from '../../governance/verification/admission.ts';
import type { VouchingRefusal } from '../../governance/verification/vouching.ts';
import { type Refusal, type Result, refuse } from '../../result.ts';

export type VouchRefusal = AdmissionRefusal | RightsRefusal | VouchingRefusal;

type Parties = { readonly voucher: Account; readonly candidate: Account; readonly link: VouchLink };

// What decideRights says of the voucher in full, down to the step that is missing.
const saidByRights: ReadonlySet<string> = new Set<AdmissionRefusal>([
  'vouch.vouchingOff',
  'vouch.notMember',
  'vouch.verifiedTooRecently',
]);

const hex = (mark: Uint8Array): string => Buffer.from(mark).toString('hex');

const findVouchFacts = async (
  reader: Reader,
  { vault }: Pick<Deps, 'vault'>,
  { voucher, candidate, link }: Parties,
  vouchLinkDays: number,
): Promise<VouchFacts> => {
  const mark = voucherMarkOf(vault, voucher.id);
  const candidateMark = voucherMarkOf(vault, candidate.id);
  // Marks stand for people here: the accounts behind earlier vouchers are not known, and not needed.
  const vouchersOf = async (of: Uint8Array): Promise<string[]> =>
    (await listVouchesFor(reader, vault, of)).map(({ voucherMark }) => hex(voucherMark));
  const earlier = (await listVouchesFor(reader, vault, candidateMark)).map(({ voucherMark }) => voucherMark);
  return {
    voucher: {
      id: hex(mark),
      status: voucher.status,
      verifiedOn: voucher.verifiedOn ?? null,
      vouchedBy: await vouchersOf(mark),
      vouchedOn: await listVouchingDays(reader, mark),
      barredUntil: voucher.vouchBarredUntil ?? null,
    },
    candidate: {
      id: hex(candidateMark),
      status: candidate.status,
      byFinding: candidate.suspension === 'finding',
    },
    earlier: await Promise.all(earlier.map(async (by) => ({ id: hex(by), vouchedBy: await vouchersOf(by) }))),
    isLeader: await leadsProjectOf(reader, { leaderId: voucher.id, participantId: candidate.id }),
    link: { used: link.used, createdOn: addDays(link.lastDay, -vouchLinkDays) },
  };
};

/**
 * Whether this person may vouch for that one by this link, with every reason against: first what the voucher lacks for the
 * right, step by step (M2 to M5), then the rest of decideVouch. Shared by the look before and the act itself.
 */
export const weighVouch = async (
  reader: Reader,
  deps: Pick<Deps, 'vault'>,
  parties: Parties,
  now: Date,
): Promise<Result<Admission, VouchRefusal>> => {
  const { bylaws } = await currentBylaws(reader, now);
  const today = dayOf(now);
  const facts = await findVouchFacts(reader, deps, parties, bylaws.vouchLinkDays);
  const rights = await findRightsFacts(reader, deps.vault, parties.voucher);
  // A leader's attestation waits for nothing and is switched on its own (M5).
  const lighter = { voucherVerifiedDays: 0, verification: { ...bylaws.verification, vouching: true } };
  const { vouch } = decideRights(
    rights,
    isAttestation(facts, bylaws) ? { ...bylaws, ...lighter } : bylaws,
    today,
  );
  const decided = decideVouch(facts, bylaws, today);
  const reasons: Refusal<VouchRefusal>[] = vouch.granted ? [] : [...vouch.missing];
  if (!decided.ok) reasons.push(...decided.refusals.filter(({ code }) => !saidByRights.has(code)));
  const [first, ...more] = reasons;
  if (first !== undefined) return refuse(first, ...more);
  return decided;
};
