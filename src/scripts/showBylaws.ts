import { currentBylaws } from '../db/read/bylaws/bylaws.ts';
import { type Command, EXIT_OK } from './command.ts';
import { withDeps } from './withDeps.ts';

export const showBylawsCommand: Command = {
  usage: 'bylaws show [--json]',
  about: 'Prints the bylaws in force as JSON: edit a copy and propose it. With --json also version and hash.',
  options: { json: { type: 'boolean' } },
  rest: 0,
  run: (terminal, { options }) =>
    withDeps(terminal, async (deps) => {
      const current = await currentBylaws(deps.db, await deps.clock.now());
      if (!options.json) terminal.err(`Version ${current.version}, SHA-256 ${current.hash}`);
      terminal.out(JSON.stringify(options.json ? current : current.bylaws, null, 2));
      return EXIT_OK;
    }),
};
