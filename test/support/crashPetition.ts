import { eq } from 'drizzle-orm';
import { signature } from '../../src/db/schema/declaration.ts';
import { office } from '../../src/db/schema/office.ts';
import { person } from '../../src/db/schema/person.ts';
import { petition, petitionSupport } from '../../src/db/schema/petition.ts';
import { projectLink, projectParticipant } from '../../src/db/schema/project.ts';
import { agendaItem } from '../../src/db/schema/session.ts';
import type { Deps } from '../../src/deps.ts';
import { dayOf } from '../../src/governance/day.ts';
import { formChoose, formSend } from '../../src/messages/formCallbacks.ts';
import { confirmSupport, confirmWithdrawal, writePetition } from '../../src/messages/petitionCallbacks.ts';
import { becomeParticipant, inviteOne } from '../../src/messages/projectCallbacks.ts';
import { seedWalk, signedHash, walkers } from './crashSeed.ts';
import { type CrashStory, commonFactsOf, type Stop, shownButton, type Walk } from './crashWalk.ts';
import { petitionTexts } from './petitions.ts';
import { addVerifiedProject } from './projects.ts';

const { title, proposal, reasons } = petitionTexts;

const typed = (name: string, who: string, text: string): Stop => ({
  name,
  act: ({ person }) => person(who).send(text),
});
const sent = (name: string, who: string): Stop => ({
  name,
  act: ({ person, press }) => press(person(who), shownButton(person(who), formSend)),
});
const pressed = (name: string, who: string, data: string): Stop => ({
  name,
  act: ({ person, press }) => press(person(who), data),
});

const linkOf = ({ person }: Walk): string => {
  const texts = person('first')
    .chat()
    .map(({ text = '' }) => text)
    .join('\n');
  return /project_[\w-]{22}/.exec(texts)?.[0] ?? 'no link';
};

const stops: readonly Stop[] = [
  pressed('takes part', 'first', becomeParticipant.pack({ number: 1 })),
  typed('own name', 'first', 'Первая'),
  sent('joins', 'first'),
  pressed('invites', 'first', inviteOne.pack({ number: 1 })),
  { name: 'the second follows', act: (walk) => walk.person('second').open(linkOf(walk)) },
  typed('second name', 'second', 'Второй'),
  sent('the second joins', 'second'),
  pressed('writes', 'first', writePetition.pack({})),
  typed('title', 'first', title),
  typed('proposal', 'first', proposal),
  typed('reasons', 'first', reasons),
  {
    name: 'unsigned',
    act: ({ person, press }) =>
      press(person('first'), shownButton(person('first'), formChoose, { choice: 0 })),
  },
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
  people: {
    first: { id: walkers.first, opened: true },
    second: { id: walkers.second, opened: true },
    officer: { id: walkers.officer, opened: true },
  },
  seed: () =>
    seedWalk({
      bylaws: { petitionShare: { numerator: 1, denominator: 1 } },
      prepare: async (deps, { first, officer }) => {
        const grantedOn = dayOf(await deps.clock.now());
        await deps.db.insert(office).values({ personId: officer, role: 'evaluator', grantedOn });
        const member = { status: 'member' as const, verifiedOn: grantedOn };
        await deps.db.update(person).set(member).where(eq(person.id, officer));
        const signed = { version: 1, locale: 'ru', hash: signedHash, signedOn: grantedOn };
        await deps.db.insert(signature).values({ personId: officer, ...signed });
        await addVerifiedProject(deps, { leaderId: first, evaluatorId: officer });
      },
    }),
  stops,
  factsOf,
};
