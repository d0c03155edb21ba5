import { Composer } from 'grammy';
import { findMandateNumber } from '../../../db/read/mandate/mandateTerm.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { listProtocolsOf } from '../../../db/read/protocol/protocol.ts';
import {
  askProjectVote,
  askRecord,
  openDelegates,
  replaceDelegate,
} from '../../../messages/mandate/delegateCallbacks.ts';
import { renderDelegateLine, renderDelegates, renderReplacing } from '../../../messages/mandate/delegates.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { PROJECT_VOTE_FORM } from '../../conversations/projectVote/openProjectVote.ts';
import { draftReturned } from '../../conversations/protocol/returnedProtocol.ts';
import { PROTOCOL_FORM } from '../../conversations/protocol/submitProtocol.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';
import { findBelonging, listStandingMandates, readDelegates } from '../project/projectFacts.ts';

/** A project's delegates, for its people; others read how one comes to belong. */
export const showDelegates = async (
  env: BotEnv,
  ctx: BotContext,
  number: number,
  line?: string,
): Promise<void> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const belonging = await findBelonging(env, account, number);
  const { t } = ctx.reader.translator;
  const screen =
    belonging === undefined
      ? renderDelegateLine(
          ctx.reader,
          t(($) => $.protocol.hub.stranger),
        )
      : renderDelegates(ctx.reader, await readDelegates(env, belonging, line));
  await showScreen(ctx, env.signer, screen);
};

/** Written once more after it came back, a record begins with what stood in it. */
const prefill = async (env: BotEnv, account: Account, number: number, mandate: number): Promise<void> => {
  const { db, vault } = env.deps;
  const belonging = await findBelonging(env, account, number);
  if (belonging?.isHead !== true) return;
  const [newest] = await listProtocolsOf(db, vault, belonging.project.id, 1);
  if (newest?.state !== 'returned' || newest.source !== 'elsewhere') return;
  const replaced = newest.replaces === null ? 0 : await findMandateNumber(db, newest.replaces);
  if (replaced === mandate) await draftReturned(env, account.id, newest);
};

/** A project's delegates: who, until when, and the ways to choose new ones (rules D2 to D4). */
export const delegateHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  onPress(composer, openDelegates, async (ctx, { number }) => {
    await toast(ctx);
    await showDelegates(env, ctx, number);
  });

  onPress(composer, replaceDelegate, async (ctx, { number, mandate }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const belonging = await findBelonging(env, account, number);
    const now = await env.deps.clock.now();
    const mandates =
      belonging === undefined ? [] : await listStandingMandates(env, belonging.project.id, now);
    const found = mandates.find((one) => one.number === mandate);
    if (belonging?.isHead !== true || found === undefined) return showDelegates(env, ctx, number);
    await showScreen(ctx, env.signer, renderReplacing(ctx.reader, number, found));
  });

  const enter = async (ctx: BotContext, form: string, number: number, mandate: number): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const belonging = await findBelonging(env, account, number);
    if (belonging?.isHead !== true) return showDelegates(env, ctx, number);
    await enterForm(ctx, form, { project: String(number), mandate: String(mandate) });
  };
  onPress(composer, askProjectVote, (ctx, { number, mandate }) =>
    enter(ctx, PROJECT_VOTE_FORM, number, mandate),
  );
  onPress(composer, askRecord, async (ctx, { number, mandate }) => {
    if (ctx.account !== undefined) await prefill(env, ctx.account, number, mandate);
    await enter(ctx, PROTOCOL_FORM, number, mandate);
  });

  return composer;
};
