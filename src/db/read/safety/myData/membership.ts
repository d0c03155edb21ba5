import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Json } from '../../../../canonical.ts';
import { showCode } from '../../../../governance/kit/code.ts';
import { ballot } from '../../../schema/ballot.ts';
import { vouchCase, vouchCaseParty } from '../../../schema/finding.ts';
import { listEntry } from '../../../schema/list.ts';
import { proposal } from '../../../schema/office.ts';
import { vouchLink } from '../../../schema/vouch.ts';
import { choiceOf } from '../../ballot/ownVote.ts';
import { partyContext } from '../../case/vouchCase.ts';
import { listEntriesOf } from '../../list/list.ts';
import { readOwnPetitions } from '../../petition/petitionOfPerson.ts';
import { listAllDuties } from '../../petition/petitionReview.ts';
import { payloadContext } from '../../proposal/proposal.ts';
import { findInterviewOf } from '../../verification/interview.ts';
import { listVouchesFor, listVouchingDays, voucherMarkOf } from '../../verification/vouch.ts';
import { type MyDataContext, type MyDataSource, plainRow, plainRows } from './source.ts';

/** Who vouched is another person's matter: of both directions there are days. */
const readVouching = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const mark = voucherMarkOf(vault, account.id);
  const links = await reader
    .select({ expiresAt: vouchLink.expiresAt, usedOn: vouchLink.usedOn })
    .from(vouchLink)
    .where(eq(vouchLink.candidateId, account.id))
    .orderBy(asc(vouchLink.expiresAt));
  return {
    forYou: (await listVouchesFor(reader, vault, mark)).map(({ vouchedOn }) => vouchedOn),
    byYou: (await listVouchingDays(reader, mark)).toSorted(),
    links: plainRows(links),
  };
};

/** Kinds of cases whose content is the person's own words. */
const ownWords = new Set(['admission', 'listEntry']);

const readRequests = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const rows = await reader
    .select()
    .from(proposal)
    .where(eq(proposal.subjectId, account.id))
    .orderBy(asc(proposal.number));
  return rows.map(({ id, number, kind, state, createdAt, payloadSealed }) => ({
    number,
    kind,
    state,
    createdAt: createdAt.toISOString(),
    content: ownWords.has(kind) ? (JSON.parse(vault.open(payloadContext(id), payloadSealed)) as Json) : null,
  }));
};

const readCall = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const found = await findInterviewOf(reader, vault, account.id);
  if (found === undefined) return null;
  const { number, state, wishes, startsAt, link, words, misses } = found;
  return plainRow({ number, state, wishes: [...wishes], startsAt, link, codeWords: words, misses });
};

const readCases = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const rows = await reader
    .select({ party: vouchCaseParty, number: vouchCase.number, state: vouchCase.state })
    .from(vouchCaseParty)
    .innerJoin(vouchCase, eq(vouchCase.id, vouchCaseParty.caseId))
    .where(eq(vouchCaseParty.personId, account.id))
    .orderBy(asc(vouchCase.number));
  return rows.map(({ party, number, state }) => {
    const open = (column: 'statement' | 'reason' | 'appeal', sealed: Uint8Array | null) =>
      sealed === null ? undefined : vault.open(partyContext(column, party.caseId, account.id), sealed);
    return plainRow({
      number,
      state,
      role: party.role,
      outcome: party.outcome,
      decidedOn: party.decidedOn,
      statement: open('statement', party.statementSealed),
      reason: open('reason', party.reasonSealed),
      appeal: open('appeal', party.appealSealed),
    });
  });
};

/** Ballots whose roll and votes are still there; of closed ones nothing is kept that could be tied to anybody. */
const readBallots = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const rows = await reader
    .select({ id: ballot.id, number: ballot.number, state: ballot.state })
    .from(ballot)
    .where(inArray(ballot.state, ['open', 'closing', 'closed', 'published']))
    .orderBy(desc(ballot.number));
  const found: Json[] = [];
  for (const { id, number, state } of rows) {
    const own = await choiceOf(reader, vault, id, account.id);
    if (own !== undefined) found.push({ number, state, onRoll: true, ...own });
  }
  return found;
};

const readLists = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const agreed = new Map(
    (
      await reader
        .select({ listId: listEntry.listId, agreedOn: listEntry.agreedOn })
        .from(listEntry)
        .where(eq(listEntry.personId, account.id))
    ).map(({ listId, agreedOn }) => [listId, agreedOn]),
  );
  const entries = await listEntriesOf(reader, vault, account.id);
  return entries.map(({ list, publicName, presentUntil }) =>
    plainRow({ number: list.number, publicName, presentUntil, agreedOn: agreed.get(list.id) }),
  );
};

/** Found by the person's own marks: written, supported with the check code, reported, and what they decide or decided by lot. */
const readPetitions = async ({ reader, vault, account }: MyDataContext): Promise<Json> => {
  const { written, supported, reported } = await readOwnPetitions(reader, vault, account.id);
  const duties = await listAllDuties(reader, vault, account.id);
  return {
    written: written.map(({ number, state }) => ({ number, state })),
    supported: supported.map(({ number, state, code }) => ({ number, state, checkCode: showCode(code) })),
    reported: reported.map(({ number, state }) => ({ number, state })),
    drawn: duties.map(({ number, petition, state, verdict, reason }) =>
      plainRow({ lot: number, petition, state, verdict, reason }),
    ),
  };
};

/** What belongs to being a member: how one became one, and what one took part in. */
export const membershipSources: readonly MyDataSource[] = [
  { section: 'vouching', covers: ['vouch_link.candidate_id'], read: readVouching },
  { section: 'requests', covers: ['proposal.subject_id'], read: readRequests },
  { section: 'call', covers: ['call.candidate_id'], read: readCall },
  { section: 'cases', covers: ['vouch_case_party.person_id'], read: readCases },
  { section: 'ballots', covers: [], read: readBallots },
  { section: 'petitions', covers: [], read: readPetitions },
  { section: 'lists', covers: ['list_entry.person_id', 'presence.person_id'], read: readLists },
];
