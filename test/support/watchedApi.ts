import type { createApi } from '../../src/api/createApi.ts';
import type { OpenApiDocument } from '../../src/api/openApi.ts';
import { problemSchema, statusOf } from '../../src/api/problem.ts';
import { filled, type Route, routesOf } from './apiDocument.ts';
import { rawCall } from './testApi.ts';

type Given = {
  readonly token: string;
  readonly body?: object;
  readonly key?: string;
  readonly query?: string;
};

/** Those that one test asks of every route: a missing right, and a number that nothing has. */
const isCommon = ({ path }: Route, code: string): boolean =>
  code.endsWith('.noPower') || (path.includes('{') && statusOf({ code }) === 404);

/**
 * The API, its answers held against its document: `amiss` lists successes of another form than described and refusals that the
 * operation does not name; `unmet`, refusals it names that no request met.
 */
export const watchApi = async (api: ReturnType<typeof createApi>) => {
  const document = (await (await api.request('/api/openapi.json')).json()) as OpenApiDocument;
  const routes = new Map(routesOf(document).map((route) => [route.id, route]));
  const met = new Set<string>();
  const amiss: string[] = [];

  const look = (route: Route, status: number, json: unknown): void => {
    if (status < 300) {
      met.add(route.id);
      const wrong = route.fits(json);
      if (wrong !== undefined) amiss.push(`${route.id}: ${wrong}`);
      return;
    }
    for (const { code } of problemSchema.parse(json).errors) {
      met.add(`${route.id} ${code}`);
      const isDescribed = code.startsWith('api.') || route.refusals.includes(code);
      if (!isDescribed || !route.statuses.includes(status)) amiss.push(`${route.id}: ${status} ${code}`);
    }
  };

  /** Asks the operation; `at` fills its path in. The answer's status, its code if it is a refusal, and the whole of it. */
  const ask = async (id: string, at: number | string, { token, body, key, query }: Given) => {
    const route = routes.get(id);
    if (route === undefined) throw new Error(`The document has no operation ${id}.`);
    const isRead = route.method === 'GET';
    const { status, text } = await rawCall(api, route.method, filled(route, at) + (query ?? ''), {
      token,
      ...(isRead ? {} : { body: JSON.stringify(body ?? {}) }),
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
    const json: { code?: string } & Record<string, unknown> = JSON.parse(text);
    look(route, status, json);
    return { status, code: json.code, json };
  };

  /** What no request met of the operations with this tag, and with this power if it is given: a success, or a refusal. */
  const unmet = (tag: string, power?: string): string[] =>
    [...routes.values()]
      .filter((route) => route.tag === tag && (power === undefined || route.power === power))
      .flatMap((route) => [
        route.id,
        ...route.refusals.filter((code) => !isCommon(route, code)).map((code) => `${route.id} ${code}`),
      ])
      .filter((name) => !met.has(name));

  return { ask, unmet, amiss };
};
export type WatchedApi = Awaited<ReturnType<typeof watchApi>>;
