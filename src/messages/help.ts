import { paragraphs, type Reader, type Screen } from './screen.ts';
import { homeButton } from './ways.ts';

export const renderHelp = (
  reader: Reader,
  commands: readonly { readonly command: string; readonly description: string }[],
): Screen => {
  const { t } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.common.help.heading),
      commands.map((one) => t(($) => $.common.help.command, one)).join('\n'),
      t(($) => $.common.help.people),
      t(($) => $.common.help.never),
    ),
    keyboard: [[homeButton(reader)]],
  };
};
