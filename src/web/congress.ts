import { Hono } from 'hono';
import { html } from 'hono/html';
import { renderCongressCard } from '../cards/congressCard.ts';
import {
  findComposition,
  findSessionDays,
  listSeatGroups,
  type SeatGroup,
  seatGroupKey,
} from '../db/read/congress/congress.ts';
import type { Deps } from '../deps.ts';
import { congressJson, seatGroupJson } from '../documents/congressJson.ts';
import { parseCongressMoment } from '../governance/congress/congressDay.ts';
import { dayOf } from '../governance/kit/day.ts';
import { formatNearDay } from '../i18n/format.ts';
import type { I18n } from '../i18n/translator.ts';
import {
  type CongressFacts,
  congressDay,
  congressNumbers,
  congressWhen,
  seatGroupWords,
} from '../messages/congress/congress.ts';
import { nearDays } from '../messages/congress/congressDays.ts';
import { congressPicture } from '../messages/congress/congressPicture.ts';
import { renderRefusals } from '../messages/kit/refusal.ts';
import type { Reader } from '../messages/kit/screen.ts';
import { ok, type Result } from '../result.ts';
import { type Html, readerOf, renderPage, type WebContext, type WebEnv } from './page.ts';

/** Projects a page. */
const LINES = 50;
const BAD_REQUEST = 400;

const groupHtml = (reader: Reader, group: SeatGroup): Html => {
  const { title, seats, lines } = seatGroupWords(reader, group);
  return html`<h2>${title}</h2><p class="soft">${seats}</p>
${lines.length === 0 ? '' : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`}`;
};

const daysHtml = (reader: Reader, days: Parameters<typeof nearDays>[0]): Html => {
  const { plain, locale } = reader.translator;
  const link = (label: string, query: string) =>
    html`<li><a href="/public/congress?lang=${locale}${query}">${label}</a></li>`;
  const today = plain(($) => $.congress.days.today);
  return html`<h2>${plain(($) => $.congress.web.otherDays)}</h2>
<ul>${link(today, '')}${nearDays(days).map(({ kind, day }) => {
    const label = plain(($) => $.congress.days[kind], { day: formatNearDay(day, locale) });
    return link(label, `&at=${day}`);
  })}</ul><p class="soft">${plain(($) => $.congress.web.anotherDay)}</p>`;
};

/** Who sits in the Congress on any day: page, JSON, picture, without a login and under public names. */
export const congressPages = ({ db, vault, clock }: Deps, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();

  const find = async (c: WebContext): Promise<Result<CongressFacts & { readonly now: Date }>> => {
    const asked = c.req.query('at');
    const now = await clock.now();
    const at = asked === undefined ? ok(now) : parseCongressMoment(asked, now);
    if (!at.ok) return at;
    return ok({
      now,
      at: at.value,
      when: at.value === now ? 'now' : dayOf(at.value),
      isPlanned: at.value > now,
      composition: await findComposition(db, at.value),
    });
  };
  const listPage = async (c: WebContext, facts: CongressFacts) => {
    const cursor = c.req.query('cursor') ?? '';
    const after = /^[1-9]\d{0,6}$/.test(cursor) ? Number(cursor) : 0;
    const groups = await listSeatGroups(db, vault, facts, { after, limit: LINES });
    const last = groups.at(-1);
    const isFull = groups.length === LINES && last !== undefined;
    return { groups, nextCursor: isFull ? String(seatGroupKey(last)) : null };
  };

  app.get('/congress.json', async (c) => {
    const found = await find(c);
    if (!found.ok) {
      const [{ code, facts }] = found.refusals;
      const problem = { type: `urn:veche:refusal:${code}`, status: BAD_REQUEST, code, path: 'at', facts };
      return c.json(problem, BAD_REQUEST, { 'content-type': 'application/problem+json; charset=UTF-8' });
    }
    const { at, composition } = found.value;
    const { groups, nextCursor } = await listPage(c, found.value);
    return c.json({ ...congressJson(at, composition), items: groups.map(seatGroupJson), nextCursor });
  });
  app.get('/congress.png', async (c) => {
    const found = await find(c);
    if (!found.ok) return c.notFound();
    const { at, composition } = found.value;
    const picture = await renderCongressCard(congressPicture(readerOf(c, i18n), at, composition));
    return c.body(Buffer.from(picture), 200, { 'content-type': 'image/png', vary: 'Accept-Language' });
  });
  app.get('/congress', async (c) => {
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    const found = await find(c);
    if (!found.ok) {
      c.status(BAD_REQUEST);
      const title = plain(($) => $.congress.web.dayWrong);
      return renderPage(c, reader, { title, body: html`<p>${renderRefusals(reader, found.refusals)}</p>` });
    }
    const { at, now, when, composition } = found.value;
    const { groups, nextCursor } = await listPage(c, found.value);
    const query = when === 'now' ? '' : `&at=${encodeURIComponent(c.req.query('at') ?? '')}`;
    const note = congressWhen(reader, found.value);
    return renderPage(c, reader, {
      title: `${plain(($) => $.congress.title)} · ${congressDay(reader, at)}`,
      json: `/public/congress.json?lang=${locale}${query}`,
      body: html`${note === undefined ? '' : html`<p>${note}</p>`}
<ul>${congressNumbers(reader, composition).map((line) => html`<li>${line}</li>`)}</ul>
${composition.all.entitled === 0 ? '' : html`<p><img src="/public/congress.png?lang=${locale}${query}" alt="${plain(($) => $.congress.web.picture)}"></p>`}
${groups.map((group) => groupHtml(reader, group))}
${nextCursor === null ? '' : html`<p><a class="more" href="/public/congress?lang=${locale}${query}&cursor=${nextCursor}">${plain(($) => $.congress.web.more)}</a></p>`}
${daysHtml(reader, { now, ...(await findSessionDays(db, now)) })}`,
    });
  });
  return app;
};
