import { type Command, EXIT_OK } from './command.ts';
import { withDeps } from './withDeps.ts';

export const migrateCommand: Command = {
  usage: 'migrate',
  about: 'Brings the database to the newest schema; "serve" does the same at its start.',
  options: {},
  rest: 0,
  run: (terminal) =>
    withDeps(terminal, async () => {
      terminal.out('The database has the newest schema.');
      return EXIT_OK;
    }),
};
