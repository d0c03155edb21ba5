import { z } from '@hono/zod-openapi';
import { findJournalHead, listJournal } from '../../../db/read/journal/journal.ts';
import type { Deps } from '../../../deps.ts';
import type { Api } from '../../context.ts';
import { pageFrom, pageOf, pageQuery } from '../../contract.ts';
import { operations } from '../../operation.ts';

const entry = z
  .object({
    seq: z.int(),
    entry: z.string().openapi({ description: 'The exact canonical JSON that was hashed' }),
    previousHash: z.string(),
    hash: z.string().openapi({ description: 'SHA-256 of previousHash, a line feed and entry' }),
  })
  .openapi('JournalEntry');
const head = z.object({ seq: z.int(), hash: z.string() }).nullable().openapi('JournalHead');

/** The journal, as the public pages have it too. */
export const journalRoutes = (api: Api, { db }: Deps): void => {
  const { get } = operations(api, 'journal');

  get({
    path: '/api/v1/journal',
    id: 'listJournal',
    summary: 'The journal, oldest first, with its present head',
    power: 'anyOfficer',
    takes: { query: pageQuery },
    answer: [pageOf(entry).extend({ head }), 'A page of entries'],
    handle: async ({ query: { limit, cursor = 0 } }) => {
      const rows = await listJournal(db, cursor, limit);
      const newest = await findJournalHead(db);
      const page = pageFrom(rows, limit, ({ seq }) => seq);
      return { ...page, head: newest === undefined ? null : { seq: newest.seq, hash: newest.hash } };
    },
  });
};
