import { Hono } from 'hono';
import { html } from 'hono/html';
import { renderStatisticsCard } from '../cards/statisticsCard.ts';
import { findNewestSnapshot } from '../db/read/statistics/statistics.ts';
import type { Deps } from '../deps.ts';
import type { I18n } from '../i18n/translator.ts';
import type { Reader } from '../messages/kit/screen.ts';
import {
  membersText,
  type StatisticsFacts,
  statisticsParts,
  statisticsPicture,
  statisticsRule,
} from '../messages/statistics/statistics.ts';
import { type Html, readerOf, renderPage, type WebEnv } from './page.ts';

const bodyOf = (reader: Reader, facts: StatisticsFacts): Html => {
  const { plain, locale } = reader.translator;
  const parts = statisticsParts(reader, facts).map(
    ({ title, lines }) => html`<h2>${title}</h2>
<table><tbody>${lines.map(({ label, countText }) => html`<tr><th scope="row">${label}</th><td class="tight">${countText}</td></tr>`)}</tbody></table>`,
  );
  return html`<p>${membersText(reader, facts)}</p>${parts}
<p class="soft">${statisticsRule(reader, facts)}</p>
<p><img src="/public/statistics.png?lang=${locale}&day=${facts.takenOn}" alt="${plain(($) => $.web.statisticsPicture)}"></p>`;
};

/** The Alliance in numbers: page, JSON, picture. */
export const statisticsPages = (deps: Pick<Deps, 'db'>, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  app.get('/statistics.json', async (c) => {
    const newest = await findNewestSnapshot(deps.db);
    return c.json(newest ?? { takenOn: null, content: null });
  });
  app.get('/statistics.png', async (c) => {
    const newest = await findNewestSnapshot(deps.db);
    if (newest === undefined) return c.notFound();
    const picture = await renderStatisticsCard(statisticsPicture(readerOf(c, i18n), newest));
    return c.body(Buffer.from(picture), 200, { 'content-type': 'image/png' });
  });
  app.get('/statistics', async (c) => {
    const reader = readerOf(c, i18n);
    const { plain } = reader.translator;
    const newest = await findNewestSnapshot(deps.db);
    return renderPage(c, reader, {
      title: plain(($) => $.statistics.title),
      json: '/public/statistics.json',
      body: newest === undefined ? html`<p>${plain(($) => $.statistics.none)}</p>` : bodyOf(reader, newest),
    });
  });
  return app;
};
