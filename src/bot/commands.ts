import type { Api } from 'grammy';
import type { I18n, Translator } from '../i18n/translator.ts';

/** Commands that everybody has, in the order of Telegram's menu; only those that exist. */
const commandNames = [
  'start',
  'join',
  'vote',
  'petitions',
  'projects',
  'documents',
  'session',
  'me',
  'verify',
  'mydata',
  'leave',
  'help',
  'cancel',
] as const;

export type BotCommand = { readonly command: string; readonly description: string };

export const commandsFor = ({ plain }: Translator): BotCommand[] =>
  commandNames.map((command) => ({ command, description: plain(($) => $.common.command[command]) }));

/**
 * Not in the menu: a tap there sends a command at once, and whoever looks at the phone reads it. The safety screen and the
 * help tell of them.
 */
const quietCommandNames = ['recover', 'panic'] as const;

/** Every command that everybody has, for the help. */
export const allCommandsFor = (translator: Translator): BotCommand[] => [
  ...commandsFor(translator),
  ...quietCommandNames.map((command) => ({
    command,
    description: translator.plain(($) => $.common.command[command]),
  })),
];

/** Officers have one more; it is not in the menu, which is the same on every phone that is looked at. */
export const officerCommandFor = ({ plain }: Translator): BotCommand => ({
  command: 'secretariat',
  description: plain(($) => $.common.command.secretariat),
});

/** Telegram's menu in every language; the first language serves people of all others. */
export const registerCommands = async (api: Pick<Api, 'setMyCommands'>, i18n: I18n): Promise<void> => {
  await api.setMyCommands(commandsFor(i18n.translatorFor(i18n.locales[0])));
  for (const locale of i18n.locales) {
    await api.setMyCommands(commandsFor(i18n.translatorFor(locale)), { language_code: locale });
  }
};
