import type { Tx } from '../../db/client.ts';
import { findBroadcastById } from '../../db/read/broadcast/broadcast.ts';
import { findListById } from '../../db/read/list/list.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import { findToken } from '../../db/read/token/token.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { queueNotices } from '../../db/write/notice/notice.ts';
import { insertOfficeLink } from '../../db/write/office/office.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import { closeProposal } from '../../db/write/proposal/proposal.ts';
import { updateToken } from '../../db/write/token/token.ts';
import type { Deps } from '../../deps.ts';
import type { ProposalKind } from '../../governance/person/role.ts';
import { ok, type Result } from '../../result.ts';
import { applyBroadcast, returnBroadcast } from '../broadcast/approveBroadcast.ts';
import { adoptBylaws } from '../bylaws/adoptBylaws.ts';
import { applyFinding, applyRuling } from '../case/applyFinding.ts';
import { findCaseOf } from '../case/caseParties.ts';
import { appealPayload, findingPayload } from '../case/findingPayload.ts';
import { publishDeclaration } from '../declaration/publishDeclaration.ts';
import { applyFounder } from '../founder/proposeFounder.ts';
import { applyListEntry } from '../list/confirmListEntry.ts';
import { listEntryPayload } from '../list/listEntryPayload.ts';
import { applyDismissal } from '../office/dismissOfficer.ts';
import { applyProjectAct, projectPayload } from '../project/proposeProject.ts';
import {
  broadcastPayload,
  bylawsPayload,
  declarationPayload,
  dismissalPayload,
  erasurePayload,
  rolePayload,
  tokenPayload,
} from '../proposal/proposalPayload.ts';
import { eraseAccount } from '../safety/eraseAccount.ts';
import { conveneSession } from '../session/conveneSession.ts';

/** What the last approval brought about: the journal's entries, and an invitation's token to pass on. */
export type Applied = {
  readonly journal?: readonly JournalFact[];
  readonly officeToken?: string;
  readonly founderToken?: string;
};

type Shown = Record<string, unknown> | null;

type KindActs = {
  /** What the last approval does. Refuses before it writes anything, so that a refused approval leaves the proposal as it was. */
  readonly apply: (tx: Tx, deps: Deps, found: Proposal, now: Date) => Promise<Result<Applied>>;
  /** What a rejection does beside closing the case. */
  readonly reject?: (tx: Tx, deps: Deps, found: Proposal, officerId: string) => Promise<void>;
  /** A pending case's content without what would tell who the person is. */
  readonly show: (deps: Pick<Deps, 'db' | 'vault'>, found: Proposal) => Shown | Promise<Shown>;
};

const journalled = <Fact extends JournalFact | readonly JournalFact[]>(
  done: Result<Fact>,
): Result<Applied> => (done.ok ? ok({ journal: [done.value].flat() }) : done);

const unjournalled = (done: Result<unknown>): Result<Applied> => (done.ok ? ok({}) : done);

const showCase = async (
  deps: Pick<Deps, 'db' | 'vault'>,
  found: Proposal,
  { caseId: _, ...proposed }: { readonly caseId: string },
): Promise<Shown> => {
  const about = await findCaseOf(deps.db, deps, found);
  if (about === undefined) return null;
  const { number, grounds } = about.found;
  const { ref, statement = null, appealWords = null } = about.party;
  return { case: number, grounds, party: ref, statement, appeal: appealWords, ...proposed };
};

/** One entry a kind of what needs two persons: all that is peculiar to it. Its words are in messages/proposal. */
export const kindActs: Readonly<Record<ProposalKind, KindActs>> = {
  declaration: {
    apply: async (tx, _deps, { payload }, now) => journalled(await publishDeclaration(tx, payload, now)),
    show: (_deps, { payload }) => declarationPayload.parse(payload),
  },
  bylaws: {
    apply: async (tx, _deps, { payload }, now) =>
      journalled(await adoptBylaws(tx, bylawsPayload.parse(payload).content, now)),
    show: (_deps, { payload }) => bylawsPayload.parse(payload).content,
  },
  role: {
    apply: async (tx, deps, { payload }, now) => {
      const { role } = rolePayload.parse(payload);
      const { token } = await insertOfficeLink(tx, deps, { role, now });
      return ok({
        journal: [{ kind: 'office.invited', at: now, role, by: 'officers' }],
        officeToken: token,
      });
    },
    show: (_deps, { payload }) => rolePayload.parse(payload),
  },
  dismissal: {
    apply: async (tx, deps, found, now) => journalled(await applyDismissal(tx, deps, found, now)),
    show: (_deps, { payload }) => dismissalPayload.parse(payload),
  },
  token: {
    apply: async (tx, _deps, { payload }, now) => {
      const { tokenId } = tokenPayload.parse(payload);
      await updateToken(tx, tokenId, { state: 'active' });
      return ok({ journal: [{ kind: 'token.activated', at: now, token: tokenId }] });
    },
    reject: (tx, _deps, { payload }) =>
      updateToken(tx, tokenPayload.parse(payload).tokenId, { state: 'revoked' }),
    show: async ({ db }, { payload }) => {
      const token = await findToken(db, tokenPayload.parse(payload).tokenId);
      if (token === undefined) return null;
      const { id, label, expiresAt, holderId } = token;
      return { id, label, expiresAt: expiresAt.toISOString(), held: holderId !== null };
    },
  },
  erasure: {
    apply: async (tx, deps, { id, subjectId }, now) => {
      const account = subjectId === null ? undefined : await lockAccount(tx, deps, subjectId);
      // Closed first: it lets go of the person, with whom it would otherwise be deleted.
      await closeProposal(tx, deps, id, 'approved');
      return ok({ journal: account === undefined ? [] : await eraseAccount(tx, deps, account, now) });
    },
    show: (_deps, { payload }) => erasurePayload.parse(payload),
  },
  broadcast: {
    apply: async (tx, deps, { payload }, now) =>
      journalled(
        await applyBroadcast(tx, deps, payload, now, (found) => conveneSession(tx, deps, found, now)),
      ),
    reject: (tx, deps, { payload, proposedBy }, officerId) =>
      returnBroadcast(tx, deps, payload, proposedBy === officerId),
    show: async ({ db, vault }, { payload }) => {
      const { broadcastId, hash } = broadcastPayload.parse(payload);
      const found = await findBroadcastById(db, vault, broadcastId);
      if (found === undefined) return null;
      const { number, content, document, correction } = found;
      return { number, hash, ...content, document, correction };
    },
  },
  finding: {
    apply: async (tx, deps, found, now) => unjournalled(await applyFinding(tx, deps, found, now)),
    show: (deps, found) => showCase(deps, found, findingPayload.parse(found.payload)),
  },
  appeal: {
    apply: async (tx, deps, found, now) => unjournalled(await applyRuling(tx, deps, found, now)),
    show: (deps, found) => showCase(deps, found, appealPayload.parse(found.payload)),
  },
  founder: {
    apply: async (tx, deps, _found, now) => {
      const made = await applyFounder(tx, deps, now);
      if (!made.ok) return made;
      return ok({ ...made.value, journal: [{ kind: 'founder.invited', at: now, by: 'officers' }] });
    },
    show: () => ({}),
  },
  project: {
    apply: async (tx, deps, found, now) => journalled(await applyProjectAct(tx, deps, found, now)),
    show: (_deps, { payload }) => projectPayload.parse(payload),
  },
  listEntry: {
    apply: async (tx, deps, { payload }) => unjournalled(await applyListEntry(tx, deps, payload)),
    reject: async (tx, deps, { number, subjectId: personId }) => {
      if (personId === null) return;
      const notBefore = await deps.clock.now(tx);
      await queueNotices(tx, [{ personId, kind: 'list.declined', subject: `case:${number}`, notBefore }]);
    },
    show: async ({ db }, { payload }) => {
      const { listId, publicName } = listEntryPayload.parse(payload);
      return { list: (await findListById(db, listId))?.number ?? null, publicName };
    },
  },
};
