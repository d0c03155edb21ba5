import { asc } from 'drizzle-orm';
import { mandate } from '../../src/db/schema/mandate.ts';
import { project, projectReview } from '../../src/db/schema/project.ts';
import { projectVote, projectVoter, protocol, protocolPerson } from '../../src/db/schema/protocol.ts';
import type { Deps } from '../../src/deps.ts';
import { criteria } from '../../src/governance/project/projectReview.ts';
import {
  askProjectVote,
  askSigning,
  castMarked,
  choosePublicName,
  drawUpProtocol,
  markCandidates,
  openProjectVoteScreen,
  readProtocol,
  standMyself,
} from '../../src/messages/mandate/delegateCallbacks.ts';
import { judgeApplication, takeNextApplication } from '../../src/messages/project/projectCallbacks.ts';
import { makeEvaluator, openedWalkers, seedWalk } from './crashSeed.ts';
import { chosen, joinProjectStops, pressed, pressedShown, sent, typed } from './crashStops.ts';
import { type CrashStory, commonFactsOf, type Stop, type Walk } from './crashWalk.ts';
import { addApplication } from './projects.ts';

const DAY_MS = 86_400_000;
/** A little more than the shortest window of a project's vote. */
const WINDOW_MS = DAY_MS + 60_000;
/** A little more than the secretariat has to check a protocol. */
const CHECK_MS = 7 * DAY_MS + 60_000;

const number = 1;
const both = ['first', 'second'] as const;

const voteIs =
  (state: 'open' | 'closed') =>
  async ({ deps: { db } }: Walk) =>
    (await db.select({ state: projectVote.state }).from(projectVote)).every((vote) => vote.state === state);
const protocolIs =
  (state: string) =>
  async ({ deps: { db } }: Walk) =>
    (await db.select({ state: protocol.state }).from(protocol)).every((one) => one.state === state);

/** The code that the bot sent last: six digits in two groups. */
const codeOf = ({ person }: Walk): string => {
  const codes = person('first')
    .chat()
    .flatMap(({ text = '' }) => [...text.matchAll(/(\d{3})\s(\d{3})/gu)].map(([, a, b]) => `${a}${b}`));
  return codes.at(-1) ?? 'no code';
};

const votes = (who: string): Stop[] => [
  pressed(`the ${who} opens the vote`, who, openProjectVoteScreen.pack({ number })),
  // As bits: the first of the list, then the second too.
  pressedShown(`the ${who} marks`, who, markCandidates, { marks: '1' }),
  pressedShown(`the ${who} marks both`, who, markCandidates, { marks: '3' }),
  pressedShown(`the ${who} votes`, who, castMarked),
];
const agrees = (who: string): Stop[] => [
  pressed(`the ${who} is asked`, who, choosePublicName.pack({ number })),
  typed(`name of the ${who}`, who, who === 'first' ? 'Северянин' : 'Южанин'),
  sent(`the ${who} agrees`, who),
];

const stops: readonly Stop[] = [
  pressed('takes the application', 'officer', takeNextApplication.pack({})),
  pressed('judges', 'officer', judgeApplication.pack({ number })),
  ...criteria.map((criterion) => chosen(`criterion ${criterion}`, 'officer', 0)),
  chosen('outcome', 'officer', 0),
  sent('verifies', 'officer'),
  ...joinProjectStops,
  pressed('a vote', 'first', askProjectVote.pack({ number, mandate: 0 })),
  typed('participants', 'first', '12'),
  chosen('nominating', 'first', 0),
  chosen('voting', 'first', 0),
  sent('opens the vote', 'first'),
  ...both.map((who) => pressed(`the ${who} stands`, who, standMyself.pack({ number }))),
  { name: 'nominations end', act: () => {}, passMs: WINDOW_MS, until: voteIs('open') },
  ...both.flatMap(votes),
  { name: 'the vote ends', act: () => {}, passMs: WINDOW_MS, until: voteIs('closed') },
  pressed('draws up', 'first', drawUpProtocol.pack({ number, begins: 'acceptance' })),
  ...both.flatMap(agrees),
  pressed('reads', 'first', readProtocol.pack({ number, page: 999 })),
  pressedShown('asks for the code', 'first', askSigning),
  { name: 'signs', act: (walk) => walk.person('first').send(codeOf(walk)), until: protocolIs('submitted') },
  { name: 'counts as accepted', act: () => {}, passMs: CHECK_MS, until: protocolIs('accepted') },
];

const factsOf = async (deps: Deps): Promise<unknown> => {
  const { db } = deps;
  const one = (table: typeof protocolPerson | typeof projectVoter | typeof projectReview) => db.$count(table);
  // Settled notices go after days, whenever the sweep comes; that each came once is seen by the messages.
  const { notices: _, ...common } = await commonFactsOf(deps);
  return {
    ...common,
    projects: await db.select({ state: project.state }).from(project),
    reviews: await one(projectReview),
    votes: await db.select({ state: projectVote.state }).from(projectVote),
    voters: await one(projectVoter),
    protocols: await db.select({ state: protocol.state }).from(protocol),
    named: await one(protocolPerson),
    mandates: await db
      .select({ seat: mandate.seat, term: mandate.term, endedAt: mandate.endedAt })
      .from(mandate)
      .orderBy(asc(mandate.seat)),
  };
};

/** From an application to mandates: judged, two participants, a vote in the bot, a protocol agreed to, signed, accepted by time. */
export const protocolStory: CrashStory = {
  people: openedWalkers,
  seed: () =>
    seedWalk({
      prepare: async (deps, { first, officer }) => {
        await makeEvaluator(deps, officer);
        await addApplication(deps, first);
      },
    }),
  stops,
  factsOf,
};
