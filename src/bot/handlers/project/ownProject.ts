import { Composer } from 'grammy';
import { keepDraft } from '../../../actions/kit/keepDialogue.ts';
import { dropClaim } from '../../../actions/project/claimProject.ts';
import { checkProjectLink, confirmActivity, leaveProject } from '../../../actions/project/joinProject.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { findProject } from '../../../db/read/project/project.ts';
import { findLastReview } from '../../../db/read/project/projectReview.ts';
import { findDraft } from '../../../db/read/safety/dialogue.ts';
import { decideChanging } from '../../../governance/project/project.ts';
import type { Translator } from '../../../i18n/translator.ts';
import type { Callback } from '../../../messages/kit/callback.ts';
import { renderLeaveProjectQuestion } from '../../../messages/project/leaveProject.ts';
import {
  appealDecision,
  askLeavingProject,
  becomeParticipant,
  changeApplication,
  claimLeadership,
  confirmTakingPart,
  dropLeadershipClaim,
  openOwnProject,
  leaveProject as pressLeave,
  readDecision,
} from '../../../messages/project/projectCallbacks.ts';
import { renderDecision } from '../../../messages/project/projectDecision.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { APPLY_PROJECT_FORM, draftOf } from '../../conversations/project/applyProject.ts';
import {
  APPEAL_PROJECT_FORM,
  CLAIM_PROJECT_FORM,
  JOIN_PROJECT_FORM,
} from '../../conversations/project/projectForms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';
import { findOwnProject, refuseProject, showOwnProject } from './projectScreens.ts';

/** The stored answers become the form's draft, unless some of this same application were changed before and left. */
const changeAnswers = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  number: number,
): Promise<void> => {
  const { db, vault } = env.deps;
  const found = await findProject(db, vault, number);
  if (found === undefined) return refuseProject(env, ctx, [{ code: 'project.unknown' }]);
  const decided = decideChanging(found, account.id);
  if (!decided.ok) return refuseProject(env, ctx, decided.refusals);
  const about = { number: String(number) };
  const draft = await findDraft(db, vault, account.id, APPLY_PROJECT_FORM);
  if (draft?.['@number'] !== about.number) {
    const answers = { ...draftOf(found.application), '@number': about.number };
    await keepDraft(env.deps, { personId: account.id, form: APPLY_PROJECT_FORM, answers });
  }
  await enterForm(ctx, APPLY_PROJECT_FORM, about);
};

type Press = (ctx: BotContext, account: Account, number: number) => Promise<void>;

/** What I do with a project of mine: its answers, decisions, my part in it. */
export const ownProjectHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  /** A press that leads somewhere: it is answered first. */
  const onOpen = (callback: Callback<{ number: number }>, open: Press): void =>
    onPress(composer, callback, async (ctx, { number }) => {
      const account = await ensureBegun(env, ctx);
      if (account === undefined) return;
      await toast(ctx);
      await open(ctx, account, number);
    });
  type Done = { readonly toast: string; readonly line: string };
  /** A press that does something: the toast says what came of it, the project's screen the rest. */
  const onAct = (
    callback: Callback<{ number: number }>,
    act: (account: Account, number: number) => Promise<Result<unknown>>,
    said: (translator: Translator) => Done,
  ): void =>
    onPress(composer, callback, async (ctx, { number }) => {
      const account = await ensureBegun(env, ctx);
      if (account === undefined) return;
      const { translator } = ctx.reader;
      const done = await act(account, number);
      const { toast: short, line } = said(translator);
      await toast(ctx, done.ok ? short : translator.plain(($) => $.project.own.refusedToast));
      if (!done.ok) return refuseProject(env, ctx, done.refusals);
      await showOwnProject(env, ctx, account, number, line);
    });

  onOpen(openOwnProject, (ctx, account, number) => showOwnProject(env, ctx, account, number));
  onOpen(changeApplication, (ctx, account, number) => changeAnswers(env, ctx, account, number));
  onOpen(appealDecision, (ctx, _account, number) =>
    enterForm(ctx, APPEAL_PROJECT_FORM, { number: `${number}` }),
  );
  onOpen(claimLeadership, (ctx, _account, number) =>
    enterForm(ctx, CLAIM_PROJECT_FORM, { number: `${number}` }),
  );
  onOpen(becomeParticipant, async (ctx, account, number) => {
    const way = { number };
    const checked = await checkProjectLink(env.deps, { personId: account.id, way });
    if (!checked.ok) return refuseProject(env, ctx, checked.refusals);
    const { project, leaves } = checked.value;
    await enterForm(ctx, JOIN_PROJECT_FORM, {
      number: `${number}`,
      name: project.application.name,
      from: leaves?.application.name ?? '',
    });
  });
  onOpen(askLeavingProject, async (ctx, account, number) => {
    const own = await findOwnProject(env, account, number);
    if (own === undefined) return showOwnProject(env, ctx, account, number);
    await showScreen(ctx, env.signer, renderLeaveProjectQuestion(ctx.reader, own.project));
  });

  onPress(composer, readDecision, async (ctx, { number, page }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const own = await findOwnProject(env, account, number);
    const heads = own?.roles.some((role) => role !== 'participant') === true;
    const { db, vault } = env.deps;
    const review = heads ? await findLastReview(db, vault, own.project.id) : undefined;
    if (review === undefined) return showOwnProject(env, ctx, account, number);
    await showScreen(ctx, env.signer, renderDecision(ctx.reader, { number, review }, page));
  });

  onAct(
    confirmTakingPart,
    ({ id: personId }) => confirmActivity(env.deps, { personId }),
    ({ plain, t }) => ({
      toast: plain(($) => $.project.own.confirmedToast),
      line: t(($) => $.project.own.confirmed),
    }),
  );
  onAct(
    pressLeave,
    ({ id: personId }, number) => leaveProject(env.deps, { personId, number }),
    ({ plain, t }) => ({ toast: plain(($) => $.project.own.leftToast), line: t(($) => $.project.own.left) }),
  );
  onAct(
    dropLeadershipClaim,
    ({ id: personId }, number) => dropClaim(env.deps, { personId, number }),
    ({ plain, t }) => ({
      toast: plain(($) => $.project.people.doneToast),
      line: t(($) => $.project.own.claimDropped),
    }),
  );

  return composer;
};
