import type { Hono } from 'hono';
import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './apiSchema.ts';
import type { TestVeche } from './testVeche.ts';

type ClientOptions = {
  readonly baseUrl: string;
  /** An officer's token, `veche_…`. */
  readonly token: string;
  /** Another way to reach the service than the network: the API itself. */
  readonly fetch?: (request: Request) => Promise<Response>;
};

/**
 * What somebody outside can make from the OpenAPI document alone: paths, parameters, bodies and answers are typed by it. Each write
 * gets an Idempotency-Key of its own.
 */
const createClient = ({ baseUrl, token, fetch }: ClientOptions): Client<paths> => {
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

/** The typed client on the running program, over HTTP, as the sample's secretary unless another token is given. */
export const apiClient = (
  { url, secretariatToken }: Pick<TestVeche, 'url' | 'secretariatToken'>,
  token = secretariatToken,
) => createClient({ baseUrl: url, token });

/** The typed client on an API without a server. */
export const clientOf = (api: Hono, token: string) =>
  createClient({ baseUrl: 'http://api.test', token, fetch: async (request) => api.fetch(request) });
