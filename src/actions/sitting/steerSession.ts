import { inTransaction, type Tx } from '../../db/client.ts';
import { countRunning } from '../../db/read/agenda/itemVote.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { countDecisions } from '../../db/read/decision/decision.ts';
import { countPresence, findMandateByNumber } from '../../db/read/sitting/seat.ts';
import { releaseItems } from '../../db/write/agenda/agenda.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockAgendas, lockSession, updateSession } from '../../db/write/session/session.ts';
import { dropBoards, putOpenItemsBack } from '../../db/write/sitting/sitting.ts';
import type { Deps } from '../../deps.ts';
import { quorumOf } from '../../governance/congress/majority.ts';
import {
  decideSessionClosing,
  decideSessionOpening,
  type SittingRefusal,
} from '../../governance/sitting/sitting.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';
import { placeWaiting } from '../session/placeItems.ts';

type Refused = SittingRefusal | 'sitting.unknown' | 'sitting.over';
const MS_PER_HOUR = 3_600_000;

export type OpenedSession = { readonly changed: boolean; readonly all: number; readonly quorum: number };

/** The mandate of the chair who was named; the one that is recorded already when nobody is. */
const chairOf = async (tx: Tx, recorded: string | null, named: number | undefined, now: Date) =>
  named === undefined ? recorded : findMandateByNumber(tx, named, now);

/**
 * An officer opens a session, on the chair's word: from then on delegates check in, items and votes are opened. `chair` is the number
 * of the chair's mandate; absent: the one that is recorded. Source: G7, G10, H1, H2. Refusals: sitting.noPower, .unknown,
 * .chairUnknown, those of decideSessionOpening.
 */
export const openSession = (
  deps: Deps,
  command: OfficerActs & { readonly chair?: number | undefined },
): Promise<Result<OpenedSession, Refused>> =>
  inTransaction(deps, 'openSession', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('sitting.noPower');
    const session = await lockSession(tx, deps.vault, command.number);
    if (session === undefined) return refuse('sitting.unknown');
    const now = await deps.clock.now(tx);
    const chairId = await chairOf(tx, session.chairId, command.chair, now);
    if (chairId === undefined) return refuse({ code: 'sitting.chairUnknown', path: 'chair' });
    const { state, startsAt } = session;
    const decided = decideSessionOpening({ state, startsAt, hasChair: chairId !== null, now });
    if (!decided.ok) return decided;
    const { all } = await countPresence(tx, { at: now, sessionId: session.id });
    const bylaws = await currentBylaws(tx, now);
    const quorum = quorumOf({ all, present: 0 }, bylaws).needed;
    if (!decided.value.changed) return ok({ changed: false, all, quorum });
    await updateSession(tx, session.id, { state: 'open', openedAt: now, chairId });
    await appendJournal(tx, {
      kind: 'session.opened',
      at: now,
      number: session.number,
      delegates: all,
      quorum,
      bylawsVersion: bylaws.version,
    });
    return ok({ changed: true, all, quorum });
  });

export type ClosedSession = {
  readonly changed: boolean;
  readonly decisions: number;
  /** Until then dissenting opinions are taken at least. */
  readonly dissentUntil: string;
};

/**
 * An officer closes a session, on the chair's word. Items without a decision go on the next agenda that is not frozen, else they
 * wait for it. A second time changes nothing. Source: G6, H2, K5. Refusals: sitting.noPower, .unknown, those of decideSessionClosing.
 */
export const closeSession = (deps: Deps, command: OfficerActs): Promise<Result<ClosedSession, Refused>> =>
  inTransaction(deps, 'closeSession', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('sitting.noPower');
    await lockAgendas(tx);
    const session = await lockSession(tx, deps.vault, command.number);
    if (session === undefined) return refuse('sitting.unknown');
    const running = await countRunning(tx, { sessionId: session.id });
    const decided = decideSessionClosing({ state: session.state, running });
    if (!decided.ok) return decided;
    const decisions = await countDecisions(tx, { sessionId: session.id });
    const now = await deps.clock.now(tx);
    const { bylaws } = await currentBylaws(tx, now);
    const until = session.dissentUntil ?? new Date(now.getTime() + bylaws.dissentHours * MS_PER_HOUR);
    const closed = { changed: decided.value.changed, decisions, dissentUntil: until.toISOString() };
    if (!decided.value.changed) return ok(closed);
    await updateSession(tx, session.id, { state: 'closed', closedAt: now, dissentUntil: until });
    const released = await putOpenItemsBack(tx, session.id);
    await releaseItems(tx, session.id);
    await placeWaiting(tx, deps, now);
    await dropBoards(tx, session.id);
    await appendJournal(tx, {
      kind: 'session.closed',
      at: now,
      number: session.number,
      decisions,
      undecided: released,
      dissentUntil: until,
    });
    return ok(closed);
  });
