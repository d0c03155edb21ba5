import { findAccount } from '../../db/read/person/person.ts';
import { findVouchLink } from '../../db/read/verification/vouch.ts';
import type { Deps } from '../../deps.ts';
import type { Admission } from '../../governance/verification/admission.ts';
import { type Result, refuse } from '../../result.ts';
import { type VouchRefusal, weighVouch } from './weighVouch.ts';

/**
 * What vouching by this link would do, or every reason why it can't be done; changes nothing. Refusals: those of weighVouch,
 * vouch.linkUnknown. Source: M5.
 */
export const checkVouch = async (
  deps: Deps,
  command: { readonly personId: string; readonly token: string },
): Promise<Result<Admission, VouchRefusal>> => {
  const { db, vault } = deps;
  const link = await findVouchLink(db, vault, command.token);
  const voucher = await findAccount(db, vault, command.personId);
  const candidate = link && (await findAccount(db, vault, link.candidateId));
  if (link === undefined || voucher === undefined || candidate === undefined) {
    return refuse('vouch.linkUnknown');
  }
  return weighVouch(db, deps, { voucher, candidate, link }, await deps.clock.now());
};
