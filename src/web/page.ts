import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { Locale } from '../config.ts';
import type { I18n, Translator } from '../i18n/translator.ts';
import type { Reader } from '../messages/kit/screen.ts';
import { style } from './style.ts';

export type Html = ReturnType<typeof html>;

export type WebEnv = { Variables: { nonce: string } };
export type WebContext = Context<WebEnv>;

/** Who reads a page: `?lang=` before the browser's own languages; times are in UTC, because a page knows no zone. */
export const readerOf = (c: WebContext, i18n: I18n): Reader => {
  const asked = c.req.query('lang') ?? c.req.header('accept-language')?.split(',')[0];
  return { translator: i18n.translatorFor(i18n.nearestLocale(asked)), zone: undefined };
};

/** What there is, in the order of the menu. */
export const sections = [
  'declaration',
  'bylaws',
  'congress',
  'sessions',
  'projects',
  'decisions',
  'petitions',
  'ballots',
  'statistics',
  'journal',
] as const;

const otherLocale = (locale: Locale): Locale => (locale === 'ru' ? 'en' : 'ru');

const menu = ({ plain, locale }: Translator): Html => html`<nav aria-label="${plain(($) => $.web.menu)}"><ul>
<li><a href="/public?lang=${locale}">${plain(($) => $.web.home)}</a></li>
${sections.map((name) => html`<li><a href="/public/${name}?lang=${locale}">${plain(($) => $.web[name])}</a></li>`)}
</ul></nav>`;

export type Page = {
  readonly title: string;
  readonly body: Html;
  /** Where the same is for programs. */
  readonly json?: string;
};

/** One frame for every page: no script, nothing loaded from elsewhere. */
export const renderPage = (
  c: WebContext,
  { translator }: Reader,
  page: Page,
): Response | Promise<Response> => {
  const { plain, locale } = translator;
  const product = plain(($) => $.web.product);
  const other = otherLocale(locale);
  c.header('Vary', 'Accept-Language');
  return c.html(html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${page.title} · ${product}</title><style nonce="${c.get('nonce')}">${raw(style)}</style></head>
<body><a class="skip" href="#content">${plain(($) => $.web.skip)}</a>
<header><strong>${product}</strong>${menu(translator)}
<a href="?lang=${other}" lang="${other}" hreflang="${other}">${plain(($) => $.web.otherLanguage)}</a></header>
<main id="content"><h1>${page.title}</h1>${page.body}
${page.json === undefined ? '' : html`<p><a href="${page.json}">${plain(($) => $.web.json)}</a></p>`}
</main></body></html>`);
};
