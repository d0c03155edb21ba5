import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveProposal } from '../../src/actions/approveProposal.ts';
import { proposeBylaws } from '../../src/actions/proposeBylaws.ts';
import { revokeToken } from '../../src/actions/revokeToken.ts';
import { createApi } from '../../src/api/createApi.ts';
import { listJournal } from '../../src/db/read/journal.ts';
import { conceptBylaws } from '../../src/governance/bylaws.ts';
import { createI18n } from '../../src/i18n/translator.ts';
import { createNewcomers, type Newcomers } from '../support/newcomers.ts';
import { appoint, draftInput, granted, makeToken } from '../support/officers.ts';

const i18n = createI18n(['ru', 'en'], (what) => {
  throw new Error(`Missing: ${what}`);
});

let town: Newcomers;
let api: ReturnType<typeof createApi>;
let first: string;
let second: string;
let verifier: string;
let firstToken: string;
let secondToken: string;
let verifierToken: string;

const freshApi = (telegram: 'ok' | 'unreachable' = 'ok') =>
  createApi(town.deps, { i18n, username: 'veche_bot', telegramCheck: async () => telegram });

beforeAll(async () => {
  town = await createNewcomers();
  await town.publish(1);
  [first, second, verifier] = [await town.addMember(), await town.addMember(), await town.addMember()];
  const { deps } = town;
  for (const id of [first, second]) await appoint(deps, id, 'secretary');
  firstToken = (await makeToken(deps, first, second)).secret;
  secondToken = (await makeToken(deps, second, first)).secret;
  await appoint(deps, verifier, 'administrator');
  verifierToken = (await makeToken(deps, verifier, first)).secret;
  api = freshApi();
});
afterAll(() => town.close());

type Sent = {
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | ReadableStream;
  readonly on?: ReturnType<typeof createApi>;
};

/** What of an answer these tests look at. */
type Answer = {
  readonly code?: string;
  readonly errors?: readonly { readonly path?: string }[];
  readonly proposal?: number;
  readonly version?: number;
  readonly telegram?: string;
  readonly items?: readonly { readonly seq: number }[];
  readonly nextCursor?: string | null;
  readonly content?: { readonly texts?: { readonly ru: string } };
};

const call = async (method: string, path: string, sent: Sent = {}) => {
  const { token = firstToken, headers = {}, body, on = api } = sent;
  const answer = await on.request(path, {
    method,
    headers: {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body, duplex: 'half' }),
  } as RequestInit);
  const text = await answer.text();
  const json: Answer = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: answer.status, headers: answer.headers, text, json };
};

const post = (path: string, body: unknown, sent: Sent = {}) =>
  call('POST', path, { ...sent, body: JSON.stringify(body) });

describe('two persons over the API', () => {
  it('approving a proposal of your own is 409, with the same code as in the chat', async () => {
    const { decisionNumber: _, ...input } = draftInput(2);
    const made = await post('/api/v1/declarations', { ...input, decisionNumber: 2 });
    expect(made.status).toBe(201);
    const path = `/api/v1/approvals/${made.json.proposal}`;
    const own = await post(`${path}/approve`, {});
    expect([own.status, own.json.code]).toEqual([409, 'proposal.ownProposal']);
    expect(own.headers.get('content-type')).toContain('application/problem+json');
    const shown = await call('GET', path, { token: secondToken });
    expect(shown.json).toMatchObject({ kind: 'declaration', proposedByYou: false, approvals: 0 });
    expect(shown.json.content?.texts?.ru).toBe('Декларация 2.');
    const done = await post(`${path}/approve`, {}, { token: secondToken });
    expect(done.json).toMatchObject({ complete: true, needed: 1 });
    expect((await call('GET', '/api/v1/declarations/current')).json.version).toBe(2);
    const again = await post(`${path}/approve`, {}, { token: secondToken });
    expect([again.status, again.json.code]).toEqual([409, 'proposal.notPending']);
  });

  it('a person with two tokens is still one person', async () => {
    const other = (await makeToken(town.deps, first, second)).secret;
    const { number } = granted(await proposeBylaws(town.deps, { input: conceptBylaws, proposedBy: null }));
    const path = `/api/v1/approvals/${number}/approve`;
    expect((await post(path, {})).status).toBe(200);
    const twice = await post(path, {}, { token: other });
    expect([twice.status, twice.json.code]).toEqual([409, 'proposal.alreadyApproved']);
    expect((await post(`/api/v1/approvals/${number}/reject`, {})).status).toBe(200);
  });

  it("another office's case does not exist; a missing right is 403", async () => {
    const applicant = await town.addSigned();
    const { requestAdmission } = await import('../../src/actions/requestAdmission.ts');
    const words = 'Позвоните мне вечером.';
    const { number } = granted(await requestAdmission(town.deps, { personId: applicant, words }));
    expect((await call('GET', `/api/v1/approvals/${number}`, { token: verifierToken })).status).toBe(404);
    const denied = await post(`/api/v1/approvals/${number}/approve`, {}, { token: verifierToken });
    expect([denied.status, denied.json.code]).toEqual([403, 'admission.notOfficer']);
    expect((await call('GET', '/api/v1/ballots', { token: verifierToken })).status).toBe(403);
    const seen = await call('GET', `/api/v1/approvals/${number}`);
    expect(seen.json.content).toEqual({ words });
    expect(seen.text).not.toContain(applicant);
  });
});

describe('hostile requests', () => {
  const draft = (change: object) => ({ ...draftInput(9), decisionNumber: 9, ...change });
  const path = '/api/v1/declarations';

  it.each<[string, string, string]>([
    ['an unknown key', JSON.stringify(draft({ extra: 'SECRETVALUE' })), 'extra'],
    ['__proto__', `{"__proto__":{"x":"SECRETVALUE"},"version":9}`, '__proto__'],
    ['NUL', JSON.stringify(draft({ texts: { ru: 'SECRETVALUE\0', en: 'x' } })), 'texts.ru'],
    ['a lone surrogate', `{"version":9,"texts":{"ru":"SECRETVALUE\\ud800","en":"x"}}`, 'texts.ru'],
    ['1e400', `{"version":1e400,"texts":{"ru":"a","en":"b"}}`, 'version'],
    ['a wrong type', JSON.stringify(draft({ version: 'SECRETVALUE' })), 'version'],
    ['a missing field', JSON.stringify({ version: 9 }), 'texts'],
  ])('%s is 400 with the path and no echo', async (_name, body, at) => {
    const answer = await call('POST', path, { body });
    expect(answer.status).toBe(400);
    expect(answer.json.errors?.[0]?.path).toBe(at);
    expect(answer.text).not.toContain('SECRETVALUE');
  });

  it('a day that does not exist is 400 with the path', async () => {
    const body = {
      class: 'strawPoll',
      electorate: { kind: 'members' },
      rule: 'advisory',
      question: { ru: 'Вопрос?', en: 'Question?' },
      closesAt: '2026-02-30T10:00:00Z',
    };
    const answer = await post('/api/v1/ballots', body);
    expect([answer.status, answer.json.errors?.[0]?.path]).toEqual([400, 'closesAt']);
    expect(answer.text).not.toContain('2026-02-30');
  });

  it('a roll call of members is refused by the same rule as in the chat', async () => {
    const answer = await post('/api/v1/ballots', {
      class: 'rollCall',
      electorate: { kind: 'members' },
      rule: 'current',
      question: { ru: 'Вопрос?', en: 'Question?' },
      durationMinutes: 60,
    });
    expect([answer.status, answer.json.code]).toEqual([409, 'ballot.rollCallOfMembers']);
  });

  it('content types, sizes and broken JSON have their own answers', async () => {
    const plain = await call('POST', path, { body: '{}', headers: { 'content-type': 'text/plain' } });
    expect([plain.status, plain.json.code]).toEqual([415, 'api.notJson']);
    expect((await call('POST', path, { body: '{' })).status).toBe(400);
    const large = await call('POST', path, { body: JSON.stringify({ x: 'a'.repeat(10_000_000) }) });
    expect([large.status, large.json.code]).toEqual([413, 'api.bodyTooLarge']);
  });

  it('a body that drips is closed after five seconds', async () => {
    const never = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{')),
    });
    const answer = await call('POST', path, { body: never });
    expect([answer.status, answer.json.code]).toEqual([408, 'api.bodyTooSlow']);
    expect(answer.headers.get('connection')).toBe('close');
  });

  it.each(['?limit=51', '?limit=0', '?limit=1e1', '?cursor=-1', '?limit=5&limit=6', '?page=2'])(
    'lists refuse %s',
    async (query) => {
      expect((await call('GET', `/api/v1/journal${query}`)).status).toBe(400);
    },
  );

  it('pages by limit and cursor to the end', async () => {
    const seen: number[] = [];
    let cursor: string | null = '0';
    while (cursor !== null) {
      const { json } = await call('GET', `/api/v1/journal?limit=2&cursor=${cursor}`);
      seen.push(...(json.items ?? []).map(({ seq }) => seq));
      cursor = json.nextCursor ?? null;
    }
    const all = await listJournal(town.deps.db, 0, 1000);
    expect(seen).toEqual(all.map(({ seq }) => seq));
  });
});

describe('tokens', () => {
  it('every failure is the same answer, and eleven of them wait', async () => {
    const own = freshApi();
    const wrong = [
      '',
      'veche_x',
      `veche_${'A'.repeat(43)}`,
      firstToken.slice(0, -1),
      firstToken.toUpperCase(),
      ` ${firstToken}`,
    ];
    const answers = [];
    for (const token of wrong) answers.push(await call('GET', '/api/v1/me', { token, on: own }));
    expect(new Set(answers.map(({ text, status }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(401);
    for (let more = wrong.length; more < 10; more += 1)
      await call('GET', '/api/v1/me', { token: 'no', on: own });
    const locked = await call('GET', '/api/v1/me', { on: own });
    expect([locked.status, locked.json.code]).toEqual([429, 'api.tooManyFailures']);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it.each<[string, object, Record<string, string>, Record<string, string>]>([
    ['another address', { a: '203.0.113.5', b: '203.0.113.6' }, {}, {}],
    [
      'another client of a proxy on this machine',
      { a: '127.0.0.1', b: '127.0.0.1' },
      { 'x-forwarded-for': '198.51.100.1, 203.0.113.5' },
      { 'x-forwarded-for': '203.0.113.5, 203.0.113.6' },
    ],
  ])('a lock-out does not hold %s', async (_name, addresses, oneHeaders, otherHeaders) => {
    const own = freshApi();
    const from = (remoteAddress: string, headers: Record<string, string>, token: string) =>
      own.request(
        '/api/v1/me',
        { headers: { authorization: `Bearer ${token}`, ...headers } },
        { incoming: { socket: { remoteAddress } } },
      );
    const { a, b } = addresses as { a: string; b: string };
    for (let failure = 0; failure < 10; failure += 1) await from(a, oneHeaders, 'no');
    expect((await from(a, oneHeaders, firstToken)).status).toBe(429);
    expect((await from(b, otherHeaders, firstToken)).status).toBe(200);
  });

  it('an unread body does not help a wrong token', async () => {
    const never = new ReadableStream({});
    const started = Date.now();
    const answer = await call('POST', '/api/v1/declarations', { token: 'x', body: never, on: freshApi() });
    expect(answer.status).toBe(401);
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it('a revoked and an expired token are refused and journalled once', async () => {
    const { deps } = town;
    const own = freshApi();
    const dead = await makeToken(deps, first, second);
    granted(await revokeToken(deps, { tokenId: dead.id, by: null }));
    const fresh = await call('GET', '/api/v1/me', { token: dead.secret, on: own });
    const unknown = await call('GET', '/api/v1/me', { token: `veche_${'B'.repeat(43)}`, on: own });
    expect([fresh.status, fresh.text]).toEqual([401, unknown.text]);
    await call('GET', '/api/v1/me', { token: dead.secret, on: own });
    const refusals = (await listJournal(deps.db, 0, 1000)).filter(({ entry }) =>
      entry.includes('"token.refused"'),
    );
    expect(refusals).toHaveLength(1);
  });

  it("the holder sees their own tokens; an officer's dismissal ends what the token may do", async () => {
    const { json } = await call('GET', '/api/v1/tokens', { token: verifierToken });
    expect(json.items).toHaveLength(1);
    expect(json.items?.[0]).toMatchObject({ label: 'test', state: 'active', current: true });
    const me = await call('GET', '/api/v1/me', { token: verifierToken });
    expect(me.json).toMatchObject({ roles: ['administrator'] });
    expect(me.headers.get('cache-control')).toBe('no-store');
    expect(me.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('Idempotency-Key', () => {
  const path = '/api/v1/declarations';
  const body = { version: 30, texts: { ru: 'Ещё одна.', en: 'Another.' }, decisionNumber: 30 };

  it('the same request gets the same answer and one effect; another one is 422', async () => {
    const headers = { 'idempotency-key': 'one' };
    const one = await post(path, body, { headers });
    const two = await post(path, body, { headers });
    expect([two.status, two.text]).toEqual([one.status, one.text]);
    const other = await post(path, { ...body, version: 31 }, { headers });
    expect([other.status, other.json.code]).toEqual([422, 'api.keyReused']);
    const mine = await post(path, body, { headers, token: secondToken });
    expect(mine.json.proposal).not.toBe(one.json.proposal);
  });

  it('twenty at once have one effect; those that wait are told 409', async () => {
    const headers = { 'idempotency-key': 'many' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(path, body, { headers })));
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ json }) => json.proposal)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });

  it('a refusal is kept too', async () => {
    const headers = { 'idempotency-key': 'refused' };
    const { number } = granted(await proposeBylaws(town.deps, { input: conceptBylaws, proposedBy: first }));
    const approve = `/api/v1/approvals/${number}/approve`;
    const one = await post(approve, {}, { headers });
    granted(await approveProposal(town.deps, { officerId: second, number }));
    const two = await post(approve, {}, { headers });
    expect([two.status, two.text]).toEqual([409, one.text]);
  });
});

describe('health', () => {
  it('lives and is ready; says what is not', async () => {
    expect((await call('GET', '/healthz', { token: '' })).json).toEqual({ status: 'ok' });
    const ready = await call('GET', '/readyz', { token: '' });
    expect([ready.status, ready.json]).toEqual([200, { status: 'ok', database: 'ok', telegram: 'ok' }]);
    const away = await call('GET', '/readyz', { token: '', on: freshApi('unreachable') });
    expect([away.status, away.json.telegram]).toEqual([503, 'unreachable']);
  });
});
