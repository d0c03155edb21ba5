import type { Update } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotApi, type Person, startBotApi } from '../../src/playground/botApi.ts';
import { createTelegram } from '../../src/telegram/client.ts';
import { type Polling, type PollingEnd, startPolling } from '../../src/telegram/poll.ts';

let server: BotApi;
let polling: Polling | undefined;
let ended: PollingEnd[];
let logged: string[];

beforeEach(async () => {
  server = await startBotApi();
  ended = [];
  logged = [];
});
afterEach(async () => {
  await polling?.stop();
  polling = undefined;
  await server.close();
});

const poll = (accept: (update: Update) => Promise<unknown>, token = server.token): Polling => {
  const { api } = createTelegram({ token, apiRoot: server.url, log: () => {} });
  polling = startPolling({
    api,
    accept,
    log: (_level, event) => void logged.push(event),
    onEnd: (reason) => void ended.push(reason),
  });
  return polling;
};

const textOf = (update: Update): string => update.message?.text ?? '';
const person = (name: string): Person => server.createPerson({ firstName: name });
const confirmed = () => expect.poll(() => server.pendingUpdates(), { timeout: 5_000 });

describe('polling', () => {
  it('takes each update once and confirms it, also when Telegram repeats and mixes them', async () => {
    server.faults.duplicateUpdates = true;
    server.faults.shuffleUpdates(3);
    const seen: string[] = [];
    const anna = person('Anna');
    for (let index = 0; index < 150; index++) await anna.send(String(index));
    poll(async (update) => void seen.push(textOf(update)));
    await confirmed().toBe(0);
    expect(seen).toEqual(Array.from({ length: 150 }, (_, index) => String(index)));
  });

  it('lets a slow update hold up nobody else, and confirms only what is before it', async () => {
    let finishSlow = () => {};
    const slow = new Promise<void>((resolve) => {
      finishSlow = resolve;
    });
    const delays: number[] = [];
    const sentAt = new Map<string, number>();
    poll(async (update) => {
      if (textOf(update) === 'slow') return slow;
      delays.push(performance.now() - (sentAt.get(textOf(update)) ?? 0));
    });
    await person('Anna').send('slow');
    const boris = person('Boris');
    for (let index = 0; index < 20; index++) {
      sentAt.set(String(index), performance.now());
      await boris.send(String(index));
      await expect.poll(() => delays.length, { interval: 5 }).toBe(index + 1);
    }
    expect(Math.max(...delays)).toBeLessThan(500);
    expect(server.pendingUpdates()).toBe(21);
    finishSlow();
    await confirmed().toBe(0);
  });

  it('does not confirm a failed update and delivers it again', async () => {
    let attempts = 0;
    poll(async () => {
      if (attempts++ === 0) throw new Error('database away');
    });
    await person('Anna').send('x');
    await confirmed().toBe(0);
    expect(attempts).toBe(2);
    expect(logged).toEqual(['polling.updateFailed']);
  });

  it('does not spin while an update waits for its repetition', async () => {
    let attempts = 0;
    poll(async () => {
      if (attempts++ === 0) throw new Error('database away');
    });
    await person('Anna').send('x');
    await confirmed().toBe(0);
    // Two seconds of waiting, half a second between looks.
    expect(server.calls.filter(({ method }) => method === 'getUpdates').length).toBeLessThan(12);
  });

  it('takes over from a webhook without losing what waits', async () => {
    const { api } = createTelegram({ token: server.token, apiRoot: server.url, log: () => {} });
    server.faults.down = false;
    await api.setWebhook('https://127.0.0.1:8443/x', { secret_token: 'x'.repeat(32) });
    await person('Anna').send('waits');
    const seen: string[] = [];
    poll(async (update) => void seen.push(textOf(update)));
    await confirmed().toBe(0);
    expect(seen).toEqual(['waits']);
  });

  it('goes on after failures of the network and of Telegram', async () => {
    server.faults.failNext('getUpdates', 502, 'Bad Gateway');
    let drops = 0;
    server.faults.dropConnection(({ method }) => method === 'getUpdates' && drops++ === 0 && 'before');
    const seen: string[] = [];
    poll(async (update) => void seen.push(textOf(update)));
    await person('Anna').send('x');
    await confirmed().toBe(0);
    expect(seen).toEqual(['x']);
    expect(logged.filter((event) => event === 'polling.failed')).toHaveLength(2);
  });

  it('ends with a reason when the token is wrong', async () => {
    poll(async () => {}, '43:another-token-that-nobody-has-given-out');
    await expect.poll(() => ended).toEqual(['unauthorized']);
  });

  it('bears a short conflict with another poller', async () => {
    server.faults.failNext('getUpdates', 409, 'Conflict: terminated by other getUpdates request');
    const seen: string[] = [];
    poll(async (update) => void seen.push(textOf(update)));
    await person('Anna').send('x');
    await confirmed().toBe(0);
    expect(ended).toEqual([]);
  });

  it('ends with a clear sentence when another poller stays', async () => {
    const { api } = createTelegram({ token: server.token, apiRoot: server.url, log: () => {} });
    for (let index = 0; index < 3; index++) server.faults.failNext('getUpdates', 409, 'Conflict: terminated');
    const sentence = await new Promise<string>((resolve) => {
      polling = startPolling({
        api,
        accept: async () => {},
        log: () => {},
        onEnd: (_reason, said) => resolve(said),
        conflictPatienceMs: 1_000,
      });
    });
    expect(sentence).toMatch(/Another process/);
  });

  it('waits for running updates when it stops', async () => {
    let isDone = false;
    let begun = () => {};
    const began = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const running = poll(async () => {
      begun();
      await new Promise((resolve) => setTimeout(resolve, 200));
      isDone = true;
    });
    await person('Anna').send('x');
    await began;
    await running.stop();
    expect(isDone).toBe(true);
  });
});
