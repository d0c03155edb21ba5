import { z } from 'zod';
import { createJournalVerifier, type JournalFault, type JournalHead } from '../governance/journal/journal.ts';
import { type Command, EXIT_OK, EXIT_REFUSED, UsageError } from './command.ts';
import { journalPages } from './exportJournal.ts';
import { readText } from './readText.ts';
import { withDeps } from './withDeps.ts';

const headSchema = z.object({ seq: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) });
/** An export of many years. */
const MAX_EXPORT_BYTES = 1024 * 1024 * 1024;

/** The last line of an export, or a file with just {"seq", "hash"}. */
export const readJournalHead = async (path: string): Promise<JournalHead> => {
  const last = (await readText(path, MAX_EXPORT_BYTES)).trimEnd().split('\n').at(-1) ?? '';
  try {
    return headSchema.parse(JSON.parse(last));
  } catch {
    throw new UsageError(`${path} is no export of the journal: its last line has no "seq" and "hash".`);
  }
};

export const journalFaults: Readonly<Record<JournalFault['fault'], string>> = {
  gap: 'an entry before this one is missing',
  link: 'it does not follow from the entry before it',
  hash: 'its text is not what was published',
  cut: 'it is in the export and no longer in the journal',
  forked: 'the export has another entry here',
};

export const verifyJournalCommand: Command = {
  usage: 'journal verify [--head FILE] [--json]',
  about:
    'Recomputes the whole chain. With --head, an earlier export, it also finds that the tail was cut or rewritten. Exit 0: whole, 1: not, 2: the file cannot be read.',
  options: { head: { type: 'string' }, json: { type: 'boolean' } },
  rest: 0,
  run: async (terminal, { options }) => {
    const exported = typeof options.head === 'string' ? await readJournalHead(options.head) : undefined;
    return withDeps(terminal, async (deps) => {
      const verifier = createJournalVerifier(exported);
      for await (const page of journalPages(deps)) for (const row of page) verifier.feed(row);
      const { head, fault } = verifier.verdict();
      if (options.json) terminal.out(JSON.stringify({ head, fault: fault ?? null }));
      else if (fault === undefined)
        terminal.out(`The journal is whole: ${head.seq} entries, head ${head.hash}.`);
      if (fault !== undefined)
        terminal.err(`The journal is damaged at entry ${fault.seq}: ${journalFaults[fault.fault]}.`);
      return fault === undefined ? EXIT_OK : EXIT_REFUSED;
    });
  },
};
