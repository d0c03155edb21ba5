import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort, isAlive, isOpen, type Program, serverOf, startProgram } from './support/program.ts';

const isHeavy = process.env.VECHE_HEAVY === '1';
/** Promised: 10 s after the first start, 5 s after another; twice that here, or four times beside other test files. */
const MARGIN = isHeavy ? 2 : 4;
const COLD_MS = 10_000 * MARGIN;
const WARM_MS = 5_000 * 2;
const LOOK_MS = 25;
const WAIT_MS = 30_000;
const HOUR_MS = 3_600_000;

const chat = z.looseObject({
  messages: z.array(
    z.looseObject({ text: z.string().optional(), from: z.looseObject({ is_bot: z.boolean() }) }),
  ),
});

let folder: string;
let port: number;
let npm: Program | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veche-playground-'));
  // As root the embedded server runs as nobody and must get in.
  await chmod(folder, 0o755);
  port = await freePort();
});
afterAll(async () => {
  npm?.signalAll('SIGTERM');
  await npm?.ended;
  await rm(folder, { recursive: true, force: true });
});

const environment = () => ({ DATA_DIR: join(folder, 'data'), PORT: String(port) });
const page = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
const act = async (body: object): Promise<void> => {
  const response = await page('/playground/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
};
const state = z.looseObject({ people: z.array(z.looseObject({ id: z.int(), role: z.string() })) });
const person = async (role: string): Promise<number> => {
  const { people } = state.parse(await (await page('/playground/state')).json());
  return people.find((one) => one.role === role)?.id ?? 0;
};
const said = async (id: number): Promise<string> => {
  const { messages } = chat.parse(await (await page(`/playground/chat?person=${id}`)).json());
  return (messages.findLast(({ from }) => from.is_bot)?.text ?? '').replaceAll('\u00a0', ' ');
};
const hears = async (id: number, text: string): Promise<void> => {
  const deadline = Date.now() + WAIT_MS;
  for (let last = ''; !last.includes(text); last = await said(id)) {
    if (Date.now() > deadline) throw new Error(`The bot did not say "${text}" but "${last}".`);
    await sleep(LOOK_MS);
  }
};
/** From `npm start` to the bot's first words, in milliseconds. */
const startAndGreet = async (): Promise<number> => {
  const began = Date.now();
  npm = startProgram(environment(), ['npm', 'start']);
  await npm.line('Veche is open');
  const guest = await person('guest');
  await act({ act: 'send', person: guest, text: '/start' });
  await hears(guest, 'Выберите язык');
  return Date.now() - began;
};
const stop = async (send: (running: Program) => void): Promise<void> => {
  if (npm === undefined) throw new Error('Nothing was started.');
  const server = await serverOf(environment().DATA_DIR);
  expect(server).toBeGreaterThan(0);
  send(npm);
  await npm.ended;
  // npm may go before the program that it started.
  await expect.poll(() => server !== undefined && isAlive(server), { timeout: WAIT_MS }).toBe(false);
  await expect.poll(() => isOpen(port), { timeout: WAIT_MS }).toBe(false);
};

test('npm start without a token: a page, an answering bot, a clock, a reset, commands beside it, and a clean end', {
  timeout: 150_000,
}, async () => {
  const cold = await startAndGreet();
  expect(npm?.stdout()).toMatch(
    new RegExp(`^Veche is open on this machine: http://127\\.0\\.0\\.1:${port}$`, 'm'),
  );
  // npm may warn of the machine's own settings.
  expect(npm?.stderr().replaceAll(/^npm .*\n/gm, '')).toBe('');
  const html = await (await page('/')).text();
  expect(html).toContain('<script type="module"');
  expect((await page('/playground/app.js')).status).toBe(200);
  expect((await page('/healthz')).status).toBe(200);

  const delegate = await person('named');
  await act({ act: 'send', person: delegate, text: '/vote' });
  await hears(delegate, 'Голосования');
  expect(await said(delegate)).not.toContain('Регламент');
  await act({ act: 'clock', moveByMs: 21 * HOUR_MS });
  // The sweep opens it within a second, and whoever is on the list is told so.
  await hears(delegate, 'Вас ждёт решение');
  await act({ act: 'send', person: delegate, text: '/vote 2 за' });
  await hears(delegate, 'Голос принят');

  const exported = join(folder, 'journal.jsonl');
  const cli = (...args: string[]) =>
    startProgram(environment(), ['npm', 'run', '-s', 'veche', '--', 'journal', ...args]);
  const verify = cli('verify');
  expect([await verify.ended, verify.stderr()]).toEqual([0, '']);
  expect(verify.stdout()).toContain('The journal is whole');
  expect(await cli('export', exported).ended).toBe(0);
  expect(await cli('verify', '--head', exported).ended).toBe(0);

  await act({ act: 'reset' });
  const guest = await person('guest');
  await act({ act: 'send', person: guest, text: '/start' });
  await hears(guest, 'Выберите язык');
  // To npm alone, as a supervisor does.
  await stop((running) => running.signal('SIGTERM'));
  console.log(`From npm start to the bot's first words at first: ${cold} ms.`);
  expect(cold).toBeLessThan(COLD_MS);
});

// Two more starts of everything.
test.runIf(isHeavy)(
  'an embedded database that was killed ends Veche with a sentence, and the next start has it back, quickly',
  {
    timeout: 120_000,
  },
  async () => {
    const first = startProgram(environment());
    await first.line('Veche is open');
    const server = await serverOf(environment().DATA_DIR);
    process.kill(server ?? 0, 'SIGKILL');
    expect(await first.ended).toBe(1);
    expect(first.stderr()).toBe('The embedded database ended and does not come back: start Veche again.\n');
    const warm = await startAndGreet();
    // Ctrl-C in a terminal reaches npm, its shell and the program at once.
    await stop((running) => running.signalAll('SIGINT'));
    console.log(`From npm start to the bot's first words afterwards: ${warm} ms.`);
    expect(warm).toBeLessThan(WARM_MS);
  },
);
