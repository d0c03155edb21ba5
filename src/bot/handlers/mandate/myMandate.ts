import type { Composer } from 'grammy';
import { resignMandate } from '../../../actions/mandate/resignMandate.ts';
import { findMandateOf } from '../../../db/read/mandate/mandate.ts';
import { listNamedIn } from '../../../db/read/protocol/protocol.ts';
import { askResigning, openMyMandate, resign } from '../../../messages/mandate/delegateCallbacks.ts';
import { renderMyMandate, renderResigning } from '../../../messages/mandate/myMandate.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { show } from '../../show.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

const findMine = async ({ account, deps: { db, vault, clock } }: PersonContext) =>
  findMandateOf(db, vault, account.id, await clock.now());

const showMyMandate = async (ctx: PersonContext, line?: string): Promise<void> => {
  const mandate = await findMine(ctx);
  const asked = (await listNamedIn(ctx.deps.db, ctx.account.id)).map(({ number }) => number);
  await show(ctx, renderMyMandate(ctx.reader, mandate, asked, line));
};

/** The mandate I hold, or stand in for: until when, which term, resigning it (rules D4, G13). */
export const myMandateHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);

  onPress(openMyMandate, (ctx) => showMyMandate(ctx));

  onPress(askResigning, async (ctx) => {
    const mandate = await findMine(ctx);
    if (mandate === undefined) return showMyMandate(ctx);
    await show(ctx, renderResigning(ctx.reader, mandate.as));
  });

  onAct(resign, async (ctx) => {
    const done = await resignMandate(ctx.deps, { personId: ctx.account.id });
    const refusal = await sayOutcome(ctx, done, ($) =>
      done.ok ? $.protocol.vote.doneToast : $.protocol.vote.refusedToast,
    );
    const isDelegate = done.ok && done.value.as === 'delegate';
    const laidDown = ctx.t(($) =>
      isDelegate ? $.protocol.mandate.resigned : $.protocol.mandate.steppedDown,
    );
    await showMyMandate(ctx, refusal ?? laidDown);
  });
};
