import { Composer } from 'grammy';
import {
  type Broadcast,
  findBroadcast,
  findCorrected,
  findDocument,
} from '../../../db/read/broadcast/broadcast.ts';
import { isReadable, renderExpired, renderPost } from '../../../messages/broadcast/broadcast.ts';
import { openBroadcast } from '../../../messages/broadcast/broadcastCallbacks.ts';
import { type Post, sendPost } from '../../../telegram/sendPost.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

const documentOf = async ({ deps }: BotEnv, { id, document }: Broadcast): Promise<Pick<Post, 'document'>> => {
  const file = document === null ? undefined : await findDocument(deps.db, deps.vault, id);
  return document === null || file === undefined ? {} : { document: { name: document.name, file } };
};

/** Exactly what recipients see, in both languages, to the officer who asks. */
export const sendPreview = async (env: BotEnv, ctx: BotContext, found: Broadcast): Promise<void> => {
  const { deps, i18n, signer } = env;
  if (ctx.chat === undefined) return;
  const correction = await findCorrected(deps.db, deps.vault, found);
  let { document } = await documentOf(env, found);
  for (const locale of i18n.locales) {
    const screen = renderPost(i18n.translatorFor(locale), { content: found.content, correction });
    const post = document === undefined ? screen : { ...screen, document };
    const fileId = await sendPost(ctx.api, ctx.chat.id, post, signer.sign);
    if (document !== undefined && fileId !== undefined) document = { ...document, file: fileId };
  }
};

/** In discreet mode the content comes by a press; the signed button is the proof of having been sent it. */
export const broadcastHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { deps, signer } = env;
  onPress(composer, openBroadcast, async (ctx, { number }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    const found = await findBroadcast(deps.db, deps.vault, number);
    const now = await deps.clock.now();
    if (found === undefined || !isReadable(found.finishedAt, now))
      return showScreen(ctx, signer, renderExpired(ctx.reader));
    const correction = await findCorrected(deps.db, deps.vault, found);
    const screen = renderPost(ctx.reader.translator, { content: found.content, correction });
    const { document } = await documentOf(env, found);
    if (document === undefined || ctx.chat === undefined) return showScreen(ctx, signer, screen);
    await sendPost(ctx.api, ctx.chat.id, { ...screen, document }, signer.sign);
  });
  return composer;
};
