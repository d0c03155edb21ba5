import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Json } from '../canonical.ts';
import { currentBylaws, listBylaws } from '../db/read/bylaws/bylaws.ts';
import { findCurrentDeclaration } from '../db/read/declaration/declaration.ts';
import {
  findDeclarationPair,
  listDeclarations,
  type WholeDeclaration,
} from '../db/read/declaration/declarationList.ts';
import type { Deps } from '../deps.ts';
import { formatMoment } from '../i18n/format.ts';
import type { I18n } from '../i18n/translator.ts';
import type { Reader } from '../messages/kit/screen.ts';
import { compareBoth, compareTexts, type Piece } from '../messages/kit/textDiff.ts';
import { type Html, readerOf, renderPage, type WebEnv } from './page.ts';

/** Versions come every few months at most. */
const VERSIONS_SHOWN = 50;

const momentOf = ({ translator: { locale } }: Reader, at: string): string =>
  `${formatMoment(new Date(at), locale, 'UTC')} UTC`;

const pieceHtml = ({ mark, text }: Piece): Html | string => {
  if (mark === 'same') return text;
  return mark === 'gone' ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
};

/** What a version changed against the one before it. */
const changesBody = (
  { translator: { plain, locale } }: Reader,
  found: WholeDeclaration,
  before: WholeDeclaration,
): Html => {
  const changes = compareTexts(before.texts[locale], found.texts[locale]);
  return html`<h2>${plain(($) => $.web.changes, { version: before.version })}</h2>
${changes.length === 0 ? html`<p>${plain(($) => $.web.noChanges)}</p>` : changes.map(({ skipped, pieces }) => html`${skipped > 0 ? html`<p class="soft">…</p>` : ''}<p>${pieces.map(pieceHtml)}</p>`)}`;
};

const declarationBody = (
  reader: Reader,
  found: WholeDeclaration,
  before: WholeDeclaration | undefined,
  versions: readonly number[],
): Html => {
  const { plain, locale } = reader.translator;
  const { version, publishedAt, decisionNumber, editorial, hashes, texts } = found;
  const others = versions.filter((each) => each !== version);
  return html`<p class="soft">${plain(($) => $.web.version, { version, at: momentOf(reader, publishedAt) })}
${decisionNumber === null ? '' : plain(($) => $.web.decision, { number: decisionNumber })}
${editorial ? plain(($) => $.web.editorial) : ''}<br>
<code>${plain(($) => $.web.hash, { hash: hashes[locale] })}</code></p>
<div class="text">${texts[locale]}</div>
${before === undefined ? '' : changesBody(reader, found, before)}
${others.length === 0 ? '' : html`<h2>${plain(($) => $.web.otherVersions)}</h2><ul>${others.map((each) => html`<li><a href="/public/declaration/${each}?lang=${locale}">${plain(($) => $.web.versionLink, { version: each })}</a></li>`)}</ul>`}`;
};

const flatten = (value: Json, path: string): [string, string][] =>
  typeof value === 'object' && value !== null && !('numerator' in value)
    ? Object.entries(value).flatMap(([key, inner]) =>
        inner === undefined ? [] : flatten(inner as Json, path === '' ? key : `${path}.${key}`),
      )
    : [[path, typeof value === 'object' && value !== null ? fraction(value) : String(value)]];

const fraction = (value: object): string => Object.values(value).join('/');

/** The Declaration and the bylaws: as pages and as JSON. */
export const textPages = (deps: Deps, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>();
  const { db, clock } = deps;

  app.get('/declaration.json', async (c) =>
    c.json({ versions: await listDeclarations(db, { limit: VERSIONS_SHOWN }) }),
  );
  app.get('/declaration/:file{[1-9][0-9]{0,5}\\.json}', async (c) => {
    const pair = await findDeclarationPair(db, Number.parseInt(c.req.param('file'), 10));
    if (pair === undefined) return c.notFound();
    const { found, before } = pair;
    const changes =
      before === undefined ? null : { before: before.version, ...compareBoth(before.texts, found.texts) };
    return c.json({ ...found, changes });
  });
  app.get('/declaration/:version{[1-9][0-9]{0,5}}', async (c) => {
    const pair = await findDeclarationPair(db, Number(c.req.param('version')));
    if (pair === undefined) return c.notFound();
    const { found, before } = pair;
    const versions = (await listDeclarations(db, { limit: VERSIONS_SHOWN })).map(({ version }) => version);
    const reader = readerOf(c, i18n);
    return renderPage(c, reader, {
      title: reader.translator.plain(($) => $.web.declaration),
      body: declarationBody(reader, found, before, versions),
      json: `/public/declaration/${found.version}.json`,
    });
  });
  app.get('/declaration', async (c) => {
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    const newest = await findCurrentDeclaration(db);
    if (newest !== undefined) return c.redirect(`/public/declaration/${newest.version}?lang=${locale}`);
    const title = plain(($) => $.web.declaration);
    return renderPage(c, reader, { title, body: html`<p>${plain(($) => $.web.none)}</p>` });
  });

  app.get('/bylaws.json', async (c) => c.json({ versions: await listBylaws(db) }));
  app.get('/bylaws', async (c) => {
    const reader = readerOf(c, i18n);
    const { plain } = reader.translator;
    const { version, effectiveFrom, hash, bylaws } = await currentBylaws(db, await clock.now());
    const at = momentOf(reader, effectiveFrom.toISOString());
    return renderPage(c, reader, {
      title: plain(($) => $.web.bylaws),
      json: '/public/bylaws.json',
      body: html`<p>${plain(($) => $.web.bylawsAbout)}</p>
<p class="soft">${plain(($) => $.web.bylawsVersion, { version, at })}<br><code>${plain(($) => $.web.hash, { hash })}</code></p>
<div class="wide" tabindex="0"><table><thead><tr><th>${plain(($) => $.web.field)}</th><th>${plain(($) => $.web.value)}</th></tr></thead>
<tbody>${flatten(bylaws, '').map(([field, value]) => html`<tr><th><code>${field}</code></th><td>${value}</td></tr>`)}</tbody></table></div>`,
    });
  });
  return app;
};
