import { z } from 'zod';
import { revokeToken } from '../actions/token/revokeToken.ts';
import { type Command, EXIT_OK, printRefusals, UsageError, wanted } from './command.ts';
import { withDeps } from './withDeps.ts';

export const revokeTokenCommand: Command = {
  usage: 'token revoke --id ID',
  about: 'Ends an API token at once. The journal records it.',
  options: { id: { type: 'string' } },
  rest: 0,
  run: (terminal, given) => {
    const id = z.uuid().safeParse(wanted(given, 'id'));
    if (!id.success) throw new UsageError('--id is the id that "token propose" printed.');
    return withDeps(terminal, async (deps) => {
      const revoked = await revokeToken(deps, { tokenId: id.data, by: null });
      if (!revoked.ok) return printRefusals(terminal, revoked.refusals);
      terminal.out('The token no longer works.');
      return EXIT_OK;
    });
  },
};
