import { Composer } from 'grammy';
import { checkApplying } from '../../../actions/project/applyProject.ts';
import { findProject } from '../../../db/read/project/project.ts';
import { countVerified, listRegistry, searchRegistry } from '../../../db/read/project/projectRegistry.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { powersOf } from '../../../governance/person/role.ts';
import {
  renderCantApply,
  renderCard,
  renderFound,
  renderRegistry,
} from '../../../messages/project/project.ts';
import {
  applyWithProject,
  openCard,
  openProjects,
  openRegistry,
  searchRegistry as pressSearch,
  withdrawVerification,
} from '../../../messages/project/projectCallbacks.ts';
import { cardRowsFor } from '../../../messages/project/projectDesk.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { APPLY_PROJECT_FORM } from '../../conversations/project/applyProject.ts';
import { resultsShown, SEARCH_PROJECT_FORM } from '../../conversations/project/projectForms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';
import { findOwnProject, refuseProject, showOwnProject, showProjects } from './projectScreens.ts';

const LINES = 7;
const queryLimits = { max: 60 };

const showRegistry = async (env: BotEnv, ctx: BotContext, wanted: number, line?: string): Promise<void> => {
  const { db } = env.deps;
  const pages = Math.max(1, Math.ceil((await countVerified(db)) / LINES));
  const page = Math.min(wanted, pages - 1);
  const lines = await listRegistry(db, { offset: page * LINES, limit: LINES });
  await showScreen(ctx, env.signer, renderRegistry(ctx.reader, { lines, page, pages, line }));
};

/** The public card; a project that was never verified is not found. An officer has their ways on it. */
const showCard = async (env: BotEnv, ctx: BotContext, number: number, page: number): Promise<void> => {
  const project = await findProject(env.deps.db, env.deps.vault, number);
  if (project?.content == null) return refuseProject(env, ctx, [{ code: 'project.unknown' }]);
  const powers = powersOf(ctx.account?.roles ?? []);
  const may = { judge: powers.has('project.judge'), propose: powers.has('project.propose') };
  const rows = cardRowsFor(ctx.reader, project, may, withdrawVerification.pack({ number }));
  const card = renderCard(ctx.reader, { project, content: project.content }, { page, rows });
  await showScreen(ctx, env.signer, card);
};

const search = async (env: BotEnv, ctx: BotContext, words: string): Promise<void> => {
  const query = cleanText(words, queryLimits);
  if (!query.ok) return refuseProject(env, ctx, query.refusals);
  const found = await searchRegistry(env.deps.db, query.value);
  const lines = found.slice(0, resultsShown);
  const screen = renderFound(ctx.reader, { query: query.value, lines, count: found.length });
  await showScreen(ctx, env.signer, screen);
};

/** Projects for everybody: `/projects`, `/projects 12`, `/projects школа`; the registry and an application. */
export const projectHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  composer.command('projects', async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const words = ctx.match.trim();
    if (words === '') return showProjects(env, ctx, account);
    if (!/^[1-9]\d{0,6}$/.test(words)) return search(env, ctx, words);
    const number = Number(words);
    const own = await findOwnProject(env, account, number);
    await (own === undefined ? showCard(env, ctx, number, 0) : showOwnProject(env, ctx, account, number));
  });

  onPress(composer, openProjects, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showProjects(env, ctx, account);
  });

  onPress(composer, openRegistry, async (ctx, { page }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showRegistry(env, ctx, page);
  });

  onPress(composer, openCard, async (ctx, { number, page }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showCard(env, ctx, number, page);
  });

  onPress(composer, pressSearch, async (ctx) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, SEARCH_PROJECT_FORM);
  });

  onPress(composer, applyWithProject, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    // Better said before fourteen questions than after them.
    const checked = await checkApplying(env.deps, { personId: account.id });
    if (!checked.ok) return showScreen(ctx, env.signer, renderCantApply(ctx.reader, checked.refusals));
    await enterForm(ctx, APPLY_PROJECT_FORM);
  });

  return composer;
};
