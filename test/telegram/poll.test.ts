import type { Update } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BotApi, type Person, startBotApi } from '../../src/playground/botApi.ts';
import { createTelegram } from '../../src/telegram/client.ts';
import { type Polling, type PollingEnd, startPolling } from '../../src/telegram/poll.ts';

let server: BotApi;
let polling: Polling | undefined;
let ended: PollingEnd[];

beforeEach(async () => {
  server = await startBotApi();
  ended = [];
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
    log: () => {},
    onEnd: (reason) => void ended.push(reason),
  });
  return polling;
};

const textOf = (update: Update): string => update.message?.text ?? '';
const person = (name: string): Person => server.createPerson({ firstName: name });
const confirmed = () => expect.poll(() => server.pendingUpdates(), { timeout: 30_000 });

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
    expect(Math.max(...delays)).toBeLessThan(10_000);
    expect(server.pendingUpdates()).toBe(21);
    finishSlow();
    await confirmed().toBe(0);
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

  it('ends with a reason when the token is wrong', async () => {
    poll(async () => {}, '43:another-token-that-nobody-has-given-out');
    await expect.poll(() => ended).toEqual(['unauthorized']);
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

/** Their pauses last seconds: all at once, each with a Telegram of its own. */
describe.concurrent('polling over seconds', () => {
  const begin = async (
    accept: (update: Update) => Promise<unknown>,
    prepare = (_server: BotApi) => {},
    conflictPatienceMs?: number,
  ) => {
    const own = await startBotApi();
    prepare(own);
    const said: { events: string[]; ends: string[] } = { events: [], ends: [] };
    const running = startPolling({
      api: createTelegram({ token: own.token, apiRoot: own.url, log: () => {} }).api,
      accept,
      log: (_level, event) => void said.events.push(event),
      onEnd: (_reason, sentence) => void said.ends.push(sentence),
      ...(conflictPatienceMs === undefined ? {} : { conflictPatienceMs }),
    });
    return {
      own,
      said,
      anna: own.createPerson({ firstName: 'Anna' }),
      close: async () => {
        await running.stop();
        await own.close();
      },
    };
  };
  const WAIT = { timeout: 40_000 };

  it('does not confirm a failed update, waits, and has it delivered again', async ({
    expect,
    onTestFinished,
  }) => {
    let attempts = 0;
    const { own, said, anna, close } = await begin(async () => {
      if (attempts++ === 0) throw new Error('database away');
    });
    onTestFinished(close);
    const before = performance.now();
    await anna.send('x');
    await expect.poll(() => own.pendingUpdates(), WAIT).toBe(0);
    const seconds = (performance.now() - before) / 1_000;
    expect(attempts).toBe(2);
    expect(said.events).toEqual(['polling.updateFailed']);
    // Two seconds of waiting, half a second between looks: it does not spin.
    const looks = own.calls.filter(({ method }) => method === 'getUpdates').length;
    expect(looks).toBeLessThan(8 + 2 * seconds);
  });

  it('goes on after failures of the network and of Telegram', async ({ expect, onTestFinished }) => {
    const seen: string[] = [];
    let drops = 0;
    const { own, said, anna, close } = await begin(
      async (update) => void seen.push(textOf(update)),
      ({ faults }) => {
        faults.failNext('getUpdates', 502, 'Bad Gateway');
        faults.dropConnection(({ method }) => method === 'getUpdates' && drops++ === 0 && 'before');
      },
    );
    onTestFinished(close);
    await anna.send('x');
    await expect.poll(() => own.pendingUpdates(), WAIT).toBe(0);
    expect(seen).toEqual(['x']);
    expect(said.events.filter((event) => event === 'polling.failed')).toHaveLength(2);
  });

  const conflict = ({ faults }: BotApi) =>
    faults.failNext('getUpdates', 409, 'Conflict: terminated by other');

  it('bears a short conflict with another poller', async ({ expect, onTestFinished }) => {
    const { own, said, anna, close } = await begin(async () => {}, conflict);
    onTestFinished(close);
    await anna.send('x');
    await expect.poll(() => own.pendingUpdates(), WAIT).toBe(0);
    expect(said.ends).toEqual([]);
  });

  it('ends with a clear sentence when another poller stays', async ({ expect, onTestFinished }) => {
    const { said, close } = await begin(
      async () => {},
      (server) => {
        for (let index = 0; index < 3; index++) conflict(server);
      },
      1_000,
    );
    onTestFinished(close);
    await expect.poll(() => said.ends, WAIT).toEqual([expect.stringMatching(/Another process/)]);
  });
});
