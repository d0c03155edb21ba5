import { Hono } from 'hono';
import { html } from 'hono/html';
import { findJournalHead, listJournal } from '../db/read/journal/journal.ts';
import type { Deps } from '../deps.ts';
import type { I18n } from '../i18n/translator.ts';
import { readerOf, renderPage, type WebContext, type WebEnv } from './page.ts';

const LINES = 50;
/** Enough to compare by eye; the JSON has all of it. */
const HASH_SHOWN = 12;

/** Where the page before ended; anything that is no number begins at the beginning. */
const cursorOf = (c: WebContext): number => {
  const cursor = c.req.query('cursor') ?? '';
  return /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0;
};

/** The journal, page by page, with its head: what outsiders keep to notice a change. */
export const journalPages = (deps: Pick<Deps, 'db'>, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const read = async (c: WebContext) => {
    const items = await listJournal(deps.db, cursorOf(c), LINES);
    const newest = await findJournalHead(deps.db);
    const nextCursor = items.length === LINES ? String(items.at(-1)?.seq ?? 0) : null;
    return { head: newest === undefined ? null : { seq: newest.seq, hash: newest.hash }, items, nextCursor };
  };

  app.get('/journal.json', async (c) => c.json(await read(c)));
  app.get('/journal', async (c) => {
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    const { head, items, nextCursor } = await read(c);
    return renderPage(c, reader, {
      title: plain(($) => $.web.journal),
      json: `/public/journal.json?cursor=${cursorOf(c)}`,
      body: html`<p>${plain(($) => $.web.journalAbout)}</p>
${head === null ? html`<p>${plain(($) => $.web.none)}</p>` : html`<p class="soft"><code>${plain(($) => $.web.head, head)}</code></p>`}
<div class="wide" tabindex="0"><table><thead><tr><th class="tight">${plain(($) => $.web.seq)}</th><th>${plain(($) => $.web.entry)}</th><th>${plain(($) => $.web.hashColumn)}</th></tr></thead>
<tbody>${items.map(({ seq, entry, hash }) => html`<tr><td class="tight">${seq}</td><td><code>${entry}</code></td><td class="tight"><code>${hash.slice(0, HASH_SHOWN)}…</code></td></tr>`)}</tbody></table></div>
${nextCursor === null ? '' : html`<p><a class="more" href="/public/journal?lang=${locale}&cursor=${nextCursor}">${plain(($) => $.web.older)}</a></p>`}`,
    });
  });
  return app;
};
