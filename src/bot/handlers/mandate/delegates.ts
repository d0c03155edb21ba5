import type { Composer } from 'grammy';
import { findMandateNumber } from '../../../db/read/mandate/mandateTerm.ts';
import { listProtocolsOf } from '../../../db/read/protocol/protocol.ts';
import {
  askProjectVote,
  askRecord,
  openDelegates,
  replaceDelegate,
} from '../../../messages/mandate/delegateCallbacks.ts';
import { renderDelegateLine, renderDelegates, renderReplacing } from '../../../messages/mandate/delegates.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { PROJECT_VOTE_FORM } from '../../conversations/projectVote/openProjectVote.ts';
import { draftReturned } from '../../conversations/protocol/returnedProtocol.ts';
import { PROTOCOL_FORM } from '../../conversations/protocol/submitProtocol.ts';
import { show, toast } from '../../show.ts';
import { begun, on } from '../kit/on.ts';
import { findBelonging, listStandingMandates, readDelegates } from '../project/projectFacts.ts';

/** A project's delegates, for its people; others read how one comes to belong. */
export const showDelegates = async (ctx: PersonContext, number: number, line?: string): Promise<void> => {
  const belonging = await findBelonging(ctx, number);
  if (belonging !== undefined)
    return show(ctx, renderDelegates(ctx.reader, await readDelegates(ctx.deps, belonging, line)));
  const stranger = ctx.t(($) => $.protocol.hub.stranger);
  await show(ctx, renderDelegateLine(ctx.reader, stranger));
};

/** Written once more after it came back, a record begins with what stood in it. */
const prefill = async (ctx: PersonContext, number: number, mandate: number): Promise<void> => {
  const { db, vault } = ctx.deps;
  const belonging = await findBelonging(ctx, number);
  if (belonging?.isHead !== true) return;
  const [newest] = await listProtocolsOf(db, vault, belonging.project.id, 1);
  if (newest?.state !== 'returned' || newest.source !== 'elsewhere') return;
  const replaced = newest.replaces === null ? 0 : await findMandateNumber(db, newest.replaces);
  if (replaced === mandate) await draftReturned(ctx.env, ctx.account.id, newest);
};

type Seat = { readonly number: number; readonly mandate: number };

const enter = async (ctx: PersonContext, form: string, { number, mandate }: Seat): Promise<void> => {
  const belonging = await findBelonging(ctx, number);
  if (belonging?.isHead !== true) return showDelegates(ctx, number);
  await enterForm(ctx, form, { project: String(number), mandate: String(mandate) });
};

/** A project's delegates: who, until when, and the ways to choose new ones (rules D2 to D4). */
export const delegateHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);

  onPress(openDelegates, (ctx, { number }) => showDelegates(ctx, number));

  onPress(replaceDelegate, async (ctx, { number, mandate }) => {
    const belonging = await findBelonging(ctx, number);
    if (belonging?.isHead !== true) return showDelegates(ctx, number);
    const now = await ctx.deps.clock.now();
    const mandates = await listStandingMandates(ctx.deps, belonging.project.id, now);
    const found = mandates.find((one) => one.number === mandate);
    if (found === undefined) return showDelegates(ctx, number);
    await show(ctx, renderReplacing(ctx.reader, number, found));
  });

  onPress(askProjectVote, (ctx, seat) => enter(ctx, PROJECT_VOTE_FORM, seat));
  onAct(askRecord, async (ctx, seat) => {
    await prefill(ctx, seat.number, seat.mandate);
    await toast(ctx);
    await enter(ctx, PROTOCOL_FORM, seat);
  });
};
