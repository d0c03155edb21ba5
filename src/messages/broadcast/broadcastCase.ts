import { formatNumber } from '../../i18n/format.ts';
import { type Button, paragraphs, press, type Reader } from '../kit/screen.ts';
import { previewBroadcast } from './broadcastCallbacks.ts';
import { aboutFacts, type BroadcastFacts } from './broadcastDesk.ts';

/** What the second officer decides on: the exact text, its hash, and whom it goes to. */
export type BroadcastCase = {
  readonly kind: 'broadcast';
  readonly number: number;
  /** The proposed one; what is stored must still have it when it is approved. */
  readonly hash: string;
  readonly size: number;
} & Pick<BroadcastFacts, 'content' | 'document' | 'correction'>;

/** A page for each language; the officers' formatting is already Telegram's safe subset. */
export const broadcastCasePages = (reader: Reader, found: BroadcastCase): readonly string[] => {
  const { t, locale } = reader.translator;
  const { number, hash, content } = found;
  const size = formatNumber(found.size, locale);
  const about = t(($) => $.broadcast.case, { ...aboutFacts(reader, found), number, hash, size });
  return (['ru', 'en'] as const).map((language) =>
    paragraphs(
      language === 'ru' && about,
      t(($) => $.broadcast.caseText[language]),
      content.texts[language],
    ),
  );
};

export const casePreviewButton = (
  { translator: { plain } }: Reader,
  { number }: BroadcastCase,
  caseNumber: number,
): Button => press(plain, previewBroadcast.pack({ number, of: caseNumber }), ($) => $.broadcast.preview);
