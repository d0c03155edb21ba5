import { Composer } from 'grammy';
import { proposeBroadcast } from '../../../actions/broadcast/approveBroadcast.ts';
import { steerBroadcast } from '../../../actions/broadcast/steerBroadcast.ts';
import { discardBroadcast } from '../../../actions/broadcast/writeBroadcast.ts';
import {
  type Broadcast,
  countBroadcasts,
  countRecipients,
  findBroadcast,
  listBroadcasts,
} from '../../../db/read/broadcast/broadcast.ts';
import { decideBroadcastMove, decideCorrecting } from '../../../governance/broadcast/broadcast.ts';
import {
  askDiscarding,
  askProposing,
  askStopping,
  changeBroadcast,
  changeBroadcastPart,
  confirmDiscarding,
  confirmProposing,
  confirmStopping,
  correctBroadcast,
  correctBroadcastAs,
  manageBroadcast,
  newBroadcast,
  openBroadcastQueue,
  previewBroadcast,
  steerBroadcastBy,
} from '../../../messages/broadcast/broadcastCallbacks.ts';
import {
  BROADCAST_PAGE,
  renderBroadcastList,
  renderManagedBroadcast,
} from '../../../messages/broadcast/broadcastDesk.ts';
import { renderProgress } from '../../../messages/broadcast/broadcastProgress.ts';
import {
  renderBroadcastLine,
  renderChanging,
  renderCorrecting,
  renderDiscarding,
  renderPreviewed,
  renderProposing,
  renderStopping,
} from '../../../messages/broadcast/broadcastQuestions.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { Screen } from '../../../messages/kit/screen.ts';
import type { Refusal, Result } from '../../../result.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { CHANGE_BROADCAST_FORM } from '../../conversations/broadcast/changeBroadcast.ts';
import {
  CORRECT_BROADCAST_FORM,
  WRITE_BROADCAST_FORM,
} from '../../conversations/broadcast/writeBroadcast.ts';
import { enterForm } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import { type Officer, requireOfficer } from '../office/officer.ts';
import { sendPreview } from './broadcast.ts';
import { readBroadcast } from './broadcastFacts.ts';

const showLine = (env: BotEnv, ctx: BotContext, refusals: readonly Refusal[]): Promise<void> =>
  showScreen(ctx, env.signer, renderBroadcastLine(ctx.reader, renderRefusals(ctx.reader, refusals)));

const requireWriter = async (env: BotEnv, ctx: BotContext): Promise<Officer | undefined> => {
  const officer = await requireOfficer(env, ctx);
  if (officer === undefined || officer.powers.has('broadcast.propose')) return officer;
  await toast(ctx);
  await showLine(env, ctx, [{ code: 'broadcast.noPower' }]);
  return undefined;
};

const showOne = async (env: BotEnv, ctx: BotContext, number: number, line?: string): Promise<void> => {
  const { deps } = env;
  const found = await findBroadcast(deps.db, deps.vault, number);
  if (found === undefined) return showLine(env, ctx, [{ code: 'broadcast.unknown' }]);
  await showScreen(
    ctx,
    env.signer,
    renderManagedBroadcast(ctx.reader, await readBroadcast(deps, found), line),
  );
};

/** The toast of an act, and the broadcast as it stands after it: with the receipt, or what stands against it. */
const showDone = async (
  env: BotEnv,
  ctx: BotContext,
  number: number,
  done: Result<unknown>,
  receipt?: string,
): Promise<void> => {
  await toast(
    ctx,
    ctx.reader.translator.plain(($) => (done.ok ? $.broadcast.doneToast : $.broadcast.refusedToast)),
  );
  await showOne(env, ctx, number, done.ok ? receipt : renderRefusals(ctx.reader, done.refusals));
};

/** The live message as it stands after an act; the sender goes on editing it. */
const showLive = async ({ deps, signer }: BotEnv, ctx: BotContext, number: number): Promise<void> => {
  const found = await findBroadcast(deps.db, deps.vault, number);
  if (found === undefined) return;
  const { sent, unreachable, failed, waiting } = await countRecipients(deps.db, found.id);
  const done = sent + unreachable + failed;
  const facts = { ...found, done, size: done + waiting, leftMs: undefined };
  await showScreen(ctx, signer, renderProgress(ctx.reader, facts));
};

/** A question before an act: asked only while the act is possible, else the present state is shown. */
const ask = async (
  env: BotEnv,
  ctx: BotContext,
  number: number,
  question: (found: Broadcast) => Promise<Result<Screen>>,
  show: typeof showScreen = showScreen,
): Promise<void> => {
  if ((await requireWriter(env, ctx)) === undefined) return;
  await toast(ctx);
  const found = await findBroadcast(env.deps.db, env.deps.vault, number);
  if (found === undefined) return showLine(env, ctx, [{ code: 'broadcast.unknown' }]);
  const asked = await question(found);
  if (asked.ok) await show(ctx, env.signer, asked.value);
  else await showOne(env, ctx, number, renderRefusals(ctx.reader, asked.refusals));
};

const ifOk = async (
  decided: Result<unknown>,
  make: () => Screen | Promise<Screen>,
): Promise<Result<Screen>> => (decided.ok ? { ok: true, value: await make() } : decided);

const draftHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  const { deps } = env;
  onPress(composer, askProposing, (ctx, { number }) =>
    ask(env, ctx, number, (found) =>
      ifOk(decideBroadcastMove(found.state, 'proposed'), async () =>
        renderProposing(ctx.reader, await readBroadcast(deps, found)),
      ),
    ),
  );
  onPress(composer, confirmProposing, async (ctx, { number }) => {
    const officer = await requireWriter(env, ctx);
    if (officer === undefined) return;
    const done = await proposeBroadcast(deps, { officerId: officer.account.id, number });
    const receipt = done.ok
      ? ctx.reader.translator.t(($) => $.broadcast.proposed, { case: done.value.case })
      : undefined;
    await showDone(env, ctx, number, done, receipt);
  });
  onPress(composer, changeBroadcast, (ctx, { number }) =>
    ask(env, ctx, number, (found) =>
      ifOk(decideBroadcastMove(found.state, 'edited'), () =>
        renderChanging(ctx.reader, number, found.correction !== null),
      ),
    ),
  );
  onPress(composer, changeBroadcastPart, async (ctx, { number, part }) => {
    if ((await requireWriter(env, ctx)) === undefined) return;
    await toast(ctx);
    const found = await findBroadcast(deps.db, deps.vault, number);
    // An old button: better said before the form than after it.
    const moved = found && decideBroadcastMove(found.state, 'edited');
    if (found === undefined || moved?.ok !== true)
      return showOne(
        env,
        ctx,
        number,
        moved?.ok === false ? renderRefusals(ctx.reader, moved.refusals) : undefined,
      );
    await enterForm(ctx, CHANGE_BROADCAST_FORM, {
      number: String(number),
      part,
      ...(found.document === null ? {} : { hasDocument: 'yes' }),
      ...(found.correction === null ? {} : { corrects: String(found.correction.corrects) }),
    });
  });
  onPress(composer, askDiscarding, (ctx, { number }) =>
    ask(env, ctx, number, (found) =>
      ifOk(decideBroadcastMove(found.state, 'discarded'), () => renderDiscarding(ctx.reader, number)),
    ),
  );
  onPress(composer, confirmDiscarding, async (ctx, { number }) => {
    const officer = await requireWriter(env, ctx);
    if (officer === undefined) return;
    const done = await discardBroadcast(deps, { officerId: officer.account.id, number });
    if (!done.ok) return showDone(env, ctx, number, done);
    const { plain, t } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.broadcast.discardedToast),
    );
    await showScreen(
      ctx,
      env.signer,
      renderBroadcastLine(
        ctx.reader,
        t(($) => $.broadcast.discarded, { number }),
      ),
    );
  });
};

const sendingHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  const { deps } = env;
  const steer = async (ctx: BotContext, number: number, act: 'paused' | 'resumed' | 'stopped') => {
    const officer = await requireWriter(env, ctx);
    return officer && steerBroadcast(deps, { officerId: officer.account.id, number, act });
  };
  onPress(composer, steerBroadcastBy, async (ctx, { number, act, at }) => {
    const done = await steer(ctx, number, act);
    if (done === undefined) return;
    if (at === 'desk' || !done.ok) return showDone(env, ctx, number, done);
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.broadcast.doneToast),
    );
    await showLive(env, ctx, number);
  });
  onPress(composer, confirmStopping, async (ctx, { number }) => {
    const done = await steer(ctx, number, 'stopped');
    if (done !== undefined) await showDone(env, ctx, number, done);
  });
  onPress(composer, askStopping, (ctx, { number, at }) =>
    ask(
      env,
      ctx,
      number,
      (found) => ifOk(decideBroadcastMove(found.state, 'stopped'), () => renderStopping(ctx.reader, number)),
      // The live message would be edited over the question.
      at === 'live' ? sendScreen : showScreen,
    ),
  );
  const mayCorrect = async ({ id, state }: Broadcast) => {
    const { sent: reached } = await countRecipients(deps.db, id);
    return decideCorrecting({ state, reached });
  };
  onPress(composer, correctBroadcast, (ctx, { number }) =>
    ask(env, ctx, number, async (found) =>
      ifOk(await mayCorrect(found), () => renderCorrecting(ctx.reader, number)),
    ),
  );
  onPress(composer, correctBroadcastAs, async (ctx, { number, kind }) => {
    if ((await requireWriter(env, ctx)) === undefined) return;
    await toast(ctx);
    const found = await findBroadcast(deps.db, deps.vault, number);
    const decided = found && (await mayCorrect(found));
    if (decided?.ok !== true)
      return showOne(env, ctx, number, decided && renderRefusals(ctx.reader, decided.refusals));
    await enterForm(ctx, CORRECT_BROADCAST_FORM, { corrects: String(number), kind });
  });
};

/** Broadcasts at the secretariat's desk: writing, previewing, proposing, steering, correcting. */
export const broadcastDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { deps } = env;
  onPress(composer, openBroadcastQueue, async (ctx, { page: wanted }) => {
    if ((await requireWriter(env, ctx)) === undefined) return;
    await toast(ctx);
    const pages = Math.max(1, Math.ceil((await countBroadcasts(deps.db)) / BROADCAST_PAGE));
    const page = Math.min(wanted, pages - 1);
    const at = { offset: page * BROADCAST_PAGE, limit: BROADCAST_PAGE };
    const lines = await listBroadcasts(deps.db, deps.vault, at);
    await showScreen(ctx, env.signer, renderBroadcastList(ctx.reader, lines, { page, pages }));
  });
  onPress(composer, newBroadcast, async (ctx) => {
    if ((await requireWriter(env, ctx)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, WRITE_BROADCAST_FORM);
  });
  onPress(composer, manageBroadcast, async (ctx, { number }) => {
    if ((await requireWriter(env, ctx)) === undefined) return;
    await toast(ctx);
    await showOne(env, ctx, number);
  });
  onPress(composer, previewBroadcast, async (ctx, { number, of }) => {
    if ((await requireWriter(env, ctx)) === undefined) return;
    await toast(ctx);
    const found = await findBroadcast(deps.db, deps.vault, number);
    if (found === undefined) return showLine(env, ctx, [{ code: 'broadcast.unknown' }]);
    await sendPreview(env, ctx, found);
    await sendScreen(ctx, env.signer, renderPreviewed(ctx.reader, number, of));
  });
  draftHandlers(env, composer);
  sendingHandlers(env, composer);
  return composer;
};
