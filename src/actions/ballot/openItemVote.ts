import { inTransactionNow, type Tx } from '../../db/client.ts';
import { type AgendaItem, findItem } from '../../db/read/agenda/agenda.ts';
import { findItemVote } from '../../db/read/agenda/itemVote.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { insertBallot } from '../../db/write/ballot/ballot.ts';
import type { Deps } from '../../deps.ts';
import type { OpeningRefusal } from '../../governance/ballot/ballotOpening.ts';
import { type Base, judge, quorumOf, type Rule } from '../../governance/congress/majority.ts';
import type { SittingRefusal } from '../../governance/sitting/sitting.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { hasPower } from '../person/officerPower.ts';
import { judgeOpening, rollSizeOf, writeOpening } from './freezeBallot.ts';
import { ballotOf, congressDraft } from './itemVoteDraft.ts';

type Refused = OpeningRefusal | SittingRefusal;
type Command = {
  readonly officerId: string;
  /** The item's. */
  readonly number: number;
  readonly durationMinutes: number;
};

export type OpenedItemVote = {
  readonly number: number;
  readonly rollSize: number;
  readonly closesAt: string;
};

/** A vote that this item has under way already: a second press gets the first one's receipt. */
const findRunning = async (tx: Tx, item: AgendaItem): Promise<OpenedItemVote | undefined> => {
  const found = await findItemVote(tx, item.id);
  if (found?.state !== 'open') return undefined;
  const { number, rollSize, closesAt } = found;
  return { number, rollSize, closesAt };
};

/**
 * An officer opens the Congress's vote on an item, on the chair's word: in its session while that is open, else outside of one
 * (strategic only). The question is the item's; roll, rule, base, bylaws and deadline are fixed and published. While the vote runs a
 * second opening answers with it. Source: G3 to G5, G9 to G11, G14, H2. Refusals: sitting.noPower, agenda.unknown, those of decideOpening.
 */
export const openItemVote = (
  deps: Deps,
  command: Command & { readonly submissionId: string },
): Promise<Result<OpenedItemVote, Refused>> =>
  inTransactionNow(deps, 'openItemVote', async (tx, now) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('sitting.noPower');
    const item = await findItem(tx, command.number);
    if (item === undefined) return refuse('agenda.unknown');
    const bylaws = await currentBylaws(tx, now);
    const draft = congressDraft(item, command.durationMinutes);
    const wanted = ballotOf({ id: command.submissionId, number: 0 }, draft, item);
    const { ballot, people, decided } = await judgeOpening(tx, deps, wanted, bylaws, now);
    // After the judgement, which holds the item: two presses at once come one after the other.
    const running = await findRunning(tx, item);
    if (running !== undefined) return ok(running);
    if (!decided.ok) return decided;
    const number = await insertBallot(tx, deps, { id: command.submissionId, draft, now });
    const given = { opening: decided.value, people, bylaws };
    return ok({ number, ...(await writeOpening(tx, deps, { ...ballot, number }, given)) });
  });

export type ItemVotePreview = {
  readonly rule: Rule;
  readonly base: Base;
  readonly rollSize: number;
  /** The smallest number of Yes that adopts. */
  readonly needed: number;
  readonly quorum: { readonly needed: number; readonly present: number; readonly met: boolean };
  readonly inSession: boolean;
  readonly closesAt: string;
};

/**
 * What opening the vote now would fix, for the officer's last look; changes nothing. Refusals: those of openItemVote.
 */
export const previewItemVote = (deps: Deps, command: Command): Promise<Result<ItemVotePreview, Refused>> =>
  inTransactionNow(deps, 'previewItemVote', async (tx, now) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('sitting.noPower');
    const item = await findItem(tx, command.number);
    if (item === undefined) return refuse('agenda.unknown');
    const bylaws = await currentBylaws(tx, now);
    const id = deps.random.uuid();
    const wanted = ballotOf({ id, number: 0 }, congressDraft(item, command.durationMinutes), item);
    const { ballot, people, decided } = await judgeOpening(tx, deps, wanted, bylaws, now);
    if (!decided.ok) return decided;
    const { base, closesAt } = decided.value;
    const number = item.class === 'strategic' ? base.all : (base.present ?? 0);
    const nobody = { yes: 0, no: 0, abstained: 0, notVoted: number };
    const present = people.filter((one) => one.present).length;
    return ok({
      rule: item.class,
      base,
      rollSize: rollSizeOf(people, decided.value),
      needed: judge(item.class, base, nobody, bylaws).needed,
      quorum: quorumOf({ all: base.all, present }, bylaws),
      inSession: ballot.session !== undefined,
      closesAt: closesAt.toISOString(),
    });
  });
