import type { Composer } from 'grammy';
import { chooseNotices, type NoticeChange } from '../../../actions/notice/chooseNotices.ts';
import { defaultChoice } from '../../../governance/notice/notice.ts';
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
import type { BotContext, PersonContext } from '../../context.ts';
import { show } from '../../show.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

type Profile = PersonContext['account']['profile'];

const showNotices = (ctx: PersonContext, { notices, quiet }: Profile, line?: string): Promise<void> =>
  show(ctx, renderNoticeSettings(ctx.reader, { choice: notices ?? defaultChoice, quiet, line }));

const change = async (ctx: PersonContext, wanted: NoticeChange): Promise<void> => {
  const chosen = await chooseNotices(ctx.deps, { personId: ctx.account.id, change: wanted });
  const line = await sayOutcome(ctx, chosen, ($) =>
    chosen.ok ? $.notice.settings.savedToast : $.notice.settings.notSavedToast,
  );
  await showNotices(ctx, chosen.ok ? chosen.value : ctx.account.profile, line);
};

/** What is sent when: the classes of notices and the quiet hours. */
export const noticeHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);

  onPress(openNotices, (ctx) => showNotices(ctx, ctx.account.profile));
  onPress(askQuietFrom, (ctx) => {
    const { reader, account } = ctx;
    // Hours of a zone that is not known would be a guess.
    return show(ctx, account.profile.zone === undefined ? renderZoneNeeded(reader) : renderQuietFrom(reader));
  });
  onPress(askQuietTo, (ctx, { from }) => show(ctx, renderQuietTo(ctx.reader, from)));

  onAct(setMine, change);
  onAct(setNews, change);
  onAct(setQuiet, (ctx, quiet) => change(ctx, { quiet }));
  onAct(endQuiet, (ctx) => change(ctx, { quiet: null }));
};
