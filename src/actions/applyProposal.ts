import type { Json } from '../canonical.ts';
import type { Tx } from '../db/client.ts';
import type { Proposal, ProposalKind } from '../db/read/proposal.ts';
import type { JournalFact } from '../db/write/journal.ts';
import { insertOfficeLink } from '../db/write/office.ts';
import { updateToken } from '../db/write/token.ts';
import type { Deps } from '../deps.ts';
import { ok, type Result } from '../result.ts';
import { admitPerson } from './admitPerson.ts';
import { adoptBylaws } from './adoptBylaws.ts';
import { applyListEntry } from './confirmListEntry.ts';
import { bylawsPayload, rolePayload, tokenPayload } from './proposalPayload.ts';
import { publishDeclaration } from './publishDeclaration.ts';

/** What the last approval brought about: the journal's entry, and an invitation's token to pass on. */
export type Applied = { readonly journal?: JournalFact; readonly officeToken?: string };

type Apply = (tx: Tx, deps: Deps, found: Proposal, now: Date) => Promise<Result<Applied>>;

const withJournal = (done: Result<JournalFact>): Result<Applied> =>
  done.ok ? ok({ journal: done.value }) : done;

/** Each refuses before it writes anything, so that a refused approval leaves the proposal as it was. */
const applyByKind: Readonly<Record<ProposalKind, Apply>> = {
  admission: async (tx, _deps, found, now) => {
    await admitPerson(tx, found, now);
    return ok({});
  },
  declaration: async (tx, _deps, { payload }, now) => withJournal(await publishDeclaration(tx, payload, now)),
  bylaws: async (tx, _deps, { payload }, now) =>
    withJournal(await adoptBylaws(tx, bylawsPayload.parse(payload).content, now)),
  role: async (tx, deps, { payload }, now) => {
    const { role } = rolePayload.parse(payload);
    const { token } = await insertOfficeLink(tx, deps, { role, now });
    return ok({
      journal: { kind: 'office.invited', at: now, role, by: 'officers' },
      officeToken: token,
    });
  },
  token: async (tx, _deps, { payload }, now) => {
    const { tokenId } = tokenPayload.parse(payload);
    await updateToken(tx, tokenId, { state: 'active' });
    return ok({ journal: { kind: 'token.activated', at: now, token: tokenId } });
  },
  listEntry: async (tx, deps, { payload }) => {
    const entered = await applyListEntry(tx, deps, payload as Json);
    return entered.ok ? ok({}) : entered;
  },
};

export const applyProposal: Apply = (tx, deps, found, now) => applyByKind[found.kind](tx, deps, found, now);
