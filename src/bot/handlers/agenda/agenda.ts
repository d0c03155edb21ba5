import { Composer } from 'grammy';
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
import type { Account } from '../../../db/read/person/person.ts';
import { findSession } from '../../../db/read/session/session.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { MOVE_ITEM_FORM, PUT_ITEM_FORM } from '../../conversations/agenda/putItem.ts';
import { enterForm } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';
import { showSession, standingOf } from '../session/sessionScreens.ts';
import { showItem } from './itemScreen.ts';

const pageOf = (wanted: number, lines: number): { readonly page: number; readonly pages: number } => {
  const pages = Math.max(1, Math.ceil(lines / AGENDA_PAGE));
  return { page: Math.min(wanted, pages - 1), pages };
};

const showAgenda = async (env: BotEnv, ctx: BotContext, account: Account, number: number, wanted: number) => {
  const { db, vault } = env.deps;
  const session = await findSession(db, vault, number);
  if (session === undefined) return showSession(env, ctx, account, number);
  const all = await listAgenda(db, session.id);
  const at = pageOf(wanted, all.length);
  const items = all.slice(at.page * AGENDA_PAGE, (at.page + 1) * AGENDA_PAGE);
  const changes = (await listAgendaChanges(db, session.id)).map(({ change }) => change);
  await showScreen(ctx, env.signer, renderAgenda(ctx.reader, { session, items, changes, at }));
};

const showMoved = async (env: BotEnv, ctx: BotContext, wanted: number): Promise<void> => {
  const { db, clock } = env.deps;
  const now = await clock.now();
  const all = [...(await listMovedItems(db)), ...(await listWaitingItems(db))];
  const at = pageOf(wanted, all.length);
  const shown = all.slice(at.page * AGENDA_PAGE, (at.page + 1) * AGENDA_PAGE);
  const lines = await Promise.all(
    shown.map(async (item) => ({
      item,
      support: await countSupport(db, { itemId: item.id, kind: 'move', at: now }),
    })),
  );
  const { bylaws } = await currentBylaws(db, now);
  const needed = bylaws.agendaMovers;
  await showScreen(ctx, env.signer, renderMovedItems(ctx.reader, { lines, needed, at }));
};

type Toast = 'supportedToast' | 'reachedToast' | 'demandedToast' | 'strategicToast' | 'takenBackToast';

/** Reading the agenda, and what delegates do with its items. */
export const agendaHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const opening =
    <Fields>(show: (ctx: BotContext, account: Account, fields: Fields) => Promise<void>) =>
    async (ctx: BotContext, fields: Fields): Promise<void> => {
      const account = await ensureBegun(env, ctx);
      if (account === undefined) return;
      await toast(ctx);
      await show(ctx, account, fields);
    };
  const acting = async (
    ctx: BotContext,
    number: number,
    act: (personId: string) => Promise<Result<Supported | { number: number }>>,
    says: (done: Supported | { number: number }) => Toast,
  ): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const done = await act(account.id);
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (done.ok ? $.session[says(done.value)] : $.session.refusedToast)),
    );
    const line = done.ok ? undefined : renderRefusals(ctx.reader, done.refusals);
    await showItem(env, ctx, account, { number, page: 0, line });
  };
  const reached = (done: Supported | { number: number }): boolean => 'reached' in done && done.reached;

  onPress(
    composer,
    openAgenda,
    opening((ctx, account, { number, page }) => showAgenda(env, ctx, account, number, page)),
  );
  onPress(
    composer,
    openItem,
    opening((ctx, account, at) => showItem(env, ctx, account, at)),
  );
  onPress(
    composer,
    openMovedItems,
    opening((ctx, _account, { page }) => showMoved(env, ctx, page)),
  );
  onPress(composer, pressSupport, (ctx, { number }) =>
    acting(
      ctx,
      number,
      (personId) => supportItem(env.deps, { personId, number }),
      (done) => (reached(done) ? 'reachedToast' : 'supportedToast'),
    ),
  );
  onPress(composer, pressDemand, (ctx, { number }) =>
    acting(
      ctx,
      number,
      (personId) => demandStrategic(env.deps, { personId, number }),
      (done) => (reached(done) ? 'strategicToast' : 'demandedToast'),
    ),
  );
  onPress(composer, pressTakeBack, (ctx, { number }) =>
    acting(
      ctx,
      number,
      (personId) => takeSupportBack(env.deps, { personId, number }),
      () => 'takenBackToast',
    ),
  );
  onPress(
    composer,
    askTakingItemBack,
    opening((ctx, _account, { number }) =>
      showScreen(ctx, env.signer, renderTakingItemBack(ctx.reader, number)),
    ),
  );
  onPress(composer, confirmTakingItemBack, (ctx, { number }) =>
    acting(
      ctx,
      number,
      (personId) => takeItemBack(env.deps, { personId, number }),
      () => 'takenBackToast',
    ),
  );
  const writing =
    (form: string) =>
    async (ctx: BotContext, fields: { readonly number?: number }): Promise<void> => {
      const account = await ensureBegun(env, ctx);
      if (account === undefined) return;
      await toast(ctx);
      const { isDelegate } = await standingOf(env, account, await env.deps.clock.now());
      // Better said before the form than after it.
      if (!isDelegate) {
        const line = renderRefusals(ctx.reader, [{ code: 'agenda.notDelegate' }]);
        return showScreen(ctx, env.signer, renderSessionLine(ctx.reader, line));
      }
      await enterForm(ctx, form, fields.number === undefined ? {} : { number: String(fields.number) });
    };
  onPress(composer, putItem, writing(MOVE_ITEM_FORM));
  onPress(composer, putAsChair, writing(PUT_ITEM_FORM));
  return composer;
};
