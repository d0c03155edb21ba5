import { expect } from 'vitest';
import { project, projectParticipant } from '../../src/db/schema/project.ts';
import {
  applyWithProject,
  becomeParticipant,
  changeApplication,
  inviteMany,
  judgeApplication,
  openOwnProject,
  openPeopleOf,
  openProjectQueue,
  takeNextApplication,
} from '../../src/messages/project/projectCallbacks.ts';
import type { Circle } from './circle.ts';
import type { Answer, Hand } from './hand.ts';

/** Medium: two delegates (rule D2). */
export const PARTICIPANTS = 12;
const MET = 0;
const SKIP = 0;
const YES = 0;

const application: readonly Answer[] = [
  'Школа наблюдателей',
  'Обучать независимых наблюдателей на выборах и в судах.',
  'Курсы, наставники, справочник на двух языках.',
  'Занятия раз в неделю, открытые записи, отчёт каждый квартал.',
  'Два года, с января.',
  'Двенадцать тысяч евро в год.',
  'Триста подготовленных наблюдателей в десяти странах.',
  'Двенадцать человек, трое преподают.',
  SKIP,
  'Поволжье',
  `${PARTICIPANTS}`,
  `${PARTICIPANTS}`,
  YES,
  YES,
];

/** The project's own screen, for whoever belongs to it. */
export const openMine = async (leader: Hand, number: number): Promise<void> => {
  await leader.say('/projects');
  await leader.tap(openOwnProject, { number });
};

const judge = async ({ evaluator }: Circle, answers: readonly Answer[]): Promise<void> => {
  await evaluator.say('/secretariat');
  await evaluator.tap(openProjectQueue);
  await evaluator.tap(takeNextApplication);
  await evaluator.tap(judgeApplication);
  await evaluator.fill(answers);
};

/** An application in a dialogue, returned with advice, mended, verified (rule D1). */
export const becomesProject = async (circle: Circle): Promise<void> => {
  const { veche, known } = circle;
  const { db } = veche.core.deps;
  const [leader] = circle.members(1, 'ru');
  if (leader === undefined) throw new Error('Nobody leads.');
  known.leader = leader;
  await leader.say('/projects');
  await leader.tap(applyWithProject);
  // Left in the middle and continued by the same button.
  await leader.fill(application.slice(0, 4), false);
  await leader.say('/cancel');
  await leader.say('/projects');
  await leader.tap(applyWithProject);
  await leader.fill(application.slice(4));
  const [row] = await db.select().from(project);
  expect(row).toMatchObject({ state: 'submitted', participants: PARTICIPANTS });
  known.project = row?.number ?? 0;

  const met: Answer[] = Array.from({ length: 9 }, () => MET);
  await judge(circle, [...met.slice(0, 6), 'Назовите, на что идёт каждая тысяча.', ...met.slice(7), 0, 0]);
  expect((await db.select().from(project))[0]?.state).toBe('returned');
  await openMine(leader, known.project);
  await leader.tap(changeApplication);
  await leader.fill([]);
  await judge(circle, [...met, 0]);
  expect((await db.select().from(project))[0]?.state).toBe('verified');
};

/** Eleven join by one link, all at once; the leader takes part as well (rule D2). */
export const gathersParticipants = async (circle: Circle): Promise<void> => {
  const { veche, known } = circle;
  const { leader } = known;
  if (leader === undefined) throw new Error('Nobody leads.');
  await openMine(leader, known.project);
  await leader.tap(becomeParticipant);
  await leader.fill(['Наталья']);
  await openMine(leader, known.project);
  await leader.tap(openPeopleOf);
  await leader.tap(inviteMany);
  await leader.fill([`${PARTICIPANTS + 5}`], false);
  const [link] = await leader.reads(/https:\S+start=project_[\w-]{22}/);
  const others = circle.members(PARTICIPANTS - 1, 'en');
  await Promise.all(
    others.map(async (one, index) => {
      await one.open(link);
      await one.fill([`Участник ${index + 2}`]);
    }),
  );
  known.participants = [leader, ...others];
  expect(await veche.core.deps.db.$count(projectParticipant)).toBe(PARTICIPANTS);
};
