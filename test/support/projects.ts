import { applyProject } from '../../src/actions/project/applyProject.ts';
import { judgeProject } from '../../src/actions/project/judgeProject.ts';
import { takeApplication } from '../../src/actions/project/takeApplication.ts';
import type { Deps } from '../../src/deps.ts';
import type { ProjectAnswers } from '../../src/governance/project/project.ts';
import { criteria } from '../../src/governance/project/projectReview.ts';
import { granted } from './officers.ts';

/** An application with everything in it. */
export const projectAnswers = (change: Partial<ProjectAnswers> = {}): ProjectAnswers => ({
  name: 'Школа',
  goals: 'Научить людей решать вместе.',
  tasks: 'Учебник и двенадцать занятий.',
  mechanism: 'Занятия по видеосвязи.',
  timeFrame: 'Год',
  budget: 'Нет денег.',
  results: 'Сто человек умеют вести собрание.',
  people: 'Трое преподавателей.',
  kind: 'civic',
  region: null,
  participants: 12,
  active: 7,
  locale: 'ru',
  democratic: true,
  internationalLaw: true,
  ...change,
});

/** A project in the queue of the evaluators; `leaderId` is a member. */
export const addApplication = async (
  deps: Deps,
  leaderId: string,
  change: Partial<ProjectAnswers> = {},
): Promise<number> => {
  const submissionId = deps.random.uuid();
  const answers = projectAnswers(change);
  return granted(await applyProject(deps, { personId: leaderId, submissionId, answers })).number;
};

/** A verified project, judged by `evaluatorId`, who has the role. */
export const addVerifiedProject = async (
  deps: Deps,
  { leaderId, evaluatorId }: { readonly leaderId: string; readonly evaluatorId: string },
  change: Partial<ProjectAnswers> = {},
): Promise<number> => {
  const number = await addApplication(deps, leaderId, change);
  granted(await takeApplication(deps, { officerId: evaluatorId, number }));
  const met = Object.fromEntries(criteria.map((criterion) => [criterion, { met: true }]));
  granted(
    await judgeProject(deps, {
      officerId: evaluatorId,
      number,
      submissionId: deps.random.uuid(),
      judgement: { outcome: 'verified', criteria: met },
    }),
  );
  return number;
};
