import { inTransaction, type Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import type { Project } from '../../db/read/project/project.ts';
import { findProjectLink, listOpenLinks } from '../../db/read/project/projectLink.ts';
import { lockProject } from '../../db/write/project/project.ts';
import { deleteProjectLinks, insertProjectLink } from '../../db/write/project/projectLink.ts';
import type { Deps } from '../../deps.ts';
import { decideHeadActing, type ProjectRefusal } from '../../governance/project/project.ts';
import {
  decideLink,
  type LinkKind,
  type ProjectPeopleRefusal,
} from '../../governance/project/projectPeople.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';
import { linkToken } from '../kit/linkToken.ts';

const DAY_MS = 86_400_000;

/** The token appears here once and is kept nowhere, only its keyed index. */
export type ProjectLinkMade = { readonly token: string; readonly expiresAt: string; readonly uses: number };

/** A link of a project that the caller has locked; the same `submissionId` again is the same link. Refusals: those of decideLink. */
export const makeLink = async (
  tx: Tx,
  deps: Deps,
  { id: projectId }: Pick<Project, 'id'>,
  given: { readonly submissionId: string; readonly kind: LinkKind; readonly uses: number },
): Promise<Result<ProjectLinkMade, ProjectPeopleRefusal>> => {
  const { submissionId, kind, uses } = given;
  const token = linkToken(deps.vault, 'project', submissionId);
  const earlier = await findProjectLink(tx, deps.vault, token);
  if (earlier !== undefined) return ok({ token, expiresAt: earlier.expiresAt.toISOString(), uses });
  const now = await deps.clock.now(tx);
  const { bylaws } = await currentBylaws(tx, now);
  const open = (await listOpenLinks(tx, projectId, now)).length;
  const decided = decideLink({ kind, uses, open }, bylaws);
  if (!decided.ok) return decided;
  const expiresAt = new Date(now.getTime() + bylaws.projectLinkDays * DAY_MS);
  await insertProjectLink(tx, deps.vault, { token, projectId, kind, uses, expiresAt });
  return ok({ token, expiresAt: expiresAt.toISOString(), uses });
};

/**
 * The leader, or the deputy, makes a link by which `uses` people become participants; the leader alone one for a deputy. Source: D2,
 * D3. The same `submissionId` again is the same link. Refusals: project.unknown, .notHead, .notLeader, .closed, those of decideLink.
 */
export const createProjectLink = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly submissionId: string;
    readonly number: number;
    readonly kind: LinkKind;
    readonly uses: number;
  },
): Promise<Result<ProjectLinkMade, ProjectRefusal | ProjectPeopleRefusal>> =>
  inTransaction(deps, 'createProjectLink', async (tx) => {
    const { personId, number, kind } = command;
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    const decided = decideHeadActing(found, personId);
    if (!decided.ok) return decided;
    if (kind === 'deputy' && found.leaderId !== personId) return refuse('project.notLeader');
    return makeLink(tx, deps, found, command);
  });

/** Every link of the project ends at once; answers how many. Refusals: project.unknown, .notHead, .closed. */
export const revokeProjectLinks = (
  deps: Deps,
  command: PersonActs,
): Promise<Result<{ count: number }, ProjectRefusal>> =>
  inTransaction(deps, 'revokeProjectLinks', async (tx) => {
    const found = await lockProject(tx, deps.vault, command.number);
    if (found === undefined) return refuse('project.unknown');
    const decided = decideHeadActing(found, command.personId);
    return decided.ok ? ok({ count: await deleteProjectLinks(tx, found.id) }) : decided;
  });
