import { petition, petitionSupport } from '../../src/db/schema/petition.ts';
import { projectLink, projectParticipant } from '../../src/db/schema/project.ts';
import { agendaItem } from '../../src/db/schema/session.ts';
import type { Deps } from '../../src/deps.ts';
import {
  confirmSupport,
  confirmWithdrawal,
  writePetition,
} from '../../src/messages/petition/petitionCallbacks.ts';
import { makeEvaluator, openedWalkers, seedWalk } from './crashSeed.ts';
import { chosen, joinProjectStops, pressed, sent, typed } from './crashStops.ts';
import { type CrashStory, commonFactsOf, type Stop } from './crashWalk.ts';
import { petitionTexts } from './petitions.ts';
import { addVerifiedProject } from './projects.ts';

const { title, proposal, reasons } = petitionTexts;

const stops: readonly Stop[] = [
  ...joinProjectStops,
  pressed('writes', 'first', writePetition.pack({})),
  typed('title', 'first', title),
  typed('proposal', 'first', proposal),
  typed('reasons', 'first', reasons),
  chosen('unsigned', 'first', 0),
  sent('opens', 'first'),
  {
    ...pressed('supports', 'second', confirmSupport.pack({ number: 1 })),
    note: ({ deps }) => countsOf(deps),
  },
  {
    ...pressed('withdraws', 'second', confirmWithdrawal.pack({ number: 1 })),
    note: ({ deps }) => countsOf(deps),
  },
  {
    ...pressed('supports again', 'second', confirmSupport.pack({ number: 1 })),
    note: ({ deps }) => countsOf(deps),
  },
  {
    ...pressed('reaches', 'officer', confirmSupport.pack({ number: 1 })),
    note: ({ deps }) => countsOf(deps),
  },
];

const countsOf = async ({ db }: Deps) => ({
  rows: await db.$count(petitionSupport),
  petitions: await db.select({ state: petition.state, support: petition.support }).from(petition),
});

const factsOf = async (deps: Deps): Promise<unknown> => {
  const common = await commonFactsOf(deps);
  return {
    ...common,
    // The sequencer looks once in a long while, and whenever a process begins.
    journal: common.journal.filter((kind) => kind !== 'petition.commitments'),
    ...(await countsOf(deps)),
    items: await deps.db.$count(agendaItem),
    participants: await deps.db.$count(projectParticipant),
    links: await deps.db.select({ kind: projectLink.kind, usesLeft: projectLink.usesLeft }).from(projectLink),
  };
};

/** Two people of a verified project: one joins it, invites the other; a petition reaches its threshold of all three members. */
export const petitionStory: CrashStory = {
  people: openedWalkers,
  seed: () =>
    seedWalk({
      bylaws: { petitionShare: { numerator: 1, denominator: 1 } },
      prepare: async (deps, { first, officer }) => {
        await makeEvaluator(deps, officer);
        await addVerifiedProject(deps, { leaderId: first, evaluatorId: officer });
      },
    }),
  stops,
  factsOf,
};
