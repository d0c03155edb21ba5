import { Composer } from 'grammy';
import { checkInvitation } from '../../../actions/list/acceptListInvitation.ts';
import { checkIn } from '../../../actions/list/checkIn.ts';
import { leaveList } from '../../../actions/list/leaveList.ts';
import { listEntriesOf } from '../../../db/read/list/list.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderLeavingQuestion, renderListLine, renderMyList } from '../../../messages/list/list.ts';
import {
  askLeaving,
  checkInToList,
  confirmLeaving,
  openMyList,
} from '../../../messages/list/listCallbacks.ts';
import type { Refusal } from '../../../result.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { PUBLIC_NAME_FORM } from '../../conversations/list/choosePublicName.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun, type StartHandler } from '../home/start.ts';

/** 16 random bytes in base64url; anything else is no token and is not looked up. */
const tokenPattern = /^[\w-]{22}$/;

const refuse = (env: BotEnv, ctx: BotContext, refusals: readonly Refusal[]): Promise<void> =>
  showScreen(ctx, env.signer, renderListLine(ctx.reader, renderRefusals(ctx.reader, refusals)));

/** An invitation to a named list: asks for a public name, or says why it can't be taken. */
export const openListLink: StartHandler = async (env, ctx, token) => {
  const account = await ensureBegun(env, ctx, `list_${token}`);
  if (account === undefined) return;
  if (!tokenPattern.test(token)) return refuse(env, ctx, [{ code: 'list.linkUnknown' }]);
  const checked = await checkInvitation(env.deps, { personId: account.id, token });
  if (!checked.ok) return refuse(env, ctx, checked.refusals);
  await enterForm(ctx, PUBLIC_NAME_FORM, { token });
};

const findOwnEntry = async (env: BotEnv, account: Account, number: number) =>
  (await listEntriesOf(env.deps.db, env.deps.vault, account.id)).find(({ list }) => list.number === number);

const showMyList = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  number: number,
  line?: string,
): Promise<void> => {
  const entry = await findOwnEntry(env, account, number);
  if (entry === undefined) return refuse(env, ctx, [{ code: 'list.notOn' }]);
  await showScreen(ctx, env.signer, renderMyList(ctx.reader, entry, await env.deps.clock.now(), line));
};

/** The lists I am on: check-in and leaving. */
export const listHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  onPress(composer, openMyList, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showMyList(env, ctx, account, number);
  });

  onPress(composer, checkInToList, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const done = await checkIn(env.deps, { personId: account.id, number });
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (done.ok ? $.list.checkedIn : $.ballot.desk.refused)),
    );
    await (done.ok ? showMyList(env, ctx, account, number) : refuse(env, ctx, done.refusals));
  });

  onPress(composer, askLeaving, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const entry = await findOwnEntry(env, account, number);
    if (entry === undefined) return refuse(env, ctx, [{ code: 'list.notOn' }]);
    await showScreen(ctx, env.signer, renderLeavingQuestion(ctx.reader, entry));
  });

  onPress(composer, confirmLeaving, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const done = await leaveList(env.deps, { personId: account.id, number });
    const { plain, t } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (done.ok ? $.list.leftToast : $.ballot.desk.refused)),
    );
    if (!done.ok) return refuse(env, ctx, done.refusals);
    const text = t(($) => $.list.left);
    await showScreen(ctx, env.signer, renderListLine(ctx.reader, text));
  });

  return composer;
};
