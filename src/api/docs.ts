import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { OpenApiDocument } from './openApi.ts';

const NONCE_BYTES = 16;

const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#57606a;--line:#d0d7de;--mark:#0a5a9c}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--soft:#9da7b1;--line:#3d444d;--mark:#79b8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:52rem;padding:1.5rem 1rem 4rem;font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
h1{font-size:1.8rem;margin:0 0 .5rem}h2{margin:2.5rem 0 .5rem;text-transform:capitalize}
a{color:var(--mark)}code,pre{font:.9rem/1.5 ui-monospace,monospace}
details{border-top:1px solid var(--line);padding:.6rem 0}summary{cursor:pointer;min-height:1.8rem}
summary b{display:inline-block;min-width:3.2rem;color:var(--mark)}p{margin:.4rem 0}
pre{overflow-x:auto;border:1px solid var(--line);border-radius:.4rem;padding:.8rem}.soft{color:var(--soft)}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px}`;

type Operation = {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly body: unknown;
  readonly responses: readonly (readonly [status: string, description: string])[];
};

const methods = ['get', 'post'] as const;

const operationsOf = ({ paths = {} }: OpenApiDocument): Operation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item?.[method];
      if (operation === undefined) return [];
      const { summary = '', tags = [], requestBody, responses = {} } = operation;
      const content = requestBody !== undefined && 'content' in requestBody ? requestBody.content : {};
      const statuses = Object.entries(responses).map(([status, response]): readonly [string, string] => [
        status,
        typeof response === 'object' && response !== null && 'description' in response
          ? String(response.description)
          : '',
      ]);
      const body = content['application/json']?.schema;
      return [{ method, path, summary, tag: tags[0] ?? '', body, responses: statuses }];
    }),
  );

const renderOperation = (operation: Operation) => html`<details>
  <summary><b>${operation.method.toUpperCase()}</b> <code>${operation.path}</code><br>${operation.summary}</summary>
  ${operation.body === undefined ? '' : html`<p>Body</p><pre tabindex="0">${JSON.stringify(operation.body, null, 2)}</pre>`}
  <p>Answers</p>
  <ul>${operation.responses.map(([status, text]) => html`<li><code>${status}</code> ${text}</li>`)}</ul>
</details>`;

/** The description as a page of our own: nothing is loaded from elsewhere, and it runs no script. */
export const docsPage = (
  c: Context,
  document: OpenApiDocument,
  randomBytes: (length: number) => Uint8Array,
): Response | Promise<Response> => {
  const nonce = Buffer.from(randomBytes(NONCE_BYTES)).toString('base64');
  const operations = operationsOf(document);
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  return c.html(html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Veche API</title>
<style nonce="${nonce}">${raw(style)}</style></head>
<body><main>
<h1>Veche API</h1>
<p>${document.info.description}</p>
<p>Every request carries <code>Authorization: Bearer veche_…</code>. A token comes from <code>npm run -s veche -- token propose</code> and works once two officers approved it. The description for generators: <a href="/api/openapi.json">openapi.json</a>.</p>
${tags.map((tag) => html`<h2>${tag}</h2>${operations.filter((each) => each.tag === tag).map(renderOperation)}`)}
<h2>Schemas</h2>
${Object.entries(document.components?.schemas ?? {}).map(
  ([name, schema]) =>
    html`<details><summary>${name}</summary><pre tabindex="0">${JSON.stringify(schema, null, 2)}</pre></details>`,
)}
</main></body></html>`);
};
