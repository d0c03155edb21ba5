import { open } from 'node:fs/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { type Command, EXIT_OK, UsageError, wanted } from './command.ts';

const ONLY_OWNER = 0o600;

export const backupKeyCommand: Command = {
  usage: 'backup key --out FILE',
  about:
    'Makes a pair of keys for backups: the secret one goes to a new file, which belongs on another machine; the public one, ' +
    'the recipient of backups, is printed.',
  options: { out: { type: 'string' } },
  rest: 0,
  run: async (terminal, given) => {
    const path = wanted(given, 'out');
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const file = await open(path, 'wx', ONLY_OWNER).catch(() => {
      throw new UsageError(`${path} can't be made: it is there already, or its folder is not.`);
    });
    try {
      // As age-keygen writes it, so that age itself reads it.
      await file.writeFile(`# public key: ${recipient}\n${identity}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    terminal.out(recipient);
    return EXIT_OK;
  },
};
