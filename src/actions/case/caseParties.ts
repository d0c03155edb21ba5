import type { Reader } from '../../db/client.ts';
import { findVouchCaseById, type Party, type VouchCase } from '../../db/read/case/vouchCase.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import type { FindingRefusal } from '../../governance/case/finding.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { type ProposeProjectRefusal, refuseProjectParties } from '../project/proposeProject.ts';
import { appealPayload, findingPayload } from './findingPayload.ts';

/** The case of false vouching that a pending finding or appeal belongs to, and the party it is about. */
export const findCaseOf = async (
  reader: Reader,
  { vault }: Pick<Deps, 'vault'>,
  { kind, state, payload, subjectId }: Proposal,
): Promise<{ readonly found: VouchCase; readonly party: Party } | undefined> => {
  if (state !== 'pending' || (kind !== 'finding' && kind !== 'appeal')) return undefined;
  const { caseId } = (kind === 'finding' ? findingPayload : appealPayload).parse(payload);
  const found = await findVouchCaseById(reader, vault, caseId);
  const party = found?.parties.find(({ personId }) => personId === subjectId);
  return found === undefined || party === undefined ? undefined : { found, party };
};

/**
 * Officers who are party to a case, or have a part in the project it is about, decide nothing in it and read nothing of it at the
 * desk. Source: M5, D1. Refusals: finding.ownCase, project.ownProject, .ownJudgement.
 */
export const refuseParties = async (
  reader: Reader,
  deps: Pick<Deps, 'vault'>,
  proposal: Proposal,
  officerId: string,
): Promise<Result<null, FindingRefusal | ProposeProjectRefusal>> => {
  const project = await refuseProjectParties(reader, deps, proposal, officerId);
  if (!project.ok) return project;
  const about = await findCaseOf(reader, deps, proposal);
  return about?.found.parties.some(({ personId }) => personId === officerId) === true
    ? refuse('finding.ownCase')
    : ok(null);
};
