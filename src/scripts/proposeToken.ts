import { issueToken } from '../actions/token/issueToken.ts';
import { maxTokenDays } from '../governance/token/token.ts';
import { type Command, EXIT_OK, printRefusals, UsageError, wanted } from './command.ts';
import { withDeps } from './withDeps.ts';

export const proposeTokenCommand: Command = {
  usage: 'token propose --label LABEL --days DAYS [--json]',
  about:
    'Makes an API token and prints its secret once. It opens nothing until two officers approve it in the chat; the first of ' +
    'them becomes its holder, and what the token does, the holder does.',
  options: { label: { type: 'string' }, days: { type: 'string' }, json: { type: 'boolean' } },
  rest: 0,
  run: (terminal, given) => {
    const label = wanted(given, 'label');
    const days = wanted(given, 'days');
    if (!/^\d{1,4}$/.test(days)) throw new UsageError(`--days is a number from 1 to ${maxTokenDays}.`);
    return withDeps(terminal, async (deps) => {
      const issued = await issueToken(deps, { label, days: Number(days) });
      if (!issued.ok) return printRefusals(terminal, issued.refusals);
      const { number, id, secret, expiresAt } = issued.value;
      terminal.out(
        given.options.json
          ? JSON.stringify({ proposal: number, id, secret, expiresAt })
          : `${secret}\nThis is shown once. Proposal ${number}: two officers approve it in the chat (/secretariat).\nId ${id}, until ${expiresAt}.`,
      );
      return EXIT_OK;
    });
  },
};
