import type { Composer } from 'grammy';
import { traceProjectRead } from '../../../actions/audit/traceReading.ts';
import { proposeProject } from '../../../actions/project/proposeProject.ts';
import {
  giveBackApplication as giveBack,
  takeApplication,
} from '../../../actions/project/takeApplication.ts';
import {
  countApplications,
  findParticipation,
  findProject,
  listApplications,
  type Project,
} from '../../../db/read/project/project.ts';
import { findOpenClaim, listOpenClaims } from '../../../db/read/project/projectClaim.ts';
import { findLastReview, listOpenAppeals } from '../../../db/read/project/projectReview.ts';
import { isHead, projectTexts } from '../../../governance/project/project.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  giveBackApplication,
  judgeApplication,
  openAppeal,
  openApplication,
  openClaim,
  openProjectQueue,
  proposeAct,
  takeNextApplication,
  withdrawVerification,
} from '../../../messages/project/projectCallbacks.ts';
import {
  type DeskLine,
  renderAppeal,
  renderApplication,
  renderClaim,
  renderProjectDeskLine,
  renderProjectQueue,
} from '../../../messages/project/projectDesk.ts';
import type { Refusal } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { JUDGE_PROJECT_FORM } from '../../conversations/project/judgeProject.ts';
import { WITHDRAW_PROJECT_FORM } from '../../conversations/project/projectForms.ts';
import { show } from '../../show.ts';
import { holder, on } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

/** Disputes and appeals are few: they stand before the applications, all on the pages they need. */
const readLines = async ({ account, powers, deps: { db } }: OfficerContext, wanted: number) => {
  const claims: DeskLine[] = (await listOpenClaims(db)).map((line) => ({ kind: 'claim', ...line }));
  const appeals: DeskLine[] = (await listOpenAppeals(db)).map(({ number }) => ({ kind: 'appeal', number }));
  const first = [...claims, ...appeals];
  const judges = powers.has('project.judge');
  const { waiting } = judges ? await countApplications(db, account.id) : { waiting: 0 };
  return readPage(wanted, first.length + waiting, async ({ offset, limit }): Promise<DeskLine[]> => {
    const shown = first.slice(offset, offset + limit);
    const rest = { offset: Math.max(0, offset - first.length), limit: limit - shown.length };
    if (!judges || rest.limit === 0) return shown;
    const applications = await listApplications(db, account.id, rest);
    return [...shown, ...applications.map((line) => ({ kind: 'application' as const, ...line }))];
  });
};

const showQueue = async (ctx: OfficerContext, wanted: number, line?: string): Promise<void> => {
  const facts = { ...(await readLines(ctx, wanted)), now: await ctx.deps.clock.now(), line };
  await show(ctx, renderProjectQueue(ctx.reader, facts));
};

const refuse = (ctx: OfficerContext, refusals: readonly Refusal[]): Promise<void> =>
  showQueue(ctx, 0, renderRefusals(ctx.reader, refusals));

/** The first page is taken and traced anew; turning pages of what is theirs is the same reading. */
const showApplication = async (
  ctx: OfficerContext,
  { number, page }: { readonly number?: number; readonly page: number },
): Promise<void> => {
  const { db, vault } = ctx.deps;
  const officerId = ctx.account.id;
  const known = number === undefined || page === 0 ? undefined : await findProject(db, vault, number);
  if (known?.takenBy === officerId && known.state === 'submitted') {
    const earlier = await findLastReview(db, vault, known.id);
    return show(ctx, renderApplication(ctx.reader, { project: known, earlier }, page));
  }
  const taken = await takeApplication(ctx.deps, { officerId, ...(number === undefined ? {} : { number }) });
  if (!taken.ok) return refuse(ctx, taken.refusals);
  await show(ctx, renderApplication(ctx.reader, taken.value, 0));
};

/** Officers with a part in a project read nothing of its disputes. */
const findForeign = async (
  { account, deps: { db, vault } }: OfficerContext,
  number: number,
): Promise<Project | undefined> => {
  const project = await findProject(db, vault, number);
  if (project === undefined || isHead(project, account.id)) return undefined;
  const own = await findParticipation(db, vault, account.id);
  return own?.projectId === project.id ? undefined : project;
};

const evaluatorHandlers = (composer: Composer<BotContext>): void => {
  const { onPress } = on(composer, holder('project.judge'));

  onPress(takeNextApplication, (ctx) => showApplication(ctx, { page: 0 }));
  onPress(openApplication, showApplication);
  onPress(giveBackApplication, async (ctx, { number }) => {
    const done = await giveBack(ctx.deps, { officerId: ctx.account.id, number });
    if (!done.ok) return refuse(ctx, done.refusals);
    const line = ctx.t(($) => $.project.desk.givenBack, { number });
    await showQueue(ctx, 0, line);
  });
  onPress(judgeApplication, async (ctx, { number }) => {
    const found = await findProject(ctx.deps.db, ctx.deps.vault, number);
    if (found?.takenBy !== ctx.account.id || found.state !== 'submitted')
      return refuse(ctx, [{ code: 'project.notTaken' }]);
    // Each criterion is judged beside the applicant's own words.
    const answers = Object.fromEntries(projectTexts.map((field) => [field, found.application[field]]));
    await enterForm(ctx, JUDGE_PROJECT_FORM, { ...answers, number: `${number}` });
  });
  onPress(withdrawVerification, (ctx, { number }) =>
    enterForm(ctx, WITHDRAW_PROJECT_FORM, { number: `${number}` }),
  );
};

/** The evaluators' desk, and what two officers enter about a project. */
export const projectDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress } = on(composer, holder('project.propose'));

  onPress(openProjectQueue, (ctx, { page }) => showQueue(ctx, page));
  evaluatorHandlers(composer);
  onPress(openClaim, async (ctx, { number }) => {
    const project = await findForeign(ctx, number);
    if (project === undefined) return refuse(ctx, [{ code: 'project.ownProject' }]);
    const claim = await findOpenClaim(ctx.deps.db, ctx.deps.vault, project.id);
    if (claim === undefined) return refuse(ctx, [{ code: 'project.noClaim' }]);
    await traceProjectRead(ctx.deps, { officerId: ctx.account.id, number });
    await show(ctx, renderClaim(ctx.reader, { project, claim }));
  });
  onPress(openAppeal, async (ctx, { number }) => {
    const project = await findForeign(ctx, number);
    if (project === undefined) return refuse(ctx, [{ code: 'project.ownProject' }]);
    const review = await findLastReview(ctx.deps.db, ctx.deps.vault, project.id);
    if (review?.appeal !== 'open') return refuse(ctx, [{ code: 'project.noAppeal' }]);
    await traceProjectRead(ctx.deps, { officerId: ctx.account.id, number });
    await show(ctx, renderAppeal(ctx.reader, { project, review }));
  });
  onPress(proposeAct, async (ctx, { number, act }) => {
    const done = await proposeProject(ctx.deps, { officerId: ctx.account.id, number, act });
    const text = done.ok
      ? ctx.t(($) => $.project.desk.proposed, { number: done.value.number })
      : renderRefusals(ctx.reader, done.refusals);
    await show(ctx, renderProjectDeskLine(ctx.reader, text));
  });
};
