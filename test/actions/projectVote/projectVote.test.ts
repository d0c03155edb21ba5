import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { castProjectVote } from '../../../src/actions/projectVote/castProjectVote.ts';
import { answerNomination, nominateCandidate } from '../../../src/actions/projectVote/nominateCandidate.ts';
import { openProjectVote } from '../../../src/actions/projectVote/openProjectVote.ts';
import { withdrawProjectVote } from '../../../src/actions/projectVote/stepProjectVote.ts';
import { attachScan } from '../../../src/actions/protocol/attachScan.ts';
import { remindVoting } from '../../../src/actions/protocol/remindWaited.ts';
import { protocolFromVote } from '../../../src/actions/protocol/submitProtocol.ts';
import { findProjectVote, findVoter } from '../../../src/db/read/projectVote/projectVote.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { updateReceipt } from '../../../src/db/schema/update.ts';
import { sweepDelegates } from '../../../src/jobs/sweepDelegates.ts';
import { refuse } from '../../../src/result.ts';
import { codesOf, granted } from '../../support/officers.ts';
import {
  createProjectAlliance,
  type ProjectAlliance,
  type VerifiedProject,
} from '../../support/projectAlliance.ts';
import { pdf } from '../../support/protocols.ts';

let alliance: ProjectAlliance;
beforeAll(async () => {
  alliance = await createProjectAlliance();
  await alliance.publish(1);
});
afterAll(() => alliance.close());

let submission = 0;
const open = (project: VerifiedProject, personId = project.leader) => {
  submission += 1;
  return openProjectVote(alliance.deps, {
    personId,
    projectNumber: project.number,
    submissionId: `00000000-0000-4000-9000-${String(submission).padStart(12, '0')}`,
    numbers: { participants: 12, active: 12 },
    plan: { nominatingHours: 24, votingHours: 24 },
  });
};
const voteOf = async (number: number) => {
  const vote = await findProjectVote(alliance.deps.db, alliance.deps.vault, number);
  if (vote === undefined) throw new Error('There is no such vote.');
  return vote;
};
/** A vote that is open, with the first three as candidates. */
const opened = async (project: VerifiedProject): Promise<number> => {
  const { number } = granted(await open(project));
  for (const personId of project.people.slice(0, 3))
    granted(await nominateCandidate(alliance.deps, { personId, number, candidateId: personId }));
  alliance.passDays(1.001);
  await Promise.all([sweepDelegates(alliance.deps), sweepDelegates(alliance.deps)]);
  return number;
};

test('D3 two heads open a vote at the same moment: one opens, the other is told', async () => {
  const project = await alliance.addProject();
  const both = await Promise.all([open(project), open(project, project.deputy)]);
  expect(both.flatMap(codesOf)).toEqual(['protocol.voteUnderWay']);
});

test('G12 a hundred presses of one participant in any order: the last by arrival is stored', async () => {
  const project = await alliance.addProject();
  const number = await opened(project);
  const [a = '', b = '', c = '', voter = ''] = project.people;
  const choices = [[a], [b], [c], [a, b], []];
  const at = await alliance.deps.clock.now();
  const presses = Array.from({ length: 100 }, (_, index) => index + 1);
  const shuffled = presses.toSorted((x, y) => ((x * 37) % 101) - ((y * 37) % 101));
  const done = await Promise.all(
    shuffled.map((order) =>
      castProjectVote(alliance.deps, {
        personId: voter,
        number,
        choice: choices[order % choices.length] ?? [],
        received: { at, order },
      }),
    ),
  );
  expect(done.every(({ ok }) => ok)).toBe(true);
  const vote = await voteOf(number);
  expect((await findVoter(alliance.deps.db, alliance.deps.vault, vote.id, voter))?.choice).toEqual(
    choices[0],
  );
});

test('D3 who did not agree is no candidate, who is no participant has no vote, and a tie elects nobody', async () => {
  const project = await alliance.addProject();
  const stranger = await alliance.addMember();
  const [a = '', b = '', c = '', d = '', e = ''] = project.people;
  const { number } = granted(await open(project));
  const propose = (personId: string, candidateId: string) =>
    nominateCandidate(alliance.deps, { personId, number, candidateId });
  expect(codesOf(await propose(stranger, a))).toEqual(['choosing.notParticipant']);
  expect(codesOf(await propose(a, stranger))).toEqual(['choosing.candidateUnknown']);
  for (const candidate of [b, c, d]) granted(await propose(a, candidate));
  granted(await answerNomination(alliance.deps, { personId: b, number, agrees: true }));
  granted(await answerNomination(alliance.deps, { personId: c, number, agrees: true }));
  granted(await propose(a, a));
  const asked = await alliance.deps.db.select().from(notice).where(eq(notice.kind, 'projectVote.proposed'));
  expect(asked.map(({ personId }) => personId).toSorted()).toEqual([b, c, d].toSorted());
  alliance.passDays(1.001);
  await sweepDelegates(alliance.deps);
  const cast = async (personId: string, choice: string[], order: number) =>
    codesOf(
      await castProjectVote(alliance.deps, {
        personId,
        number,
        choice,
        received: { at: await alliance.deps.clock.now(), order },
      }),
    );
  expect(await cast(stranger, [a], 1)).toEqual(['choosing.notOnRoll']);
  expect(await cast(a, [d], 2)).toEqual(['choosing.choiceUnknown']);
  expect(await cast(a, [a, b], 3)).toEqual([]);
  expect(await cast(d, [a, c], 4)).toEqual([]);
  expect(await cast(e, [a, b], 5)).toEqual([]);
  expect(await cast(b, [a, c], 6)).toEqual([]);
  alliance.passDays(1.01);
  await Promise.all([sweepDelegates(alliance.deps), sweepDelegates(alliance.deps)]);
  const { result, rollSize, state } = await voteOf(number);
  expect([state, rollSize, result?.voted]).toEqual(['closed', 5, 4]);
  expect([result?.elected, result?.tied]).toEqual([[a], []]);
  const draw = () =>
    protocolFromVote(alliance.deps, { personId: project.leader, voteNumber: number, begins: 'acceptance' });
  const both = await Promise.all([draw(), draw()]);
  expect(new Set(both.map((one) => granted(one).number)).size).toBe(1);
  const scan = { personId: project.leader, number: granted(both[0] ?? refuse('choosing.unknown')).number };
  expect(codesOf(await attachScan(alliance.deps, { ...scan, bytes: pdf, name: 'скан.pdf' }))).toEqual([
    'protocol.noScanNeeded',
  ]);
});

test('G12 the count waits for what came in time and is still under way, for an hour at most', async () => {
  const ended: number[] = [];
  for (const updateId of [1, 2]) {
    const number = await opened(await alliance.addProject());
    const { closesAt } = await voteOf(number);
    await alliance.deps.db
      .insert(updateReceipt)
      .values({ updateId, receivedAt: new Date(closesAt.getTime() - 1) });
    alliance.passDays(1.01);
    await sweepDelegates(alliance.deps);
    expect((await voteOf(number)).state).toBe('open');
    ended.push(number);
    if (updateId === 1) {
      await alliance.deps.db.update(updateReceipt).set({ finishedAt: closesAt });
      await sweepDelegates(alliance.deps);
      expect((await voteOf(number)).state).toBe('closed');
    }
  }
  alliance.passDays(1 / 24);
  await sweepDelegates(alliance.deps);
  expect((await voteOf(ended[1] ?? 0)).state).toBe('closed');
});

test('nobody stands, nobody votes, or it is taken back: nobody is elected, and the project may vote again', async () => {
  const project = await alliance.addProject();
  const { number } = granted(await open(project));
  alliance.passDays(1.001);
  await sweepDelegates(alliance.deps);
  expect(await voteOf(number)).toMatchObject({ state: 'closed', result: { elected: [], tallies: [] } });
  expect(
    codesOf(
      await protocolFromVote(alliance.deps, {
        personId: project.leader,
        voteNumber: number,
        begins: 'acceptance',
      }),
    ),
  ).toEqual(['protocol.noneElected']);
  const second = await opened(project);
  expect(
    codesOf(await withdrawProjectVote(alliance.deps, { personId: project.people[1] ?? '', number: second })),
  ).toEqual(['protocol.notHead']);
  granted(await withdrawProjectVote(alliance.deps, { personId: project.leader, number: second }));
  const drawn = { personId: project.leader, voteNumber: second, begins: 'acceptance' } as const;
  expect(codesOf(await protocolFromVote(alliance.deps, drawn))).toEqual(['choosing.unknown']);
  expect((await open(project)).ok).toBe(true);
});

test('D3, G12 a head reminds who has not voted, once a day, and hears only how many', async () => {
  const project = await alliance.addProject();
  const number = await opened(project);
  const remind = (personId = project.leader) => remindVoting(alliance.deps, { personId, number });
  const [voter = '', other = ''] = project.people;
  const countTold = (personId: string) =>
    alliance.deps.db.$count(
      notice,
      and(eq(notice.personId, personId), eq(notice.kind, 'projectVote.opened')),
    );
  expect(codesOf(await remind(other))).toEqual(['protocol.notHead']);
  // They were told of the opening a moment ago.
  expect(codesOf(await remind())).toEqual(['reminding.lately']);
  const before = await alliance.deps.clock.now();
  granted(
    await castProjectVote(alliance.deps, {
      personId: voter,
      number,
      choice: [voter],
      received: { at: before, order: 1 },
    }),
  );
  await alliance.deps.db
    .update(notice)
    .set({ notBefore: new Date(before.getTime() - 86_400_000) })
    .where(eq(notice.kind, 'projectVote.opened'));
  const both = await Promise.all([remind(), remind(project.deputy)]);
  expect(both.flatMap(codesOf)).toEqual(['reminding.lately']);
  expect(both.find(({ ok }) => ok)).toMatchObject({ value: { count: project.people.length - 1 } });
  expect([await countTold(voter), await countTold(other)]).toEqual([1, 2]);
  alliance.passDays(2);
  expect(codesOf(await remind())).toEqual(['choosing.notOpen']);
});
