import { inTransaction, type Tx } from '../../db/client.ts';
import type { AgendaItem } from '../../db/read/agenda/agenda.ts';
import { advisoryStateOf, findAdvisory, findItemVote } from '../../db/read/agenda/itemVote.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { lockItem, updateItem } from '../../db/write/agenda/agenda.ts';
import { insertBallot } from '../../db/write/ballot/ballot.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import { type AdvisoryRefusal, decideAdvisory } from '../../governance/ballot/advisory.ts';
import type { OpeningRefusal } from '../../governance/ballot/ballotOpening.ts';
import type { SittingRefusal } from '../../governance/sitting/sitting.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';
import { judgeOpening, writeOpening } from './freezeBallot.ts';
import { advisoryDraft, ballotOf } from './itemVoteDraft.ts';
import type { OpenedItemVote } from './openItemVote.ts';

type Refused = AdvisoryRefusal | OpeningRefusal | SittingRefusal;

const decide = async (tx: Tx, item: AgendaItem, act: 'ask' | 'decline') =>
  decideAdvisory(
    {
      class: item.class,
      state: item.state,
      voted: (await findItemVote(tx, item.id)) !== undefined,
      advisory: await advisoryStateOf(tx, item),
    },
    act,
  );

/**
 * An officer asks the members about a strategic item before the Congress votes on it: a straw poll of everybody with the right to
 * vote, labelled as one. While it runs a second opening answers with it. Source: M7. Refusals: sitting.noPower, agenda.unknown, those of
 * decideAdvisory and decideOpening.
 */
export const askMembers = (
  deps: Deps,
  command: {
    readonly officerId: string;
    readonly number: number;
    readonly durationMinutes: number;
    readonly submissionId: string;
  },
): Promise<Result<OpenedItemVote, Refused>> =>
  inTransaction(deps, 'askMembers', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('sitting.noPower');
    const item = await lockItem(tx, command.number);
    if (item === undefined) return refuse('agenda.unknown');
    const running = await findAdvisory(tx, item.id);
    if (running?.state === 'open')
      return ok({ number: running.number, rollSize: running.rollSize, closesAt: running.closesAt });
    const allowed = await decide(tx, item, 'ask');
    if (!allowed.ok) return allowed;
    const now = await deps.clock.now(tx);
    const bylaws = await currentBylaws(tx, now);
    const draft = advisoryDraft(item, command.durationMinutes);
    const wanted = ballotOf({ id: command.submissionId, number: 0 }, draft, item);
    const { ballot, people, decided } = await judgeOpening(tx, deps, wanted, bylaws, now);
    if (!decided.ok) return decided;
    const given = { id: command.submissionId, draft, itemId: item.id, now };
    const number = await insertBallot(tx, deps, given);
    if (item.advisoryDeclined) await updateItem(tx, item.id, { advisoryDeclined: false });
    const opening = { opening: decided.value, people, bylaws };
    return ok({ number, ...(await writeOpening(tx, deps, { ...ballot, number }, opening)) });
  });

/**
 * The members are not asked about a strategic item, on the chair's word; published in the journal. A second time changes nothing.
 * Source: M7. Refusals: sitting.noPower, agenda.unknown, those of decideAdvisory.
 */
export const declineAdvisory = (
  deps: Deps,
  command: OfficerActs,
): Promise<Result<{ changed: boolean }, Refused>> =>
  inTransaction(deps, 'declineAdvisory', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('sitting.noPower');
    const item = await lockItem(tx, command.number);
    if (item === undefined) return refuse('agenda.unknown');
    if (item.advisoryDeclined) return ok({ changed: false });
    const allowed = await decide(tx, item, 'decline');
    if (!allowed.ok) return allowed;
    await updateItem(tx, item.id, { advisoryDeclined: true });
    const at = await deps.clock.now(tx);
    await appendJournal(tx, { kind: 'advisory.declined', at, item: item.number });
    return ok({ changed: true });
  });
