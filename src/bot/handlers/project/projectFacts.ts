import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { listMandatesOfProject } from '../../../db/read/mandate/mandate.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { findProject, isDisputed, listParticipants, type Project } from '../../../db/read/project/project.ts';
import { findNewestVote } from '../../../db/read/projectVote/projectVote.ts';
import { listProtocolsOf } from '../../../db/read/protocol/protocol.ts';
import { headOf } from '../../../governance/mandate/delegating.ts';
import type { HubFacts, HubMandate } from '../../../messages/mandate/delegates.ts';
import type { BotEnv } from '../../context.ts';

export type Belonging = {
  readonly project: Project;
  readonly isHead: boolean;
  readonly isParticipant: boolean;
};

/** The project, for somebody who leads it, stands in for its leader or takes part in it; for others its affairs do not exist. */
export const findBelonging = async (
  { deps: { db, vault } }: BotEnv,
  account: Account,
  number: number,
): Promise<Belonging | undefined> => {
  const project = await findProject(db, vault, number);
  if (project === undefined) return undefined;
  const isHead = headOf(project, account.id) !== null;
  const participants = await listParticipants(db, vault, project.id);
  const isParticipant = participants.some(({ personId }) => personId === account.id);
  return isHead || isParticipant ? { project, isHead, isParticipant } : undefined;
};

export const projectName = ({ content, application }: Project): string => content?.name ?? application.name;

/** Mandates in force, and those that will be. */
export const listStandingMandates = async (
  { deps: { db, vault } }: BotEnv,
  projectId: string,
  now: Date,
): Promise<HubMandate[]> => {
  const all = await listMandatesOfProject(db, vault, projectId);
  return all
    .filter(({ ends, endedAt }) => (endedAt ?? ends) > now)
    .map((one) => ({ ...one, ends: one.endedAt ?? one.ends }))
    .toSorted((a, b) => a.begins.getTime() - b.begins.getTime() || a.seat - b.seat);
};

/** Everything that the screen of a project's delegates shows. */
export const readDelegates = async (
  env: BotEnv,
  { project, isHead }: Belonging,
  line?: string,
): Promise<HubFacts> => {
  const { db, vault, clock } = env.deps;
  const now = await clock.now();
  const { bylaws } = await currentBylaws(db, now);
  const [protocol] = isHead ? await listProtocolsOf(db, vault, project.id, 1) : [];
  return {
    project: { number: project.number, name: projectName(project) },
    numbers: { participants: project.participants, active: project.active },
    bylaws,
    isHead,
    disputed: await isDisputed(db, project.id),
    mandates: await listStandingMandates(env, project.id, now),
    vote: await findNewestVote(db, vault, project.id),
    protocol,
    now,
    line,
  };
};
