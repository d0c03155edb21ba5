import { Composer } from 'grammy';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { JUDGE_PROJECT_FORM } from '../../conversations/project/judgeProject.ts';
import { WITHDRAW_PROJECT_FORM } from '../../conversations/project/projectForms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import type { Officer } from '../office/officer.ts';
import { pageAt, queueLines, requirePower } from '../office/power.ts';

/** Disputes and appeals are few: they stand before the applications, all on the pages they need. */
const readLines = async (env: BotEnv, { account, powers }: Officer, wanted: number) => {
  const { db } = env.deps;
  const claims: DeskLine[] = (await listOpenClaims(db)).map((line) => ({ kind: 'claim', ...line }));
  const appeals: DeskLine[] = (await listOpenAppeals(db)).map(({ number }) => ({ kind: 'appeal', number }));
  const first = [...claims, ...appeals];
  const judges = powers.has('project.judge');
  const { waiting } = judges ? await countApplications(db, account.id) : { waiting: 0 };
  const { page, pages } = pageAt(wanted, first.length + waiting);
  const from = page * queueLines;
  const shown = first.slice(from, from + queueLines);
  const limit = queueLines - shown.length;
  const rest =
    judges && limit > 0
      ? await listApplications(db, account.id, { offset: Math.max(0, from - first.length), limit })
      : [];
  const applications: DeskLine[] = rest.map((line) => ({ kind: 'application', ...line }));
  return { lines: [...shown, ...applications], page, pages };
};

const showQueue = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  wanted: number,
  line?: string,
): Promise<void> => {
  const facts = { ...(await readLines(env, officer, wanted)), now: await env.deps.clock.now(), line };
  await showScreen(ctx, env.signer, renderProjectQueue(ctx.reader, facts));
};

const refused = (env: BotEnv, ctx: BotContext, officer: Officer, refusals: readonly Refusal[]) =>
  showQueue(env, ctx, officer, 0, renderRefusals(ctx.reader, refusals));

/** The first page is taken and traced anew; turning pages of what is theirs is the same reading. */
const showApplication = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  { number, page }: { readonly number?: number; readonly page: number },
): Promise<void> => {
  const { db, vault } = env.deps;
  const known = number === undefined || page === 0 ? undefined : await findProject(db, vault, number);
  if (known?.takenBy === officer.account.id && known.state === 'submitted') {
    const earlier = await findLastReview(db, vault, known.id);
    return showScreen(ctx, env.signer, renderApplication(ctx.reader, { project: known, earlier }, page));
  }
  const officerId = officer.account.id;
  const taken = await takeApplication(env.deps, { officerId, ...(number === undefined ? {} : { number }) });
  if (!taken.ok) return refused(env, ctx, officer, taken.refusals);
  await showScreen(ctx, env.signer, renderApplication(ctx.reader, taken.value, 0));
};

/** Officers with a part in a project read nothing of its disputes. */
const findForeign = async (env: BotEnv, officer: Officer, number: number): Promise<Project | undefined> => {
  const { db, vault } = env.deps;
  const project = await findProject(db, vault, number);
  if (project === undefined || isHead(project, officer.account.id)) return undefined;
  const own = await findParticipation(db, vault, officer.account.id);
  return own?.projectId === project.id ? undefined : project;
};

/** The evaluators' desk, and what two officers enter about a project. */
export const projectDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { db, vault } = env.deps;
  const whenJudge = async (ctx: BotContext, act: (officer: Officer) => Promise<void>): Promise<void> => {
    const officer = await requirePower(env, ctx, 'project.judge');
    if (officer === undefined) return;
    await toast(ctx);
    await act(officer);
  };
  const whenProposes = async (ctx: BotContext, act: (officer: Officer) => Promise<void>): Promise<void> => {
    const officer = await requirePower(env, ctx, 'project.propose');
    if (officer === undefined) return;
    await toast(ctx);
    await act(officer);
  };

  onPress(composer, openProjectQueue, (ctx, { page }) =>
    whenProposes(ctx, (officer) => showQueue(env, ctx, officer, page)),
  );
  onPress(composer, takeNextApplication, (ctx) =>
    whenJudge(ctx, (officer) => showApplication(env, ctx, officer, { page: 0 })),
  );
  onPress(composer, openApplication, (ctx, at) =>
    whenJudge(ctx, (officer) => showApplication(env, ctx, officer, at)),
  );
  onPress(composer, giveBackApplication, (ctx, { number }) =>
    whenJudge(ctx, async (officer) => {
      const done = await giveBack(env.deps, { officerId: officer.account.id, number });
      if (!done.ok) return refused(env, ctx, officer, done.refusals);
      const line = ctx.reader.translator.t(($) => $.project.desk.givenBack, { number });
      await showQueue(env, ctx, officer, 0, line);
    }),
  );
  onPress(composer, judgeApplication, (ctx, { number }) =>
    whenJudge(ctx, async (officer) => {
      const found = await findProject(db, vault, number);
      if (found?.takenBy !== officer.account.id || found.state !== 'submitted')
        return refused(env, ctx, officer, [{ code: 'project.notTaken' }]);
      // Each criterion is judged beside the applicant's own words.
      const answers = Object.fromEntries(projectTexts.map((field) => [field, found.application[field]]));
      await enterForm(ctx, JUDGE_PROJECT_FORM, { ...answers, number: `${number}` });
    }),
  );
  onPress(composer, withdrawVerification, (ctx, { number }) =>
    whenJudge(ctx, () => enterForm(ctx, WITHDRAW_PROJECT_FORM, { number: `${number}` })),
  );

  onPress(composer, openClaim, (ctx, { number }) =>
    whenProposes(ctx, async (officer) => {
      const project = await findForeign(env, officer, number);
      const claim = project && (await findOpenClaim(db, vault, project.id));
      if (project === undefined || claim === undefined)
        return refused(env, ctx, officer, [
          { code: project === undefined ? 'project.ownProject' : 'project.noClaim' },
        ]);
      await traceProjectRead(env.deps, { officerId: officer.account.id, number });
      await showScreen(ctx, env.signer, renderClaim(ctx.reader, { project, claim }));
    }),
  );
  onPress(composer, openAppeal, (ctx, { number }) =>
    whenProposes(ctx, async (officer) => {
      const project = await findForeign(env, officer, number);
      const review = project && (await findLastReview(db, vault, project.id));
      if (project === undefined || review?.appeal !== 'open')
        return refused(env, ctx, officer, [
          { code: project === undefined ? 'project.ownProject' : 'project.noAppeal' },
        ]);
      await traceProjectRead(env.deps, { officerId: officer.account.id, number });
      await showScreen(ctx, env.signer, renderAppeal(ctx.reader, { project, review }));
    }),
  );
  onPress(composer, proposeAct, (ctx, { number, act }) =>
    whenProposes(ctx, async (officer) => {
      const done = await proposeProject(env.deps, { officerId: officer.account.id, number, act });
      const text = done.ok
        ? ctx.reader.translator.t(($) => $.project.desk.proposed, { number: done.value.number })
        : renderRefusals(ctx.reader, done.refusals);
      await showScreen(ctx, env.signer, renderProjectDeskLine(ctx.reader, text));
    }),
  );

  return composer;
};
