import { Hono } from 'hono';
import { html } from 'hono/html';
import { findLot, listLots } from '../db/read/petition/petitionReview.ts';
import type { Deps } from '../deps.ts';
import { formatNumber } from '../i18n/format.ts';
import type { I18n } from '../i18n/translator.ts';
import { readerOf, renderPage, type WebEnv } from './page.ts';

const LINES = 50;

/** Lots, with everything from which anybody draws them again (rules T3, H4). */
export const lotPages = ({ db }: Pick<Deps, 'db'>, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  app.get('/lots/:file{[1-9][0-9]{0,6}\\.json}', async (c) => {
    const lot = await findLot(db, Number.parseInt(c.req.param('file'), 10));
    return lot === undefined ? c.notFound() : c.json(lot);
  });
  app.get('/lots/:number{[1-9][0-9]{0,6}}', async (c) => {
    const lot = await findLot(db, Number(c.req.param('number')));
    if (lot === undefined) return c.notFound();
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    const { number, draw, petition, drawn } = lot;
    const size = formatNumber(lot.rollSize, locale);
    const parts = (['commitment', 'secret', 'rollHash', 'seed'] as const).map(
      (part) =>
        html`<dt>${plain(($) => $.petition.web.lotPart[part])}</dt><dd><code>${lot[part]}</code></dd>`,
    );
    return renderPage(c, reader, {
      title: plain(($) => $.petition.web.lotTitle, { number }),
      json: `/public/lots/${number}.json`,
      body: html`<p>${plain(($) => $.petition.web.lotAbout, { size, draw })}</p>
<p>${plain(($) => $.petition.web.lotRule)}</p><dl>${parts}
<dt>${plain(($) => $.petition.web.lotPart.drawn)}</dt>${drawn.map((mark) => html`<dd><code>${mark}</code></dd>`)}</dl>
<p><a href="/public/petitions/${petition}?lang=${locale}">${plain(($) => $.petition.web.toPetition, { number: petition })}</a></p>`,
    });
  });
  app.get('/lots', async (c) => {
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    const lots = await listLots(db, LINES);
    const lines = lots.map(
      ({ number }) =>
        html`<li><a href="/public/lots/${number}?lang=${locale}">${plain(($) => $.petition.web.lotTitle, { number })}</a></li>`,
    );
    return renderPage(c, reader, {
      title: plain(($) => $.petition.web.lots),
      body: lots.length === 0 ? html`<p>${plain(($) => $.web.none)}</p>` : html`<ul>${lines}</ul>`,
    });
  });
  return app;
};
