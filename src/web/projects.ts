import { Hono } from 'hono';
import { html } from 'hono/html';
import { currentBylaws } from '../db/read/bylaws/bylaws.ts';
import {
  countByKind,
  countVerified,
  findEntry,
  pageRegistry,
  type RegistryEntry,
  type RegistryTotals,
} from '../db/read/project/projectRegistry.ts';
import type { Deps } from '../deps.ts';
import { projectKinds, projectTexts } from '../governance/project/project.ts';
import { formatDay, formatNumber } from '../i18n/format.ts';
import type { I18n } from '../i18n/translator.ts';
import { onlyLanguage } from '../messages/kit/language.ts';
import type { Reader } from '../messages/kit/screen.ts';
import { type Html, readerOf, renderPage, type WebContext, type WebEnv } from './page.ts';

const LINES = 20;

const factsOf = (reader: Reader, entry: RegistryEntry): string[] => {
  const { plain, locale } = reader.translator;
  const { kind, region } = entry.content;
  const number = (value: number) => formatNumber(value, locale);
  const people = { participants: number(entry.participants), active: number(entry.active) };
  return [
    ...(kind === undefined
      ? []
      : [plain(($) => $.project.card.kind, { kind: plain(($) => $.project.kind[kind]) })]),
    ...(region === undefined ? [] : [plain(($) => $.project.card.region, { region })]),
    plain(($) => $.project.card.people, people),
    plain(($) => $.project.card.verified, { day: formatDay(entry.verifiedOn, locale) }),
    ...(entry.supported ? [plain(($) => $.project.card.supported)] : []),
    onlyLanguage(reader, entry.content.locale) ?? '',
  ];
};

const entryBody = (reader: Reader, entry: RegistryEntry): Html => {
  const { plain } = reader.translator;
  const { content } = entry;
  const sections = projectTexts.flatMap((field) => {
    if (field === 'name' || field === 'budget' || field === 'people') return [];
    return [
      html`<h2>${plain(($) => $.project.field[field])}</h2><p class="text" lang="${content.locale}">${content[field]}</p>`,
    ];
  });
  return html`<p><strong lang="${content.locale}">${content.name}</strong></p>
<p class="soft">${factsOf(reader, entry).map((line) => html`${line}<br>`)}</p>${sections}`;
};

const table = (title: string, rows: readonly { label: string; count: string }[]): Html | string =>
  rows.length === 0
    ? ''
    : html`<h2>${title}</h2><table><tbody>${rows.map(
        ({ label, count }) => html`<tr><th scope="row">${label}</th><td class="tight">${count}</td></tr>`,
      )}</tbody></table>`;

const totalsBody = (
  { translator: { plain, locale } }: Reader,
  totals: RegistryTotals,
  cell: number,
): Html => {
  const kinds = totals.kinds.flatMap(({ kind, count }) => {
    const known = projectKinds.find((one) => one === kind);
    const label = known === undefined ? kind : plain(($) => $.project.kind[known]);
    return [{ label, count: formatNumber(count, locale) }];
  });
  const regions = totals.regions.map(({ region, count }) => ({
    label: region,
    count: formatNumber(count, locale),
  }));
  return html`${table(
    plain(($) => $.project.web.byKind),
    kinds,
  )}${table(
    plain(($) => $.project.web.byRegion),
    regions,
  )}<p class="soft">${plain(($) => $.project.web.cell, { cell: formatNumber(cell, locale) })}</p>`;
};

const read = async (c: WebContext, { db, clock }: Deps) => {
  const cursor = c.req.query('cursor') ?? '';
  const afterNumber = /^[1-9]\d{0,8}$/.test(cursor) ? Number(cursor) : 0;
  const items = await pageRegistry(db, { afterNumber, limit: LINES });
  const { bylaws } = await currentBylaws(db, await clock.now());
  const cell = bylaws.statisticsCell;
  return {
    verified: await countVerified(db),
    items,
    nextCursor: items.length === LINES ? String(items.at(-1)?.number ?? 0) : null,
    totals: await countByKind(db, cell),
    cell,
  };
};

/** The registry of verified projects (rule U1), without budget and people; totals over groups of the bylaws' size only (D7). */
export const projectPages = (deps: Deps, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const find = (file: string | undefined) => findEntry(deps.db, Number.parseInt(file ?? '', 10));

  app.get('/projects.json', async (c) => c.json(await read(c, deps)));
  app.get('/projects/:file{[1-9][0-9]{0,6}\\.json}', async (c) => {
    const found = await find(c.req.param('file'));
    return found === undefined ? c.notFound() : c.json(found);
  });
  app.get('/projects/:number{[1-9][0-9]{0,6}}', async (c) => {
    const found = await find(c.req.param('number'));
    if (found === undefined) return c.notFound();
    const reader = readerOf(c, i18n);
    const { number } = found;
    return renderPage(c, reader, {
      title: reader.translator.plain(($) => $.project.web.one, { number }),
      body: entryBody(reader, found),
      json: `/public/projects/${number}.json`,
    });
  });
  app.get('/projects', async (c) => {
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    const { items, nextCursor, verified, totals, cell } = await read(c, deps);
    const lines = items.map(
      ({ number, content }) =>
        html`<li><a href="/public/projects/${number}?lang=${locale}">${plain(($) => $.project.web.one, { number })}</a>: <span lang="${content.locale}">${content.name}</span></li>`,
    );
    return renderPage(c, reader, {
      title: plain(($) => $.web.projects),
      json: '/public/projects.json',
      body: html`<p>${plain(($) => $.project.web.numbers, { count: verified })}</p>
${lines.length === 0 ? '' : html`<ul>${lines}</ul>`}
${nextCursor === null ? '' : html`<p><a class="more" href="/public/projects?lang=${locale}&cursor=${nextCursor}">${plain(($) => $.web.older)}</a></p>`}
${totalsBody(reader, totals, cell)}`,
    });
  });
  return app;
};
