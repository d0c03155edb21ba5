import type { Composer } from 'grammy';
import { orderItem } from '../../../actions/agenda/orderItem.ts';
import { withdrawItem } from '../../../actions/agenda/withdrawItem.ts';
import { type AgendaItem, findItem, listAgenda } from '../../../db/read/agenda/agenda.ts';
import { findSession, type Session } from '../../../db/read/session/session.ts';
import type { Deps } from '../../../deps.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  askWithdrawing,
  confirmWithdrawing,
  enterAgendaItem,
  manageItem,
  orderItemBy,
} from '../../../messages/session/sessionCallbacks.ts';
import { renderManagedItem, renderWithdrawing } from '../../../messages/session/sessionItemDesk.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { ENTER_ITEM_FORM } from '../../conversations/agenda/putItem.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHANGE_AGENDA_FORM } from '../../conversations/session/changeSession.ts';
import { show, toast } from '../../show.ts';
import { holder, on, sayOutcome } from '../kit/on.ts';
import { showDeskRefusal, showManaged } from '../session/managedSession.ts';
import { itemDeskParts, joinParts } from '../session/sessionParts.ts';
import { chairOf } from '../session/sessionScreens.ts';

type Placed = { readonly item: AgendaItem; readonly session: Session };

const findPlaced = async ({ db, vault }: Deps, number: number): Promise<Placed | undefined> => {
  const item = await findItem(db, number);
  const session = item?.sessionNumber == null ? undefined : await findSession(db, vault, item.sessionNumber);
  return item && session && { item, session };
};

const showManagedItem = async (
  ctx: OfficerContext,
  { item, session }: Placed,
  line?: string,
): Promise<void> => {
  const { db, clock } = ctx.deps;
  const position = (await listAgenda(db, session.id)).findIndex(({ id }) => id === item.id) + 1;
  if (position === 0) return showManaged(ctx, session.number, line);
  const given = { item, session, account: ctx.account, now: await clock.now() };
  const parts = joinParts(await Promise.all(itemDeskParts.map((part) => part(ctx, given))));
  const screen = renderManagedItem(ctx.reader, { item, session: session.number, position, parts, line });
  await show(ctx, screen);
};

/** Runs `work`, which answers the press, with the item; one on no agenda is said to be so. */
const withItem = async (
  ctx: OfficerContext,
  number: number,
  work: (placed: Placed) => Promise<void>,
): Promise<void> => {
  const placed = await findPlaced(ctx.deps, number);
  if (placed !== undefined) return work(placed);
  await toast(ctx);
  await showDeskRefusal(ctx, 'agenda.notOnAgenda');
};

const showChanged = async (ctx: OfficerContext, number: number, done: Result<unknown>): Promise<void> => {
  const line = await sayOutcome(ctx, done, ($) => (done.ok ? $.session.savedToast : $.session.refusedToast));
  const placed = await findPlaced(ctx.deps, number);
  if (placed === undefined) return showDeskRefusal(ctx, 'agenda.notOnAgenda');
  await showManagedItem(ctx, placed, line);
};

/** After the freeze the reason is asked for first. */
const explain = async (
  ctx: BotContext,
  { item, session }: Placed,
  what: { readonly act: 'withdraw' } | { readonly act: 'order'; readonly to: string },
): Promise<void> => {
  await toast(ctx);
  const about = { number: String(session.number), item: String(item.number), ...what };
  await enterForm(ctx, CHANGE_AGENDA_FORM, about);
};

const enterItem = async (ctx: OfficerContext, number: number): Promise<void> => {
  const session = await findSession(ctx.deps.db, ctx.deps.vault, number);
  if (session === undefined) return showDeskRefusal(ctx, 'session.unknown');
  const name = await chairOf(ctx.env, session);
  // The secretariat puts nothing on by itself: without a chair there is nobody whose words it could write down.
  if (name === undefined)
    return showManaged(ctx, number, renderRefusals(ctx.reader, [{ code: 'agenda.noChair' }]));
  const announced = session.state === 'planned' ? 'no' : 'yes';
  await enterForm(ctx, ENTER_ITEM_FORM, { number: String(number), name, announced });
};

/** Items at the secretariat's desk: writing down what the chair says, order, taking off (rules H2, K5). */
export const agendaDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, holder('session.manage'));

  onPress(enterAgendaItem, (ctx, { number }) => enterItem(ctx, number));
  onAct(manageItem, (ctx, { number }) =>
    withItem(ctx, number, async (placed) => {
      await toast(ctx);
      await showManagedItem(ctx, placed);
    }),
  );
  onAct(orderItemBy, (ctx, { number, to }) =>
    withItem(ctx, number, async (placed) => {
      if (placed.session.state !== 'planned') return explain(ctx, placed, { act: 'order', to: String(to) });
      await showChanged(ctx, number, await orderItem(ctx.deps, { officerId: ctx.account.id, number, to }));
    }),
  );
  onAct(askWithdrawing, (ctx, { number }) =>
    withItem(ctx, number, async (placed) => {
      if (placed.session.state !== 'planned') return explain(ctx, placed, { act: 'withdraw' });
      await toast(ctx);
      await show(ctx, renderWithdrawing(ctx.reader, number));
    }),
  );
  onAct(confirmWithdrawing, (ctx, { number }) =>
    withItem(ctx, number, async () =>
      showChanged(ctx, number, await withdrawItem(ctx.deps, { officerId: ctx.account.id, number })),
    ),
  );
};
