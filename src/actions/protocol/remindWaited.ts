import { inTransaction, type Tx } from '../../db/client.ts';
import { listLastTold } from '../../db/read/notice/notice.ts';
import { listNotVoted } from '../../db/read/projectVote/projectVote.ts';
import { listNamed } from '../../db/read/protocol/protocol.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
import { lockProjectVote } from '../../db/write/projectVote/projectVote.ts';
import { lockProtocol } from '../../db/write/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import { headOf } from '../../governance/mandate/delegating.ts';
import type { NoticeKind } from '../../governance/notice/notice.ts';
import type { ProjectVoteRefusal } from '../../governance/projectVote/projectVote.ts';
import { isOpen, type ProtocolStepsRefusal } from '../../governance/protocol/protocolSteps.ts';
import { decideReminding, type RemindingRefusal } from '../../governance/protocol/reminding.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';

type Reminded = { readonly count: number };

/** Sends the same neutral notice once more to those who may hear of it again. */
const remind = async (
  tx: Tx,
  deps: Deps,
  given: {
    readonly kind: NoticeKind;
    readonly subject: string;
    readonly waiting: readonly string[];
    readonly until?: Date;
  },
): Promise<Result<Reminded, RemindingRefusal>> => {
  const { waiting, kind, until } = given;
  const now = await deps.clock.now(tx);
  const told = await listLastTold(tx, { kind, subject: given.subject, personIds: waiting });
  const waited = waiting.map((personId) => ({ personId, toldAt: told.get(personId) }));
  const decided = decideReminding(waited, now);
  if (!decided.ok) return decided;
  const { personIds } = decided.value;
  const subject = `${given.subject}:again:${now.getTime()}`;
  await tellPeople(tx, { kind, subject, personIds, facts: until && sealedUntil(deps.vault, until), now });
  return ok({ count: personIds.length });
};

/**
 * A head reminds those whom a protocol names and who have not answered. Source: rule D3. Refusals: protocol.unknown, .notHead,
 * .answersClosed, those of decideReminding.
 */
export const remindNamed = (
  deps: Deps,
  { personId, number }: PersonActs,
): Promise<Result<Reminded, RemindingRefusal | ProtocolStepsRefusal | 'protocol.notHead'>> =>
  inTransaction(deps, 'remindNamed', async (tx) => {
    const protocol = await lockProtocol(tx, deps.vault, number);
    if (protocol === undefined) return refuse('protocol.unknown');
    if (headOf(protocol, personId) === null) return refuse('protocol.notHead');
    if (!isOpen(protocol.state)) return refuse('protocol.answersClosed');
    const named = await listNamed(tx, deps.vault, protocol.id);
    const waiting = named.filter(({ answer }) => answer === 'waiting').map((one) => one.personId);
    return remind(tx, deps, { kind: 'protocol.confirm', subject: `protocol:${number}`, waiting });
  });

/**
 * A head reminds those on the roll of a vote of the project who have not voted; how anybody voted is neither read nor said. Source:
 * rules D3, G12. Refusals: choosing.unknown, .notOpen, protocol.notHead, those of decideReminding.
 */
export const remindVoting = (
  deps: Deps,
  { personId, number }: PersonActs,
): Promise<Result<Reminded, RemindingRefusal | ProjectVoteRefusal | 'protocol.notHead'>> =>
  inTransaction(deps, 'remindVoting', async (tx) => {
    const vote = await lockProjectVote(tx, deps.vault, number);
    if (vote === undefined) return refuse('choosing.unknown');
    if (headOf(vote, personId) === null) return refuse('protocol.notHead');
    const isOver = (await deps.clock.now(tx)) >= vote.closesAt;
    if (vote.state !== 'open' || isOver) return refuse('choosing.notOpen');
    const waiting = await listNotVoted(tx, vote.id);
    const about = { kind: 'projectVote.opened', subject: `projectVote:${number}` } as const;
    return remind(tx, deps, { ...about, waiting, until: vote.closesAt });
  });
