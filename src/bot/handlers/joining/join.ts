import type { Composer } from 'grammy';
import { confirmOrigin } from '../../../actions/joining/confirmOrigin.ts';
import { changeSettings } from '../../../actions/person/changeSettings.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findPendingAdmission } from '../../../db/read/proposal/proposal.ts';
import { countVouchesFor } from '../../../db/read/verification/vouch.ts';
import { renderIntro, renderJoined, renderVerification } from '../../../messages/joining/join.ts';
import {
  admissionRequest,
  chooseNotices,
  openIntro,
  openJoin,
  pressConfirmOrigin,
} from '../../../messages/joining/joinCallbacks.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHOOSE_PHRASE } from '../../conversations/safety/choosePhrase.ts';
import { findJoinStep, refreshAccount } from '../../joinStep.ts';
import { say, show } from '../../show.ts';
import { showChanges } from '../declaration/declarationChanges.ts';
import { begun, on } from '../kit/on.ts';
import { showLeaving } from '../safety/leaving.ts';

/** The officers' form, in which a newcomer asks to be admitted. */
const REQUEST_ADMISSION = 'requestAdmission';

const showVerification = async (ctx: PersonContext, line?: string): Promise<void> => {
  const { id, suspension } = ctx.account;
  const { db, vault, clock } = ctx.deps;
  const { bylaws } = await currentBylaws(db, await clock.now());
  const { vouching, officers } = bylaws.verification;
  const vouches =
    vouching && suspension !== 'finding'
      ? {
          count: await countVouchesFor(db, vault, id),
          needed: bylaws.vouchersNeeded,
          days: bylaws.vouchLinkDays,
        }
      : undefined;
  const facts = { vouches, officers, pending: await findPendingAdmission(db, id) };
  await show(ctx, renderVerification(ctx.reader, facts, line));
};

/** Goes on with joining at the first step that is missing; earlier answers are not asked again. */
export const showJoin = async (ctx: PersonContext, line?: string): Promise<void> => {
  const step = await findJoinStep(ctx.env, ctx.account);
  switch (step) {
    case 'stay':
      return showLeaving(ctx, line);
    case 'origin':
      return show(ctx, renderIntro(ctx.reader, 'what'));
    case 'declaration':
      // Who signed an earlier version reads what changed; a newcomer the text.
      return showChanges(ctx, { line });
    case 'phrase':
      return enterForm(ctx, CHOOSE_PHRASE);
    case 'verification':
      return showVerification(ctx, line);
    case 'done':
      return show(ctx, renderJoined(ctx.reader));
  }
};

/** Joining step by step (rules M1, M2, M4, M5). */
export const joinHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct, onCommand } = on(composer, begun);

  onCommand('join', (ctx) => showJoin(ctx));
  onPress(openJoin, (ctx) => showJoin(ctx));
  onPress(openIntro, (ctx, { screen }) => show(ctx, renderIntro(ctx.reader, screen)));

  onAct(chooseNotices, async (ctx, { discreet }) => {
    const { id: personId, originConfirmed } = ctx.account;
    await changeSettings(ctx.deps, { personId, change: { discreet: discreet === 'yes' } });
    await say(ctx, ($) => $.join.savedToast);
    // An old button of somebody who went on long ago leads to where they are.
    await (originConfirmed ? showJoin(ctx) : show(ctx, renderIntro(ctx.reader, 'origin')));
  });

  onAct(pressConfirmOrigin, async (ctx) => {
    const confirmed = await confirmOrigin(ctx.deps, { personId: ctx.account.id });
    const isNew = confirmed.ok && confirmed.value.changed;
    await say(ctx, ($) => (isNew ? $.join.savedToast : $.join.alreadyToast));
    if ((await refreshAccount(ctx.env, ctx)) !== undefined) await showJoin(ctx);
  });

  onPress(admissionRequest, async (ctx) => {
    const waits = await findPendingAdmission(ctx.deps.db, ctx.account.id);
    const asks = waits === undefined && (await findJoinStep(ctx.env, ctx.account)) === 'verification';
    await (asks ? enterForm(ctx, REQUEST_ADMISSION) : showJoin(ctx));
  });
};
