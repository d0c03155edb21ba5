import type { Hono } from 'hono';
import { createClient } from '../../src/client/createClient.ts';
import type { Stage } from './stage.ts';

/** The typed client on a stage, over HTTP, as the sample's secretary unless another token is given. */
export const apiClient = (
  { url, secretariatToken }: Pick<Stage, 'url' | 'secretariatToken'>,
  token = secretariatToken,
) => createClient({ baseUrl: url, token });

/** The typed client on an API without a server. */
export const clientOf = (api: Hono, token: string) =>
  createClient({ baseUrl: 'http://api.test', token, fetch: async (request) => api.fetch(request) });
