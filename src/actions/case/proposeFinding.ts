import type { Json } from '../../canonical.ts';
import { inTransaction } from '../../db/client.ts';
import { listProposedParties, type Party, type VouchCase } from '../../db/read/case/vouchCase.ts';
import { lockVouchCase } from '../../db/write/case/vouchCase.ts';
import type { Deps } from '../../deps.ts';
import {
  type AppealRuling,
  decideProposingFinding,
  decideProposingRuling,
  type FindingOutcome,
  type FindingRefusal,
  findingReasonLimits,
  sessionLimits,
} from '../../governance/case/finding.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import type { ProposalRefusal } from '../../governance/proposal/proposal.ts';
import { type Result, refuse } from '../../result.ts';
import { hasPower } from '../person/officerPower.ts';
import { openProposal } from '../proposal/openProposal.ts';

/** `party`: the reference by which the case calls one of its parties. */
type AboutParty = { readonly officerId: string; readonly number: number; readonly party: string };
type Refused = FindingRefusal | ProposalRefusal | TextRefusal;
type Rule = (
  found: VouchCase,
  party: Party & { isProposed: boolean },
  now: Date,
) => Result<null, FindingRefusal>;

const proposeAbout = (
  deps: Deps,
  { officerId, number, party: ref }: AboutParty,
  kind: 'finding' | 'appeal',
  content: Readonly<Record<string, Json>>,
  rule: Rule,
): Promise<Result<{ number: number }, Refused>> =>
  inTransaction(deps, 'proposeFinding', async (tx) => {
    if (!(await hasPower(tx, deps, officerId, `${kind}.propose`))) return refuse('finding.noPower');
    const found = await lockVouchCase(tx, deps.vault, { number });
    if (found === undefined) return refuse('finding.notFound');
    // Officers who are party never decide, and a colleague's case is the colleague's.
    if (found.parties.some(({ personId }) => personId === officerId)) return refuse('finding.ownCase');
    if (found.raisedBy !== null && found.raisedBy !== officerId) return refuse('finding.notFound');
    const party = found.parties.find((one) => one.ref === ref);
    if (party === undefined) return refuse('finding.partyUnknown');
    const isProposed = (await listProposedParties(tx, [party.personId])).length > 0;
    const now = await deps.clock.now(tx);
    const decided = rule(found, { ...party, isProposed }, now);
    if (!decided.ok) return decided;
    const payload = { caseId: found.id, ...content };
    return openProposal(tx, deps, { kind, payload, proposedBy: officerId, subjectId: party.personId, now });
  });

/**
 * An officer proposes what the case says of one party; another one approves it. Source: M5. Refusals: finding.noPower, .notFound,
 * .ownCase, .partyUnknown, those of decideProposingFinding, text.* at `reason`.
 */
export const proposeFinding = async (
  deps: Deps,
  command: AboutParty & { readonly outcome: FindingOutcome; readonly reason: string },
): Promise<Result<{ number: number }, Refused>> => {
  const { outcome } = command;
  const reason = cleanText(command.reason, findingReasonLimits);
  if (!reason.ok) return refuse({ ...reason.refusals[0], path: 'reason' });
  return proposeAbout(deps, command, 'finding', { outcome, reason: reason.value }, decideProposingFinding);
};

/**
 * An officer enters what the Congress's session decided about an appeal, with the session's number; another one approves it. Source: K5.
 * Refusals: finding.*, .sessionMissing at `session`.
 */
export const proposeRuling = async (
  deps: Deps,
  command: AboutParty & { readonly verdict: AppealRuling; readonly session: string },
): Promise<Result<{ number: number }, Refused>> => {
  const { verdict } = command;
  const session = cleanText(command.session, sessionLimits);
  if (!session.ok) return refuse({ code: 'finding.sessionMissing', path: 'session' });
  const content = { verdict, session: session.value };
  return proposeAbout(deps, command, 'appeal', content, (_found, party) => decideProposingRuling(party));
};
