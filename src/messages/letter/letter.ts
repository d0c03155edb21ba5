import type { Word } from '../../db/read/letter/letter.ts';
import { type LetterState, letterKeptDays, openQuestionsMax } from '../../governance/letter/letter.ts';
import { formatNearDay } from '../../i18n/format.ts';
import { type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { turnButtons } from '../office/office.ts';
import { askLetter, closeMyLetter, openMyLetter, openMyLetters, writeMore } from './letterCallbacks.ts';

/** Long texts come in pages of about so many characters. */
const PAGE_CHARACTERS = 1500;
/** As the last page is asked for; a real page number is smaller. */
export const LAST_PAGE = 999;

/** A thread as pages of whole letters; there is always one. */
const threadPages = (words: readonly Word[]): Word[][] => {
  const pages: Word[][] = [[]];
  let length = 0;
  for (const word of words) {
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && length + word.text.length > PAGE_CHARACTERS) {
      pages.push([word]);
      length = word.text.length;
    } else {
      page.push(word);
      length += word.text.length;
    }
  }
  return pages;
};

/** One page of a thread as text; `side` is who reads it. */
export const threadText = (
  { translator: { t, locale } }: Reader,
  words: readonly Word[],
  wanted: number,
  side: Word['side'],
): { readonly text: string; readonly page: number; readonly pages: number } => {
  const pages = threadPages(words);
  const page = Math.min(wanted, pages.length - 1);
  const lines = (pages[page] ?? []).map((word) => {
    const facts = { day: formatNearDay(word.day, locale), text: word.text };
    if (word.side === side) return t(($) => $.question.wordYours, facts);
    return side === 'person' ? t(($) => $.question.wordStaff, facts) : t(($) => $.question.wordPerson, facts);
  });
  return { text: paragraphs(...lines), page, pages: pages.length };
};

/** What I asked and is not ended, and the way to ask. */
export const renderMyLetters = (
  reader: Reader,
  letters: readonly { readonly number: number; readonly state: LetterState }[],
  line?: string,
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.question.mineTitle),
      line,
      letters.length === 0 ? t(($) => $.question.mineNone) : t(($) => $.question.mineSome),
      t(($) => $.question.about, { max: openQuestionsMax, days: letterKeptDays }),
    ),
    keyboard: [
      ...letters.map(({ number, state }) => [
        press(plain, openMyLetter.pack({ number, page: LAST_PAGE }), ($) => $.question.mineLabel[state], {
          number,
        }),
      ]),
      [press(plain, askLetter.pack({}), ($) => $.question.ask)],
      [homeButton(reader)],
    ],
  };
};

const ownRows = (
  { translator: { plain } }: Reader,
  { number, state }: { readonly number: number; readonly state: LetterState },
): Keyboard =>
  state === 'closed'
    ? []
    : [
        [press(plain, writeMore.pack({ number }), ($) => $.question.writeMore)],
        [press(plain, closeMyLetter.pack({ number }), ($) => $.question.close)],
      ];

/** One thread for the person whose it is. */
export const renderMyQuestion = (
  reader: Reader,
  thread: { readonly number: number; readonly state: LetterState; readonly words: readonly Word[] },
  at: { readonly page: number; readonly line?: string | undefined },
): Screen => {
  const { t, plain } = reader.translator;
  const { number, state, words } = thread;
  const { text, page, pages } = threadText(reader, words, at.page, 'person');
  return {
    text: paragraphs(
      t(($) => $.question.title, { number }),
      at.line,
      t(($) => $.question.state[state], { days: letterKeptDays }),
      text,
    ),
    keyboard: [
      ...ownRows(reader, thread),
      ...turnButtons(reader, page, pages, (to) => openMyLetter.pack({ number, page: to })),
      [press(plain, openMyLetters.pack({}), ($) => $.question.backToMine)],
    ],
  };
};

/** What came of writing: the number, and that an answer will be told. */
export const renderAsked = (reader: Reader, number: number): Screen => ({
  text: reader.translator.t(($) => $.question.asked, { number }),
  keyboard: [
    [
      press(reader.translator.plain, openMyLetter.pack({ number, page: LAST_PAGE }), ($) => $.question.open, {
        number,
      }),
    ],
    [homeButton(reader)],
  ],
});

/** Why it was not written, with the way to one's questions. */
export const renderNotAsked = (reader: Reader, problem: string): Screen => ({
  text: problem,
  keyboard: [
    [press(reader.translator.plain, openMyLetters.pack({}), ($) => $.question.backToMine)],
    [homeButton(reader)],
  ],
});
