import { type Broadcast, findCorrected, findDocument } from '../db/read/broadcast/broadcast.ts';
import type { Recipient } from '../db/read/person/person.ts';
import type { Deps } from '../deps.ts';
import { decideDelivery } from '../governance/notice/notice.ts';
import type { I18n } from '../i18n/translator.ts';
import { renderDiscreetPost, renderPost } from '../messages/broadcast/broadcast.ts';
import type { Post } from '../telegram/sendPost.ts';

/** The messages of one broadcast. */
export type Posts = {
  readonly postFor: (recipient: Recipient) => Promise<Post>;
  /** Telegram has the document under this id from now on. */
  readonly uploaded: (fileId: string) => void;
};

/** A push that would have waited as a notice of news comes without a sound. */
const wouldWait = ({ notices, quiet, profile }: Recipient, now: Date): boolean =>
  decideDelivery(
    { class: 'news', choice: notices, quiet, zone: profile.zone, notBefore: now, deadline: undefined },
    now,
  ).act !== 'now';

/** Renders once for each language; the document is read once and uploaded once. */
export const preparePosts = async (
  deps: Pick<Deps, 'db' | 'vault' | 'clock'>,
  i18n: Pick<I18n, 'translatorFor' | 'locales'>,
  broadcast: Broadcast,
): Promise<Posts> => {
  const { content, document, number } = broadcast;
  const correction = await findCorrected(deps.db, deps.vault, broadcast);
  const translators = i18n.locales.map((locale) => i18n.translatorFor(locale));
  const screens = new Map(
    translators.map((translator) => [translator.locale, renderPost(translator, { content, correction })]),
  );
  let file: Uint8Array | string | undefined;
  return {
    uploaded: (fileId) => {
      file = fileId;
    },
    postFor: async (recipient) => {
      const translator = i18n.translatorFor(recipient.profile.locale);
      const silent = content.class === 'news' && wouldWait(recipient, await deps.clock.now());
      if (recipient.profile.discreet) return { ...renderDiscreetPost(translator, number), silent };
      const screen = screens.get(translator.locale);
      if (screen === undefined) throw new Error('No language is loaded.');
      if (document === null) return { ...screen, silent };
      file ??= await findDocument(deps.db, deps.vault, broadcast.id);
      // Sending the words without what they speak of would be another message than the approved one.
      if (file === undefined) throw new Error('The document of a broadcast is gone.');
      return { ...screen, silent, document: { name: document.name, file } };
    },
  };
};
