import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeSnapshot } from '../../src/actions/statistics/takeSnapshot.ts';
import { issueToken } from '../../src/actions/token/issueToken.ts';
import type { OpenApiDocument } from '../../src/api/openApi.ts';
import { apiToken } from '../../src/db/schema/office.ts';
import { type Power, powersOf, type Role } from '../../src/governance/person/role.ts';
import { faultOf, filled, type Route, routesOf, unsaid } from '../support/apiDocument.ts';
import { appoint, granted } from '../support/officers.ts';
import { createTestApi, rawCall, type TestApi } from '../support/testApi.ts';

/** What holds for every route, asked of each that the document describes: a new one is covered by being described. */
const UNKNOWN = 9_999;
const UNKNOWN_ID = '7b1f6c1e-5d0a-4c53-9f0e-2d6c1a4b8e90';
/** No field of ours takes it. */
const WRONG = [[unsaid]];
/** What an example on a page that names no address can't say. */
const link = 'https://meet.example.org/room';
const plenty = 1_000_000;
/** Aggregates are published from so many members on. */
const crowd = 10;

let testApi: TestApi;
let api: ReturnType<TestApi['freshApi']>;
let routes: readonly Route[];
const officers: { readonly powers: ReadonlySet<Power>; readonly token: string }[] = [];
const dead: Record<string, string> = {};

const tokenOf = async (holderId: string) => {
  const { id, secret } = granted(await issueToken(testApi.deps, { label: 'test', days: 30 }));
  await testApi.deps.db.update(apiToken).set({ state: 'active', holderId }).where(eq(apiToken.id, id));
  return { id, secret };
};

beforeAll(async () => {
  testApi = await createTestApi();
  for (let at = 0; at < crowd; at += 1) await testApi.alliance.addMember();
  await takeSnapshot(testApi.deps);
  api = testApi.freshApi({ limits: { perToken: plenty, perAddress: plenty, failures: plenty } });
  routes = routesOf((await (await api.request('/api/openapi.json')).json()) as OpenApiDocument);
  const offices: readonly (readonly Role[])[] = [
    ['secretary', 'verifier', 'evaluator', 'administrator'],
    ['auditor'],
    ['verifier'],
  ];
  for (const roles of offices) {
    const holder = await testApi.alliance.addMember();
    for (const role of roles) await appoint(testApi.deps, holder, role);
    officers.push({ powers: powersOf(roles), token: (await tokenOf(holder)).secret });
  }
  const past = { expired: { expiresAt: new Date(0) }, revoked: { state: 'revoked' } } as const;
  for (const [name, fields] of Object.entries(past)) {
    const { id, secret } = await tokenOf(testApi.first);
    await testApi.deps.db.update(apiToken).set(fields).where(eq(apiToken.id, id));
    dead[name] = secret;
  }
});
afterAll(() => testApi.close());

/** The token of somebody who may, or who may not. */
const holderFor = ({ power }: Route, may = true): string => {
  const found = officers.find(({ powers }) =>
    power === 'anyOfficer' || power === 'byKind' ? may : powers.has(power as Power) === may,
  );
  if (found === undefined) throw new Error(`Nobody ${may ? 'has' : 'lacks'} the power ${power}.`);
  return found.token;
};

type Sent = {
  token?: string;
  body?: unknown;
  key?: string;
  headers?: Record<string, string>;
  query?: string;
};

/** Something else than JSON of our own goes as it is. */
const ask = async (route: Route, { token, body, key, headers, query = '' }: Sent) =>
  rawCall(api, route.method, filled(route, route.path.includes('{id}') ? UNKNOWN_ID : UNKNOWN) + query, {
    ...(token === undefined ? {} : { token }),
    ...(route.method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) }),
    headers: { ...(key === undefined ? {} : { 'idempotency-key': key }), ...headers },
  });
const faults = async (
  of: (route: Route) => boolean,
  look: (route: Route) => Promise<readonly (string | undefined)[]>,
): Promise<string[]> => {
  const chosen = routes.filter(of);
  expect(chosen.length).toBeGreaterThan(5);
  const found: string[] = [];
  for (const route of chosen) found.push(...(await look(route)).filter((fault) => fault !== undefined));
  return found;
};

const isWrite = ({ method }: Route) => method === 'POST';
const hasOwn =
  ({ refusals }: Route) =>
  (code: string) =>
    refusals.includes(code);

describe('who asks', () => {
  it('without a token that works there is one answer', async () => {
    const found = await faults(
      () => true,
      async (route) => {
        const tokens = [
          {},
          { token: `veche_${'A'.repeat(43)}` },
          ...Object.values(dead).map((token) => ({ token })),
        ];
        const answers = await Promise.all(tokens.map((sent) => ask(route, sent)));
        return answers.map((one) => faultOf(route, one, 401, (code) => code === 'api.unauthorized'));
      },
    );
    expect(found).toEqual([]);
  });

  it('without the power it is 403, before anything is told of the thing itself', async () => {
    const found = await faults(
      ({ power }) => power !== 'anyOfficer' && power !== 'byKind',
      async (route) => {
        // Not even that the body is unusable is told.
        const answer = await ask(route, { token: holderFor(route, false), body: 'null' });
        return [faultOf(route, answer, 403, hasOwn(route))];
      },
    );
    expect(found).toEqual([]);
  });
});

describe('what is asked for', () => {
  it('an unknown number is 404 under a code of the route’s own', async () => {
    const found = await faults(
      ({ path }) => path.includes('{') && path !== '/api/v1/members/{number}',
      async (route) => {
        const body = { ...route.body, ...('link' in route.body ? { link } : {}) };
        const answer = await ask(route, { token: holderFor(route), body });
        return [faultOf(route, answer, 404, hasOwn(route))];
      },
    );
    expect(found).toEqual([]);
  });

  it('what is no number is named', async () => {
    const found = await faults(
      ({ path }) => path.includes('{number}') && !path.includes('members'),
      async (route) => {
        const sent = { token: holderFor(route), ...(isWrite(route) ? { body: '{}' } : {}) };
        const answer = await rawCall(api, route.method, filled(route, '1e3%00'), sent);
        return [faultOf(route, answer, 400, (code, path) => code === 'api.invalid' && path === 'number')];
      },
    );
    expect(found).toEqual([]);
  });

  it('a page begins where the one before ended, and nowhere else', async () => {
    const foreign = Buffer.from('{"a":1}').toString('base64url');
    const wrong = {
      cursor: ['cursor=', 'cursor=%00', `cursor=${foreign}`, `cursor=${'A'.repeat(300)}`],
      limit: ['limit=0', 'limit=51', 'limit=ten'],
      misspelt: ['misspelt=1'],
    };
    const found = await faults(
      ({ query }) => query.includes('cursor'),
      async (route) => {
        const token = holderFor(route);
        const asked = Object.entries(wrong).flatMap(([name, queries]) =>
          queries.map((query) => [name, query] as const),
        );
        const answers = asked.map(async ([name, query]) =>
          faultOf(route, await ask(route, { token, query: `?${query}` }), 400, (_, path) => path === name),
        );
        return Promise.all(answers);
      },
    );
    expect(found).toEqual([]);
  });

  it('words in a query are read or refused, whatever they are', async () => {
    const found = await faults(
      ({ query }) => query.length > 0,
      async (route) => {
        const token = holderFor(route);
        const hostile = ['%00%00', '%27%22%5C', '%F0%9F%98%80%E2%80%AE', 'a'.repeat(5000)];
        const asked = route.query.flatMap((name) =>
          hostile.map((value) => `?${route.asks}&${name}=${value}`),
        );
        const answers = await Promise.all(asked.map((query) => ask(route, { token, query })));
        return answers.map(({ status, text }, at) =>
          status === 200 || status === 400
            ? undefined
            : `${route.id}${asked[at]?.slice(0, 60)}: ${status} ${text}`,
        );
      },
    );
    expect(found).toEqual([]);
  });

  it('a list answers as it is described', async () => {
    const found = await faults(
      (route) => !isWrite(route) && !route.path.includes('{'),
      async (route) => {
        const { status, text, headers } = await ask(route, {
          token: holderFor(route),
          query: `?${route.asks}`,
        });
        const wrong = status === 200 ? route.fits(JSON.parse(text)) : text;
        const isFine = wrong === undefined && headers.get('cache-control') === 'no-store';
        return [isFine ? undefined : `${route.id}: ${status} ${wrong}`];
      },
    );
    expect(found).toEqual([]);
  });
});

describe('what is sent', () => {
  it('a field that is missing, unknown or of another kind is named, without an echo', async () => {
    const found = await faults(isWrite, async (route) => {
      const { fields = [], required, body } = route;
      const token = holderFor(route);
      const bad: [unknown, (path: string | undefined) => boolean][] = [
        [{ ...body, unasked: unsaid }, (path) => path === 'unasked'],
        [[], (path) => path === ''],
        ['null', (path) => path === ''],
        ...fields.map((field): (typeof bad)[number] => [
          { ...body, [field]: WRONG },
          (path) => path?.split('.')[0] === field,
        ]),
        ...(required.length === 0
          ? []
          : [[{}, (path) => required.includes(path?.split('.')[0] ?? '')] satisfies (typeof bad)[number]]),
      ];
      return Promise.all(
        bad.map(async ([sent, isNamed]) =>
          faultOf(
            route,
            await ask(route, { token, body: sent }),
            400,
            (code, path) => code === 'api.invalid' && isNamed(path),
          ),
        ),
      );
    });
    expect(found).toEqual([]);
  });

  it('what is not called JSON, or too much, has its own answer', async () => {
    const found = await faults(isWrite, async (route) => {
      const token = holderFor(route);
      const form = await ask(route, {
        token,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      const large = await ask(route, { token, headers: { 'content-length': String(30 * 1024 * 1024) } });
      return [
        faultOf(route, form, 415, (code) => code === 'api.notJson'),
        faultOf(route, large, 413, (code) => code === 'api.bodyTooLarge'),
      ];
    });
    expect(found).toEqual([]);
  });

  it('a key binds a request to its answer; another request under it is 422', async () => {
    const found = await faults(isWrite, async (route) => {
      const token = holderFor(route);
      const key = randomUUID();
      const sent = { token, key, body: { ...route.body, unasked: 1 } };
      const [one, two] = [await ask(route, sent), await ask(route, sent)];
      const other = await ask(route, { token, key, body: { ...route.body, unasked: 2 } });
      return [
        one.text === two.text && one.status === two.status ? undefined : `${route.id}: ${two.text}`,
        faultOf(route, other, 422, (code) => code === 'api.keyReused'),
      ];
    });
    expect(found).toEqual([]);
  });
});
