import type { Tx } from '../../db/client.ts';
import { advisoryStateOf, findItemVote } from '../../db/read/agenda/itemVote.ts';
import type { Ballot } from '../../db/read/ballot/ballot.ts';
import { findComposition } from '../../db/read/congress/congress.ts';
import { listSeats, type Seat } from '../../db/read/sitting/seat.ts';
import { lockItem } from '../../db/write/agenda/agenda.ts';
import type { RollPerson } from '../../db/write/ballot/roll.ts';
import { lockAgendas } from '../../db/write/session/session.ts';
import { holdSessionOf } from '../../db/write/sitting/sitting.ts';
import type { Deps } from '../../deps.ts';
import type { CongressFacts } from '../../governance/ballot/congressVote.ts';
import type { AdoptedBylaws } from '../../governance/bylaws/bylaws.ts';
import { seatsNeeded } from '../../governance/congress/seats.ts';
import { presentNow, voterOfSeat } from '../../governance/sitting/attendance.ts';

/**
 * Where a vote of the Congress is held, and what it hangs on beside its roll; any other ballot is answered with as it is. Session and
 * item are held until the end of the transaction: the session doesn't close and the item isn't voted on twice meanwhile.
 */
export const placeVote = async (
  tx: Tx,
  ballot: Ballot,
  { bylaws }: AdoptedBylaws,
  now: Date,
): Promise<{ readonly ballot: Ballot; readonly congress?: CongressFacts }> => {
  if (ballot.electorate !== 'congress') return { ballot };
  if (ballot.item === undefined) throw new Error('A vote of the Congress is on no item.');
  // Whoever plans a session puts what waits on its agenda, and must see this vote.
  await lockAgendas(tx);
  const session = await holdSessionOf(tx, ballot.item.id);
  const item = await lockItem(tx, ballot.item.number);
  if (item === undefined) throw new Error('A vote of the Congress is on no item.');
  const { all } = await findComposition(tx, now);
  const congress = {
    itemState: item.state,
    sessionState: session?.state ?? null,
    voted: (await findItemVote(tx, item.id))?.number ?? null,
    advisory: await advisoryStateOf(tx, item),
    seats: { ...all, needed: seatsNeeded(all.entitled, bylaws) },
  };
  const held = session?.state === 'open' ? { id: session.id, number: session.number } : undefined;
  return { ballot: { ...ballot, session: held }, congress };
};

/** Who votes for each seat, nobody twice: whoever sits for themselves doesn't stand in for another (G13). */
const votersOf = (seats: readonly Seat[], place: 'session' | 'outside', now: Date) => {
  const asked = seats.map((seat) => {
    const presentAs = presentNow(seat, now);
    const as = voterOfSeat({ hasSubstitute: seat.substituteId !== null, presentAs, away: seat.away }, place);
    return { seat, as, presentAs, personId: as === 'delegate' ? seat.personId : seat.substituteId };
  });
  const taken = new Set(asked.filter(({ as }) => as === 'delegate').map(({ personId }) => personId));
  return asked.map((one) => {
    if (one.as === 'delegate') return one;
    const free = !taken.has(one.personId);
    taken.add(one.personId);
    return free ? one : { ...one, personId: null };
  });
};

/** As the minutes name who votes; a substitute with the delegate whose seat it is. */
const nameOf = ({ seat, as }: { readonly seat: Seat; readonly as: 'delegate' | 'substitute' }): string =>
  as === 'delegate' ? seat.publicName : `${seat.substituteName ?? ''} (${seat.publicName})`;

/**
 * Every seat with a mandate in force, and the one person who votes for it (G10, G13). Names that two seats share get the number of
 * the mandate, so that the minutes tell them apart.
 */
export const gatherCongressRoll = async (
  tx: Tx,
  { vault }: Pick<Deps, 'vault'>,
  { session }: Pick<Ballot, 'session'>,
  now: Date,
): Promise<{ readonly people: RollPerson[]; readonly present: number }> => {
  const seats = await listSeats(tx, vault, { at: now, sessionId: session?.id });
  const voters = votersOf(seats, session === undefined ? 'outside' : 'session', now);
  const uses = Map.groupBy(voters, nameOf);
  const people = voters.map((voter) => {
    const name = nameOf(voter);
    const shared = (uses.get(name)?.length ?? 0) > 1;
    return {
      personId: voter.personId,
      seat: voter.seat.mandateId,
      publicName: shared ? `${name} · № ${voter.seat.number}` : name,
      present: voter.presentAs !== undefined,
    };
  });
  return { people, present: people.filter(({ present }) => present).length };
};
