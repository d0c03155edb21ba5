import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.ts';

export type ClientOptions = {
  /** The origin of the service, such as `https://veche.example`. */
  readonly baseUrl: string;
  /** An officer's token, `veche_…`. */
  readonly token: string;
  /** Another way to reach the service than the network: tests hand in the API itself. */
  readonly fetch?: (request: Request) => Promise<Response>;
};

/**
 * A client of the officers' API whose paths, parameters, bodies and answers are typed: `data` of a success, or `error`, the
 * problem details with the refusal's `code`. Each write gets an Idempotency-Key of its own; who repeats a write after a lost
 * answer gives the same one twice, `params: { header: { 'idempotency-key': key } }`, and nothing is done twice.
 */
export const createClient = ({ baseUrl, token, fetch }: ClientOptions): Client<paths> => {
  const client = createFetchClient<paths>({ baseUrl, ...(fetch === undefined ? {} : { fetch }) });
  client.use({
    onRequest: ({ request }) => {
      request.headers.set('authorization', `Bearer ${token}`);
      if (request.method !== 'GET' && !request.headers.has('idempotency-key')) {
        request.headers.set('idempotency-key', crypto.randomUUID());
      }
    },
  });
  return client;
};
