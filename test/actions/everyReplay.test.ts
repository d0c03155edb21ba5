import { count, gt, max } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enterItem } from '../../src/actions/agenda/enterItem.ts';
import { moveItem } from '../../src/actions/agenda/moveItem.ts';
import { putItemAsChair } from '../../src/actions/agenda/putItemAsChair.ts';
import { draftBallot } from '../../src/actions/ballot/draftBallot.ts';
import { draftBroadcast } from '../../src/actions/broadcast/writeBroadcast.ts';
import { answerLetter } from '../../src/actions/letter/answerLetter.ts';
import { askLetter } from '../../src/actions/letter/askLetter.ts';
import { takeLetter } from '../../src/actions/letter/takeLetter.ts';
import { createList } from '../../src/actions/list/createList.ts';
import { inviteToList } from '../../src/actions/list/inviteToList.ts';
import { openPetition } from '../../src/actions/petition/openPetition.ts';
import { reportPetition } from '../../src/actions/petition/reportPetition.ts';
import { applyProject } from '../../src/actions/project/applyProject.ts';
import { claimProject } from '../../src/actions/project/claimProject.ts';
import { createProjectLink } from '../../src/actions/project/createProjectLink.ts';
import { judgeProject, withdrawProject } from '../../src/actions/project/judgeProject.ts';
import { offerDeputy } from '../../src/actions/project/leadProject.ts';
import { takeApplication } from '../../src/actions/project/takeApplication.ts';
import { openProjectVote } from '../../src/actions/projectVote/openProjectVote.ts';
import { submitProtocol } from '../../src/actions/protocol/submitProtocol.ts';
import { chooseChair } from '../../src/actions/session/chooseChair.ts';
import { planSession } from '../../src/actions/session/planSession.ts';
import { createVouchLink } from '../../src/actions/verification/createVouchLink.ts';
import { notice } from '../../src/db/schema/notice.ts';
import { criteria } from '../../src/governance/project/projectReview.ts';
import type { Result } from '../../src/result.ts';
import { addDelegates, itemInput, plan } from '../support/agenda.ts';
import { appoint, granted } from '../support/officers.ts';
import { petitionTexts, startPetition } from '../support/petitions.ts';
import { createProjectAlliance, type ProjectAlliance } from '../support/projectAlliance.ts';
import { addApplication, projectAnswers } from '../support/projects.ts';
import { protocolSteps } from '../support/protocols.ts';
import { storedIn } from '../support/stored.ts';

let alliance: ProjectAlliance;
let officerId: string;
/** A delegate, and how a session in so many days has them for its chair. */
let delegate: string;
let chaired: (days: number) => Promise<number>;
beforeAll(async () => {
  alliance = await createProjectAlliance({ voteWaitDays: 0 });
  await alliance.publish(1);
  officerId = await alliance.addMember();
  for (const role of ['secretary', 'evaluator'] as const) await appoint(alliance.deps, officerId, role);
  delegate = await alliance.addMember();
  await addDelegates(alliance.deps, [delegate, await alliance.addMember(), await alliance.addMember()]);
  chaired = async (days) => {
    const number = await plan(alliance.deps, officerId, days);
    granted(await chooseChair(alliance.deps, { officerId, number, mandate: 1 }));
    return number;
  };
});
afterAll(() => alliance.close());

/** What is delivered twice under one `submissionId`. */
type Act = (submissionId: string) => Promise<Result<unknown>>;

const replays: Readonly<Record<string, () => Promise<Act>>> = {
  draftBroadcast: async () => {
    const input = { texts: { ru: 'Встреча', en: 'Meeting' }, class: 'news', audience: { who: 'members' } };
    return (submissionId) => draftBroadcast(alliance.deps, { officerId, submissionId, input });
  },
  askLetter: async () => {
    const personId = await alliance.addSigned();
    return (submissionId) => askLetter(alliance.deps, { personId, submissionId, text: 'Как быть?' });
  },
  answerLetter: async () => {
    const { deps } = alliance;
    const asked = {
      personId: await alliance.addSigned(),
      submissionId: deps.random.uuid(),
      text: 'Как быть?',
    };
    const { number } = granted(await askLetter(deps, asked));
    granted(await takeLetter(deps, { officerId, number }));
    return (submissionId) => answerLetter(deps, { officerId, number, submissionId, text: 'Вот так.' });
  },
  draftBallot: async () => {
    const question = { ru: 'Вопрос?', en: 'Question?' };
    const asked = { class: 'strawPoll', electorate: { kind: 'members' }, rule: 'advisory' };
    const input = { ...asked, question, durationMinutes: 60 };
    return (submissionId) => draftBallot(alliance.deps, { officerId, submissionId, input });
  },
  createList: async () => {
    const title = { ru: 'Делегаты', en: 'Delegates' };
    return (submissionId) => createList(alliance.deps, { officerId, submissionId, title });
  },
  inviteToList: async () => {
    const { deps } = alliance;
    const title = { ru: 'Наблюдатели', en: 'Observers' };
    const made = await createList(deps, { officerId, submissionId: deps.random.uuid(), title });
    const { number } = granted(made);
    return (submissionId) => inviteToList(deps, { officerId, submissionId, number });
  },
  createVouchLink: async () => {
    const personId = await alliance.addSigned();
    return (submissionId) => createVouchLink(alliance.deps, { personId, submissionId });
  },
  applyProject: async () => {
    const personId = await alliance.addMember();
    return (submissionId) =>
      applyProject(alliance.deps, { personId, submissionId, answers: projectAnswers() });
  },
  judgeProject: async () => {
    const { deps } = alliance;
    const number = await addApplication(deps, await alliance.addMember());
    granted(await takeApplication(deps, { officerId, number }));
    const met = Object.fromEntries(criteria.map((criterion) => [criterion, { met: true }]));
    const judgement = { outcome: 'verified', criteria: met } as const;
    return (submissionId) => judgeProject(deps, { officerId, number, submissionId, judgement });
  },
  withdrawProject: async () => {
    const { number } = await alliance.addProject();
    const reason = 'Людей больше нет.';
    return (submissionId) => withdrawProject(alliance.deps, { officerId, number, submissionId, reason });
  },
  claimProject: async () => {
    const { number, people } = await alliance.addProject();
    const claim = { personId: people[1] ?? '', number, grounds: 'Меня выбрали на собрании.' };
    return (submissionId) => claimProject(alliance.deps, { ...claim, submissionId });
  },
  createProjectLink: async () => {
    const { number, leader: personId } = await alliance.addProject();
    const link = { personId, number, kind: 'participant', uses: 3 } as const;
    return (submissionId) => createProjectLink(alliance.deps, { ...link, submissionId });
  },
  offerDeputy: async () => {
    const { number, leader: personId, people } = await alliance.addProject();
    const offer = { personId, number, participantId: people[1] ?? '' };
    return (submissionId) => offerDeputy(alliance.deps, { ...offer, submissionId });
  },
  openProjectVote: async () => {
    const { number: projectNumber, leader: personId } = await alliance.addProject();
    const numbers = { participants: 12, active: 12 };
    const vote = { personId, projectNumber, numbers, plan: { nominatingHours: 24, votingHours: 24 } };
    return (submissionId) => openProjectVote(alliance.deps, { ...vote, submissionId });
  },
  submitProtocol: async () => {
    const project = await alliance.addProject();
    const draft = await protocolSteps(alliance, officerId).draftFor(project);
    const protocol = { personId: project.leader, projectNumber: project.number, draft };
    return (submissionId) => submitProtocol(alliance.deps, { ...protocol, submissionId });
  },
  openPetition: async () => {
    const petition = { personId: await alliance.addMember(), locale: 'ru', authorName: null } as const;
    return (submissionId) => openPetition(alliance.deps, { ...petition, ...petitionTexts, submissionId });
  },
  reportPetition: async () => {
    const { number } = await startPetition(alliance.deps, await alliance.addMember());
    const report = { personId: await alliance.addMember(), number, reason: 'Против Декларации.' };
    return (submissionId) => reportPetition(alliance.deps, { ...report, submissionId });
  },
  planSession: async () => {
    const startsAt = new Date((await alliance.deps.clock.now()).getTime() + 60 * 86_400_000).toISOString();
    const input = { startsAt, zone: 'Europe/Berlin', lengthMinutes: 180, place: 'Берлин, зал 2' };
    return (submissionId) => planSession(alliance.deps, { officerId, submissionId, input });
  },
  moveItem: async () => (submissionId) =>
    moveItem(alliance.deps, { personId: delegate, submissionId, input: itemInput }),
  enterItem: async () => {
    const number = await chaired(70);
    return (submissionId) => enterItem(alliance.deps, { officerId, number, submissionId, input: itemInput });
  },
  putItemAsChair: async () => {
    const put = { personId: delegate, number: await chaired(80), input: itemInput };
    return (submissionId) => putItemAsChair(alliance.deps, { ...put, submissionId });
  },
};

/** How many are told by the first delivery; of what is not here nobody. */
const told: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  askLetter: { 'office.waiting': 1 },
  answerLetter: { 'question.answered': 1 },
  applyProject: { 'office.waiting': 1 },
  judgeProject: { 'project.judged': 1 },
  withdrawProject: { 'project.judged': 2 },
  claimProject: { 'office.waiting': 1, 'project.news': 2 },
  offerDeputy: { 'project.offer': 1 },
  openProjectVote: { 'projectVote.nominating': 5 },
  submitProtocol: { 'protocol.confirm': 2 },
  openPetition: { 'petition.news': 1 },
  reportPetition: { 'petition.jury': 3, 'petition.news': 1 },
  moveItem: { 'agenda.moved': 2 },
};

it.each(Object.keys(replays))('a second delivery writes nothing and answers the same: %s', async (name) => {
  const { db, random } = alliance.deps;
  const act = await replays[name]?.();
  if (act === undefined) throw new Error('There is no such action.');
  const submissionId = random.uuid();
  const [newest] = await db.select({ id: max(notice.id) }).from(notice);
  const first = granted(await act(submissionId));
  const kinds = await db
    .select({ kind: notice.kind, people: count() })
    .from(notice)
    .where(gt(notice.id, newest?.id ?? 0))
    .groupBy(notice.kind);
  expect(Object.fromEntries(kinds.map(({ kind, people }) => [kind, people]))).toEqual(told[name] ?? {});
  const after = await storedIn(db);
  expect(granted(await act(submissionId))).toEqual(first);
  expect(await storedIn(db)).toBe(after);
});
