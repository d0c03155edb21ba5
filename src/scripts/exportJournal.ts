import { open, rename, unlink } from 'node:fs/promises';
import type { Reader } from '../db/client.ts';
import { type JournalRow, listJournal } from '../db/read/journal/journal.ts';
import type { Deps } from '../deps.ts';
import { type Command, EXIT_OK, UsageError } from './command.ts';
import { withDeps } from './withDeps.ts';

const PAGE = 1000;

/** The whole journal, page by page, oldest first. */
export async function* journalPages(deps: { readonly db: Reader }): AsyncGenerator<JournalRow[]> {
  for (let after = 0; ; ) {
    const page = await listJournal(deps.db, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.seq;
  }
}

/** Appears whole or not at all: half an export would look like a cut journal. */
const writeWhole = async (path: string, deps: Deps): Promise<JournalRow | undefined> => {
  const partial = `${path}.${process.pid}.partial`;
  const file = await open(partial, 'w').catch(() => {
    throw new UsageError(`${path} can't be written: check the folder.`);
  });
  let last: JournalRow | undefined;
  try {
    for await (const page of journalPages(deps)) {
      await file.write(page.map((row) => `${JSON.stringify(row)}\n`).join(''));
      last = page.at(-1);
    }
    await file.sync();
  } catch (error) {
    await file.close();
    await unlink(partial);
    throw error;
  }
  await file.close();
  await rename(partial, path);
  return last;
};

export const exportJournalCommand: Command = {
  usage: 'journal export FILE [--json]',
  about:
    'Writes the journal as one JSON object a line. Keep it outside: its last line is the head that "journal verify --head" compares with.',
  options: { json: { type: 'boolean' } },
  rest: 1,
  run: (terminal, { options, rest: [path = ''] }) =>
    withDeps(terminal, async (deps) => {
      const last = await writeWhole(path, deps);
      const head = { seq: last?.seq ?? 0, hash: last?.hash ?? null };
      terminal.out(options.json ? JSON.stringify(head) : `${head.seq} entries, head ${head.hash ?? 'none'}.`);
      return EXIT_OK;
    }),
};
