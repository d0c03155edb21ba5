import { findItemOfAppeal } from '../../../db/read/agenda/agenda.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { readOwnWork } from '../../../db/read/office/ownWork.ts';
import {
  countConfirmed,
  findParticipation,
  findProject,
  listProjectsOf,
  type OwnedProject,
} from '../../../db/read/project/project.ts';
import { findOpenClaim } from '../../../db/read/project/projectClaim.ts';
import { countVerified } from '../../../db/read/project/projectRegistry.ts';
import { findLastReview } from '../../../db/read/project/projectReview.ts';
import type { Deps } from '../../../deps.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { deskDeadline } from '../../../governance/letter/desk.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { ReturnedWork } from '../../../messages/kit/returnedWork.ts';
import { type OwnProjectFacts, renderOwnProject } from '../../../messages/project/ownProject.ts';
import { renderProjectLine, renderProjects } from '../../../messages/project/project.ts';
import { countRemarks } from '../../../messages/project/projectDecision.ts';
import type { Refusal } from '../../../result.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { show } from '../../show.ts';
import { projectParts } from './projectParts.ts';

/** Roles on an ended project are shown for its appeal only; a participant's end with it. */
const shownOnEntry = ({ project, roles }: OwnedProject): boolean =>
  (project.state !== 'refused' && project.state !== 'withdrawn') || roles.includes('leader');

/** Returned applications with how much there is to correct in each; somebody leads one at a time. */
export const withRemarks = (
  { db, vault }: Deps,
  applications: readonly { readonly id: string; readonly number: number }[],
): Promise<ReturnedWork['applications']> =>
  Promise.all(
    applications.map(async ({ id, number }) => {
      const review = await findLastReview(db, vault, id);
      return { number, remarks: review === undefined ? 0 : countRemarks(review) };
    }),
  );

export const showProjects = async (ctx: PersonContext, line?: string): Promise<void> => {
  const { account, deps } = ctx;
  const { db, vault, clock } = deps;
  const own = (await listProjectsOf(db, vault, account.id)).filter(shownOnEntry);
  const { returned } = await readOwnWork(db, account.id, await clock.now());
  const facts = {
    mine: own.map(({ project }) => ({ number: project.number, name: project.application.name })),
    verified: await countVerified(db),
    returned: { ...returned, applications: await withRemarks(deps, returned.applications) },
    line,
  };
  await show(ctx, renderProjects(ctx.reader, facts));
};

/** A project that the person leads, is deputy of or takes part in; anybody else's does not exist for them. */
export const findOwnProject = async (
  { account, deps: { db, vault } }: PersonContext,
  number: number,
): Promise<OwnedProject | undefined> =>
  (await listProjectsOf(db, vault, account.id)).find(({ project }) => project.number === number);

const readFacts = async (ctx: PersonContext, owned: OwnedProject): Promise<OwnProjectFacts> => {
  const { project, roles } = owned;
  const { account, deps } = ctx;
  const { db, vault, clock } = deps;
  const now = await clock.now();
  const today = dayOf(now);
  const { bylaws } = await currentBylaws(db, now);
  const claim = await findOpenClaim(db, vault, project.id);
  const own = await findParticipation(db, vault, account.id);
  const review = await findLastReview(db, vault, project.id);
  const item =
    review?.appeal === 'open' ? await findItemOfAppeal(db, { projectReviewId: review.id }) : undefined;
  const parts = await Promise.all(projectParts.map((read) => read(ctx, owned)));
  return {
    project,
    roles,
    me: own?.projectId === project.id ? own : undefined,
    review,
    appealPlace: item && { item: item.number, session: item.sessionNumber },
    confirmed: await countConfirmed(db, project.id, bylaws, today),
    due: deskDeadline(claim?.openedAt ?? project.submittedAt, bylaws),
    disputed: claim !== undefined,
    claims: claim?.personId === account.id,
    bylaws,
    today,
    now,
    parts: parts.filter((part) => part !== undefined),
  };
};

/** One of mine; somebody else's, or one that I have left, leads to the entry, which says so. */
export const showOwnProject = async (ctx: PersonContext, number: number, line?: string): Promise<void> => {
  const own = await findOwnProject(ctx, number);
  if (own !== undefined) return show(ctx, renderOwnProject(ctx.reader, await readFacts(ctx, own), line));
  const known = await findProject(ctx.deps.db, ctx.deps.vault, number);
  const code = known === undefined ? 'project.unknown' : 'project.notIn';
  await showProjects(ctx, line ?? renderRefusals(ctx.reader, [{ code }]));
};

/** One line with the ways on. */
export const showProjectLine = (ctx: BotContext, text: string): Promise<void> =>
  show(ctx, renderProjectLine(ctx.reader, text));

/** What stands against an act, with the ways on. */
export const refuseProject = (ctx: BotContext, refusals: readonly Refusal[]): Promise<void> =>
  showProjectLine(ctx, renderRefusals(ctx.reader, refusals));
