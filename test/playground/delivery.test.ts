import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotApi, type Person, startBotApi } from '../../src/playground/botApi.ts';
import { call, field, poll, type SeenUpdate } from './client.ts';

let api: BotApi;
let anna: Person;
beforeEach(async () => {
  api = await startBotApi();
  anna = api.createPerson({ firstName: 'Anna' });
});
afterEach(() => api.close());

async function untilPolled(): Promise<void> {
  while (!api.polling()) await new Promise((resolve) => setImmediate(resolve));
}

describe('getUpdates', () => {
  it('gives everything again until an offset confirms it', async () => {
    const ids = [await anna.send('a'), await anna.send('b'), await anna.send('c')];
    expect((await poll(api)).map(({ update_id }) => update_id)).toEqual(ids);
    expect((await poll(api, { limit: 2 })).map(({ message }) => message?.text)).toEqual(['a', 'b']);
    expect((await poll(api, { offset: ids[2] })).map(({ message }) => message?.text)).toEqual(['c']);
    expect(await poll(api, { offset: Number(ids[2]) + 1 })).toEqual([]);
    expect(api.pendingUpdates()).toBe(0);
  });

  it('answers hasty repeats with one update when limits are enforced', async () => {
    for (const text of ['a', 'b']) await anna.send(text);
    api.faults.enforceLimits = true;
    expect(await poll(api)).toHaveLength(2);
    expect(await poll(api)).toHaveLength(1);
    expect(await poll(api, { offset: -2 })).toHaveLength(2);
  });

  it('a negative offset keeps the last ones only', async () => {
    for (const text of ['a', 'b', 'c']) await anna.send(text);
    expect((await poll(api, { offset: -1 })).map(({ message }) => message?.text)).toEqual(['c']);
    expect(api.pendingUpdates()).toBe(1);
  });

  it('waits for the next update, and a second poller ends the first with 409', async () => {
    const first = call(api, 'getUpdates', { timeout: 20 });
    await untilPolled();
    const second = poll(api, { timeout: 20 });
    expect(await first).toEqual({
      ok: false,
      error_code: 409,
      description:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    await anna.send('late');
    expect((await second).map(({ message }) => message?.text)).toEqual(['late']);
  });

  it('keeps to allowed_updates', async () => {
    await poll(api, { allowed_updates: ['callback_query'] });
    await anna.send('not wanted');
    expect(await poll(api)).toEqual([]);
  });

  it('delivers twice and in wrong order when asked to, reproducibly', async () => {
    for (let n = 0; n < 8; n++) await anna.send(`${n}`);
    api.faults.duplicateUpdates = true;
    expect(await poll(api)).toHaveLength(16);
    api.faults.duplicateUpdates = false;
    const order = async () => {
      api.faults.shuffleUpdates(7);
      return (await poll(api)).map(({ message }) => message?.text).join('');
    };
    const first = await order();
    expect(first).not.toBe('01234567');
    expect([...first].sort().join('')).toBe('01234567');
    expect(await order()).toBe(first);
  });
});

describe('webhook', () => {
  let hook: Server;
  let seen: { update: SeenUpdate; secret: unknown }[] = [];
  let reply: (update: SeenUpdate) => { status: number; body?: object } = () => ({ status: 200 });
  let url = '';

  beforeEach(async () => {
    seen = [];
    reply = () => ({ status: 200 });
    hook = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const update: SeenUpdate = JSON.parse(body);
      seen.push({ update, secret: request.headers['x-telegram-bot-api-secret-token'] });
      const { status, body: answer } = reply(update);
      response.writeHead(status).end(answer ? JSON.stringify(answer) : '');
      arrived?.();
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    const { port } = hook.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/hook`;
    api.faults.webhookRetryMs = 5;
  });
  afterEach(() => {
    hook.closeAllConnections();
    hook.close();
  });

  let arrived: (() => void) | undefined;
  async function until(count: number): Promise<void> {
    while (seen.length < count) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
  }

  it('posts with the secret, in order per person, again after errors', async () => {
    let failures = 2;
    reply = () => ({ status: failures-- > 0 ? 500 : 200 });
    await call(api, 'setWebhook', { url, secret_token: 'a_secret-1' });
    await anna.send('a');
    await anna.send('b');
    await until(4);
    expect(seen.map(({ update }) => update.message?.text)).toEqual(['a', 'a', 'a', 'b']);
    expect(new Set(seen.map(({ secret }) => secret))).toEqual(new Set(['a_secret-1']));
    const info = await call(api, 'getWebhookInfo');
    expect(info.result).toMatchObject({ url, last_error_message: expect.stringContaining('500') });
  });

  it('one person waiting does not hold up another, nor presses of the same', async () => {
    const boris = api.createPerson({ firstName: 'Boris' });
    reply = (update) => ({ status: update.message?.text === 'stuck' ? 500 : 200 });
    await call(api, 'setWebhook', { url });
    await anna.send('stuck');
    await anna.send('behind');
    await boris.send('free');
    await anna.pressRaw({ messageId: 1, data: 'p' }, { timeoutMs: 1 });
    const others = () => seen.filter(({ update }) => update.message?.text !== 'stuck');
    while (others().length < 2) await until(seen.length + 1);
    expect(
      others()
        .map(({ update }) => update.callback_query?.data ?? update.message?.text)
        .sort(),
    ).toEqual(['free', 'p']);
  });

  it('runs a method call in the answer, delivers twice when asked to', async () => {
    api.faults.duplicateUpdates = true;
    reply = () => ({ status: 200, body: { method: 'sendMessage', chat_id: anna.id, text: 'by reply' } });
    await call(api, 'setWebhook', { url });
    await anna.send('a');
    const answers = await api.waitFor(() => {
      const found = anna.chat().filter(({ text }) => text === 'by reply');
      return found.length === 2 && found;
    });
    expect(answers).toHaveLength(2);
    expect(seen[0]?.update.update_id).toBe(seen[1]?.update.update_id);
  });

  it('excludes polling, and takes loopback http or https only', async () => {
    const waiting = call(api, 'getUpdates', { timeout: 20 });
    await untilPolled();
    await call(api, 'setWebhook', { url });
    expect((await waiting).error_code).toBe(409);
    expect((await call(api, 'getUpdates')).description).toContain(
      "can't use getUpdates method while webhook is active",
    );
    expect((await call(api, 'setWebhook', { url: 'http://example.org/x' })).description).toBe(
      'Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    );
    expect((await call(api, 'setWebhook', { url, secret_token: 'no spaces' })).error_code).toBe(400);
    await call(api, 'deleteWebhook');
    expect((await call(api, 'getUpdates')).ok).toBe(true);
  });
});

describe('faults', () => {
  it('drops before the effect or after it', async () => {
    await anna.send('/start');
    api.faults.dropConnection(() => 'before');
    await expect(call(api, 'sendMessage', { chat_id: anna.id, text: 'x' })).rejects.toThrow('fetch failed');
    expect(anna.last()).toBeUndefined();
    api.faults.dropConnection(() => 'after');
    await expect(call(api, 'sendMessage', { chat_id: anna.id, text: 'x' })).rejects.toThrow('fetch failed');
    expect(anna.last()?.text).toBe('x');
  });

  it('fails the next call of a method, once, and refuses all when down', async () => {
    api.faults.failNext('getMe', 502, 'Bad Gateway');
    expect(await call(api, 'getMe')).toEqual({ ok: false, error_code: 502, description: 'Bad Gateway' });
    expect(field((await call(api, 'getMe')).result, 'id')).toBe(42);
    api.faults.down = true;
    await expect(call(api, 'getMe')).rejects.toThrow('fetch failed');
    api.faults.clear();
    api.faults.rate429(1, 3);
    expect((await call(api, 'sendMessage', {})).parameters).toEqual({ retry_after: 3 });
    expect((await call(api, 'getMe')).ok).toBe(true);
    expect(api.violations).toEqual([]);
  });
});
