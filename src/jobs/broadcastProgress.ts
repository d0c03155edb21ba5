import { GrammyError } from 'grammy';
import { keepProgress, openProgress, type ProgressPlace } from '../actions/broadcast/runBroadcast.ts';
import { type Broadcast, countRecipients, findBroadcastById } from '../db/read/broadcast/broadcast.ts';
import { findRecipient } from '../db/read/person/person.ts';
import type { Deps } from '../deps.ts';
import type { I18n } from '../i18n/translator.ts';
import { errorCode } from '../log.ts';
import { renderProgress } from '../messages/broadcast/broadcastProgress.ts';
import type { Screen } from '../messages/kit/screen.ts';
import type { CallbackSigner } from '../telegram/callbackData.ts';
import type { Telegram } from '../telegram/client.ts';
import { toInlineKeyboard } from '../telegram/markup.ts';

export type ProgressTools = {
  readonly telegram: Pick<Telegram, 'api'>;
  readonly i18n: Pick<I18n, 'translatorFor' | 'locales'>;
  readonly signer: CallbackSigner;
};

/** The live message of one broadcast. */
export type Progress = {
  /** One more is settled; shows it when the last showing is long enough ago. */
  readonly step: () => void;
  /** Shows how it stands now, at the end or at a pause. */
  readonly settle: () => Promise<void>;
};

/** Edits count against Telegram's limits like messages. */
const EVERY_MS = 5_000;
/** Before that the speed is a guess. */
const KNOWN_AFTER_MS = 3_000;

/**
 * Shows the officer who wrote it how far the sending is, in one message that is edited. Never holds up the sending, and no failure
 * of it does.
 */
export const openProgressMessage = async (
  deps: Deps,
  { telegram: { api }, i18n, signer }: ProgressTools,
  broadcast: Broadcast,
): Promise<Progress> => {
  const { id, number, writtenBy } = broadcast;
  const counted = await countRecipients(deps.db, id);
  const begun = { at: Date.now(), done: counted.sent + counted.unreachable + counted.failed };
  const size = begun.done + counted.waiting;
  let done = begun.done;
  let place = openProgress(deps, broadcast);
  let shownAt = Number.NEGATIVE_INFINITY;
  let showing: Promise<void> = Promise.resolve();

  const leftMs = (): number | undefined => {
    const elapsed = Date.now() - begun.at;
    const speed = (done - begun.done) / elapsed;
    return elapsed < KNOWN_AFTER_MS || speed === 0 ? undefined : (size - done) / speed;
  };
  const put = async (chat: number, screen: Screen): Promise<ProgressPlace> => {
    const reply_markup = toInlineKeyboard(screen.keyboard, (data) => signer.sign(data, chat, chat));
    const options = { parse_mode: 'HTML', reply_markup } as const;
    if (place !== undefined && place.chat === chat) {
      await api.editMessageText(chat, place.message, screen.text, options);
      return place;
    }
    const { message_id: message } = await api.sendMessage(chat, screen.text, options);
    await keepProgress(deps, id, { chat, message });
    return { chat, message };
  };
  const show = async (): Promise<void> => {
    const now = await findBroadcastById(deps.db, deps.vault, id);
    const writer = writtenBy === null ? undefined : await findRecipient(deps.db, deps.vault, writtenBy);
    if (now === undefined || writer === undefined || !writer.reachable) return;
    const reader = { translator: i18n.translatorFor(writer.profile.locale), zone: writer.profile.zone };
    const facts = { number, state: now.state, size, done, leftMs: leftMs(), counts: now.counts };
    place = await put(writer.telegramId, renderProgress(reader, facts));
  };
  const tryToShow = async (): Promise<void> => {
    shownAt = Date.now();
    await show().catch((error) => {
      // Deleted by the officer, or too old: the next one is a new message.
      if (error instanceof GrammyError) place = undefined;
      deps.log('info', 'broadcast.progressLost', { code: errorCode(error) });
    });
  };
  showing = tryToShow();
  return {
    step: () => {
      done += 1;
      if (Date.now() - shownAt >= EVERY_MS) showing = showing.then(tryToShow);
    },
    settle: async () => {
      await showing;
      await tryToShow();
    },
  };
};
