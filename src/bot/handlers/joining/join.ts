import { Composer } from 'grammy';
import { confirmOrigin } from '../../../actions/joining/confirmOrigin.ts';
import { changeSettings } from '../../../actions/person/changeSettings.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import type { Account } from '../../../db/read/person/person.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHOOSE_PHRASE } from '../../conversations/safety/choosePhrase.ts';
import { findJoinStep, refreshAccount } from '../../joinStep.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { showChanges } from '../declaration/declarationChanges.ts';
import { ensureBegun } from '../home/start.ts';
import { showLeaving } from '../safety/leaving.ts';

/** The officers' form, in which a newcomer asks to be admitted. */
const REQUEST_ADMISSION = 'requestAdmission';

const showVerification = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  line?: string,
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const { bylaws } = await currentBylaws(db, await clock.now());
  const screen = renderVerification(
    ctx.reader,
    {
      vouches:
        bylaws.verification.vouching && account.suspension !== 'finding'
          ? {
              count: await countVouchesFor(db, vault, account.id),
              needed: bylaws.vouchersNeeded,
              days: bylaws.vouchLinkDays,
            }
          : undefined,
      officers: bylaws.verification.officers,
      pending: await findPendingAdmission(db, account.id),
    },
    line,
  );
  await showScreen(ctx, env.signer, screen);
};

/** Goes on with joining at the first step that is missing; earlier answers are not asked again. */
export const showJoin = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  line?: string,
): Promise<void> => {
  const step = await findJoinStep(env, account);
  switch (step) {
    case 'stay':
      return showLeaving(env, ctx, account, line);
    case 'origin':
      return showScreen(ctx, env.signer, renderIntro(ctx.reader, 'what'));
    case 'declaration':
      // Who signed an earlier version reads what changed; a newcomer the text.
      return showChanges(env, ctx, account, { line });
    case 'phrase':
      return enterForm(ctx, CHOOSE_PHRASE);
    case 'verification':
      return showVerification(env, ctx, account, line);
    case 'done':
      return showScreen(ctx, env.signer, renderJoined(ctx.reader));
  }
};

/** Notices, origin, and the request to the officers: what is decided by a press. */
const stepHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  onPress(composer, chooseNotices, async (ctx, { discreet }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await changeSettings(env.deps, { personId: account.id, change: { discreet: discreet === 'yes' } });
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.join.savedToast),
    );
    // An old button of somebody who went on long ago leads to where they are.
    if (account.originConfirmed) return showJoin(env, ctx, account);
    await showScreen(ctx, env.signer, renderIntro(ctx.reader, 'origin'));
  });

  onPress(composer, pressConfirmOrigin, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const confirmed = await confirmOrigin(env.deps, { personId: account.id });
    const isNew = confirmed.ok && confirmed.value.changed;
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => (isNew ? $.join.savedToast : $.join.alreadyToast)),
    );
    const fresh = await refreshAccount(env, ctx);
    if (fresh !== undefined) await showJoin(env, ctx, fresh);
  });

  onPress(composer, admissionRequest, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const waits = await findPendingAdmission(env.deps.db, account.id);
    if (waits !== undefined || (await findJoinStep(env, account)) !== 'verification') {
      return showJoin(env, ctx, account);
    }
    await enterForm(ctx, REQUEST_ADMISSION);
  });
};

/** Joining step by step (rules M1, M2, M4, M5). */
export const joinHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const open = async (ctx: BotContext): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showJoin(env, ctx, account);
  };
  composer.command('join', open);
  onPress(composer, openJoin, open);

  onPress(composer, openIntro, async (ctx, { screen }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showScreen(ctx, env.signer, renderIntro(ctx.reader, screen));
  });

  stepHandlers(env, composer);
  return composer;
};
