import { findItemVote } from '../../../db/read/agenda/itemVote.ts';
import { openBallotScreen } from '../../../messages/ballot/ballotCallbacks.ts';
import { openDecision } from '../../../messages/decision/decisionCallbacks.ts';
import { button, press } from '../../../messages/kit/screen.ts';
import { hallRow } from '../../../messages/kit/ways.ts';
import { openSittingDesk, openSittingItem } from '../../../messages/sitting/sittingCallbacks.ts';
import type { ItemPart, SessionPart } from '../session/sessionPart.ts';

/** On a session's screen: the way to its floor, where delegates say whether they come, check in and find what is voted on. */
export const hallPart: SessionPart = async ({ reader }, { session }) =>
  session.state === 'cancelled' ? {} : { rows: [hallRow(reader, session.number)] };

/** On an item's screen: its vote, or the decision. */
export const decisionPart: ItemPart = async ({ deps, plain }, { item }) => {
  const vote = await findItemVote(deps.db, item.id);
  if (vote === undefined) return {};
  const { number, decision } = vote;
  const way =
    decision === undefined
      ? press(plain, openBallotScreen.pack({ number }), ($) => $.sitting.button.vote, { number })
      : press(plain, openDecision.pack({ number: decision }), ($) => $.ballot.toDecision);
  return { rows: [[way]] };
};

/** At the desk of a session: the course of it, for the one that is next or under way. */
export const sittingDeskPart: SessionPart = async ({ plain }, { session }) => {
  const isAhead = session.state === 'frozen' || session.state === 'called' || session.state === 'open';
  if (!isAhead) return {};
  const label = plain(($) => $.office.openSitting, { number: session.number });
  return { rows: [[button(label, openSittingDesk.pack({}))]] };
};

/** At the desk of an item: calling it up, its vote, the members' poll before it. */
export const sittingItemPart: ItemPart = async ({ plain }, { item }) => {
  if (item.state === 'moved' || item.state === 'withdrawn') return {};
  const label = plain(($) => $.sitting.desk.course);
  return { rows: [[button(label, openSittingItem.pack({ number: item.number }))]] };
};
