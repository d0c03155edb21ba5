import { createRoute, z } from '@hono/zod-openapi';
import { findJournalHead, listJournal } from '../../../db/read/journal/journal.ts';
import type { Deps } from '../../../deps.ts';
import type { Api } from '../../context.ts';
import { json, needs, pageFrom, pageOf, pageQuery, readProblems, security } from '../../contract.ts';

const entry = z
  .object({
    seq: z.int(),
    entry: z.string().openapi({ description: 'The exact canonical JSON that was hashed' }),
    previousHash: z.string(),
    hash: z.string().openapi({ description: 'SHA-256 of previousHash, a line feed and entry' }),
  })
  .openapi('JournalEntry');
const head = z.object({ seq: z.int(), hash: z.string() }).nullable().openapi('JournalHead');

const list = createRoute({
  method: 'get',
  path: '/api/v1/journal',
  operationId: 'listJournal',
  summary: 'The journal, oldest first, with its present head',
  tags: ['journal'],
  security,
  ...needs('anyOfficer'),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(entry).extend({ head }), 'A page of entries'), ...readProblems },
});

/** The journal, as the public pages have it too. */
export const journalRoutes = (api: Api, deps: Deps): void => {
  api.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const rows = await listJournal(deps.db, cursor ?? 0, limit);
    const newest = await findJournalHead(deps.db);
    const page = pageFrom(rows, limit, ({ seq }) => seq);
    return c.json(
      { ...page, head: newest === undefined ? null : { seq: newest.seq, hash: newest.hash } },
      200,
    );
  });
};
