import { inTransactionNow, type Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findMandateNumber, hasMandatesSince } from '../../db/read/mandate/mandateTerm.ts';
import { findProjectVote, type ProjectVote } from '../../db/read/projectVote/projectVote.ts';
import { findLastVoteDay, findProtocolUnderWay } from '../../db/read/protocol/protocol.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import { findSubmittedProtocol, insertProtocol } from '../../db/write/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import type { AdoptedBylaws } from '../../governance/bylaws/bylaws.ts';
import { dayOf } from '../../governance/kit/day.ts';
import type { DelegatingRefusal } from '../../governance/mandate/delegating.ts';
import { decideFromVote, type ProjectVoteRefusal } from '../../governance/projectVote/projectVote.ts';
import {
  type Beginning,
  decideProtocol,
  type ProtocolDraft,
  type ProtocolRefusal,
} from '../../governance/protocol/protocol.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { type Delegating, lockDelegatingFacts } from '../mandate/delegatingFacts.ts';
import { gatherNamedFacts } from './namedFacts.ts';

export type Submitted = { readonly number: number };
type Refusals = DelegatingRefusal | ProtocolRefusal;

const lockFacts = async (
  tx: Tx,
  deps: Deps,
  given: {
    readonly found: Delegating;
    readonly draft: ProtocolDraft;
    readonly bylaws: AdoptedBylaws;
    readonly now: Date;
  },
) => {
  const { found, draft, bylaws, now } = given;
  const projectId = found.project.id;
  const people = await gatherNamedFacts(tx, deps, {
    personIds: draft.delegates,
    projectId,
    replaces: found.replaced?.id ?? null,
    bylaws: bylaws.bylaws,
    now,
  });
  return {
    ...found.facts,
    people,
    lastVote: await findLastVoteDay(tx, deps.vault, projectId),
    today: dayOf(now),
  };
};

/** Judges a draft under the project's lock and writes it down with its questions to the people it names. */
const enterProtocol = async (
  tx: Tx,
  deps: Deps,
  given: {
    readonly found: Delegating;
    readonly draft: ProtocolDraft;
    readonly bylaws: AdoptedBylaws;
    readonly submissionId: string;
    readonly voteId: string | null;
    readonly now: Date;
  },
): Promise<Result<Submitted, Refusals>> => {
  const { found, draft, bylaws, now } = given;
  const decided = decideProtocol(await lockFacts(tx, deps, given), draft, bylaws.bylaws);
  if (!decided.ok) return decided;
  const { project, replaced, facts } = found;
  const { number } = await insertProtocol(tx, deps, {
    submissionId: given.submissionId,
    projectId: project.id,
    source: draft.vote.kind,
    voteId: given.voteId,
    replaces: replaced?.id ?? null,
    content: { vote: draft.vote, begins: draft.begins },
    ...draft.numbers,
    seats: decided.value.seats,
    bylawsVersion: bylaws.version,
    createdAt: now,
    delegates: draft.delegates.map((personId, at) => ({ personId, seat: replaced?.seat ?? at + 1 })),
  });
  const subject = `protocol:${number}`;
  await tellPeople(tx, {
    kind: 'protocol.confirm',
    subject,
    personIds: draft.delegates,
    now,
  });
  // A deputy acts where the leader can't; a leader who can reads of it at once.
  if (facts.head === 'deputy')
    await tellPeople(tx, {
      kind: 'protocol.news',
      subject,
      personIds: [project.leaderId],
      now,
    });
  return ok({ number });
};

/**
 * A head hands in the record of a vote held elsewhere. Its form is judged at once; then the people it names are asked, and it is signed.
 * The same `submissionId` again answers with what it wrote. Source: rules D2 to D4. Refusals: protocol.unknownProject, those of
 * decideProtocol.
 */
export const submitProtocol = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly projectNumber: number;
    readonly submissionId: string;
    readonly draft: ProtocolDraft;
    /** Number of the mandate that is replaced. */
    readonly replaces?: number;
  },
): Promise<Result<Submitted, Refusals>> =>
  inTransactionNow(deps, 'submitProtocol', async (tx, now) => {
    const { submissionId, draft } = command;
    const bylaws = await currentBylaws(tx, now);
    const found = await lockDelegatingFacts(tx, deps, { ...command, bylaws, now });
    if (found === undefined) return refuse('protocol.unknownProject');
    const earlier = await findSubmittedProtocol(tx, submissionId);
    if (earlier !== undefined) return ok({ number: earlier });
    return enterProtocol(tx, deps, { found, draft, bylaws, submissionId, voteId: null, now });
  });

const draftOf = (vote: ProjectVote, begins: Beginning, now: Date): ProtocolDraft => {
  const { participants, active, number, closesAt, result } = vote;
  const elected = result?.elected ?? [];
  return {
    numbers: { participants, active },
    delegates: elected,
    begins,
    vote: {
      kind: 'internal',
      // A vote without candidates is over before its time.
      day: dayOf(closesAt < now ? closesAt : now),
      number,
      rollSize: result?.rollSize ?? 0,
      voted: result?.voted ?? 0,
      votes: elected.map((id) => result?.tallies.find((one) => one.id === id)?.votes ?? 0),
    },
  };
};

/**
 * The result of a vote in the bot becomes a protocol by one press; pressed twice it is one protocol. Source: rules D2 to D4. Refusals:
 * choosing.unknown, those of decideFromVote and decideProtocol.
 */
export const protocolFromVote = (
  deps: Deps,
  command: { readonly personId: string; readonly voteNumber: number; readonly begins: Beginning },
): Promise<Result<Submitted, Refusals | ProjectVoteRefusal>> =>
  inTransactionNow(deps, 'protocolFromVote', async (tx, now) => {
    const vote = await findProjectVote(tx, deps.vault, command.voteNumber);
    if (vote === undefined || vote.state === 'withdrawn') return refuse('choosing.unknown');
    const bylaws = await currentBylaws(tx, now);
    const { personId, begins } = command;
    const replaces = vote.replaces === null ? {} : { replaces: await findMandateNumber(tx, vote.replaces) };
    const given = { personId, projectNumber: vote.projectNumber, ...replaces, bylaws, now };
    const found = await lockDelegatingFacts(tx, deps, given);
    if (found === undefined) return refuse('protocol.unknownProject');
    const underWay = await findProtocolUnderWay(tx, found.project.id);
    if (underWay?.voteId === vote.id && found.facts.head !== null) return ok({ number: underWay.number });
    const overtaken = await hasMandatesSince(tx, found.project.id, vote.closesAt);
    const decided = decideFromVote({ state: vote.state, overtaken });
    if (!decided.ok) return decided;
    const draft = draftOf(vote, begins, now);
    const submissionId = deps.random.uuid();
    return enterProtocol(tx, deps, { found, draft, bylaws, submissionId, voteId: vote.id, now });
  });
