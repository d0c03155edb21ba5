import { findCaseOf } from '../../../actions/case/caseParties.ts';
import { appealPayload, findingPayload } from '../../../actions/case/findingPayload.ts';
import type { Proposal } from '../../../db/read/proposal/proposal.ts';
import type { Deps } from '../../../deps.ts';
import type { FindingCase } from '../../../messages/case/findingCase.ts';

/** A finding or an appeal as its second officer reads it; undefined for a party of the case, and when it is gone. */
export const findingContent = async (
  deps: Deps,
  proposal: Proposal,
  kind: 'finding' | 'appeal',
  officerId: string,
): Promise<FindingCase | undefined> => {
  const about = await findCaseOf(deps.db, deps, proposal);
  if (about === undefined || about.found.parties.some(({ personId }) => personId === officerId))
    return undefined;
  const { found, party } = about;
  const { number, grounds } = found;
  const { role, statement } = party;
  if (kind === 'finding') {
    const { outcome, reason } = findingPayload.parse(proposal.payload);
    return { kind, number, role, outcome, reason, grounds, statement };
  }
  const { verdict, session } = appealPayload.parse(proposal.payload);
  const words = party.appealWords ?? '';
  return { kind, number, role, outcome: party.outcome ?? 'cleared', verdict, session, words };
};
