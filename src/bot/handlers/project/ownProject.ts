import type { Composer } from 'grammy';
import { keepDraft } from '../../../actions/kit/keepDialogue.ts';
import { dropClaim } from '../../../actions/project/claimProject.ts';
import { checkProjectLink, confirmActivity, leaveProject } from '../../../actions/project/joinProject.ts';
import { findProject } from '../../../db/read/project/project.ts';
import { findLastReview } from '../../../db/read/project/projectReview.ts';
import { findDraft } from '../../../db/read/safety/dialogue.ts';
import type { Deps } from '../../../deps.ts';
import { decideChanging } from '../../../governance/project/project.ts';
import type { Select } from '../../../i18n/translator.ts';
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
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { APPLY_PROJECT_FORM, draftOf } from '../../conversations/project/applyProject.ts';
import {
  APPEAL_PROJECT_FORM,
  CLAIM_PROJECT_FORM,
  JOIN_PROJECT_FORM,
} from '../../conversations/project/projectForms.ts';
import { show } from '../../show.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';
import { findOwnProject, refuseProject, showOwnProject, showProjectLine } from './projectScreens.ts';

type Numbered = { readonly number: number };

/** The stored answers become the form's draft, unless some of this same application were changed before and left. */
const changeAnswers = async (ctx: PersonContext, { number }: Numbered): Promise<void> => {
  const { db, vault } = ctx.deps;
  const { id: personId } = ctx.account;
  const found = await findProject(db, vault, number);
  if (found === undefined) return refuseProject(ctx, [{ code: 'project.unknown' }]);
  const decided = decideChanging(found, personId);
  if (!decided.ok) return refuseProject(ctx, decided.refusals);
  const about = { number: String(number) };
  const draft = await findDraft(db, vault, personId, APPLY_PROJECT_FORM);
  if (draft?.['@number'] !== about.number) {
    const answers = { ...draftOf(found.application), '@number': about.number };
    await keepDraft(ctx.deps, { personId, form: APPLY_PROJECT_FORM, answers });
  }
  await enterForm(ctx, APPLY_PROJECT_FORM, about);
};

/** By a way into a project, a link or its number, to the form that asks for a name. */
export const enterProject = async (
  ctx: PersonContext,
  way: { readonly token: string } | { readonly number: number },
): Promise<void> => {
  const checked = await checkProjectLink(ctx.deps, { personId: ctx.account.id, way });
  if (!checked.ok) return refuseProject(ctx, checked.refusals);
  const { project, leaves } = checked.value;
  await enterForm(ctx, JOIN_PROJECT_FORM, {
    ...('token' in way ? way : { number: String(way.number) }),
    name: project.application.name,
    from: leaves?.application.name ?? '',
  });
};

/** What changes my part in it: the toast says what came of it, the project's screen the rest. */
const changeHandlers = (composer: Composer<BotContext>): void => {
  const { onAct } = on(composer, begun);
  const change = (
    button: Callback<{ number: number }>,
    perform: (deps: Deps, asked: Numbered & { readonly personId: string }) => Promise<Result<unknown>>,
    short: Select,
    line: Select,
  ): void =>
    onAct(button, async (ctx, { number }) => {
      const done = await perform(ctx.deps, { personId: ctx.account.id, number });
      const refusal = await sayOutcome(ctx, done, done.ok ? short : ($) => $.project.own.refusedToast);
      await (refusal === undefined
        ? showOwnProject(ctx, number, ctx.t(line))
        : showProjectLine(ctx, refusal));
    });

  change(
    confirmTakingPart,
    confirmActivity,
    ($) => $.project.own.confirmedToast,
    ($) => $.project.own.confirmed,
  );
  change(
    pressLeave,
    leaveProject,
    ($) => $.project.own.leftToast,
    ($) => $.project.own.left,
  );
  change(
    dropLeadershipClaim,
    dropClaim,
    ($) => $.project.people.doneToast,
    ($) => $.project.own.claimDropped,
  );
};

/** What I do with a project of mine: its answers, decisions, my part in it. */
export const ownProjectHandlers = (composer: Composer<BotContext>): void => {
  const { onPress } = on(composer, begun);

  onPress(openOwnProject, (ctx, { number }) => showOwnProject(ctx, number));
  onPress(changeApplication, changeAnswers);
  onPress(appealDecision, (ctx, { number }) => enterForm(ctx, APPEAL_PROJECT_FORM, { number: `${number}` }));
  onPress(claimLeadership, (ctx, { number }) => enterForm(ctx, CLAIM_PROJECT_FORM, { number: `${number}` }));
  onPress(becomeParticipant, enterProject);
  onPress(askLeavingProject, async (ctx, { number }) => {
    const own = await findOwnProject(ctx, number);
    if (own === undefined) return showOwnProject(ctx, number);
    await show(ctx, renderLeaveProjectQuestion(ctx.reader, own.project));
  });
  onPress(readDecision, async (ctx, { number, page }) => {
    const { db, vault } = ctx.deps;
    const own = await findOwnProject(ctx, number);
    const heads = own?.roles.some((role) => role !== 'participant') === true;
    const review = heads ? await findLastReview(db, vault, own.project.id) : undefined;
    if (review === undefined) return showOwnProject(ctx, number);
    await show(ctx, renderDecision(ctx.reader, { number, review }, page));
  });
  changeHandlers(composer);
};
