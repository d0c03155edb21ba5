import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Hono } from 'hono';
import type { OpenApiDocument } from '../openApi.ts';
import type { Limits } from '../windows.ts';
import { pageDocument } from './pageDocument.ts';

const require = createRequire(import.meta.url);
const files = {
  'swagger-ui.css': { path: require.resolve('swagger-ui-dist/swagger-ui.css'), type: 'text/css' },
  'swagger-ui-bundle.js': {
    path: require.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
    type: 'text/javascript',
  },
} as const;
const anHour = { 'cache-control': 'public, max-age=3600' };

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Arrows and locks, which the style sheet carries in itself.
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Veche for programs</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/swagger-ui.css"><link rel="stylesheet" href="/api/docs/page.css"></head>
<body><main id="docs"><noscript>This page needs its script; <a href="/api/openapi.json">the description</a> does not.</noscript></main>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>`;

/** Nothing is sent from here, so there is no place for a token; labels of methods get a contrast that can be read. */
const style = `
.scheme-container,.authorization__btn{display:none!important}
.swagger-ui .opblock.opblock-get .opblock-summary-method{background:#0a5a9c}
.swagger-ui .opblock.opblock-post .opblock-summary-method{background:#1a6b40}
.swagger-ui .parameter__name.required:after{color:#a40000}
.swagger-ui .info a,.swagger-ui .renderedMarkdown a{color:#0a5a9c}
.swagger-ui .opblock-summary-description,.swagger-ui .renderedMarkdown{overflow-wrap:anywhere}
.swagger-ui :focus-visible{outline:3px solid #0a5a9c;outline-offset:2px}
`;

/** The document comes with the script, so that the page asks nobody for anything. */
const start = (document: OpenApiDocument): string => `SwaggerUIBundle({
  spec: ${JSON.stringify(document)},
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'none',
  supportedSubmitMethods: [],
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
});`;

/** The description as a page for people: Swagger UI out of its package, without anything from elsewhere. */
export const docsRoutes = (document: OpenApiDocument, limits: Limits): Hono => {
  const script = start(pageDocument(document, limits));
  const routes = new Hono()
    .get('/', (c) => c.html(page, 200, { 'content-security-policy': policy }))
    .get('/page.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=UTF-8' }))
    .get('/start.js', (c) => c.body(script, 200, { 'content-type': 'text/javascript; charset=UTF-8' }));
  for (const [name, { path, type }] of Object.entries(files)) {
    routes.get(`/${name}`, async (c) =>
      c.body(await readFile(path), 200, { 'content-type': `${type}; charset=UTF-8`, ...anHour }),
    );
  }
  return routes;
};
