import { Composer } from 'grammy';
import { resignMandate } from '../../../actions/mandate/resignMandate.ts';
import { findMandateOf } from '../../../db/read/mandate/mandate.ts';
import { listNamedIn } from '../../../db/read/protocol/protocol.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { askResigning, openMyMandate, resign } from '../../../messages/mandate/delegateCallbacks.ts';
import { renderMyMandate, renderResigning } from '../../../messages/mandate/myMandate.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

const showMyMandate = async (env: BotEnv, ctx: BotContext, line?: string): Promise<void> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const { db, vault, clock } = env.deps;
  const mandate = await findMandateOf(db, vault, account.id, await clock.now());
  const asked = (await listNamedIn(db, account.id)).map(({ number }) => number);
  await showScreen(ctx, env.signer, renderMyMandate(ctx.reader, mandate, asked, line));
};

/** The mandate I hold, or stand in for: until when, which term, laying it down (rules D4, G13). */
export const myMandateHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  onPress(composer, openMyMandate, async (ctx) => {
    await toast(ctx);
    await showMyMandate(env, ctx);
  });

  onPress(composer, askResigning, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const { db, vault, clock } = env.deps;
    const mandate = await findMandateOf(db, vault, account.id, await clock.now());
    if (mandate === undefined) return showMyMandate(env, ctx);
    await showScreen(ctx, env.signer, renderResigning(ctx.reader, mandate.as));
  });

  onPress(composer, resign, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const done = await resignMandate(env.deps, { personId: account.id });
    const { plain, t } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (done.ok ? $.protocol.vote.doneToast : $.protocol.vote.refusedToast)),
    );
    const said = done.ok
      ? t(($) =>
          done.value.as === 'delegate' ? $.protocol.mandate.resigned : $.protocol.mandate.steppedDown,
        )
      : renderRefusals(ctx.reader, done.refusals);
    await showMyMandate(env, ctx, said);
  });
  return composer;
};
