import type { Composer } from 'grammy';
import { checkInvitation } from '../../../actions/list/acceptListInvitation.ts';
import { checkIn } from '../../../actions/list/checkIn.ts';
import { leaveList } from '../../../actions/list/leaveList.ts';
import { listEntriesOf } from '../../../db/read/list/list.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderLeavingQuestion, renderListLine, renderMyList } from '../../../messages/list/list.ts';
import {
  askLeaving,
  checkInToList,
  confirmLeaving,
  openMyList,
} from '../../../messages/list/listCallbacks.ts';
import type { Refusal } from '../../../result.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { PUBLIC_NAME_FORM } from '../../conversations/list/choosePublicName.ts';
import { show } from '../../show.ts';
import type { StartHandler } from '../home/start.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

/** 16 random bytes in base64url; anything else is no token and is not looked up. */
const tokenPattern = /^[\w-]{22}$/;

const showLine = (ctx: BotContext, text: string): Promise<void> =>
  show(ctx, renderListLine(ctx.reader, text));
const refuse = (ctx: BotContext, refusals: readonly Refusal[]): Promise<void> =>
  showLine(ctx, renderRefusals(ctx.reader, refusals));

/** An invitation to a named list: asks for a public name, or says why it can't be taken. */
export const openListLink: StartHandler = async (ctx, token) => {
  if (!tokenPattern.test(token)) return refuse(ctx, [{ code: 'list.linkUnknown' }]);
  const checked = await checkInvitation(ctx.deps, { personId: ctx.account.id, token });
  if (!checked.ok) return refuse(ctx, checked.refusals);
  await enterForm(ctx, PUBLIC_NAME_FORM, { token });
};

const findOwnEntry = async ({ account, deps: { db, vault } }: PersonContext, number: number) =>
  (await listEntriesOf(db, vault, account.id)).find(({ list }) => list.number === number);

const showMyList = async (ctx: PersonContext, number: number): Promise<void> => {
  const entry = await findOwnEntry(ctx, number);
  if (entry === undefined) return refuse(ctx, [{ code: 'list.notOn' }]);
  await show(ctx, renderMyList(ctx.reader, entry, await ctx.deps.clock.now()));
};

/** The lists I am on: check-in and leaving. */
export const listHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);

  onPress(openMyList, (ctx, { number }) => showMyList(ctx, number));

  onAct(checkInToList, async (ctx, { number }) => {
    const done = await checkIn(ctx.deps, { personId: ctx.account.id, number });
    const line = await sayOutcome(ctx, done, ($) => (done.ok ? $.list.checkedIn : $.ballot.desk.refused));
    await (line === undefined ? showMyList(ctx, number) : showLine(ctx, line));
  });

  onPress(askLeaving, async (ctx, { number }) => {
    const entry = await findOwnEntry(ctx, number);
    if (entry === undefined) return refuse(ctx, [{ code: 'list.notOn' }]);
    await show(ctx, renderLeavingQuestion(ctx.reader, entry));
  });

  onAct(confirmLeaving, async (ctx, { number }) => {
    const done = await leaveList(ctx.deps, { personId: ctx.account.id, number });
    const line = await sayOutcome(ctx, done, ($) => (done.ok ? $.list.leftToast : $.ballot.desk.refused));
    await showLine(ctx, line ?? ctx.t(($) => $.list.left));
  });
};
