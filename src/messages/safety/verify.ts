import { type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { changePhrase } from './verifyCallbacks.ts';

/** The private phrase, hidden until it is tapped: somebody may look over the shoulder. */
export const phraseLine = ({ translator: { t } }: Reader, phrase: string | undefined): string =>
  phrase === undefined ? t(($) => $.join.verify.noPhrase) : t(($) => $.join.verify.phrase, { phrase });

/** How to tell the real bot from a counterfeit. */
export const renderVerify = (
  reader: Reader,
  { phrase, username }: { readonly phrase: string | undefined; readonly username: string },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.join.verify.heading),
      phraseLine(reader, phrase),
      t(($) => $.join.verify.how, { username }),
    ),
    keyboard: [
      [
        press(plain, changePhrase.pack({}), ($) =>
          phrase === undefined ? $.join.verify.setPhrase : $.join.verify.changePhrase,
        ),
      ],
      [homeButton(reader)],
    ],
    // The phrase is between the person and the bot; without it the screen says nothing about anybody.
    ...(phrase === undefined ? { harmless: true } : { protect: true }),
  };
};

/** After the phrase was chosen; `ways` lead on. */
export const renderPhraseChosen = (reader: Reader, phrase: string, ways: Keyboard): Screen => ({
  text: paragraphs(
    reader.translator.t(($) => $.join.verify.chosen),
    phraseLine(reader, phrase),
  ),
  keyboard: ways.filter((row) => row.length > 0),
});
