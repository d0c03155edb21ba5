import { randomUUID } from 'node:crypto';
import {
  applicationContext,
  participantContext,
  participantNameIndex,
} from '../../src/db/read/project/project.ts';
import { project, projectParticipant } from '../../src/db/schema/project.ts';
import type { Bylaws } from '../../src/governance/bylaws/bylaws.ts';
import { dayOf } from '../../src/governance/kit/day.ts';
import type { ProjectApplication } from '../../src/governance/project/project.ts';
import { createNewcomers } from './newcomers.ts';

export type VerifiedProject = {
  readonly id: string;
  readonly number: number;
  readonly leader: string;
  readonly deputy: string;
  /** Confirmed participants in the order of their names: Анна, Борис, … */
  readonly people: readonly string[];
};

export const participantNames = ['Анна', 'Борис', 'Вера', 'Глеб', 'Дина', 'Егор', 'Жанна', 'Зоя'];

const texts = ['goals', 'tasks', 'mechanism', 'timeFrame', 'budget', 'results', 'people'] as const;

/** An Alliance with verified projects whose people confirmed themselves in the bot. */
export const createProjectAlliance = async (changed: Partial<Bylaws> = {}) => {
  const alliance = await createNewcomers(changed);
  const { db, vault } = alliance.deps;
  let count = 0;

  /** A verified project; `size` is what its leader attested, `confirmed` how many confirmed themselves. */
  const addProject = async (
    given: {
      readonly size?: number;
      readonly active?: number;
      readonly confirmed?: number;
      readonly leader?: string;
    } = {},
  ): Promise<VerifiedProject> => {
    const { size = 12, confirmed = 5 } = given;
    count += 1;
    const id = randomUUID();
    const number = 100 + count;
    const [leader, deputy] = [given.leader ?? (await alliance.addMember()), await alliance.addMember()];
    const words = Object.fromEntries(texts.map((key) => [key, 'Достаточно длинный ответ.'])) as Record<
      (typeof texts)[number],
      string
    >;
    const application: ProjectApplication = {
      ...words,
      name: `Проект ${number}`,
      kind: null,
      region: null,
      participants: size,
      active: given.active ?? size,
      locale: 'ru',
    };
    const { budget: _budget, people: _people, participants, active, kind, region, ...content } = application;
    await db.insert(project).values({
      id,
      number,
      submissionId: randomUUID(),
      state: 'verified',
      applicationSealed: vault.seal(applicationContext(id), JSON.stringify(application)),
      content: { ...content, ...(kind === null ? {} : { kind }), ...(region === null ? {} : { region }) },
      leaderId: leader,
      deputyId: deputy,
      participants,
      activeParticipants: active,
      submittedAt: await alliance.deps.clock.now(),
    });
    const people: string[] = [];
    for (let at = 0; at < confirmed; at += 1) {
      // The leader takes part as well.
      const personId = at === 0 ? leader : await alliance.addMember();
      const name = participantNames[at] ?? `Участник ${at}`;
      const today = dayOf(await alliance.deps.clock.now());
      await db.insert(projectParticipant).values({
        personId,
        projectId: id,
        nameSealed: vault.seal(participantContext(id, personId), name),
        nameIndex: participantNameIndex(vault, id, name),
        joinedOn: today,
        activeOn: today,
      });
      people.push(personId);
    }
    return { id, number, leader, deputy, people };
  };
  return { ...alliance, addProject };
};
export type ProjectAlliance = Awaited<ReturnType<typeof createProjectAlliance>>;
