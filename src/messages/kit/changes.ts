import { wordsHtml } from '../../i18n/words.ts';
import type { ChangedParagraph, Piece } from './textDiff.ts';

const pieceHtml = ({ mark, text }: Piece): string => {
  const safe = wordsHtml(text);
  if (mark === 'same') return safe;
  return mark === 'gone' ? `<s>${safe}</s>` : `<u>${safe}</u>`;
};

/** Changed paragraphs in Telegram's HTML: what was taken out is struck through, what is new underlined, «…» stands for the rest. */
export const changesHtml = (page: readonly ChangedParagraph[]): string =>
  page
    .map(({ skipped, pieces }) => `${skipped > 0 ? '…\n' : ''}${pieces.map(pieceHtml).join('')}`)
    .join('\n\n');
