import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeToken } from '../../src/actions/token/revokeToken.ts';
import { createRateWindows } from '../../src/api/windows.ts';
import { listJournal } from '../../src/db/read/journal/journal.ts';
import { granted, makeToken } from '../support/officers.ts';
import { createTestApi, rawCall, type TestApi } from '../support/testApi.ts';

const ME = '/api/v1/me';

let testApi: TestApi;
beforeAll(async () => {
  testApi = await createTestApi();
});
afterAll(() => testApi.close());

const waitOf = ({ headers }: { readonly headers: Headers }) => Number(headers.get('retry-after'));

describe('refused tokens', () => {
  it('every failure is the same answer, and eleven of them wait', async () => {
    const own = testApi.freshApi();
    const { first } = testApi.tokens;
    const wrong = [
      undefined,
      'veche_x',
      `veche_${'A'.repeat(43)}`,
      first.slice(0, -1),
      first.toUpperCase(),
      ` ${first}`,
    ];
    const answers = [];
    for (const token of wrong)
      answers.push(await rawCall(own, 'GET', ME, token === undefined ? {} : { token }));
    expect(new Set(answers.map(({ text, status }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
    for (let more = wrong.length; more < 10; more += 1) await rawCall(own, 'GET', ME, { token: 'no' });
    const locked = await rawCall(own, 'GET', ME, { token: first });
    expect([locked.status, locked.json.code]).toEqual([429, 'api.tooManyFailures']);
    expect(waitOf(locked)).toBeGreaterThan(0);
  });

  const junk = 'x'.repeat(5_000);
  it.each<[string, readonly [string, string?], readonly [string, string?], 200 | 429]>([
    ['another address goes on', ['203.0.113.5'], ['203.0.113.6'], 200],
    [
      'a proxy’s other client goes on',
      ['127.0.0.1', '1.1.1.1, 203.0.113.5'],
      ['127.0.0.1', '203.0.113.6'],
      200,
    ],
    [
      'a foreign X-Forwarded-For is not believed',
      ['203.0.113.5', '9.9.9.9'],
      ['203.0.113.5', '8.8.8.8'],
      429,
    ],
    ['what is no address is not believed', ['127.0.0.1', junk], ['127.0.0.1', `${junk}y`], 429],
    ['a network of IPv6 is one', ['2001:db8::1'], ['2001:db8:0:0:ffff::2'], 429],
    ['another network of IPv6 goes on', ['2001:db8:0:1::1'], ['2001:db8:0:2::1'], 200],
  ])('%s', async (_name, [from, via], [otherFrom, otherVia], expected) => {
    const own = testApi.freshApi({ limits: { perToken: 9, perAddress: 9, failures: 2 } });
    const forwarded = (value: string | undefined): Record<string, string> =>
      value === undefined ? {} : { 'x-forwarded-for': value };
    for (let failure = 0; failure < 2; failure += 1)
      await rawCall(own, 'GET', ME, { from, token: 'no', headers: forwarded(via) });
    const sent = { token: testApi.tokens.first, from: otherFrom, headers: forwarded(otherVia) };
    expect((await rawCall(own, 'GET', ME, sent)).status).toBe(expected);
  });

  it('an unread body does not help a wrong token', async () => {
    const never = new ReadableStream({});
    const sent = { token: 'x', body: never };
    expect((await rawCall(testApi.freshApi(), 'POST', '/api/v1/declarations', sent)).status).toBe(401);
  });

  it('a revoked and an expired token are refused and journalled once', async () => {
    const { deps } = testApi;
    const own = testApi.freshApi();
    const dead = await makeToken(deps, testApi.first, testApi.second);
    granted(await revokeToken(deps, { tokenId: dead.id, by: null }));
    const fresh = await rawCall(own, 'GET', ME, { token: dead.secret });
    const unknown = await rawCall(own, 'GET', ME, { token: `veche_${'B'.repeat(43)}` });
    expect([fresh.status, fresh.text]).toEqual([401, unknown.text]);
    await rawCall(own, 'GET', ME, { token: dead.secret });
    const refusals = (await listJournal(deps.db, 0, 1000)).filter(({ entry }) =>
      entry.includes('"token.refused"'),
    );
    expect(refusals).toHaveLength(1);
  });
});

describe('too many requests', () => {
  it('a token waits wherever it comes from, and no other token with it', async () => {
    const refused: number[] = [];
    const limits = { perToken: 2, perAddress: 99, failures: 9 };
    const own = testApi.freshApi({ limits, onProblem: (status) => refused.push(status) });
    const from = (address: string, token: string) => rawCall(own, 'GET', ME, { token, from: address });
    // Whoever guesses spends nothing of an officer's own number.
    await from('203.0.113.9', testApi.tokens.first.slice(0, -1));
    expect((await from('203.0.113.1', testApi.tokens.first)).status).toBe(200);
    expect((await from('203.0.113.2', testApi.tokens.first)).status).toBe(200);
    const third = await from('203.0.113.3', testApi.tokens.first);
    expect([third.status, third.json.code]).toEqual([429, 'api.tooMany']);
    expect(waitOf(third)).toBeGreaterThan(0);
    expect((await from('203.0.113.1', testApi.tokens.second)).status).toBe(200);
    expect(refused).toEqual([401, 429]);
  });

  it('an address waits, also with what needs no token', async () => {
    const own = testApi.freshApi({ limits: { perToken: 9, perAddress: 1, failures: 9 } });
    const from = (address: string) => rawCall(own, 'GET', '/api/openapi.json', { from: address });
    expect((await from('203.0.113.1')).status).toBe(200);
    expect((await from('203.0.113.1')).status).toBe(429);
    expect((await from('203.0.113.2')).status).toBe(200);
  });

  it('a minute after its first event a key is free; the oldest keys make room', () => {
    let now = 0;
    const windows = createRateWindows(2, () => now);
    windows.add('a');
    now = 10_000;
    windows.add('a');
    expect(windows.waitFor('a')).toBe(50);
    now = 59_999;
    expect(windows.waitFor('a')).toBe(1);
    now = 60_000;
    expect(windows.waitFor('a')).toBe(0);
    windows.add('b');
    windows.add('b');
    expect(windows.waitFor('b')).toBe(60);
    for (let key = 0; key < 10_000; key += 1) windows.add(`flood ${key}`);
    expect(windows.waitFor('b')).toBe(0);
  });
});
