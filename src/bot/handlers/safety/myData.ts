import { Composer, InputFile } from 'grammy';
import { readMyData } from '../../../db/read/safety/myData.ts';
import { myDataJson, myDataPage } from '../../../documents/myData.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { renderMyData, renderMyDataSent } from '../../../messages/safety/myData.ts';
import { openMyData, sendMyData } from '../../../messages/safety/myDataCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

/** `/mydata`: a warning, then everything there is as two files, which the person may keep and pass on. */
export const myDataHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const open = async (ctx: BotContext): Promise<void> => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showScreen(ctx, env.signer, renderMyData(ctx.reader));
  };
  composer.command('mydata', open);
  onPress(composer, openMyData, open);

  onPress(composer, sendMyData, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.safety.mydata.toast),
    );
    // Telegram shows it until the first file comes: with a long history that may take seconds.
    await ctx.replyWithChatAction('upload_document');
    const { db, vault, clock } = env.deps;
    const now = await clock.now();
    const data = await readMyData(db, vault, account, now);
    // The name says nothing of Veche: it stands in the phone's list of downloads.
    const send = (text: string, kind: 'html' | 'json', caption: string) =>
      ctx.replyWithDocument(new InputFile(Buffer.from(text), `my-data-${dayOf(now)}.${kind}`), { caption });
    await send(
      myDataPage(ctx.reader, data),
      'html',
      plain(($) => $.safety.mydata.pageCaption),
    );
    await send(
      myDataJson(data),
      'json',
      plain(($) => $.safety.mydata.jsonCaption),
    );
    await sendScreen(ctx, env.signer, renderMyDataSent(ctx.reader));
  });
  return composer;
};
