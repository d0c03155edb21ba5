import type { Composer } from 'grammy';
import {
  type Broadcast,
  findBroadcast,
  findCorrected,
  findDocument,
} from '../../../db/read/broadcast/broadcast.ts';
import type { Deps } from '../../../deps.ts';
import { isReadable, renderExpired, renderPost } from '../../../messages/broadcast/broadcast.ts';
import { openBroadcast } from '../../../messages/broadcast/broadcastCallbacks.ts';
import { type Post, sendPost } from '../../../telegram/sendPost.ts';
import type { BotContext } from '../../context.ts';
import { show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

const documentOf = async (
  { db, vault }: Deps,
  { id, document }: Broadcast,
): Promise<Pick<Post, 'document'>> => {
  const file = document === null ? undefined : await findDocument(db, vault, id);
  return document === null || file === undefined ? {} : { document: { name: document.name, file } };
};

/** Exactly what recipients see, in both languages, to the officer who asks. */
export const sendPreview = async (ctx: BotContext, found: Broadcast): Promise<void> => {
  const { deps, i18n, signer } = ctx.env;
  if (ctx.chat === undefined) return;
  const correction = await findCorrected(deps.db, deps.vault, found);
  let { document } = await documentOf(deps, found);
  for (const locale of i18n.locales) {
    const screen = renderPost(i18n.translatorFor(locale), { content: found.content, correction });
    const post = document === undefined ? screen : { ...screen, document };
    const fileId = await sendPost(ctx.api, ctx.chat.id, post, signer.sign);
    if (document !== undefined && fileId !== undefined) document = { ...document, file: fileId };
  }
};

/** In discreet mode the content comes by a press; the signed button is the proof of having been sent it. */
export const broadcastHandlers = (composer: Composer<BotContext>): void => {
  const { onPress } = on(composer, begun);
  onPress(openBroadcast, async (ctx, { number }) => {
    const { db, vault, clock } = ctx.deps;
    const found = await findBroadcast(db, vault, number);
    if (found === undefined || !isReadable(found.finishedAt, await clock.now()))
      return show(ctx, renderExpired(ctx.reader));
    const correction = await findCorrected(db, vault, found);
    const screen = renderPost(ctx.reader.translator, { content: found.content, correction });
    const { document } = await documentOf(ctx.deps, found);
    if (document === undefined || ctx.chat === undefined) return show(ctx, screen);
    await sendPost(ctx.api, ctx.chat.id, { ...screen, document }, ctx.env.signer.sign);
  });
};
