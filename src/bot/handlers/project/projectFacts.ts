import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { listMandatesOfProject } from '../../../db/read/mandate/mandate.ts';
import { findProject, isDisputed, listParticipants, type Project } from '../../../db/read/project/project.ts';
import { findNewestVote } from '../../../db/read/projectVote/projectVote.ts';
import { listProtocolsOf } from '../../../db/read/protocol/protocol.ts';
import type { Deps } from '../../../deps.ts';
import { headOf } from '../../../governance/mandate/delegating.ts';
import type { HubFacts, HubMandate } from '../../../messages/mandate/delegates.ts';
import type { PersonContext } from '../../context.ts';

type Belonging = {
  readonly project: Project;
  readonly isHead: boolean;
  readonly isParticipant: boolean;
};

/** The project, for somebody who leads it, stands in for its leader or takes part in it; for others its affairs do not exist. */
export const findBelonging = async (
  { account, deps: { db, vault } }: PersonContext,
  number: number,
): Promise<Belonging | undefined> => {
  const project = await findProject(db, vault, number);
  if (project === undefined) return undefined;
  const isHead = headOf(project, account.id) !== null;
  const participants = await listParticipants(db, vault, project.id);
  const isParticipant = participants.some(({ personId }) => personId === account.id);
  return isHead || isParticipant ? { project, isHead, isParticipant } : undefined;
};

/** Mandates in force, and those that will be. */
export const listStandingMandates = async (
  { db, vault }: Deps,
  projectId: string,
  now: Date,
): Promise<HubMandate[]> => {
  const all = await listMandatesOfProject(db, vault, projectId);
  return all
    .map((one) => ({ ...one, ends: one.endedAt ?? one.ends }))
    .filter(({ ends }) => ends > now)
    .toSorted((a, b) => a.begins.getTime() - b.begins.getTime() || a.seat - b.seat);
};

/** Everything that the screen of a project's delegates shows. */
export const readDelegates = async (
  deps: Deps,
  { project, isHead }: Belonging,
  line?: string,
): Promise<HubFacts> => {
  const { db, vault, clock } = deps;
  const { id, number, content, application, participants, active } = project;
  const now = await clock.now();
  const { bylaws } = await currentBylaws(db, now);
  const [protocol] = isHead ? await listProtocolsOf(db, vault, id, 1) : [];
  return {
    project: { number, name: content?.name ?? application.name },
    numbers: { participants, active },
    bylaws,
    isHead,
    disputed: await isDisputed(db, id),
    mandates: await listStandingMandates(deps, id, now),
    vote: await findNewestVote(db, vault, id),
    protocol,
    now,
    line,
  };
};
