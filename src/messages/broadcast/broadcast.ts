import type { Locale } from '../../config.ts';
import { type CorrectionKind, unreadableBefore } from '../../governance/broadcast/broadcast.ts';
import type { BroadcastContent } from '../../governance/broadcast/broadcastContent.ts';
import { formatDate } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translator.ts';
import { paragraphs, press, type Reader, type Screen, shorten } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openBroadcast } from './broadcastCallbacks.ts';

/** What a broadcast says, and of a correction what it corrects. */
export type PostFacts = {
  readonly content: Pick<BroadcastContent, 'texts' | 'buttons'>;
  readonly correction: {
    readonly kind: CorrectionKind;
    /** The corrected one: the day it went out, and its words. */
    readonly startedAt: Date;
    readonly texts: Readonly<Record<Locale, string>>;
  } | null;
};

/** Enough to know a message by its first words. */
const FIRST_WORDS = 60;

const references: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
};

/** What a text in Telegram's HTML says, without its formatting. */
export const wordsOf = (html: string): string =>
  html.replace(/<[^>]*>/gu, '').replace(/&(?:lt|gt|amp|quot);/gu, (found) => references[found] ?? found);

const correctionLine = (
  { t, locale }: Translator,
  { kind, startedAt, texts }: NonNullable<PostFacts['correction']>,
): string =>
  t(($) => $.broadcast.correctionLine[kind], {
    day: formatDate(startedAt, locale, undefined),
    words: shorten(wordsOf(texts[locale]).replace(/\s+/gu, ' '), FIRST_WORDS),
  });

/** The message exactly as its recipients see it; the officers' formatting is already Telegram's safe subset. */
export const renderPost = (translator: Translator, { content, correction }: PostFacts): Screen => ({
  text: paragraphs(
    correction !== null && correctionLine(translator, correction),
    content.texts[translator.locale],
  ),
  keyboard: content.buttons.map(({ label, url }) => [{ label: label[translator.locale], url }]),
});

/** In discreet mode nothing of it is told before a press. */
export const renderDiscreetPost = ({ t, plain }: Translator, number: number): Screen => ({
  text: t(($) => $.notice.discreet),
  keyboard: [[press(plain, openBroadcast.pack({ number }), ($) => $.notice.open)]],
});

/** Whether a recipient may still open it by a press. */
export const isReadable = (finishedAt: Date | null, now: Date): boolean =>
  finishedAt === null || finishedAt > unreadableBefore(now);

export const renderExpired = (reader: Reader): Screen => ({
  text: reader.translator.t(($) => $.refusal.broadcast.expired),
  keyboard: [[homeButton(reader)]],
});
