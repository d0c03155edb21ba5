import { lookup } from 'node:dns';
import { lookup as lookupPromise } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';

const REFUSED = /A test tried to reach (example\.com|192\.0\.2\.1): tests may use only this machine/;

test('connections and look-ups leave this machine by no door', async () => {
  expect(() => connect(80, 'example.com')).toThrow(REFUSED);
  expect(() => connect({ port: 80, host: '192.0.2.1' })).toThrow(REFUSED);
  expect(() => lookup('example.com', () => {})).toThrow(REFUSED);
  expect(() => lookupPromise('example.com')).toThrow(REFUSED);
  const failure = await fetch('http://192.0.2.1/').catch((error: unknown) => error);
  expect(failure).toMatchObject({ cause: { message: expect.stringMatching(REFUSED) } });
});

test('this machine stays open', async () => {
  const server = createServer((socket) => socket.end('here')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  const socket = connect(address.port, 'localhost');
  const [data] = await once(socket, 'data');
  expect(String(data)).toBe('here');
  server.close();
});

test('tests run far from UTC', () => {
  expect(new Date(Date.UTC(2026, 0, 1)).getHours()).toBe(15);
});
