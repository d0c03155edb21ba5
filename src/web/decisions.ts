import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { currentBylaws, getBylaws } from '../db/read/bylaws/bylaws.ts';
import {
  type Decision,
  type DecisionLine,
  findDecision,
  listDecisions,
} from '../db/read/decision/decision.ts';
import type { Deps } from '../deps.ts';
import { decisionJson } from '../documents/decisionJson.ts';
import { dissentUntil } from '../governance/decision/dissent.ts';
import { formatDate, formatMoment } from '../i18n/format.ts';
import type { I18n } from '../i18n/translator.ts';
import { resultText } from '../messages/ballot/result.ts';
import { decisionOrigin, dissentHeading } from '../messages/decision/decision.ts';
import { onlyLanguage } from '../messages/kit/language.ts';
import type { Reader } from '../messages/kit/screen.ts';
import { type Html, readerOf, renderPage, type WebContext, type WebEnv } from './page.ts';
import { rollCallTable } from './rollCall.ts';

const LINES = 20;
const QUERY_MAX = 100;

const lineOf = (reader: Reader, { number, question, adopted, decidedAt }: DecisionLine): Html => {
  const { plain, locale } = reader.translator;
  const verdict = plain(($) => (adopted ? $.decision.adopted : $.decision.notAdopted));
  const day = formatDate(decidedAt, locale, 'UTC');
  return html`<li><a href="/public/decisions/${number}?lang=${locale}">${plain(($) => $.web.decisionPage.title, { number })}</a>: ${question[locale]} <span class="soft">(${verdict}, ${day})</span></li>`;
};

const dissentList = (reader: Reader, { dissents }: Decision, until: Date | undefined): Html => {
  const { plain, locale } = reader.translator;
  const title = html`<h2>${plain(($) => $.web.decisionPage.dissents)}</h2>`;
  const open =
    until === undefined
      ? ''
      : html`<p class="soft">${plain(($) => $.web.decisionPage.until, { at: `${formatMoment(until, locale, 'UTC')} UTC` })}</p>`;
  if (dissents.length === 0) return html`${title}<p>${plain(($) => $.web.decisionPage.none)}</p>${open}`;
  return html`${title}${open}${dissents.map(
    (one) =>
      html`<h3>${dissentHeading(reader, one)}</h3><p class="text" lang="${one.locale}">${one.text}</p>`,
  )}`;
};

const decisionBody = async (deps: Deps, reader: Reader, decision: Decision): Promise<Html> => {
  const { plain, locale } = reader.translator;
  const { ballot, decidedAt, session } = decision;
  const words = resultText(reader, ballot, await getBylaws(deps.db, ballot.bylawsVersion));
  const now = await deps.clock.now();
  const { bylaws } = await currentBylaws(deps.db, now);
  const until = dissentUntil({ decidedAt, session, dissentHours: bylaws.dissentHours });
  const isOpen = session?.open === true || now < until;
  const description = ballot.content.description?.[locale];
  // Texts for Telegram's HTML: values in them are escaped already, and the tags are HTML's own.
  return html`<p><strong>${ballot.content.question[locale]}</strong></p>
<p class="soft">${decisionOrigin(reader, decision)}</p><p class="text">${raw(words)}</p>
<p><a href="/public/ballots/${ballot.number}?lang=${locale}">${plain(($) => $.web.decisionPage.vote, { number: ballot.number })}</a></p>
${description === undefined ? '' : html`<h2>${plain(($) => $.web.decisionPage.text)}</h2><p class="soft">${onlyLanguage(reader, decision.item.locale) ?? ''}</p><p class="text">${description}</p>`}
${dissentList(reader, decision, isOpen ? until : undefined)}${rollCallTable(
  reader,
  ballot,
  plain(($) => $.ballot.result.whoBrackets),
)}`;
};

const list = async (c: WebContext, { db }: Deps) => {
  const cursor = c.req.query('cursor') ?? '';
  const before = /^[1-9]\d{0,6}$/.test(cursor) ? Number(cursor) : undefined;
  const query = (c.req.query('q') ?? '').replaceAll('\0', '').slice(0, QUERY_MAX);
  const items = await listDecisions(db, { query, before, limit: LINES });
  return { query, items, nextCursor: items.length === LINES ? String(items.at(-1)?.number ?? 0) : null };
};

const searchForm = ({ translator: { plain, locale } }: Reader, query: string): Html =>
  html`<form method="get" action="/public/decisions" role="search"><input type="hidden" name="lang" value="${locale}">
<label for="q">${plain(($) => $.web.decisionPage.search)}</label>
<input id="q" name="q" type="search" maxlength="${QUERY_MAX}" value="${query}"> <button>${plain(($) => $.web.decisionPage.find)}</button></form>`;

/** The register of the Congress's decisions: searchable, each with arithmetic, roll call and dissents. */
export const decisionPages = (deps: Deps, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const find = (c: Context, name: string) =>
    findDecision(deps.db, Number.parseInt(c.req.param(name) ?? '', 10));

  app.get('/decisions.json', async (c) => {
    const { items, nextCursor } = await list(c, deps);
    return c.json({ items, nextCursor });
  });
  app.get('/decisions/:file{[1-9][0-9]{0,6}\\.json}', async (c) => {
    const found = await find(c, 'file');
    return found === undefined ? c.notFound() : c.json(decisionJson(found));
  });
  app.get('/decisions/:number{[1-9][0-9]{0,6}}', async (c) => {
    const found = await find(c, 'number');
    if (found === undefined) return c.notFound();
    const reader = readerOf(c, i18n);
    const { number } = found;
    return renderPage(c, reader, {
      title: reader.translator.plain(($) => $.web.decisionPage.title, { number }),
      body: await decisionBody(deps, reader, found),
      json: `/public/decisions/${number}.json`,
    });
  });
  app.get('/decisions', async (c) => {
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    const { query, items, nextCursor } = await list(c, deps);
    const none = plain(($) => (query === '' ? $.web.none : $.decision.noneFound));
    const more = `/public/decisions?lang=${locale}&q=${encodeURIComponent(query)}&cursor=${nextCursor}`;
    return renderPage(c, reader, {
      title: plain(($) => $.web.decisions),
      json: `/public/decisions.json${query === '' ? '' : `?q=${encodeURIComponent(query)}`}`,
      body: html`${searchForm(reader, query)}${
        items.length === 0 ? html`<p>${none}</p>` : html`<ul>${items.map((one) => lineOf(reader, one))}</ul>`
      }
${nextCursor === null ? '' : html`<p><a class="more" href="${more}">${plain(($) => $.web.older)}</a></p>`}`,
    });
  });
  return app;
};
