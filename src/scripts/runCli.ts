import { parseArgs } from 'node:util';
import { backupCommand } from './backup.ts';
import { backupKeyCommand } from './backupKey.ts';
import { type Command, EXIT_OK, EXIT_REFUSED, EXIT_USAGE, type Terminal, UsageError } from './command.ts';
import { exportJournalCommand } from './exportJournal.ts';
import { inviteOfficerCommand } from './inviteOfficer.ts';
import { migrateCommand } from './migrate.ts';
import { proposeBylawsCommand } from './proposeBylaws.ts';
import { proposeDeclarationCommand } from './proposeDeclaration.ts';
import { proposeTokenCommand } from './proposeToken.ts';
import { restoreCommand } from './restore.ts';
import { revokeTokenCommand } from './revokeToken.ts';
import { showBylawsCommand } from './showBylaws.ts';
import { vaultKeyCommand } from './vaultKey.ts';
import { verifyJournalCommand } from './verifyJournal.ts';
import { verifyLotCommand } from './verifyLot.ts';

const commands: Readonly<Record<string, Command>> = {
  serve: {
    usage: 'serve',
    about: 'Runs Veche: with BOT_TOKEN for Telegram, without it as a playground on this machine.',
    options: {},
    rest: 0,
    run: (terminal) => terminal.serve(),
  },
  migrate: migrateCommand,
  'officer invite': inviteOfficerCommand,
  'token propose': proposeTokenCommand,
  'token revoke': revokeTokenCommand,
  'declaration propose': proposeDeclarationCommand,
  'bylaws show': showBylawsCommand,
  'bylaws propose': proposeBylawsCommand,
  'vault key': vaultKeyCommand,
  'lot verify': verifyLotCommand,
  'journal verify': verifyJournalCommand,
  'journal export': exportJournalCommand,
  'backup key': backupKeyCommand,
  backup: backupCommand,
  restore: restoreCommand,
};

const PREFIX = 'npm run -s veche --';

const overview = (): string =>
  [
    'Veche: commands of the operator',
    '',
    ...Object.values(commands).map(({ usage }) => `  ${PREFIX} ${usage}`),
    '',
    'Each takes --help.',
  ].join('\n');

const helpOf = ({ usage, about }: Command): string => `${PREFIX} ${usage}\n\n${about}`;

const find = (args: readonly string[]): { command: Command; given: string[] } | undefined => {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command !== undefined) return { command, given: args.slice(words) };
  }
  return undefined;
};

const runCommand = async (command: Command, given: string[], terminal: Terminal): Promise<number> => {
  const parse = () => {
    try {
      const options = { ...command.options, help: { type: 'boolean' } as const };
      return parseArgs({ args: given, options, allowPositionals: true });
    } catch (error) {
      throw new UsageError(error instanceof Error ? error.message : 'Wrong options.');
    }
  };
  const { values, positionals } = parse();
  if (values.help === true) {
    terminal.out(helpOf(command));
    return EXIT_OK;
  }
  if (positionals.length !== command.rest) throw new UsageError(`Expected: ${PREFIX} ${command.usage}`);
  return command.run(terminal, { options: values, rest: positionals });
};

/** Runs one command line; answers with the exit code: 0 done, 1 refused or failed, 2 wrong use, 78 wrong environment. */
export const runCli = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  const [first] = args;
  if (first === undefined || first === '--help' || first === 'help') {
    (first === undefined ? terminal.err : terminal.out)(overview());
    return first === undefined ? EXIT_USAGE : EXIT_OK;
  }
  const found = find(args);
  if (found === undefined) {
    terminal.err(`There is no such command; "${PREFIX} --help" lists them.`);
    return EXIT_USAGE;
  }
  try {
    return await runCommand(found.command, found.given, terminal);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    terminal.err(isUsage ? (error.message.split('\n')[0] ?? '') : 'The command failed.');
    return isUsage ? EXIT_USAGE : EXIT_REFUSED;
  }
};
