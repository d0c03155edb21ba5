import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

export type HttpServer = { readonly port: number; readonly close: () => Promise<void> };

export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** A request must be whole within this time; slow senders would otherwise hold connections for nothing. */
const REQUEST_MS = 15_000;
const HEADERS_MS = 5_000;

const sentences: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program: set PORT to a free one.',
  EACCES: 'may not be used by this user: set PORT to one above 1023.',
  EADDRNOTAVAIL: 'is not an address of this machine: check HOST.',
};

/** Why an address can't be listened on, as a sentence that says what to set. */
export const listenError = (
  { host, port }: { readonly host: string; readonly port: number },
  code: string | undefined,
): ListenError => new ListenError(`${host}:${port} ${sentences[code ?? ''] ?? `can't be opened (${code}).`}`);

/** Opens the one HTTP server. Refuses with ListenError, a sentence that names the port. */
export const listen = (
  address: { readonly host: string; readonly port: number },
  fetch: (request: Request, env?: object) => Response | Promise<Response>,
): Promise<HttpServer> =>
  new Promise((resolve, reject) => {
    const server = createAdaptorServer({
      fetch,
      serverOptions: { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS },
    });
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(address, error.code)));
    server.listen(address.port, address.host, () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            // Long polls and kept-alive connections would hold the process for minutes.
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
  });
