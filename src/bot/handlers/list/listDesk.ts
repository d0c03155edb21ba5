import type { Composer } from 'grammy';
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
import type { Refusal } from '../../../result.ts';
import type { BotContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CREATE_LIST_FORM } from '../../conversations/list/createList.ts';
import { pressId } from '../../press.ts';
import { show, toast } from '../../show.ts';
import { holder, on, sayOutcome } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const PAGE = 6;

const refuse = (ctx: BotContext, refusals: readonly Refusal[]): Promise<void> =>
  show(ctx, renderListDeskLine(ctx.reader, renderRefusals(ctx.reader, refusals)));

const showDesk = async (ctx: BotContext, wanted: number): Promise<void> => {
  const { db } = ctx.deps;
  const total = await countLists(db);
  const { lines, ...at } = await readPage(wanted, total, (part) => listLists(db, part), PAGE);
  await show(ctx, renderListDesk(ctx.reader, lines, at));
};

/** Named lists at the secretariat's desk: making them and inviting people. */
export const listDeskHandlers = (composer: Composer<BotContext>): void => {
  const keeper = holder('list.manage', (ctx) => refuse(ctx, [{ code: 'list.noPower' }]));
  const { onPress, onAct } = on(composer, keeper);

  onPress(openListQueue, (ctx) => showDesk(ctx, 0));
  onPress(turnListQueue, (ctx, { page }) => showDesk(ctx, page));

  onAct(manageList, async (ctx, { number }) => {
    const { db } = ctx.deps;
    const list = await findList(db, number);
    await toast(ctx);
    if (list === undefined) return showDesk(ctx, 0);
    const size = await countEntries(db, list.id);
    await show(ctx, renderManagedList(ctx.reader, { ...list, size }));
  });

  onPress(newList, (ctx) => enterForm(ctx, CREATE_LIST_FORM));

  onAct(makeListLink, async (ctx, { number }) => {
    const command = { officerId: ctx.account.id, submissionId: pressId(ctx), number };
    const made = await inviteToList(ctx.deps, command);
    await sayOutcome(ctx, made, ($) => (made.ok ? $.list.desk.linkMade : $.ballot.desk.refused));
    if (!made.ok) return refuse(ctx, made.refusals);
    const { token, expiresAt } = made.value;
    const url = `https://t.me/${ctx.env.username}?start=list_${token}`;
    await show(ctx, renderListLink(ctx.reader, number, { url, expiresAt }));
  });
};
