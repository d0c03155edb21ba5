import { type Composer, InputFile } from 'grammy';
import { readMyData } from '../../../db/read/safety/myData.ts';
import { myDataJson, myDataPage } from '../../../documents/myData.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { renderMyData, renderMyDataSent } from '../../../messages/safety/myData.ts';
import { openMyData, sendMyData } from '../../../messages/safety/myDataCallbacks.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { say, send, show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

const sendFiles = async (ctx: PersonContext): Promise<void> => {
  await say(ctx, ($) => $.safety.mydata.toast);
  // Telegram shows it until the first file comes: with a long history that may take seconds.
  await ctx.replyWithChatAction('upload_document');
  const { db, vault, clock } = ctx.deps;
  const now = await clock.now();
  const data = await readMyData(db, vault, ctx.account, now);
  // The name says nothing of Veche: it stands in the phone's list of downloads.
  const sendFile = (kind: 'html' | 'json', text: string, caption: string) =>
    ctx.replyWithDocument(new InputFile(Buffer.from(text), `my-data-${dayOf(now)}.${kind}`), { caption });
  const pageCaption = ctx.plain(($) => $.safety.mydata.pageCaption);
  await sendFile('html', myDataPage(ctx.reader, data), pageCaption);
  const jsonCaption = ctx.plain(($) => $.safety.mydata.jsonCaption);
  await sendFile('json', myDataJson(data), jsonCaption);
  await send(ctx, renderMyDataSent(ctx.reader));
};

/** `/mydata`: a warning, then everything there is as two files, which the person may keep and pass on. */
export const myDataHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct, onCommand } = on(composer, begun);
  const warn = (ctx: PersonContext) => show(ctx, renderMyData(ctx.reader));
  onCommand('mydata', warn);
  onPress(openMyData, warn);
  onAct(sendMyData, sendFiles);
};
