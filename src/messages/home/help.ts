import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openMyLetters } from '../letter/letterCallbacks.ts';
import { recoverButton } from '../safety/recovery.ts';

export const renderHelp = (
  reader: Reader,
  commands: readonly { readonly command: string; readonly description: string }[],
  isOfficer: boolean,
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.common.help.heading),
      commands.map((one) => t(($) => $.common.help.command, one)).join('\n'),
      t(($) => $.common.help.people),
      t(($) => $.common.help.never),
    ),
    keyboard: [
      [press(plain, openMyLetters.pack({}), ($) => $.question.write)],
      [recoverButton(reader)],
      [homeButton(reader)],
    ],
    ...(isOfficer ? {} : { harmless: true }),
  };
};
