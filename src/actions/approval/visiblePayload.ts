import type { Proposal } from '../../db/read/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import { admissionPayload } from '../proposal/proposalPayload.ts';
import { kindActs } from './kindActs.ts';

/** A pending case's content without what would tell who the person is; null once it is decided. */
export const visiblePayload = async (
  deps: Pick<Deps, 'db' | 'vault'>,
  found: Proposal,
): Promise<Record<string, unknown> | null> => {
  if (found.state !== 'pending') return null;
  return found.kind === 'admission'
    ? admissionPayload.parse(found.payload)
    : kindActs[found.kind].show(deps, found);
};
