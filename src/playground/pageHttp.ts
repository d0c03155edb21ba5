import type { IncomingMessage, ServerResponse } from 'node:http';

/** Nothing from elsewhere, nothing inline: a message of a person can't bring code into the page. */
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

export function sendBody(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': contentType, ...headers });
  response.end(body);
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  sendBody(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

/** Opens a stream of server-sent events. */
export function openStream(response: ServerResponse): void {
  response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
  response.write('retry: 500\n\n');
}

/**
 * Other sites must not play the people here: their requests carry another Origin, and a name that was made to point
 * at this machine carries another Host.
 */
export function isOwnRequest(request: IncomingMessage, host: string): boolean {
  const asked = (request.headers.host ?? '').replace(/:\d+$/, '');
  const own = ['127.0.0.1', 'localhost', '[::1]', host];
  const everyAddress = host === '0.0.0.0' || host === '::';
  if (!everyAddress && !own.includes(asked)) return false;
  const { origin } = request.headers;
  return origin === undefined || origin === `http://${request.headers.host}`;
}
