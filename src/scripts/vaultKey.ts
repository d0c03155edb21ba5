import { newVaultKey } from '../vaultKey.ts';
import { type Command, EXIT_OK } from './command.ts';

export const vaultKeyCommand: Command = {
  usage: 'vault key',
  about:
    'Prints a new VAULT_KEY. Keep it apart from the database and its backups: without it nothing private can be read again.',
  options: {},
  rest: 0,
  run: async ({ out }) => {
    out(newVaultKey());
    return EXIT_OK;
  },
};
