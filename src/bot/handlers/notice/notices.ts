import { Composer } from 'grammy';
import { chooseNotices, type NoticeChange } from '../../../actions/notice/chooseNotices.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { defaultChoice } from '../../../governance/notice/notice.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { Screen } from '../../../messages/kit/screen.ts';
import {
  askQuietFrom,
  askQuietTo,
  endQuiet,
  openNotices,
  setMine,
  setNews,
  setQuiet,
} from '../../../messages/notice/noticeCallbacks.ts';
import {
  renderNoticeSettings,
  renderQuietFrom,
  renderQuietTo,
  renderZoneNeeded,
} from '../../../messages/notice/noticeSettings.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

const settingsOf = ({ reader }: BotContext, profile: Account['profile'], line?: string): Screen =>
  renderNoticeSettings(reader, { choice: profile.notices ?? defaultChoice, quiet: profile.quiet, line });

/** What is sent when: the classes of notices and the quiet hours. */
export const noticeHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const opening = async (ctx: BotContext, screenFor: (account: Account) => Screen): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showScreen(ctx, env.signer, screenFor(account));
  };
  onPress(composer, openNotices, (ctx) => opening(ctx, ({ profile }) => settingsOf(ctx, profile)));
  // Hours of a zone that is not known would be a guess.
  onPress(composer, askQuietFrom, (ctx) =>
    opening(ctx, ({ profile }) =>
      profile.zone === undefined ? renderZoneNeeded(ctx.reader) : renderQuietFrom(ctx.reader),
    ),
  );
  onPress(composer, askQuietTo, (ctx, { from }) => opening(ctx, () => renderQuietTo(ctx.reader, from)));

  const changing = async (ctx: BotContext, change: NoticeChange): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const { plain } = ctx.reader.translator;
    const chosen = await chooseNotices(env.deps, { personId: account.id, change });
    await toast(
      ctx,
      plain(($) => (chosen.ok ? $.notice.settings.savedToast : $.notice.settings.notSavedToast)),
    );
    const screen = chosen.ok
      ? settingsOf(ctx, chosen.value)
      : settingsOf(ctx, account.profile, renderRefusals(ctx.reader, chosen.refusals));
    await showScreen(ctx, env.signer, screen);
  };
  onPress(composer, setMine, changing);
  onPress(composer, setNews, changing);
  onPress(composer, setQuiet, (ctx, quiet) => changing(ctx, { quiet }));
  onPress(composer, endQuiet, (ctx) => changing(ctx, { quiet: null }));
  return composer;
};
