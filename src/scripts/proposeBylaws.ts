import { proposeBylaws } from '../actions/bylaws/proposeBylaws.ts';
import { type Command, EXIT_OK, printRefusals } from './command.ts';
import { readJson } from './readText.ts';
import { withDeps } from './withDeps.ts';

export const proposeBylawsCommand: Command = {
  usage: 'bylaws propose FILE [--json]',
  about:
    'Proposes other bylaws, all fields as "bylaws show" prints them; two officers approve them in the chat.',
  options: { json: { type: 'boolean' } },
  rest: 1,
  run: async (terminal, { options, rest: [path = ''] }) => {
    const input = await readJson(path);
    return withDeps(terminal, async (deps) => {
      const proposed = await proposeBylaws(deps, { input, proposedBy: null });
      if (!proposed.ok) return printRefusals(terminal, proposed.refusals);
      const { number } = proposed.value;
      terminal.out(
        options.json
          ? JSON.stringify({ proposal: number })
          : `Proposal ${number}: two officers approve it in the chat (/secretariat).`,
      );
      return EXIT_OK;
    });
  },
};
