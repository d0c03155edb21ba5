import type { LetterLine, Word } from '../../db/read/letter/letter.ts';
import type { LetterState } from '../../governance/letter/letter.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { ageText, deskButton, turnButtons } from '../office/office.ts';
import { LAST_PAGE, threadText } from './letter.ts';
import {
  answerLetter,
  closeThread,
  handBackLetter,
  openLetterQueue,
  openThread,
  takeLetter,
  takeNextLetter,
} from './letterCallbacks.ts';

const queueButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openLetterQueue.pack({ page: 0 }), ($) => $.office.backToQueue);

/** What waits for this officer, by number; taking the next one is one press. */
export const renderLetterQueue = (
  reader: Reader,
  facts: {
    readonly lines: readonly LetterLine[];
    readonly page: number;
    readonly pages: number;
    readonly now: Date;
    readonly line?: string | undefined;
  },
): Screen => {
  const { t, plain } = reader.translator;
  const name = t(($) => $.office.queueName.questions);
  const { lines, page, pages, now } = facts;
  return {
    text: paragraphs(
      t(($) => $.office.queueTitle, { name, page: page + 1, pages }),
      facts.line,
      lines.length === 0 && t(($) => $.office.queueNothing),
    ),
    keyboard: [
      ...(lines.some(({ mine }) => !mine)
        ? [[press(plain, takeNextLetter.pack({}), ($) => $.office.takeNext)]]
        : []),
      ...lines.map(({ number, mine, waitingSince }) => {
        const age = ageText(reader, waitingSince, now);
        const label = mine
          ? plain(($) => $.question.desk.labelMine, { number, age })
          : plain(($) => $.question.desk.label, { number, age });
        return [button(label, openThread.pack({ number, page: LAST_PAGE }))];
      }),
      ...turnButtons(reader, page, pages, (to) => openLetterQueue.pack({ page: to })),
      [deskButton(reader)],
    ],
  };
};

/** A question that nobody has taken: it is read by whoever takes it, and by nobody else. */
export const renderUntaken = (
  reader: Reader,
  { number, waitingSince }: { readonly number: number; readonly waitingSince: Date },
  now: Date,
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.question.title, { number }),
      t(($) => $.question.desk.untaken, { age: ageText(reader, waitingSince, now) }),
    ),
    keyboard: [
      [press(plain, takeLetter.pack({ number }), ($) => $.question.desk.take)],
      [queueButton(reader)],
    ],
  };
};

const threadRows = ({ translator: { plain } }: Reader, number: number, state: LetterState): Keyboard => {
  if (state === 'closed') return [];
  const answer = press(plain, answerLetter.pack({ number }), ($) => $.question.desk.answer);
  const close = press(plain, closeThread.pack({ number }), ($) => $.question.close);
  const back = press(plain, handBackLetter.pack({ number }), ($) => $.question.desk.handBack);
  return state === 'open' ? [[answer], [close], [back]] : [[answer], [close]];
};

/** One thread for the officer who took it; whose it is stands nowhere. */
export const renderThread = (
  reader: Reader,
  thread: { readonly number: number; readonly state: LetterState; readonly words: readonly Word[] },
  at: { readonly page: number; readonly line?: string | undefined },
): Screen => {
  const { t } = reader.translator;
  const { number, state, words } = thread;
  const { text, page, pages } = threadText(reader, words, at.page, 'officer');
  return {
    text: paragraphs(
      t(($) => $.question.title, { number }),
      at.line,
      t(($) => $.question.desk.state[state]),
      text,
    ),
    keyboard: [
      ...threadRows(reader, number, state),
      ...turnButtons(reader, page, pages, (to) => openThread.pack({ number, page: to })),
      [queueButton(reader)],
    ],
    protect: true,
  };
};

/** What an act came to, with the ways on. */
export const renderLetterLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[queueButton(reader)], [deskButton(reader)]],
});
