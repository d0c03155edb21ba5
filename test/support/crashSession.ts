import { asc, ne, sql } from 'drizzle-orm';
import { ballot } from '../../src/db/schema/ballot.ts';
import { broadcast } from '../../src/db/schema/broadcast.ts';
import { office } from '../../src/db/schema/office.ts';
import { agendaItem, attendance, dissent, session } from '../../src/db/schema/session.ts';
import type { Deps } from '../../src/deps.ts';
import { dayOf } from '../../src/governance/kit/day.ts';
import { itemSubjects } from '../../src/governance/session/item.ts';
import { castVote } from '../../src/messages/ballot/ballotCallbacks.ts';
import { typeDissent } from '../../src/messages/decision/decisionCallbacks.ts';
import { approveCase } from '../../src/messages/office/officeCallbacks.ts';
import {
  confirmSending,
  enterAgendaItem,
  planNewSession,
  setChair,
} from '../../src/messages/session/sessionCallbacks.ts';
import {
  callItemUp,
  confirmSessionClosing,
  confirmSessionOpening,
  confirmVote,
  planSeat,
  takeSeat,
} from '../../src/messages/sitting/sittingCallbacks.ts';
import { addDelegates } from './agenda.ts';
import { openedWalkers, seedWalk } from './crashSeed.ts';
import { chosen, pressed, sent, typed } from './crashStops.ts';
import { type CrashStory, commonFactsOf, type Stop, type Walk } from './crashWalk.ts';

const MINUTE_MS = 60_000;
const DAYS_AHEAD = 20;
const startsAt = new Date(Date.now() + DAYS_AHEAD * 24 * 60 * MINUTE_MS);
/** '25.01.2027 19:00', in UTC. */
const start = startsAt.toISOString().replace(/^(\d+)-(\d+)-(\d+)T(\d+:\d+).*$/, '$3.$2.$1 $4');

const number = 1;
/** The seed has drafted another one. */
const vote = 2;

const wasSent = async ({ deps: { db } }: Walk) =>
  (await db.$count(broadcast, ne(broadcast.state, 'sent'))) === 0;

const stops: readonly Stop[] = [
  pressed('plans', 'officer', planNewSession.pack({})),
  typed('zone', 'officer', 'UTC'),
  typed('start', 'officer', start),
  chosen('length', 'officer', 0),
  typed('place', 'officer', 'Берлин, зал 2'),
  sent('the session is planned', 'officer'),
  pressed('the chair', 'officer', setChair.pack({ number, mandate: 1 })),
  pressed('an item', 'officer', enterAgendaItem.pack({ number })),
  chosen('subject', 'officer', itemSubjects.indexOf('other')),
  chosen('class', 'officer', 0),
  chosen('language', 'officer', 0),
  typed('title', 'officer', 'О рабочей группе'),
  typed('text', 'officer', 'Создать рабочую группу по связям с диаспорами.'),
  sent('the item is entered', 'officer'),
  pressed('freezes', 'officer', confirmSending.pack({ number })),
  { ...pressed('approves', 'first', approveCase.pack({ number: 1 })), until: wasSent },
  pressed('will come', 'first', planSeat.pack({ number, plan: 'comes' })),
  {
    ...pressed('opens', 'officer', confirmSessionOpening.pack({ number })),
    passMs: DAYS_AHEAD * 24 * 60 * MINUTE_MS + MINUTE_MS,
  },
  pressed('the first comes', 'first', takeSeat.pack({ number })),
  pressed('the second comes', 'second', takeSeat.pack({ number })),
  pressed('the item is called up', 'officer', callItemUp.pack({ number })),
  pressed('the vote opens', 'officer', confirmVote.pack({ number, minutes: 5 })),
  pressed('the first votes', 'first', castVote.pack({ number: vote, choice: 'yes' })),
  pressed('the second votes', 'second', castVote.pack({ number: vote, choice: 'no' })),
  pressed('the second changes it', 'second', castVote.pack({ number: vote, choice: 'yes' })),
  {
    name: 'the vote ends',
    act: () => {},
    passMs: 10 * MINUTE_MS,
    until: async ({ deps: { db } }) => (await db.$count(ballot, ne(ballot.state, 'published'))) === 1,
  },
  pressed('dissents', 'second', typeDissent.pack({ number, as: 'delegate' })),
  typed('opinion', 'second', 'Надо было подождать.'),
  chosen('declines', 'second', 1),
  sent('the opinion is published', 'second'),
  pressed('closes', 'officer', confirmSessionClosing.pack({ number })),
];

const factsOf = async (deps: Deps): Promise<unknown> => {
  const { db } = deps;
  // Settled notices go after days, whenever the sweep comes; that each came once is seen by the messages.
  const { notices: _, ...common } = await commonFactsOf(deps);
  return {
    ...common,
    sessions: await db.select({ state: session.state }).from(session),
    items: await db.select({ state: agendaItem.state, class: agendaItem.class }).from(agendaItem),
    broadcasts: await db.select({ state: broadcast.state }).from(broadcast),
    seats: await db.$count(attendance),
    ballots: await db
      .select({ state: ballot.state, verdict: sql`${ballot.result}->'verdict'` })
      .from(ballot)
      .orderBy(asc(ballot.number)),
    dissents: await db.select({ declines: dissent.declines }).from(dissent),
  };
};

/** From the plan of a session to a decision with one dissent: agenda frozen, approved and sent, presence, a vote, the opinion. */
export const sessionStory: CrashStory = {
  people: openedWalkers,
  seed: () =>
    seedWalk({
      prepare: async (deps, { first, second }) => {
        await addDelegates(deps, [first, second]);
        const grantedOn = dayOf(await deps.clock.now());
        await deps.db.insert(office).values({ personId: first, role: 'secretary', grantedOn });
      },
    }),
  stops,
  factsOf,
};
