import type { Composer } from 'grammy';
import { proposeBroadcast } from '../../../actions/broadcast/approveBroadcast.ts';
import { type Steering, steerBroadcast } from '../../../actions/broadcast/steerBroadcast.ts';
import { discardBroadcast } from '../../../actions/broadcast/writeBroadcast.ts';
import {
  type Broadcast,
  countBroadcasts,
  countRecipients,
  findBroadcast,
  listBroadcasts,
} from '../../../db/read/broadcast/broadcast.ts';
import type { Deps } from '../../../deps.ts';
import {
  type BroadcastEvent,
  decideBroadcastMove,
  decideCorrecting,
} from '../../../governance/broadcast/broadcast.ts';
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
import type { Result } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { CHANGE_BROADCAST_FORM } from '../../conversations/broadcast/changeBroadcast.ts';
import {
  CORRECT_BROADCAST_FORM,
  WRITE_BROADCAST_FORM,
} from '../../conversations/broadcast/writeBroadcast.ts';
import { enterForm } from '../../conversations/forms.ts';
import { say, send, show } from '../../show.ts';
import { holder, on, sayOutcome } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';
import { sendPreview } from './broadcast.ts';
import { readBroadcast } from './broadcastFacts.ts';

const refuse = (ctx: BotContext, code: 'broadcast.noPower' | 'broadcast.unknown'): Promise<void> =>
  show(ctx, renderBroadcastLine(ctx.reader, renderRefusals(ctx.reader, [{ code }])));

const findOne = ({ db, vault }: Deps, number: number) => findBroadcast(db, vault, number);

const showOne = async (ctx: BotContext, number: number, line?: string): Promise<void> => {
  const found = await findOne(ctx.deps, number);
  if (found === undefined) return refuse(ctx, 'broadcast.unknown');
  await show(ctx, renderManagedBroadcast(ctx.reader, await readBroadcast(ctx.deps, found), line));
};

/** The toast of an act, and the broadcast as it stands after it: with the receipt, or what stands against it. */
const showDone = async (
  ctx: BotContext,
  number: number,
  done: Result<unknown>,
  receipt?: string,
): Promise<void> => {
  const line = await sayOutcome(ctx, done, ($) =>
    done.ok ? $.broadcast.doneToast : $.broadcast.refusedToast,
  );
  await showOne(ctx, number, line ?? receipt);
};

/** The live message as it stands after an act; the sender goes on editing it. */
const showLive = async (ctx: BotContext, number: number): Promise<void> => {
  const found = await findOne(ctx.deps, number);
  if (found === undefined) return;
  const { sent, unreachable, failed, waiting } = await countRecipients(ctx.deps.db, found.id);
  const done = sent + unreachable + failed;
  const facts = { ...found, done, size: done + waiting, leftMs: undefined };
  await show(ctx, renderProgress(ctx.reader, facts));
};

type Act = BroadcastEvent | 'corrected';

const decideAct = async ({ db }: Deps, { id, state }: Broadcast, act: Act): Promise<Result<unknown>> => {
  if (act !== 'corrected') return decideBroadcastMove(state, act);
  const { sent: reached } = await countRecipients(db, id);
  return decideCorrecting({ state, reached });
};

/** The question or the form before an act, only while it is possible: an old button shows the present state. */
const whilePossible = async (
  ctx: BotContext,
  number: number,
  act: Act,
  work: (found: Broadcast) => Promise<void>,
): Promise<void> => {
  const found = await findOne(ctx.deps, number);
  if (found === undefined) return refuse(ctx, 'broadcast.unknown');
  const decided = await decideAct(ctx.deps, found, act);
  if (decided.ok) return work(found);
  await showOne(ctx, number, renderRefusals(ctx.reader, decided.refusals));
};

type Desk = ReturnType<typeof on<OfficerContext>>;

const draftHandlers = ({ onPress, onAct }: Desk): void => {
  onPress(askProposing, (ctx, { number }) =>
    whilePossible(ctx, number, 'proposed', async (found) =>
      show(ctx, renderProposing(ctx.reader, await readBroadcast(ctx.deps, found))),
    ),
  );
  onAct(confirmProposing, async (ctx, { number }) => {
    const done = await proposeBroadcast(ctx.deps, { officerId: ctx.account.id, number });
    const receipt = done.ok ? ctx.t(($) => $.broadcast.proposed, { case: done.value.case }) : undefined;
    await showDone(ctx, number, done, receipt);
  });
  onPress(changeBroadcast, (ctx, { number }) =>
    whilePossible(ctx, number, 'edited', ({ correction }) =>
      show(ctx, renderChanging(ctx.reader, number, correction !== null)),
    ),
  );
  onPress(changeBroadcastPart, (ctx, { number, part }) =>
    whilePossible(ctx, number, 'edited', ({ document, correction }) =>
      enterForm(ctx, CHANGE_BROADCAST_FORM, {
        number: String(number),
        part,
        ...(document === null ? {} : { hasDocument: 'yes' }),
        ...(correction === null ? {} : { corrects: String(correction.corrects) }),
      }),
    ),
  );
  onPress(askDiscarding, (ctx, { number }) =>
    whilePossible(ctx, number, 'discarded', () => show(ctx, renderDiscarding(ctx.reader, number))),
  );
  onAct(confirmDiscarding, async (ctx, { number }) => {
    const done = await discardBroadcast(ctx.deps, { officerId: ctx.account.id, number });
    const refused = await sayOutcome(ctx, done, ($) =>
      done.ok ? $.broadcast.discardedToast : $.broadcast.refusedToast,
    );
    if (refused !== undefined) return showOne(ctx, number, refused);
    const line = ctx.t(($) => $.broadcast.discarded, { number });
    await show(ctx, renderBroadcastLine(ctx.reader, line));
  });
};

const sendingHandlers = ({ onPress, onAct }: Desk): void => {
  const steer = ({ deps, account }: OfficerContext, number: number, move: Steering) =>
    steerBroadcast(deps, { officerId: account.id, number, act: move });
  onAct(steerBroadcastBy, async (ctx, { number, act: move, at }) => {
    const done = await steer(ctx, number, move);
    if (at === 'desk' || !done.ok) return showDone(ctx, number, done);
    await say(ctx, ($) => $.broadcast.doneToast);
    await showLive(ctx, number);
  });
  onAct(confirmStopping, async (ctx, { number }) =>
    showDone(ctx, number, await steer(ctx, number, 'stopped')),
  );
  onPress(askStopping, (ctx, { number, at }) =>
    whilePossible(ctx, number, 'stopped', () =>
      // The live message would be edited over the question.
      (at === 'live' ? send : show)(ctx, renderStopping(ctx.reader, number)),
    ),
  );
  onPress(correctBroadcast, (ctx, { number }) =>
    whilePossible(ctx, number, 'corrected', () => show(ctx, renderCorrecting(ctx.reader, number))),
  );
  onPress(correctBroadcastAs, (ctx, { number, kind }) =>
    whilePossible(ctx, number, 'corrected', () =>
      enterForm(ctx, CORRECT_BROADCAST_FORM, { corrects: String(number), kind }),
    ),
  );
};

const showQueue = async (ctx: BotContext, wanted: number): Promise<void> => {
  const { db, vault } = ctx.deps;
  const { lines, ...at } = await readPage(
    wanted,
    await countBroadcasts(db),
    (part) => listBroadcasts(db, vault, part),
    BROADCAST_PAGE,
  );
  await show(ctx, renderBroadcastList(ctx.reader, lines, at));
};

/** Broadcasts at the secretariat's desk: writing, previewing, proposing, steering, correcting. */
export const broadcastDeskHandlers = (composer: Composer<BotContext>): void => {
  const desk = on(
    composer,
    holder('broadcast.propose', (ctx) => refuse(ctx, 'broadcast.noPower')),
  );
  const { onPress } = desk;
  onPress(openBroadcastQueue, (ctx, { page }) => showQueue(ctx, page));
  onPress(newBroadcast, (ctx) => enterForm(ctx, WRITE_BROADCAST_FORM));
  onPress(manageBroadcast, (ctx, { number }) => showOne(ctx, number));
  onPress(previewBroadcast, async (ctx, { number, of }) => {
    const found = await findOne(ctx.deps, number);
    if (found === undefined) return refuse(ctx, 'broadcast.unknown');
    await sendPreview(ctx, found);
    await send(ctx, renderPreviewed(ctx.reader, number, of));
  });
  draftHandlers(desk);
  sendingHandlers(desk);
};
