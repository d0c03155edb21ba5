import { stat } from 'node:fs/promises';
import { connect } from '../db/client.ts';
import { ensureErasures, erasuresPath, readErasures } from '../db/erasures.ts';
import { encrypterTo, writeEncrypted } from './backup/ageFile.ts';
import { createProgress } from './backup/progress.ts';
import { backupParts, describeDatabase } from './backup/writer.ts';
import { type Command, EXIT_OK, UsageError } from './command.ts';
import { openDatabase, withConfig } from './withDeps.ts';

const countErasures = async (dataDir: string): Promise<number> => {
  const path = erasuresPath(dataDir);
  await ensureErasures(path);
  return (await readErasures(path))?.length ?? 0;
};

export const backupCommand: Command = {
  usage: 'backup FILE [--to RECIPIENT] [--json]',
  about:
    'Writes a new file with everything that is in the database, encrypted to a public key of age (--to age1…, or BACKUP_RECIPIENT). ' +
    'Veche may go on serving meanwhile. Keep a copy of DATA_DIR/erasures with the newest backup.',
  options: { to: { type: 'string' }, json: { type: 'boolean' } },
  rest: 1,
  run: (terminal, { options, rest: [path = ''] }) =>
    withConfig(terminal, async (config) => {
      const recipient = typeof options.to === 'string' ? options.to : config.backupRecipient;
      if (recipient === undefined)
        throw new UsageError(
          '--to is missing: the public key that "backup key" printed, or BACKUP_RECIPIENT.',
        );
      const encrypter = encrypterTo(recipient);
      const erasures = await countErasures(config.dataDir);
      const database = await openDatabase(config);
      const connection = connect(database.url, { max: 1 });
      try {
        const header = await connection.db.transaction(
          async (tx) => {
            const described = await describeDatabase(tx, erasures);
            await writeEncrypted(path, encrypter, backupParts(tx, described, createProgress(terminal.err)));
            return described;
          },
          { isolationLevel: 'repeatable read', accessMode: 'read only' },
        );
        const { at, tables, journal } = header;
        const rows = tables.reduce((sum, table) => sum + table.rows, 0);
        const { size } = await stat(path);
        terminal.out(
          options.json
            ? JSON.stringify({ at, tables: tables.length, rows, bytes: size, journal })
            : `${rows} rows of ${tables.length} tables as of ${at}, ${size} bytes; journal: ${journal.seq} entries, head ${journal.hash ?? 'none'}.`,
        );
        return EXIT_OK;
      } finally {
        await connection.close();
        await database.stop();
      }
    }),
};
