import type { Json } from '../../canonical.ts';
import type { Tx } from '../../db/client.ts';
import type { Proposal, ProposalKind } from '../../db/read/proposal/proposal.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { insertOfficeLink } from '../../db/write/office/office.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import { closeProposal } from '../../db/write/proposal/proposal.ts';
import { updateToken } from '../../db/write/token/token.ts';
import type { Deps } from '../../deps.ts';
import { ok, type Result } from '../../result.ts';
import { applyBroadcast } from '../broadcast/approveBroadcast.ts';
import { adoptBylaws } from '../bylaws/adoptBylaws.ts';
import { applyFinding, applyVerdict } from '../case/applyFinding.ts';
import { publishDeclaration } from '../declaration/publishDeclaration.ts';
import { applyFounder } from '../founder/proposeFounder.ts';
import { applyListEntry } from '../list/confirmListEntry.ts';
import { applyDismissal } from '../office/dismissOfficer.ts';
import { applyProjectAct } from '../project/proposeProject.ts';
import { bylawsPayload, rolePayload, tokenPayload } from '../proposal/proposalPayload.ts';
import { eraseAccount } from '../safety/eraseAccount.ts';
import { admitPerson } from '../verification/admitPerson.ts';

/** What the last approval brought about: the journal's entries, and an invitation's token to pass on. */
export type Applied = {
  readonly journal?: readonly JournalFact[];
  readonly officeToken?: string;
  readonly founderToken?: string;
};

type Apply = (tx: Tx, deps: Deps, found: Proposal, now: Date) => Promise<Result<Applied>>;

const withJournal = (done: Result<JournalFact>): Result<Applied> =>
  done.ok ? ok({ journal: [done.value] }) : done;

/** Each refuses before it writes anything, so that a refused approval leaves the proposal as it was. */
const applyByKind: Readonly<Record<ProposalKind, Apply>> = {
  admission: async (tx, deps, found, now) => {
    await admitPerson(tx, deps, found, now);
    return ok({});
  },
  declaration: async (tx, _deps, { payload }, now) => withJournal(await publishDeclaration(tx, payload, now)),
  bylaws: async (tx, _deps, { payload }, now) =>
    withJournal(await adoptBylaws(tx, bylawsPayload.parse(payload).content, now)),
  role: async (tx, deps, { payload }, now) => {
    const { role } = rolePayload.parse(payload);
    const { token } = await insertOfficeLink(tx, deps, { role, now });
    return ok({
      journal: [{ kind: 'office.invited', at: now, role, by: 'officers' }],
      officeToken: token,
    });
  },
  token: async (tx, _deps, { payload }, now) => {
    const { tokenId } = tokenPayload.parse(payload);
    await updateToken(tx, tokenId, { state: 'active' });
    return ok({ journal: [{ kind: 'token.activated', at: now, token: tokenId }] });
  },
  dismissal: async (tx, deps, found, now) => {
    const ended = await applyDismissal(tx, deps, found, now);
    return ended.ok ? ok({ journal: ended.value }) : ended;
  },
  erasure: async (tx, deps, { id, subjectId }, now) => {
    const account = subjectId === null ? undefined : await lockAccount(tx, deps, subjectId);
    // Closed first: it lets go of the person, with whom it would otherwise be deleted.
    await closeProposal(tx, deps, id, 'approved');
    return ok({ journal: account === undefined ? [] : await eraseAccount(tx, deps, account, now) });
  },
  broadcast: async (tx, deps, { payload }, now) => {
    const done = await applyBroadcast(tx, deps, payload, now);
    return done.ok ? ok({ journal: done.value }) : done;
  },
  finding: async (tx, deps, found, now) => {
    const done = await applyFinding(tx, deps, found, now);
    return done.ok ? ok({}) : done;
  },
  appeal: async (tx, deps, found, now) => {
    const done = await applyVerdict(tx, deps, found, now);
    return done.ok ? ok({}) : done;
  },
  founder: async (tx, deps, _found, now) => {
    const made = await applyFounder(tx, deps, now);
    return made.ok
      ? ok({ ...made.value, journal: [{ kind: 'founder.invited', at: now, by: 'officers' }] })
      : made;
  },
  project: async (tx, deps, found, now) => {
    const done = await applyProjectAct(tx, deps, found, now);
    return done.ok ? ok({ journal: done.value }) : done;
  },
  listEntry: async (tx, deps, { payload }) => {
    const entered = await applyListEntry(tx, deps, payload as Json);
    return entered.ok ? ok({}) : entered;
  },
};

export const applyProposal: Apply = (tx, deps, found, now) => applyByKind[found.kind](tx, deps, found, now);
