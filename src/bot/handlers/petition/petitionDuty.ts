import { Composer } from 'grammy';
import { judgePetition } from '../../../actions/petition/judgePetition.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { type Duty, findDuty } from '../../../db/read/petition/petitionReview.ts';
import { reviewIsOver } from '../../../governance/petition/petitionReview.ts';
import { renderNotDone } from '../../../messages/petition/petitionActs.ts';
import {
  askKeep,
  closePetition,
  confirmKeep,
  openDuty,
} from '../../../messages/petition/petitionCallbacks.ts';
import { renderAskKeep, renderDuty, renderJudged } from '../../../messages/petition/petitionDuty.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CLOSE_PETITION_FORM } from '../../conversations/petition/petitionForms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

const isOver = (duty: Duty, now: Date): boolean =>
  duty.state !== 'deciding' || reviewIsOver({ dueAt: duty.dueAt, petition: duty.petitionState }, now);

/** What the three who were drawn by lot decide (rule T3). For everybody else there is nothing here. */
export const petitionDutyHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { db, vault, clock } = env.deps;

  const withDuty = async (
    ctx: BotContext,
    number: number,
    act: (duty: Duty, account: Account) => Promise<void>,
  ): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const duty = await findDuty(db, vault, number, account.id);
    if (duty === undefined)
      return showScreen(ctx, env.signer, renderNotDone(ctx.reader, [{ code: 'petition.noDuty' }], undefined));
    // An old button: the present state says that it is over.
    if (isOver(duty, await clock.now()))
      return showScreen(ctx, env.signer, renderDuty(ctx.reader, duty, true));
    await act(duty, account);
  };

  onPress(composer, openDuty, (ctx, { number }) =>
    withDuty(ctx, number, (duty) => showScreen(ctx, env.signer, renderDuty(ctx.reader, duty, false))),
  );
  onPress(composer, askKeep, (ctx, { number }) =>
    withDuty(ctx, number, (duty) => showScreen(ctx, env.signer, renderAskKeep(ctx.reader, duty))),
  );
  onPress(composer, closePetition, (ctx, { number }) =>
    withDuty(ctx, number, (duty) =>
      enterForm(ctx, CLOSE_PETITION_FORM, { lot: String(number), number: String(duty.petition) }),
    ),
  );
  onPress(composer, confirmKeep, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const judged = await judgePetition(env.deps, { personId: account.id, number, verdict: 'keep' });
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (judged.ok ? $.petition.toast.kept : $.petition.toast.refused)),
    );
    const duty = await findDuty(db, vault, number, account.id);
    const screen = judged.ok
      ? renderJudged(ctx.reader, duty?.petition ?? 0, 'kept')
      : renderNotDone(ctx.reader, judged.refusals, duty?.petition);
    await showScreen(ctx, env.signer, screen);
  });
  return composer;
};
