import { createApi } from '../../src/api/createApi.ts';
import type { Deps } from '../../src/deps.ts';
import { createNewcomers, type Newcomers } from './newcomers.ts';
import { appoint, makeToken } from './officers.ts';
import { i18n } from './texts.ts';

type ApiOptions = Parameters<typeof createApi>[1];

/** Two secretaries and an administrator with a token each, and the API without a server. */
export const createTestApi = async (given?: Newcomers) => {
  const alliance = given ?? (await createNewcomers());
  const { deps } = alliance;
  await alliance.publish(1);
  const [first, second, third] = [
    await alliance.addMember(),
    await alliance.addMember(),
    await alliance.addMember(),
  ];
  for (const id of [first, second]) await appoint(deps, id, 'secretary');
  const tokens = {
    first: (await makeToken(deps, first, second)).secret,
    second: (await makeToken(deps, second, first)).secret,
    administrator: '',
  };
  await appoint(deps, third, 'administrator');
  tokens.administrator = (await makeToken(deps, third, first)).secret;
  /** An API with counters of its own. */
  const freshApi = (options: Partial<ApiOptions> = {}, changed: Partial<Deps> = {}) =>
    createApi(
      { ...deps, ...changed },
      { i18n, username: 'veche_bot', telegramCheck: async () => 'ok', ...options },
    );
  return { alliance, deps, first, second, tokens, freshApi, api: freshApi(), close: alliance.close };
};
export type TestApi = Awaited<ReturnType<typeof createTestApi>>;

type Sent = {
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | ReadableStream;
  /** The other end of the connection, as the HTTP server tells it. */
  readonly from?: string;
};

/** What of a raw answer tests look at. */
type Answer = { readonly code?: string; readonly errors?: readonly { readonly path?: string }[] };

/** A request as bytes: for what the typed client could not send. */
export const rawCall = async (
  api: ReturnType<typeof createApi>,
  method: string,
  path: string,
  { token, headers = {}, body, from }: Sent = {},
) => {
  const answer = await api.request(
    path,
    {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    } as RequestInit,
    from === undefined ? {} : { incoming: { socket: { remoteAddress: from } } },
  );
  const text = await answer.text();
  const json: Answer = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: answer.status, headers: answer.headers, text, json };
};
