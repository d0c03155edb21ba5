import { inTransaction } from '../../db/client.ts';
import { findBallot, rollMark } from '../../db/read/ballot/ballot.ts';
import { findVote, lockBallotShared, lockRollEntry, upsertVote } from '../../db/write/ballot/ballot.ts';
import type { Deps } from '../../deps.ts';
import { choiceKeys } from '../../governance/ballot/ballot.ts';
import type { DeskRefusal } from '../../governance/ballot/ballotDesk.ts';
import {
  type CastOutcome,
  type CastRefusal,
  decideCast,
  type Received,
} from '../../governance/ballot/cast.ts';
import type { RightRefusal } from '../../governance/member/rights.ts';
import type { AttendanceRefusal } from '../../governance/sitting/attendance.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { prolongPresence } from '../sitting/attendSession.ts';
import { missingForVote } from './explainAbsence.ts';

export type CastCommand = {
  readonly personId: string;
  readonly number: number;
  readonly choice: string;
  /** When the update arrived, and its place among all updates: the later one counts, whichever is worked off first. */
  readonly received: Received;
};

export type Cast = { readonly effect: CastOutcome['effect']; readonly closesAt: string };
type Refusals = AttendanceRefusal | CastRefusal | DeskRefusal | RightRefusal;

/**
 * A person on the roll votes, or changes the vote until the close. No journal entry: it would show running results and
 * who voted when. Source: G10, G12. Refusals: ballot.unknown, .notOpen, .closed, .unknownChoice, .notOnRoll with .rollFrozen, right.*,
 * sitting.notDelegate or .seatElsewhere.
 */
export const castBallot = (deps: Deps, command: CastCommand): Promise<Result<Cast, Refusals>> =>
  inTransaction(deps, 'castBallot', async (tx) => {
    const { personId, number, choice, received } = command;
    await lockBallotShared(tx, number);
    const ballot = await findBallot(tx, deps.vault, number);
    // That a draft exists is not public.
    if (ballot === undefined || ballot.state === 'draft' || ballot.state === 'withdrawn') {
      return refuse('ballot.unknown');
    }
    const mark = rollMark(deps.vault, ballot.id, personId);
    const onRoll = await lockRollEntry(tx, ballot.id, mark);
    const previous = onRoll ? await findVote(tx, deps.vault, ballot.id, mark) : undefined;
    const decided = decideCast(
      {
        state: ballot.state,
        opensAt: ballot.openedAt,
        closesAt: ballot.closesAt,
        onRoll,
        choices: choiceKeys(ballot.content.choices),
        ...(previous === undefined ? {} : { previous }),
      },
      choice,
      received,
    );
    if (!decided.ok) {
      const isAbsent = decided.refusals.some(({ code }) => code === 'ballot.notOnRoll');
      const missing = isAbsent ? await missingForVote(tx, deps, ballot, personId) : [];
      return refuse(...decided.refusals, ...missing);
    }
    if (ballot.closesAt === null) throw new Error('An open ballot has no deadline.');
    const { effect, store } = decided.value;
    if (ballot.session !== undefined)
      await prolongPresence(tx, deps, { personId, sessionId: ballot.session.id });
    if (store) await upsertVote(tx, deps.vault, { ballotId: ballot.id, mark, choice, order: received.order });
    return ok({ effect, closesAt: ballot.closesAt.toISOString() });
  });
