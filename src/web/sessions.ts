import { Hono } from 'hono';
import { html } from 'hono/html';
import { type AgendaItem, listAgenda, listAgendaChanges, listMovers } from '../db/read/agenda/agenda.ts';
import { findMandate } from '../db/read/mandate/mandate.ts';
import { findSession, listSessions, type Session } from '../db/read/session/session.ts';
import type { Deps } from '../deps.ts';
import { sessionCalendar } from '../documents/sessionCalendar.ts';
import { changeJson, itemJson, sessionJson } from '../documents/sessionJson.ts';
import type { I18n } from '../i18n/translator.ts';
import { onlyLanguage } from '../messages/kit/language.ts';
import type { Reader } from '../messages/kit/screen.ts';
import { changeText, moverText, whenText } from '../messages/session/session.ts';
import { type Html, readerOf, renderPage, type WebContext, type WebEnv } from './page.ts';

const LINES = 20;

/** An item with the public names of the delegates who put it on. */
type Listed = { readonly item: AgendaItem; readonly movers: readonly string[] };

const itemHtml = (reader: Reader, { item, movers }: Listed): Html => {
  const { plain, locale } = reader.translator;
  const lines = [
    plain(($) => $.session.classAbout[item.class]),
    item.classDemanded ? plain(($) => $.session.demanded) : '',
    moverText(reader, item),
    movers.length > 0 ? plain(($) => $.session.movers, { names: movers.join(', ') }) : '',
    onlyLanguage(reader, item.locale) ?? '',
  ].filter((line) => line !== '');
  return html`<li><strong>${item.title[locale]}</strong>
<ul class="soft">${lines.map((line) => html`<li>${line}</li>`)}</ul>
<p class="text" lang="${item.locale ?? locale}">${item.text[locale]}</p></li>`;
};

/** Sessions of the Congress: agendas once they are frozen, what was changed since, the calendar entry. Never the place. */
export const sessionPages = ({ db, vault, clock }: Deps, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const find = (c: WebContext, name: string) =>
    findSession(db, vault, Number.parseInt(c.req.param(name) ?? '', 10));
  const list = async (c: WebContext) => {
    const cursor = c.req.query('cursor') ?? '';
    const before = /^[1-9]\d{0,8}$/.test(cursor) ? Number(cursor) : undefined;
    const sessions = await listSessions(db, vault, { before, limit: LINES });
    return { sessions, nextCursor: sessions.length === LINES ? String(sessions.at(-1)?.number ?? 0) : null };
  };
  const agendaOf = async ({ id, agendaFrozenAt }: Session) => {
    if (agendaFrozenAt === null) return [];
    return Promise.all(
      (await listAgenda(db, id)).map(async (item) => {
        const ids = item.mover === 'petition' ? [] : await listMovers(db, item);
        const found = await Promise.all(ids.map((mandate) => findMandate(db, vault, mandate)));
        return { item, movers: found.flatMap((one) => (one === undefined ? [] : [one.publicName])) };
      }),
    );
  };

  app.get('/sessions.json', async (c) => {
    const { sessions, nextCursor } = await list(c);
    return c.json({ items: sessions.map(sessionJson), nextCursor });
  });
  app.get('/sessions/:file{[1-9][0-9]{0,6}\\.json}', async (c) => {
    const found = await find(c, 'file');
    if (found === undefined) return c.notFound();
    const changes = (await listAgendaChanges(db, found.id)).map(changeJson);
    const items = (await agendaOf(found)).map(({ item, movers }) => ({ ...itemJson(item), movers }));
    return c.json({ ...sessionJson(found), items, changes });
  });
  app.get('/sessions/:file{[1-9][0-9]{0,6}\\.ics}', async (c) => {
    const found = await find(c, 'file');
    if (found === undefined) return c.notFound();
    const link = new URL(`/public/sessions/${found.number}`, c.req.url).href;
    const given = { link, withPlace: false, now: await clock.now() };
    const type = { 'content-type': 'text/calendar; charset=UTF-8', vary: 'Accept-Language' };
    return c.body(sessionCalendar(readerOf(c, i18n), found, given), 200, type);
  });
  app.get('/sessions/:number{[1-9][0-9]{0,6}}', async (c) => {
    const found = await find(c, 'number');
    if (found === undefined) return c.notFound();
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    const items = await agendaOf(found);
    const changes = await listAgendaChanges(db, found.id);
    const { number, agendaHash, state } = found;
    return renderPage(c, reader, {
      title: plain(($) => $.session.calendarTitle, { number }),
      json: `/public/sessions/${number}.json`,
      body: html`<p class="text">${whenText(reader, found)}</p><p>${plain(($) => $.session.state[state])}</p>
<p><a href="/public/sessions/${number}.ics?lang=${locale}">${plain(($) => $.session.calendar)}</a></p>
<h2>${plain(($) => $.session.web.agenda)}</h2>
${items.length === 0 ? html`<p>${plain(($) => $.session.web.later)}</p>` : html`<ol>${items.map((item) => itemHtml(reader, item))}</ol>`}
${agendaHash === null ? '' : html`<p class="soft">${plain(($) => $.session.web.hash)} <code>${agendaHash}</code></p>`}
${
  changes.length === 0
    ? ''
    : html`<h2>${plain(($) => $.session.web.changes)}</h2><ul>${changes.map(({ change }) => html`<li>${changeText(reader, change)}</li>`)}</ul>`
}`,
    });
  });
  app.get('/sessions', async (c) => {
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    const { sessions, nextCursor } = await list(c);
    const lines = sessions.map((one) => {
      const title = plain(($) => $.session.calendarTitle, { number: one.number });
      const state = plain(($) => $.session.stateShort[one.state]);
      return html`<li><a href="/public/sessions/${one.number}?lang=${locale}">${title}</a> <span class="soft">(${state})</span><br>${whenText(reader, one)}</li>`;
    });
    return renderPage(c, reader, {
      title: plain(($) => $.session.open),
      json: '/public/sessions.json',
      body: html`${lines.length === 0 ? html`<p>${plain(($) => $.web.none)}</p>` : html`<ul>${lines}</ul>`}
${nextCursor === null ? '' : html`<p><a class="more" href="/public/sessions?lang=${locale}&cursor=${nextCursor}">${plain(($) => $.web.older)}</a></p>`}`,
    });
  });
  return app;
};
