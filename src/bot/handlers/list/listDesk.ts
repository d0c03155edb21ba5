import { Composer } from 'grammy';
import { inviteToList } from '../../../actions/list/inviteToList.ts';
import { countEntries, countLists, findList, listLists } from '../../../db/read/list/list.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  makeListLink,
  manageList,
  newList,
  openListQueue,
  turnListQueue,
} from '../../../messages/list/listCallbacks.ts';
import {
  renderListDesk,
  renderListDeskLine,
  renderListLink,
  renderManagedList,
} from '../../../messages/list/listDesk.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CREATE_LIST_FORM } from '../../conversations/list/createList.ts';
import { onPress, pressId } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { type Officer, requireOfficer } from '../office/officer.ts';

const PAGE = 6;

const requireKeeper = async (env: BotEnv, ctx: BotContext): Promise<Officer | undefined> => {
  const officer = await requireOfficer(env, ctx);
  if (officer === undefined || officer.powers.has('list.manage')) return officer;
  await toast(ctx);
  const text = renderRefusals(ctx.reader, [{ code: 'list.noPower' }]);
  await showScreen(ctx, env.signer, renderListDeskLine(ctx.reader, text));
  return undefined;
};

/** Named lists at the secretariat's desk: making them and inviting people. */
export const listDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { db } = env.deps;

  const showDesk = async (ctx: BotContext, wanted: number): Promise<void> => {
    if ((await requireKeeper(env, ctx)) === undefined) return;
    await toast(ctx);
    const pages = Math.max(1, Math.ceil((await countLists(db)) / PAGE));
    const page = Math.min(wanted, pages - 1);
    const lists = await listLists(db, { offset: page * PAGE, limit: PAGE });
    await showScreen(ctx, env.signer, renderListDesk(ctx.reader, lists, { page, pages }));
  };
  onPress(composer, openListQueue, (ctx) => showDesk(ctx, 0));
  onPress(composer, turnListQueue, (ctx, { page }) => showDesk(ctx, page));

  onPress(composer, manageList, async (ctx, { number }) => {
    if ((await requireKeeper(env, ctx)) === undefined) return;
    const list = await findList(db, number);
    if (list === undefined) return showDesk(ctx, 0);
    await toast(ctx);
    const size = await countEntries(db, list.id);
    await showScreen(ctx, env.signer, renderManagedList(ctx.reader, { ...list, size }));
  });

  onPress(composer, newList, async (ctx) => {
    if ((await requireKeeper(env, ctx)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, CREATE_LIST_FORM);
  });

  onPress(composer, makeListLink, async (ctx, { number }) => {
    const officer = await requireKeeper(env, ctx);
    if (officer === undefined) return;
    const made = await inviteToList(env.deps, {
      officerId: officer.account.id,
      submissionId: pressId(ctx),
      number,
    });
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (made.ok ? $.list.desk.linkMade : $.ballot.desk.refused)),
    );
    const screen = made.ok
      ? renderListLink(ctx.reader, number, {
          url: `https://t.me/${env.username}?start=list_${made.value.token}`,
          expiresAt: made.value.expiresAt,
        })
      : renderListDeskLine(ctx.reader, renderRefusals(ctx.reader, made.refusals));
    await showScreen(ctx, env.signer, screen);
  });

  return composer;
};
