import { inTransaction, type Tx } from '../../db/client.ts';
import { rollMark } from '../../db/read/ballot/ballot.ts';
import { type PublicBallot, toPublic } from '../../db/read/ballot/publicBallot.ts';
import { findVote, upsertVote } from '../../db/write/ballot/ballot.ts';
import {
  type CastSeat,
  findOpened,
  lockCast,
  lockRollPlace,
  probableId,
} from '../../db/write/ballot/cast.ts';
import { prolongSeat } from '../../db/write/sitting/sitting.ts';
import type { Deps } from '../../deps.ts';
import { choiceKeys } from '../../governance/ballot/ballot.ts';
import type { BallotAccessRefusal } from '../../governance/ballot/ballotAccess.ts';
import {
  type CastOutcome,
  type CastRefusal,
  decideCast,
  type Received,
} from '../../governance/ballot/cast.ts';
import type { AdoptedBylaws } from '../../governance/bylaws/bylaws.ts';
import type { RightsRefusal } from '../../governance/member/rights.ts';
import { type AttendanceRefusal, presenceUntil, prolongs } from '../../governance/sitting/attendance.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { missingForVote } from './explainAbsence.ts';

export type CastCommand = {
  readonly personId: string;
  readonly number: number;
  readonly choice: string;
  /** When the update arrived, and its place among all updates: the later one counts, whichever is worked off first. */
  readonly received: Received;
};

export type Cast = {
  readonly effect: CastOutcome['effect'];
  readonly closesAt: string;
  /** What the ballot's screen shows after it. */
  readonly shown: {
    readonly ballot: PublicBallot;
    readonly adopted: AdoptedBylaws;
    readonly advisory: PublicBallot | 'declined' | undefined;
  };
};
type Refusals = AttendanceRefusal | CastRefusal | BallotAccessRefusal | RightsRefusal;

/** The person's place on the roll and the stored vote. Sent together; the vote is read after its roll entry was locked. */
const lockPlace = async (tx: Tx, { vault }: Deps, ballotId: string, personId: string) => {
  const mark = rollMark(vault, ballotId, personId);
  const [place, previous] = await Promise.all([
    lockRollPlace(tx, ballotId, mark),
    findVote(tx, vault, ballotId, mark),
  ]);
  return { ...place, mark, previous };
};

/** The ballot, held and as it stands then, with the person's place and stored vote. */
const lockFacts = async (tx: Tx, deps: Deps, { personId, number, received: { at } }: CastCommand) => {
  const guess = probableId(number);
  // One statement waits for the other at the server, not here: the place is read after the ballot is held.
  const [held, guessed] = await Promise.all([
    lockCast(tx, { number, personId, at }),
    guess === undefined ? undefined : lockPlace(tx, deps, guess, personId),
  ]);
  if (held === undefined) return undefined;
  const isRight = guessed !== undefined && guess === held.id;
  const { state, ...place } = isRight ? guessed : await lockPlace(tx, deps, held.id, personId);
  const opened = await findOpened(tx, deps.vault, held.id, state);
  return opened && { ...opened, ...place, seat: held.seat };
};

/** Somebody in the room of the session who votes there is still there: the check-in counts anew. Source: G7. */
const stay = async (tx: Tx, seat: CastSeat | undefined, at: Date): Promise<void> => {
  if (seat !== undefined && prolongs(seat, seat.as, at, seat.bylaws))
    await prolongSeat(tx, seat, presenceUntil(at, seat.bylaws));
};

/**
 * A person on the roll votes, or changes the vote until the close; locks or writes no row of a person. No journal entry: it would
 * show running results and who voted when. Source: G10, G12. Refusals: ballot.unknown, .notOpen, .closed, .unknownChoice,
 * .notOnRoll with .rollFrozen, right.*, sitting.notDelegate or .seatElsewhere.
 */
export const castBallot = (deps: Deps, command: CastCommand): Promise<Result<Cast, Refusals>> =>
  inTransaction(deps, 'castBallot', async (tx) => {
    const { personId, choice, received } = command;
    const facts = await lockFacts(tx, deps, command);
    // That a draft exists is not public.
    if (facts === undefined || facts.ballot.state === 'draft' || facts.ballot.state === 'withdrawn') {
      return refuse('ballot.unknown');
    }
    const { ballot, mark, onRoll, previous, adopted, advisory } = facts;
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
    const shown = toPublic(ballot);
    if (shown === undefined || adopted === undefined)
      throw new Error('An open ballot lacks what its opening fixes.');
    const { effect, store } = decided.value;
    await Promise.all([
      stay(tx, facts.seat, received.at),
      store && upsertVote(tx, deps.vault, { ballotId: ballot.id, mark, choice, order: received.order }),
    ]);
    return ok({ effect, closesAt: shown.closesAt, shown: { ballot: shown, adopted, advisory } });
  });
