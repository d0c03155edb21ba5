import { openJoin } from '../joining/joinCallbacks.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { continueButton, homeButton } from '../kit/ways.ts';
import { deskButton } from '../office/office.ts';
import { confirmFounder } from '../verification/verificationCallbacks.ts';

/** What inviting a founder means, and how many places are left. */
export const renderFounderQuestion = (
  reader: Reader,
  places: { readonly max: number; readonly taken: number },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.verification.founder.ask, places),
    keyboard: [
      [press(plain, confirmFounder.pack({}), ($) => $.verification.founder.confirm)],
      [deskButton(reader)],
    ],
  };
};

/** A founder is a member now. */
export const renderFounded = (reader: Reader): Screen => ({
  text: reader.translator.t(($) => $.verification.founder.done),
  keyboard: [
    [press(reader.translator.plain, openJoin.pack({}), ($) => $.join.continue)],
    [homeButton(reader)],
  ],
});

/** The link works, its reader has not signed yet. */
export const renderFounderNotYet = (reader: Reader): Screen => ({
  text: reader.translator.t(($) => $.verification.founder.notYet),
  keyboard: [[continueButton(reader)], [homeButton(reader)]],
});

export const renderFounderRefused = (reader: Reader, reasons: string): Screen => ({
  text: paragraphs(
    reader.translator.t(($) => $.verification.founder.refused),
    reasons,
  ),
  keyboard: [[homeButton(reader)]],
});
