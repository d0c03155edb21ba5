import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBroadcast } from '../../../../src/db/read/broadcast/broadcast.ts';
import { createTestApi, rawCall, type TestApi } from '../../../support/testApi.ts';

let testApi: TestApi;
beforeAll(async () => {
  testApi = await createTestApi();
});
afterAll(() => testApi.close());

const call = async (
  who: keyof TestApi['tokens'],
  method: string,
  path: string,
  body?: unknown,
  key?: string,
) => {
  const answer = await rawCall(testApi.api, method, `/api/v1/${path}`, {
    token: testApi.tokens[who],
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
  return { status: answer.status, json: JSON.parse(answer.text) };
};
const draft = {
  texts: { ru: '<b>Встреча</b> завтра', en: '<b>Meeting</b> tomorrow' },
  buttons: [{ label: { ru: 'Открыть', en: 'Open' }, url: 'https://example.org' }],
  class: 'binding',
  audience: { who: 'members' },
};
const pdf = Buffer.from('%PDF-1.7\n%%EOF\n').toString('base64');

describe('broadcasts over the API', () => {
  it('measures an audience; only for officers with the power', async () => {
    expect((await call('first', 'GET', 'broadcast-audience?who=members')).json).toEqual({ size: 3 });
    expect((await call('first', 'GET', 'broadcast-audience?who=members&locale=en')).json).toEqual({
      size: 0,
    });
    expect((await call('first', 'GET', 'broadcast-audience?who=signedMembers')).json).toEqual({ size: 3 });
    expect((await call('first', 'GET', 'broadcast-audience?who=officers')).json).toEqual({ size: 3 });
    expect((await call('first', 'GET', 'broadcast-audience?who=members&country=XX')).status).toBe(400);
    const refused = await call('administrator', 'GET', 'broadcast-audience?who=members');
    expect([refused.status, refused.json.code]).toEqual([403, 'broadcast.noPower']);
  });

  it('writes a draft once for one key, and changes it', async () => {
    const made = await call('first', 'POST', 'broadcasts', draft, 'same');
    const again = await call('first', 'POST', 'broadcasts', draft, 'same');
    expect([made.status, made.json, again.json]).toEqual([201, { number: 1 }, { number: 1 }]);
    const before = (await call('second', 'GET', 'broadcasts/1')).json;
    const changed = await call('first', 'POST', 'broadcasts/1/change', { class: 'news' });
    expect(changed.json.hash).not.toBe(before.hash);
    expect((await call('second', 'GET', 'broadcasts/1')).json).toMatchObject({
      state: 'draft',
      class: 'news',
      texts: draft.texts,
      hash: changed.json.hash,
      document: null,
    });
    expect((await call('first', 'GET', 'broadcasts?limit=1')).json.items).toHaveLength(1);
  });

  it.each([
    [{ ...draft, texts: { ...draft.texts, ru: '<script>x</script>' } }, 'broadcast.formatting', 'texts.ru'],
    [{ ...draft, texts: { ...draft.texts, en: 'a'.repeat(4097) } }, 'broadcast.tooLong', 'texts.en'],
    [
      { ...draft, buttons: [{ ...draft.buttons[0], url: 'http://a.org' }] },
      'broadcast.link',
      'buttons.0.url',
    ],
    [{ ...draft, sendsAt: '2020-01-01T00:00:00Z' }, 'broadcast.momentPast', 'sendsAt'],
    [{ ...draft, audience: { who: 'everybody' } }, 'api.invalid', 'audience.who'],
    [{ ...draft, correction: { corrects: 99, kind: 'moved' } }, 'broadcast.unknown', 'corrects'],
  ])('refuses what can not be sent, with its place', async (body, code, path) => {
    const refused = await call('first', 'POST', 'broadcasts', body);
    expect([refused.status, refused.json.code, refused.json.errors[0].path]).toEqual([400, code, path]);
  });

  it('takes a document by what it holds, of more than an ordinary body', async () => {
    const attach = (base64: string, name = '../a.pdf') =>
      call('first', 'POST', 'broadcasts/1/document', { document: { name, base64 } });
    const done = await attach(pdf);
    expect(done.json.document).toMatchObject({ name: 'a.pdf', size: 15 });
    expect((await attach(Buffer.from('<svg/>').toString('base64'))).json.code).toBe('broadcast.notPdf');
    const large = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.alloc(2_000_000, 32),
      Buffer.from('%%EOF'),
    ]);
    expect((await attach(large.toString('base64'))).json.document.size).toBe(large.length);
    const tooMuch = await attach('A'.repeat(29 * 1024 * 1024));
    expect([tooMuch.status, tooMuch.json.code]).toEqual([413, 'api.bodyTooLarge']);
    const elsewhere = await call('first', 'POST', 'broadcasts/1/change', {
      texts: { ru: 'a'.repeat(1_100_000), en: 'a' },
    });
    expect(elsewhere.status).toBe(413);
    await call('first', 'POST', 'broadcasts/1/document', { document: null });
    expect((await call('first', 'GET', 'broadcasts/1')).json.document).toBeNull();
  });

  it('needs another officer for the exact hash, and refuses when something changed behind it', async () => {
    const proposed = await call('first', 'POST', 'broadcasts/1/propose', {});
    expect(proposed.json).toMatchObject({ number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const shown = await call('second', 'GET', `approvals/${proposed.json.case}`);
    expect(shown.json.content).toMatchObject({ number: 1, hash: proposed.json.hash, texts: draft.texts });
    const edited = await call('first', 'POST', 'broadcasts/1/change', { class: 'binding' });
    expect([edited.status, edited.json.code]).toEqual([409, 'broadcast.notEditable']);
    const own = await call('first', 'POST', `approvals/${proposed.json.case}/approve`, {});
    expect([own.status, own.json.code]).toEqual([409, 'proposal.ownProposal']);
    await call('first', 'POST', `approvals/${proposed.json.case}/reject`, {});
    expect((await call('first', 'GET', 'broadcasts/1')).json.state).toBe('draft');
    const late = await call('second', 'POST', `approvals/${proposed.json.case}/approve`, {});
    expect(late.json.code).toBe('proposal.notPending');

    const anew = await call('first', 'POST', 'broadcasts/1/propose', {});
    await testApi.deps.db.execute(`update broadcast set audience = '{"who":"officers"}'`);
    const refused = await call('second', 'POST', `approvals/${anew.json.case}/approve`, {});
    expect([refused.status, refused.json.code]).toEqual([409, 'broadcast.changed']);
    await testApi.deps.db.execute(`update broadcast set audience = '{"who":"members"}'`);
    expect((await call('second', 'POST', `approvals/${anew.json.case}/approve`, {})).json.complete).toBe(
      true,
    );
    expect((await call('first', 'GET', 'broadcasts/1')).json.state).toBe('approved');
  });

  it('what is approved is stopped by one officer, for good', async () => {
    expect((await call('second', 'POST', 'broadcasts/1/pause', {})).json.code).toBe('broadcast.notSending');
    expect((await call('second', 'POST', 'broadcasts/1/stop', {})).json).toEqual({
      number: 1,
      state: 'stopped',
    });
    expect((await call('second', 'POST', 'broadcasts/1/resume', {})).json.code).toBe('broadcast.notPaused');
    expect((await call('first', 'GET', 'broadcasts/1/report')).json).toMatchObject({
      state: 'stopped',
      waiting: 0,
      counts: { sent: 0, unreachable: 0, failed: 0, leftOut: 0 },
    });
    const correction = { ...draft, correction: { corrects: 1, kind: 'withdrawn' } };
    expect((await call('first', 'POST', 'broadcasts', correction)).json.code).toBe(
      'broadcast.recipientsGone',
    );
  });

  it('a draft is deleted by its writer only', async () => {
    const { number } = (await call('first', 'POST', 'broadcasts', draft)).json;
    expect((await call('second', 'POST', `broadcasts/${number}/discard`, {})).json.code).toBe(
      'broadcast.notWriter',
    );
    expect((await call('first', 'POST', `broadcasts/${number}/discard`, {})).status).toBe(200);
    expect(await findBroadcast(testApi.deps.db, testApi.deps.vault, number)).toBeUndefined();
    expect((await call('first', 'GET', `broadcasts/${number}`)).status).toBe(404);
  });
});
