import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { OpenApiDocument } from '../openApi.ts';
import type { Limits } from '../windows.ts';
import { type Html, refusalList, renderOperation } from './operation.ts';
import { type Operation, operationsOf } from './operations.ts';
import { style } from './style.ts';

const NONCE_BYTES = 16;

/** What the surroundings of every operation may refuse. */
const commonRefusals = [
  'api.unauthorized',
  'api.tooMany',
  'api.tooManyFailures',
  'api.invalid',
  'api.notJson',
  'api.bodyTooLarge',
  'api.bodyTooSlow',
  'api.keyReused',
  'api.keyInFlight',
  'api.notFound',
  'api.internal',
];

type Section = {
  readonly tag: string;
  readonly about: string;
  readonly operations: readonly Operation[];
};

const sectionsOf = (document: OpenApiDocument): Section[] => {
  const operations = operationsOf(document);
  return (document.tags ?? []).map(({ name: tag, description: about = '' }) => ({
    tag,
    about,
    operations: operations.filter((operation) => operation.tag === tag),
  }));
};

const contents = (sections: readonly Section[]): Html => html`<nav aria-label="Contents"><ul>
<li><a href="#begin">How to begin</a></li><li><a href="#rules">Rules for all requests</a></li>
${sections.map(
  ({ tag, operations }) =>
    html`<li><details><summary>${tag}</summary><ul>${operations.map(
      ({ id, summary }) => html`<li><a href="#${id}">${summary}</a></li>`,
    )}</ul></details></li>`,
)}
</ul></nav>`;

const introduction = ({ perToken, perAddress, failures }: Limits): Html => html`<div class="intro">
<h1 id="begin">Veche for programs</h1>
<p>What officers of the secretariat do in the chat, by HTTP. A request does what its token’s holder may do, by the same rules and with
the same refusals; what needs two persons in the chat needs two here.</p>
<p>A token comes from <code>npm run -s veche -- token propose</code>. Two officers approve it; it acts for the one who approved first and
ends on the day that was given. Keep it like a key:</p>
<pre tabindex="0" aria-label="First request">VECHE=… TOKEN=veche_…
curl "$VECHE/api/v1/me" -H "Authorization: Bearer $TOKEN"</pre>
<p>For generators there is <a href="/api/openapi.json">the same description as OpenAPI 3.1</a>.</p>
<h2 id="rules">Rules for all requests</h2>
<p><b>Lists</b> come by pages: <code>limit</code> is 50 at most, <code>nextCursor</code> goes into the next request as
<code>cursor</code>, as it came; it is null on the last page.</p>
<p><b>Writes</b> are POST with a JSON body, <code>{}</code> when there is nothing to say. Give each an <code>Idempotency-Key</code> of its own and
send it again with the same key when no answer came: within a day the same request gets the same answer, and nothing is done twice.</p>
<p><b>Limits</b> by the minute: ${perToken} requests of a token, ${perAddress} of an address, ${failures} refused tokens of an address. Beyond them the
answer is 429, and <code>Retry-After</code> says how many seconds to wait.</p>
<p><b>Refusals</b> are problem details (RFC 9457). <code>code</code> is the first reason, <code>errors</code> has all of them, with the field in
<code>path</code> and the numbers of the text in <code>facts</code>. What was sent is never repeated. 403 means a missing right, 404 that there is no such thing
for you, 409 that its state does not allow it or that another person has to do it, 400 a field that does not fit.</p>
<h3>Any request may meet</h3>${refusalList(commonRefusals)}
</div>`;

/** The whole page but for the nonce of its style: it stays the same while the process runs. */
const renderDocs = (document: OpenApiDocument, limits: Limits): ((nonce: string) => Html) => {
  const sections = sectionsOf(document);
  const body = html`<a class="skip" href="#content">To the content</a>
<div class="page">${contents(sections)}<main id="content">${introduction(limits)}
${sections.map(
  ({ tag, about, operations }) =>
    html`<section aria-labelledby="tag-${tag}"><h2 id="tag-${tag}">${tag}</h2><p>${about}</p>${operations.map(renderOperation)}</section>`,
)}</main></div>`;
  return (nonce) => html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Veche for programs</title>
<style nonce="${nonce}">${raw(style)}</style></head>
<body>${body}</body></html>`;
};

/** The description as a page of our own: nothing is loaded from elsewhere, and it runs no script. */
export const docsHandler = (
  document: OpenApiDocument,
  limits: Limits,
  randomBytes: (length: number) => Uint8Array,
) => {
  const render = renderDocs(document, limits);
  return (c: Context): Response | Promise<Response> => {
    const nonce = Buffer.from(randomBytes(NONCE_BYTES)).toString('base64');
    c.header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    return c.html(render(nonce));
  };
};
