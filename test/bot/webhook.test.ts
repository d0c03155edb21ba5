import { once } from 'node:events';
import { request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { serve } from '@hono/node-server';
import type { Update } from 'grammy/types';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { webhookRoute } from '../../src/bot/webhook.ts';
import { messageUpdate } from './updates.ts';

const secret = 's'.repeat(40);
let server: ReturnType<typeof serve>;
let url: string;
let port: number;
let accepted: Update[];
let fails: boolean;
let logged: unknown[];

beforeAll(async () => {
  const route = webhookRoute({
    secret,
    log: (_level, event, facts) => void logged.push([event, facts?.code]),
    intake: {
      accept: async (update) => {
        if (fails) throw new Error('away');
        accepted.push(update);
        return 'done';
      },
    },
  });
  server = serve({ fetch: route.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  url = `http://127.0.0.1:${port}/telegram/webhook`;
});
afterAll(() => {
  (server as Server).closeAllConnections();
  server.close();
});
beforeEach(() => {
  accepted = [];
  logged = [];
  fails = false;
});

const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body: body.toString(),
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret, ...headers },
  });

describe('webhook', () => {
  it('hands an update on and answers when it is finished', async () => {
    expect((await post(JSON.stringify(messageUpdate(1, 2)))).status).toBe(200);
    expect(accepted).toEqual([messageUpdate(1, 2)]);
  });

  it('asks for the update again after an outage', async () => {
    fails = true;
    expect((await post(JSON.stringify(messageUpdate(1, 2)))).status).toBe(500);
  });

  it.each(['', 'wrong', `${secret}x`, secret.slice(1)])('refuses the secret %j with 401', async (given) => {
    expect((await post('{}', { 'x-telegram-bot-api-secret-token': given })).status).toBe(401);
    expect(accepted).toEqual([]);
  });

  it('refuses a request without a secret before its body has come', async () => {
    const open = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 500 },
    });
    open.on('error', () => {});
    open.write('{');
    const [response] = await once(open, 'response');
    expect(response.statusCode).toBe(401);
    open.destroy();
  });

  it('refuses other content types with 415', async () => {
    expect((await post('update_id=1', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
      415,
    );
  });

  it.each([
    ['no JSON', '{"update_id":'],
    ['nothing', ''],
    ['no update_id', '{"message":{}}'],
    ['an update_id that is no number', '{"update_id":"1"}'],
    ['an infinite update_id', '{"update_id":1e400}'],
    ['a message that is none', '{"update_id":1,"message":{"text":"x"}}'],
    ['a list', '[]'],
  ])('puts %s aside with 200', async (_name, body) => {
    expect((await post(body)).status).toBe(200);
    expect(accepted).toEqual([]);
    expect(logged).toEqual([['webhook.quarantined', undefined]]);
  });

  it('takes kinds of updates that Telegram may invent', async () => {
    expect((await post('{"update_id":7,"new_kind":{"x":1}}')).status).toBe(200);
    expect(accepted).toHaveLength(1);
  });

  it('refuses 10 MB with 413, announced or not', async () => {
    const open = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    });
    open.on('error', () => {});
    open.write(`{"update_id":1,"x":"${'x'.repeat(2_000_000)}`);
    const [response] = await once(open, 'response');
    expect(response.statusCode).toBe(413);
    open.destroy();
    const announced = await post(`{"x":"${'x'.repeat(10_000_000)}"}`).then(
      ({ status }) => status,
      // The server closes while the client still writes.
      () => 413,
    );
    expect(announced).toBe(413);
    expect(logged[0]).toEqual(['webhook.refused', 'tooLarge']);
  });

  it('closes a body that does not come in 5 seconds with 408', async () => {
    const inLife = globalThis.setTimeout;
    // Only this patience passes a hundred times faster.
    const timers = vi
      .spyOn(globalThis, 'setTimeout')
      .mockImplementation((act, ms) => inLife(act, ms === 5_000 ? 50 : ms));
    try {
      const socket = connect(port, '127.0.0.1');
      socket.write(
        `POST /telegram/webhook HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n` +
          `x-telegram-bot-api-secret-token: ${secret}\r\n\r\n{"up`,
      );
      let answer = '';
      socket.on('data', (data) => {
        answer += data.toString();
      });
      await once(socket, 'close');
      expect(answer).toContain('408');
      expect(timers.mock.calls.some(([, ms]) => ms === 5_000)).toBe(true);
    } finally {
      timers.mockRestore();
    }
  });
});
