import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { proposeBylaws } from '../../src/actions/bylaws/proposeBylaws.ts';
import { requestAdmission } from '../../src/actions/verification/requestAdmission.ts';
import { listJournal } from '../../src/db/read/journal/journal.ts';
import { conceptBylaws } from '../../src/governance/bylaws/bylaws.ts';
import { clientOf } from '../support/apiClient.ts';
import { draftInput, granted, makeToken } from '../support/officers.ts';
import { createTestApi, rawCall, type TestApi } from '../support/testApi.ts';

let testApi: TestApi;
let first: ReturnType<typeof clientOf>;
let second: ReturnType<typeof clientOf>;
let administrator: ReturnType<typeof clientOf>;

beforeAll(async () => {
  testApi = await createTestApi();
  const { api, tokens } = testApi;
  first = clientOf(api, tokens.first);
  second = clientOf(api, tokens.second);
  administrator = clientOf(api, tokens.administrator);
});
afterAll(() => testApi.close());

const approve = (by: typeof first, number: number) =>
  by.POST('/api/v1/approvals/{number}/approve', { params: { path: { number } }, body: {} });

/** Status and code of an answer of the client. */
const refusalOf = ({ response, error }: { response: Response; error?: { code: string } | undefined }) => [
  response.status,
  error?.code,
];

const numberOf = (value: number | undefined): number => {
  if (value === undefined) throw new Error('The API gave no number.');
  return value;
};

describe('two persons over the API', () => {
  it('approving a proposal of your own is 409, with the same code as in the chat', async () => {
    const made = await first.POST('/api/v1/declarations', {
      body: draftInput(2),
    });
    expect(made.response.status).toBe(201);
    const number = numberOf(made.data?.proposal);
    const own = await approve(first, number);
    expect(refusalOf(own)).toEqual([409, 'proposal.ownProposal']);
    expect(own.response.headers.get('content-type')).toContain('application/problem+json');
    const shown = await second.GET('/api/v1/approvals/{number}', { params: { path: { number } } });
    expect(shown.data).toMatchObject({
      kind: 'declaration',
      proposedByYou: false,
      approvals: 0,
      content: { texts: { ru: 'Декларация 2.' } },
    });
    expect((await approve(second, number)).data).toMatchObject({ complete: true, needed: 1 });
    expect((await first.GET('/api/v1/declarations/current')).data?.version).toBe(2);
    const at = (version: number) => ({ params: { path: { version } } });
    const one = await first.GET('/api/v1/declarations/{version}', at(2));
    expect(one.data).toMatchObject({
      version: 2,
      decisionNumber: '2',
      editorial: false,
      texts: { ru: 'Декларация 2.' },
    });
    expect(refusalOf(await first.GET('/api/v1/declarations/{version}', at(9)))).toEqual([
      404,
      'declaration.notFound',
    ]);
    expect(refusalOf(await approve(second, number))).toEqual([409, 'proposal.notPending']);
  });

  it('a person with two tokens is still one person', async () => {
    const { deps, api } = testApi;
    const other = clientOf(api, (await makeToken(deps, testApi.first, testApi.second)).secret);
    const { number } = granted(await proposeBylaws(deps, { input: conceptBylaws, proposedBy: null }));
    expect((await approve(first, number)).response.status).toBe(200);
    expect(refusalOf(await approve(other, number))).toEqual([409, 'proposal.alreadyApproved']);
    const path = { number };
    const rejected = await first.POST('/api/v1/approvals/{number}/reject', { params: { path }, body: {} });
    expect(rejected.response.status).toBe(200);
  });

  it("another office's case does not exist; a missing right is 403", async () => {
    const applicant = await testApi.alliance.addSigned();
    const words = 'Позвоните мне вечером.';
    const { number } = granted(await requestAdmission(testApi.deps, { personId: applicant, words }));
    const one = { params: { path: { number } } };
    expect((await administrator.GET('/api/v1/approvals/{number}', one)).response.status).toBe(404);
    expect(refusalOf(await approve(administrator, number))).toEqual([403, 'admission.notOfficer']);
    expect(refusalOf(await administrator.GET('/api/v1/ballots'))).toEqual([403, 'ballot.noPower']);
    const seen = await first.GET('/api/v1/approvals/{number}', one);
    expect(seen.data?.content).toEqual({ words });
    expect(JSON.stringify(seen.data)).not.toContain(applicant);
  });

  it("the holder sees what they may do and their own tokens, and nobody's cache keeps it", async () => {
    const tokens = await administrator.GET('/api/v1/tokens');
    expect(tokens.data?.items).toMatchObject([{ label: 'test', state: 'active', current: true }]);
    const me = await administrator.GET('/api/v1/me');
    expect(me.data).toMatchObject({ roles: ['administrator'] });
    expect(me.response.headers.get('cache-control')).toBe('no-store');
    expect(me.response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('a roll call of members is refused by the same rule as in the chat', async () => {
    const answer = await first.POST('/api/v1/ballots', {
      body: {
        class: 'rollCall',
        electorate: { kind: 'members' },
        rule: 'current',
        question: { ru: 'Вопрос?', en: 'Question?' },
        durationMinutes: 60,
      },
    });
    expect(refusalOf(answer)).toEqual([409, 'ballot.rollCallOfMembers']);
  });

  it('pages by limit and cursor to the end', async () => {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const query: { limit: number; cursor?: string } = { limit: 2, ...(cursor === null ? {} : { cursor }) };
      const { data } = await first.GET('/api/v1/journal', { params: { query } });
      seen.push(...(data?.items ?? []).map(({ seq }) => seq));
      cursor = data?.nextCursor ?? null;
    } while (cursor !== null);
    const all = await listJournal(testApi.deps.db, 0, 1000);
    expect(seen).toEqual(all.map(({ seq }) => seq));
  });
});

describe('hostile requests', () => {
  const draft = (change: object) => ({ ...draftInput(9), ...change });
  const path = '/api/v1/declarations';
  const send = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
    rawCall(testApi.api, 'POST', path, { token: testApi.tokens.first, body, headers });

  it.each<[string, string, string]>([
    ['an unknown key', JSON.stringify(draft({ extra: 'SECRETVALUE' })), 'extra'],
    ['__proto__', `{"__proto__":{"x":"SECRETVALUE"},"version":9}`, '__proto__'],
    ['NUL', JSON.stringify(draft({ texts: { ru: 'SECRETVALUE\0', en: 'x' } })), 'texts.ru'],
    ['a lone surrogate', `{"version":9,"texts":{"ru":"SECRETVALUE\\ud800","en":"x"}}`, 'texts.ru'],
    ['1e400', `{"version":1e400,"texts":{"ru":"a","en":"b"}}`, 'version'],
    ['a wrong type', JSON.stringify(draft({ version: 'SECRETVALUE' })), 'version'],
    ['a missing field', JSON.stringify({ version: 9 }), 'texts'],
  ])('%s is 400 with the path and no echo', async (_name, body, at) => {
    const answer = await send(body);
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
    const sent = { token: testApi.tokens.first, body: JSON.stringify(body) };
    const answer = await rawCall(testApi.api, 'POST', '/api/v1/ballots', sent);
    expect([answer.status, answer.json.errors?.[0]?.path]).toEqual([400, 'closesAt']);
    expect(answer.text).not.toContain('2026-02-30');
  });

  it('content types, sizes and broken JSON have their own answers', async () => {
    const plain = await send('{}', { 'content-type': 'text/plain' });
    expect([plain.status, plain.json.code]).toEqual([415, 'api.notJson']);
    expect((await send('{')).status).toBe(400);
    const large = await send(JSON.stringify({ x: 'a'.repeat(10_000_000) }));
    expect([large.status, large.json.code]).toEqual([413, 'api.bodyTooLarge']);
  });

  it('a body that drips is closed after five seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { promise: isRead, resolve } = Promise.withResolvers<void>();
      const never = new ReadableStream({ pull: () => resolve() }, { highWaterMark: 0 });
      const pending = send(never);
      await isRead;
      vi.advanceTimersByTime(4_999);
      expect(await Promise.race([pending, 'still waiting'])).toBe('still waiting');
      vi.advanceTimersByTime(1);
      const answer = await pending;
      expect([answer.status, answer.json.code]).toEqual([408, 'api.bodyTooSlow']);
      expect(answer.headers.get('connection')).toBe('close');
    } finally {
      vi.useRealTimers();
    }
  });

  const foreign = Buffer.from('["a",1]').toString('base64url');
  it.each([
    'limit=51',
    'limit=0',
    'limit=1e1',
    'cursor=-1',
    'cursor=',
    `cursor=${foreign}`,
    'limit=5&limit=6',
    'page=2',
  ])('lists refuse ?%s', async (query) => {
    const answer = await rawCall(testApi.api, 'GET', `/api/v1/journal?${query}`, {
      token: testApi.tokens.first,
    });
    expect(answer.status).toBe(400);
  });
});

describe('health', () => {
  it('lives and is ready; says what is not', async () => {
    expect((await rawCall(testApi.api, 'GET', '/healthz')).json).toEqual({ status: 'ok' });
    const ready = await rawCall(testApi.api, 'GET', '/readyz');
    expect([ready.status, ready.json]).toEqual([200, { status: 'ok', database: 'ok', telegram: 'ok' }]);
    const lonely = testApi.freshApi({ telegramCheck: async () => 'unreachable' });
    const away = await rawCall(lonely, 'GET', '/readyz');
    expect([away.status, away.json]).toEqual([503, expect.objectContaining({ telegram: 'unreachable' })]);
  });
});
