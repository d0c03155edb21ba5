import type { Composer } from 'grammy';
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
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { APPLY_PROJECT_FORM } from '../../conversations/project/applyProject.ts';
import { resultsShown, SEARCH_PROJECT_FORM } from '../../conversations/project/projectForms.ts';
import { show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';
import { findOwnProject, refuseProject, showOwnProject, showProjects } from './projectScreens.ts';

const LINES = 7;
const queryLimits = { max: 60 };

/** The public card; a project that was never verified is not found. An officer has their ways on it. */
const showCard = async (ctx: PersonContext, number: number, page: number): Promise<void> => {
  const project = await findProject(ctx.deps.db, ctx.deps.vault, number);
  if (project?.content == null) return refuseProject(ctx, [{ code: 'project.unknown' }]);
  const powers = powersOf(ctx.account.roles);
  const may = { judge: powers.has('project.judge'), propose: powers.has('project.propose') };
  const rows = cardRowsFor(ctx.reader, project, may, withdrawVerification.pack({ number }));
  await show(ctx, renderCard(ctx.reader, { project, content: project.content }, { page, rows }));
};

const search = async (ctx: PersonContext, words: string): Promise<void> => {
  const query = cleanText(words, queryLimits);
  if (!query.ok) return refuseProject(ctx, query.refusals);
  const found = await searchRegistry(ctx.deps.db, query.value);
  const facts = { query: query.value, lines: found.slice(0, resultsShown), count: found.length };
  await show(ctx, renderFound(ctx.reader, facts));
};

/** Projects for everybody: `/projects`, `/projects 12`, `/projects школа`; the registry and an application. */
export const projectHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onCommand } = on(composer, begun);

  onCommand('projects', async (ctx, typed) => {
    const words = typed.trim();
    if (words === '') return showProjects(ctx);
    if (!/^[1-9]\d{0,6}$/.test(words)) return search(ctx, words);
    const number = Number(words);
    const own = await findOwnProject(ctx, number);
    await (own === undefined ? showCard(ctx, number, 0) : showOwnProject(ctx, number));
  });

  onPress(openProjects, (ctx) => showProjects(ctx));
  onPress(openRegistry, async (ctx, { page }) => {
    const { db } = ctx.deps;
    const facts = await readPage(page, await countVerified(db), (part) => listRegistry(db, part), LINES);
    await show(ctx, renderRegistry(ctx.reader, facts));
  });
  onPress(openCard, (ctx, { number, page }) => showCard(ctx, number, page));
  onPress(pressSearch, (ctx) => enterForm(ctx, SEARCH_PROJECT_FORM));
  onPress(applyWithProject, async (ctx) => {
    // Better said before fourteen questions than after them.
    const checked = await checkApplying(ctx.deps, { personId: ctx.account.id });
    if (!checked.ok) return show(ctx, renderCantApply(ctx.reader, checked.refusals));
    await enterForm(ctx, APPLY_PROJECT_FORM);
  });
};
