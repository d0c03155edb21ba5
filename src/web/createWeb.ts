import { Hono } from 'hono';
import { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';
import { trimTrailingSlash } from 'hono/trailing-slash';
import type { Deps } from '../deps.ts';
import type { I18n } from '../i18n/translator.ts';
import { errorCode } from '../log.ts';
import { ballotPages } from './ballots.ts';
import { congressPages } from './congress.ts';
import { decisionPages } from './decisions.ts';
import { journalPages } from './journal.ts';
import { lotPages } from './lots.ts';
import { readerOf, renderPage, sections, type WebContext, type WebEnv } from './page.ts';
import { petitionPages } from './petitions.ts';
import { projectPages } from './projects.ts';
import { sessionPages } from './sessions.ts';
import { statisticsPages } from './statistics.ts';
import { textPages } from './texts.ts';

const NONCE_BYTES = 16;

/** Public pages and their JSON: no login, no cookie, no script. Whatever is not published is not found. */
export const createWeb = (deps: Deps, i18n: I18n): Hono<WebEnv> => {
  const app = new Hono<WebEnv>().basePath('/public');
  // Somebody who types the address ends it with a slash as often as not.
  app.use(trimTrailingSlash());
  app.use(secureHeaders({ referrerPolicy: 'no-referrer' }), async (c, next) => {
    const nonce = Buffer.from(deps.random.bytes(NONCE_BYTES)).toString('base64');
    c.set('nonce', nonce);
    await next();
    c.res.headers.set(
      'content-security-policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    );
  });

  const missing = (c: WebContext): Response | Promise<Response> => {
    c.status(404);
    const reader = readerOf(c, i18n);
    const { plain, locale } = reader.translator;
    return renderPage(c, reader, {
      title: plain(($) => $.web.notFound),
      body: html`<p>${plain(($) => $.web.notFoundText)} <a href="/public?lang=${locale}">${plain(($) => $.web.home)}</a></p>`,
    });
  };

  app.get('/', (c) => {
    const reader = readerOf(c, i18n);
    const { plain } = reader.translator;
    const title = plain(($) => $.web.home);
    const body = html`<p>${plain(($) => $.web.intro)}</p><dl>${sections.map(
      (
        name,
      ) => html`<dt><a href="/public/${name}?lang=${reader.translator.locale}">${plain(($) => $.web[name])}</a></dt>
<dd>${plain(($) => $.web.about[name])}</dd>`,
    )}</dl>`;
    return renderPage(c, reader, { title, body });
  });
  // An app that is mounted has no "not found" of its own: a route that found nothing says so with a bare 404.
  app.use(async (c, next) => {
    await next();
    if (c.res.status === 404) c.res = await missing(c);
  });
  app.route('/', textPages(deps, i18n));
  app.route('/', journalPages(deps, i18n));
  app.route('/', ballotPages(deps, i18n));
  app.route('/', decisionPages(deps, i18n));
  app.route('/', projectPages(deps, i18n));
  app.route('/', petitionPages(deps, i18n));
  app.route('/', lotPages(deps, i18n));
  app.route('/', sessionPages(deps, i18n));
  app.route('/', statisticsPages(deps, i18n));
  app.route('/', congressPages(deps, i18n));
  app.onError((error, c) => {
    const ref = deps.random.uuid();
    deps.log('error', 'web.failed', { ref, code: errorCode(error) });
    return c.text(`Veche could not make this page. Reference: ${ref}`, 500);
  });
  return app;
};
