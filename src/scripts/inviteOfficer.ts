import { inviteOfficer } from '../actions/office/inviteOfficer.ts';
import type { Config } from '../config.ts';
import { roles } from '../governance/person/role.ts';
import { createTelegram } from '../telegram/client.ts';
import { type Command, EXIT_OK, printRefusals, UsageError, wanted } from './command.ts';
import { withDeps } from './withDeps.ts';

/** The bot's link needs its name, which only Telegram knows; without an answer the words to send still work. */
const linkOf = async ({ telegram }: Config, payload: string): Promise<string | undefined> => {
  if (telegram.mode === 'playground') return undefined;
  const { api } = createTelegram({ token: telegram.token, apiRoot: telegram.apiRoot, log: () => {} });
  const me = await api.getMe().catch(() => undefined);
  return me && `https://t.me/${me.username}?start=${payload}`;
};

export const inviteOfficerCommand: Command = {
  usage: 'officer invite --role ROLE [--json]',
  about:
    `Invites to an office (${roles.join(', ')}). The first two officers get a link that works once, for 24 hours; ` +
    'everybody later is a proposal that two officers approve in the chat (/secretariat).',
  options: { role: { type: 'string' }, json: { type: 'boolean' } },
  rest: 0,
  run: (terminal, given) => {
    const name = wanted(given, 'role');
    const role = roles.find((known) => known === name);
    if (role === undefined) throw new UsageError(`--role is one of: ${roles.join(', ')}.`);
    return withDeps(terminal, async (deps, config) => {
      const invited = await inviteOfficer(deps, { role });
      if (!invited.ok) return printRefusals(terminal, invited.refusals);
      const { value } = invited;
      if (value.kind === 'proposed') {
        terminal.out(
          given.options.json
            ? JSON.stringify({ proposal: value.number })
            : `Proposal ${value.number}: two officers approve it in the chat (/secretariat).`,
        );
        return EXIT_OK;
      }
      const start = `office_${value.token}`;
      const link = await linkOf(config, start);
      const { expiresAt } = value;
      terminal.out(
        given.options.json
          ? JSON.stringify({ link: link ?? null, command: `/start ${start}`, expiresAt })
          : `${link ?? `Send this to the bot: /start ${start}`}\nIt works once, until ${expiresAt}. Give it to the person over a safe way.`,
      );
      return EXIT_OK;
    });
  },
};
