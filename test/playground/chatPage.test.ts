import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import en from '../../locales/en/playground.json' with { type: 'json' };
import ru from '../../locales/ru/playground.json' with { type: 'json' };
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { call, png } from './client.ts';

const MINUTE_MS = 60_000;
let offset = 0;
let resets = 0;
let playground: Playground;
let guest = 0;

beforeAll(async () => {
  playground = await startPlayground({
    port: 0,
    host: '127.0.0.1',
    clock: {
      now: async () => new Date(Date.now() + offset),
      offsetMs: () => offset,
      moveBy: async (ms) => {
        offset += ms;
      },
    },
    alsoServes: (asked) => {
      const { pathname, search } = new URL(asked.url);
      if (!pathname.startsWith('/api/')) return undefined;
      return asked
        .text()
        .then((body) => new Response(`${asked.method} ${pathname}${search} ${body}`, { status: 201 }));
    },
    reset: async () => {
      resets += 1;
      guest = playground.api.createPerson({ firstName: 'Гость', languageCode: 'ru' }).id;
    },
    notes: async () => ({
      apiUrl: 'http://a',
      secretariatToken: 't',
      people: [{ id: guest, role: 'guest' }],
    }),
  });
  guest = playground.api.createPerson({ firstName: 'Гость', languageCode: 'ru' }).id;
});
afterAll(() => playground.close());

async function act(
  body: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${playground.url}/playground/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function get(path: string): Promise<unknown> {
  return (await fetch(playground.url + path)).json();
}

it('brings its page, code and style, and nothing from elsewhere', async () => {
  const page = await fetch(`${playground.url}/`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(await page.text()).toContain('/playground/app.js');
  const script = await (await fetch(`${playground.url}/playground/app.js`)).text();
  const style = await (await fetch(`${playground.url}/playground/app.css`)).text();
  expect(script).toContain(ru.newGuest);
  expect(style).toContain('prefers-reduced-motion');
  const addresses = `${script}${style}`.match(/https?:\/\/[^\s"'`)$]+/g) ?? [];
  expect(new Set(addresses)).toEqual(
    new Set(['http://www.w3.org/2000/svg', 'https://']).intersection(new Set(addresses)),
  );
  expect((await fetch(`${playground.url}/elsewhere`)).status).toBe(404);
});

it('speaks both languages with the same keys and variables', () => {
  const flat = (texts: object): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[key, value] as [string, string]]
        : flat(value).map(([k, v]): [string, string] => [`${key}.${k}`, v]),
    );
  const shape = (texts: object) =>
    flat(texts).map(([key, text]) => [key, (text.match(/\{\{\w+\}\}/g) ?? []).sort()]);
  expect(shape(en)).toEqual(shape(ru));
});

it('plays a person: Start, text, pasted link, edit, blocking', async () => {
  const person = playground.api.person(guest);
  expect(await get(`/playground/chat?person=${guest}`)).toMatchObject({ opened: false, messages: [] });
  await act({ act: 'send', person: guest, text: '/start' });
  await act({ act: 'send', person: guest, text: ` https://t.me/${playground.api.username}?start=vouch_1 ` });
  expect(person?.chat().map(({ text }) => text)).toEqual(['/start', '/start vouch_1']);
  const messageId = person?.chat()[0]?.message_id;
  await act({ act: 'edit', person: guest, messageId, text: 'changed' });
  expect(person?.chat()[0]).toMatchObject({ text: 'changed', edit_date: expect.any(Number) });
  await act({ act: 'block', person: guest });
  expect(person?.blocked()).toBe(true);
  const refused = await act({ act: 'send', person: guest, text: 'x' });
  expect(refused).toMatchObject({ status: 409, body: { error: expect.stringContaining('blocked') } });
  await act({ act: 'unblock', person: guest });
});

it('tells of every message by events, with the reply keyboard that is shown', async () => {
  const stop = new AbortController();
  const stream = await fetch(`${playground.url}/playground/events`, { signal: stop.signal });
  await call(playground.api, 'sendMessage', {
    chat_id: guest,
    text: 'k',
    reply_markup: { keyboard: [['Да']] },
  });
  let heard = '';
  for await (const chunk of stream.body ?? []) {
    heard += Buffer.from(chunk).toString('utf8');
    if (heard.includes('"type":"message"')) break;
  }
  stop.abort();
  const line = heard.split('\n').find((text) => text.startsWith('data: ')) ?? '';
  expect(JSON.parse(line.slice('data: '.length))).toMatchObject({
    type: 'message',
    chatId: guest,
    keyboard: [['Да']],
    message: { text: 'k' },
  });
});

it('shows pictures and only ever downloads the rest', async () => {
  const base64 = Buffer.from('<script>alert(1)</script>').toString('base64');
  await act({
    act: 'media',
    person: guest,
    kind: 'document',
    fileName: 'ж.html',
    mimeType: 'text/html',
    base64,
  });
  const id = playground.api.person(guest)?.chat().at(-1)?.document?.file_id;
  const file = await fetch(`${playground.url}/playground/file?id=${id}`);
  expect(file.headers.get('content-type')).toBe('application/octet-stream');
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''%D0%B6\.html$/);
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  const bytes = Buffer.from(await png().arrayBuffer()).toString('base64');
  await act({ act: 'media', person: guest, kind: 'photo', base64: bytes });
  const photo = playground.api.person(guest)?.chat().at(-1)?.photo?.[0]?.file_id;
  expect((await fetch(`${playground.url}/playground/file?id=${photo}`)).headers.get('content-type')).toBe(
    'image/png',
  );
});

it('moves the clock forward only, dates messages by it, makes guests, starts over', async () => {
  await act({ act: 'clock', moveByMs: 90 * MINUTE_MS });
  expect(offset).toBe(90 * MINUTE_MS);
  expect((await act({ act: 'clock', moveByMs: -1 })).status).toBe(409);
  await act({ act: 'send', person: guest, text: 'later' });
  const date = playground.api.person(guest)?.chat().at(-1)?.date ?? 0;
  expect(date * 1000).toBeGreaterThan(Date.now() + 89 * MINUTE_MS);
  const made = await act({ act: 'guest', firstName: 'Guest 2', languageCode: 'en' });
  expect(made.body).toEqual({ result: { id: expect.any(Number) } });
  await act({ act: 'reset' });
  expect(resets).toBe(1);
  expect(await get('/playground/state')).toMatchObject({
    people: [{ id: guest, role: 'guest' }],
    secretariatToken: 't',
  });
});

it('lets no other site play people', async () => {
  expect((await act({ act: 'reset' }, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await act({ act: 'reset' }, { 'content-type': 'text/plain' })).status).toBe(415);
  const { port } = new URL(playground.url);
  const status = await new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path: '/playground/state', headers: { host: 'evil.example' } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    asked.on('error', reject).end();
  });
  expect(status).toBe(403);
  expect(resets).toBe(1);
});

it('leaves every other path to the program it shows', async () => {
  const answer = await fetch(`${playground.url}/api/echo?x=1`, { method: 'POST', body: 'hello' });
  expect([answer.status, await answer.text()]).toEqual([201, 'POST /api/echo?x=1 hello']);
});
