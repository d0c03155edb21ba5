import type { Composer } from 'grammy';
import { judgePetition } from '../../../actions/petition/judgePetition.ts';
import { type Duty, findDuty } from '../../../db/read/petition/petitionReview.ts';
import { reviewIsOver } from '../../../governance/petition/petitionReview.ts';
import type { Callback } from '../../../messages/kit/callback.ts';
import { renderNotDone } from '../../../messages/petition/petitionActs.ts';
import {
  askKeep,
  closePetition,
  confirmKeep,
  openDuty,
} from '../../../messages/petition/petitionCallbacks.ts';
import { renderAskKeep, renderDuty, renderJudged } from '../../../messages/petition/petitionDuty.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CLOSE_PETITION_FORM } from '../../conversations/petition/petitionForms.ts';
import { say, show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

const isOver = (duty: Duty, now: Date): boolean =>
  duty.state !== 'deciding' || reviewIsOver({ dueAt: duty.dueAt, petition: duty.petitionState }, now);

const findOwnDuty = ({ account, deps: { db, vault } }: PersonContext, number: number) =>
  findDuty(db, vault, number, account.id);

/** What the three who were drawn by lot decide (rule T3). For everybody else there is nothing here. */
export const petitionDutyHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);

  const pressOn = (
    button: Callback<{ number: number }>,
    open: (ctx: PersonContext, duty: Duty, number: number) => Promise<void>,
  ): void =>
    onPress(button, async (ctx, { number }) => {
      const duty = await findOwnDuty(ctx, number);
      if (duty === undefined)
        return show(ctx, renderNotDone(ctx.reader, [{ code: 'petition.noDuty' }], undefined));
      // An old button: the present state says that it is over.
      if (isOver(duty, await ctx.deps.clock.now())) return show(ctx, renderDuty(ctx.reader, duty, true));
      await open(ctx, duty, number);
    });

  pressOn(openDuty, (ctx, duty) => show(ctx, renderDuty(ctx.reader, duty, false)));
  pressOn(askKeep, (ctx, duty) => show(ctx, renderAskKeep(ctx.reader, duty)));
  pressOn(closePetition, (ctx, { petition }, number) =>
    enterForm(ctx, CLOSE_PETITION_FORM, { lot: String(number), number: String(petition) }),
  );

  onAct(confirmKeep, async (ctx, { number }) => {
    const judged = await judgePetition(ctx.deps, { personId: ctx.account.id, number, verdict: 'keep' });
    await say(ctx, ($) => (judged.ok ? $.petition.toast.kept : $.petition.toast.refused));
    const petition = (await findOwnDuty(ctx, number))?.petition;
    const screen = judged.ok
      ? renderJudged(ctx.reader, petition ?? 0, 'kept')
      : renderNotDone(ctx.reader, judged.refusals, petition);
    await show(ctx, screen);
  });
};
