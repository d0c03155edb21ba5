import type { Composer } from 'grammy';
import {
  demandStrategic,
  type Supported,
  supportItem,
  takeSupportBack,
} from '../../../actions/agenda/supportItem.ts';
import { takeItemBack } from '../../../actions/agenda/withdrawItem.ts';
import {
  countSupport,
  listAgenda,
  listAgendaChanges,
  listMovedItems,
  listWaitingItems,
} from '../../../db/read/agenda/agenda.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findSession } from '../../../db/read/session/session.ts';
import type { Deps } from '../../../deps.ts';
import {
  AGENDA_PAGE,
  renderAgenda,
  renderMovedItems,
  renderTakingItemBack,
} from '../../../messages/agenda/agenda.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderSessionLine } from '../../../messages/session/session.ts';
import {
  askTakingItemBack,
  confirmTakingItemBack,
  openAgenda,
  openItem,
  openMovedItems,
  pressDemand,
  pressSupport,
  pressTakeBack,
  putAsChair,
  putItem,
} from '../../../messages/session/sessionCallbacks.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { MOVE_ITEM_FORM, PUT_ITEM_FORM } from '../../conversations/agenda/putItem.ts';
import { enterForm } from '../../conversations/forms.ts';
import type { FormParams } from '../../conversations/kit/form.ts';
import { show } from '../../show.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';
import { showSession, standingOf } from '../session/sessionScreens.ts';
import { showItem } from './itemScreen.ts';

/** The part of what was read that one page shows. */
const pageOf = <Line>(wanted: number, all: readonly Line[]) =>
  readPage(wanted, all.length, async ({ offset, limit }) => all.slice(offset, offset + limit), AGENDA_PAGE);

const showAgenda = async (ctx: PersonContext, number: number, wanted: number): Promise<void> => {
  const { db, vault } = ctx.deps;
  const session = await findSession(db, vault, number);
  if (session === undefined) return showSession(ctx, number);
  const { lines: items, ...at } = await pageOf(wanted, await listAgenda(db, session.id));
  const changes = (await listAgendaChanges(db, session.id)).map(({ change }) => change);
  await show(ctx, renderAgenda(ctx.reader, { session, items, changes, at }));
};

const showMoved = async (ctx: BotContext, wanted: number): Promise<void> => {
  const { db, clock } = ctx.deps;
  const now = await clock.now();
  const { lines: items, ...at } = await pageOf(wanted, [
    ...(await listMovedItems(db)),
    ...(await listWaitingItems(db)),
  ]);
  const lines = await Promise.all(
    items.map(async (item) => ({
      item,
      support: await countSupport(db, { itemId: item.id, kind: 'move', at: now }),
    })),
  );
  const { bylaws } = await currentBylaws(db, now);
  await show(ctx, renderMovedItems(ctx.reader, { lines, needed: bylaws.agendaMovers, at }));
};

/** Better said before the form than after it: it is for delegates. */
const enterAsDelegate = async (ctx: PersonContext, form: string, params: FormParams = {}): Promise<void> => {
  const { isDelegate } = await standingOf(ctx.env, ctx.account, await ctx.deps.clock.now());
  if (isDelegate) return enterForm(ctx, form, params);
  const line = renderRefusals(ctx.reader, [{ code: 'agenda.notDelegate' }]);
  await show(ctx, renderSessionLine(ctx.reader, line));
};

type Toast = 'supportedToast' | 'reachedToast' | 'demandedToast' | 'strategicToast' | 'takenBackToast';

/** Reading the agenda, and what delegates do with its items. */
export const agendaHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);

  onPress(openAgenda, (ctx, { number, page }) => showAgenda(ctx, number, page));
  onPress(openItem, showItem);
  onPress(openMovedItems, (ctx, { page }) => showMoved(ctx, page));
  onPress(askTakingItemBack, (ctx, { number }) => show(ctx, renderTakingItemBack(ctx.reader, number)));
  onPress(putItem, (ctx) => enterAsDelegate(ctx, MOVE_ITEM_FORM));
  onPress(putAsChair, (ctx, { number }) => enterAsDelegate(ctx, PUT_ITEM_FORM, { number: String(number) }));

  const changes = (
    button: typeof pressSupport,
    change: (
      deps: Deps,
      command: { readonly personId: string; readonly number: number },
    ) => Promise<Result<Supported | { number: number }>>,
    says: Toast,
    saysReached: Toast = says,
  ): void =>
    onAct(button, async (ctx, { number }) => {
      const done = await change(ctx.deps, { personId: ctx.account.id, number });
      const isReached = done.ok && 'reached' in done.value && done.value.reached;
      const line = await sayOutcome(ctx, done, ($) =>
        done.ok ? $.session[isReached ? saysReached : says] : $.session.refusedToast,
      );
      await showItem(ctx, { number, page: 0, line });
    });
  changes(pressSupport, supportItem, 'supportedToast', 'reachedToast');
  changes(pressDemand, demandStrategic, 'demandedToast', 'strategicToast');
  changes(pressTakeBack, takeSupportBack, 'takenBackToast');
  changes(confirmTakingItemBack, takeItemBack, 'takenBackToast');
};
