import { Composer } from 'grammy';
import { orderItem } from '../../../actions/agenda/orderItem.ts';
import { withdrawItem } from '../../../actions/agenda/withdrawItem.ts';
import { type AgendaItem, findItem, listAgenda } from '../../../db/read/agenda/agenda.ts';
import { findSession, type Session } from '../../../db/read/session/session.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { ENTER_ITEM_FORM } from '../../conversations/agenda/putItem.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHANGE_AGENDA_FORM } from '../../conversations/session/changeSession.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import type { Officer } from '../office/officer.ts';
import { requirePower } from '../office/power.ts';
import { showDeskRefusal, showManaged } from '../session/managedSession.ts';
import { itemDeskParts, joinParts } from '../session/sessionParts.ts';
import { chairOf } from '../session/sessionScreens.ts';

type Placed = { readonly item: AgendaItem; readonly session: Session };

const findPlaced = async ({ deps: { db, vault } }: BotEnv, number: number): Promise<Placed | undefined> => {
  const item = await findItem(db, number);
  const session = item?.sessionNumber == null ? undefined : await findSession(db, vault, item.sessionNumber);
  return item === undefined || session === undefined ? undefined : { item, session };
};

const showManagedItem = async (
  env: BotEnv,
  ctx: BotContext,
  { account }: Officer,
  { item, session }: Placed,
  line?: string,
): Promise<void> => {
  const { db, clock } = env.deps;
  const position = (await listAgenda(db, session.id)).findIndex(({ id }) => id === item.id) + 1;
  if (position === 0) return showManaged(env, ctx, account, session.number, line);
  const given = { item, session, account, now: await clock.now() };
  const parts = joinParts(await Promise.all(itemDeskParts.map((part) => part(env, ctx, given))));
  const screen = renderManagedItem(ctx.reader, { item, session: session.number, position, parts, line });
  await showScreen(ctx, env.signer, screen);
};

/** Items at the secretariat's desk: writing down what the chair says, order, taking off (rules H2, K5). */
export const agendaDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const requireSecretary = (ctx: BotContext) => requirePower(env, ctx, 'session.manage');
  const withItem = async (
    ctx: BotContext,
    number: number,
    act: (officer: Officer, placed: Placed) => Promise<void>,
  ): Promise<void> => {
    const officer = await requireSecretary(ctx);
    if (officer === undefined) return;
    const placed = await findPlaced(env, number);
    if (placed !== undefined) return act(officer, placed);
    await toast(ctx);
    await showDeskRefusal(env, ctx, 'agenda.notOnAgenda');
  };
  const changing = async (
    ctx: BotContext,
    officer: Officer,
    number: number,
    change: () => Promise<Result<unknown>>,
  ): Promise<void> => {
    const done = await change();
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (done.ok ? $.session.savedToast : $.session.refusedToast)),
    );
    const placed = await findPlaced(env, number);
    if (placed === undefined) return showDeskRefusal(env, ctx, 'agenda.notOnAgenda');
    const line = done.ok ? undefined : renderRefusals(ctx.reader, done.refusals);
    await showManagedItem(env, ctx, officer, placed, line);
  };
  /** After the freeze the reason is asked for first. */
  const explain = async (
    ctx: BotContext,
    { item, session }: Placed,
    what: { readonly act: 'withdraw' } | { readonly act: 'order'; readonly to: string },
  ) => {
    await toast(ctx);
    const about = { number: String(session.number), item: String(item.number), ...what };
    await enterForm(ctx, CHANGE_AGENDA_FORM, about);
  };

  onPress(composer, manageItem, (ctx, { number }) =>
    withItem(ctx, number, async (officer, placed) => {
      await toast(ctx);
      await showManagedItem(env, ctx, officer, placed);
    }),
  );
  onPress(composer, orderItemBy, (ctx, { number, to }) =>
    withItem(ctx, number, (officer, placed) => {
      if (placed.session.state !== 'planned') return explain(ctx, placed, { act: 'order', to: String(to) });
      const command = { officerId: officer.account.id, number, to };
      return changing(ctx, officer, number, () => orderItem(env.deps, command));
    }),
  );
  onPress(composer, askWithdrawing, (ctx, { number }) =>
    withItem(ctx, number, async (_officer, placed) => {
      if (placed.session.state !== 'planned') return explain(ctx, placed, { act: 'withdraw' });
      await toast(ctx);
      await showScreen(ctx, env.signer, renderWithdrawing(ctx.reader, number));
    }),
  );
  onPress(composer, confirmWithdrawing, (ctx, { number }) =>
    withItem(ctx, number, (officer) =>
      changing(ctx, officer, number, () => withdrawItem(env.deps, { officerId: officer.account.id, number })),
    ),
  );
  onPress(composer, enterAgendaItem, async (ctx, { number }) => {
    const officer = await requireSecretary(ctx);
    if (officer === undefined) return;
    await toast(ctx);
    const session = await findSession(env.deps.db, env.deps.vault, number);
    if (session === undefined) return showDeskRefusal(env, ctx, 'session.unknown');
    const name = await chairOf(env, session);
    // The secretariat puts nothing on by itself: without a chair there is nobody whose words it could write down.
    if (name === undefined) {
      const line = renderRefusals(ctx.reader, [{ code: 'agenda.noChair' }]);
      return showManaged(env, ctx, officer.account, number, line);
    }
    const announced = session.state === 'planned' ? 'no' : 'yes';
    await enterForm(ctx, ENTER_ITEM_FORM, { number: String(number), name, announced });
  });
  return composer;
};
