import { InputFile } from 'grammy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BotApi, type Person, startBotApi } from '../../src/playground/botApi.ts';
import { createTelegram, type Telegram } from '../../src/telegram/client.ts';

let server: BotApi;
let telegram: Telegram;
let steps: string[];
let anna: Person;
let boris: Person;

const calls = (method: string) => server.calls.filter((call) => call.method === method);
const client = (token = server.token, apiRoot = server.url): Telegram =>
  createTelegram({ token, apiRoot, log: () => {}, failpoint: (step) => void steps.push(step) });

beforeAll(async () => {
  server = await startBotApi();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.faults.clear();
  server.clear();
  server.calls.length = 0;
  steps = [];
  telegram = client();
  anna = server.createPerson({ firstName: 'Anna' });
  boris = server.createPerson({ firstName: 'Boris' });
  await anna.open('');
  await boris.open('');
});

/** A press of Anna's on a fresh message; nobody handles updates here. */
const press = async (): Promise<{ id: string; outcome: ReturnType<Person['press']> }> => {
  const message = await telegram.api.sendMessage(anna.id, 'Question', {
    reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] },
  });
  const pressed = new Promise<string>((resolve) => {
    const off = server.onChange((event) => {
      if (event.type !== 'pressed') return;
      off();
      resolve(event.queryId);
    });
  });
  const outcome = anna.pressRaw({ messageId: message.message_id, data: 'yes' }, { timeoutMs: 30_000 });
  return { id: await pressed, outcome };
};

describe('limits', () => {
  it('waits for the pause that a 429 asks for, sends once, and tells bulk sending', async () => {
    server.faults.failNext('sendMessage', 429, 'Too Many Requests: retry after 1', { retry_after: 1 });
    const before = Date.now();
    await telegram.api.sendMessage(anna.id, 'Hello');
    expect(Date.now() - before).toBeGreaterThanOrEqual(990);
    expect(anna.chat().filter((message) => message.text === 'Hello')).toHaveLength(1);
    expect(telegram.pausedUntil()).toBeGreaterThan(before);
  });

  it('pauses later calls to the same chat, not those to others and not answers to presses', async () => {
    const { id } = await press();
    server.faults.failNext('sendMessage', 429, 'Too Many Requests: retry after 2', { retry_after: 2 });
    let isLimited = true;
    const limited = telegram.api.sendMessage(anna.id, 'first').then(() => {
      isLimited = false;
    });
    await expect.poll(() => telegram.pausedUntil()).toBeGreaterThan(Date.now());
    const after = performance.now();
    await Promise.all([
      telegram.api.sendMessage(boris.id, 'other chat'),
      telegram.api.answerCallbackQuery(id),
    ]);
    expect(isLimited).toBe(true);
    await telegram.api.sendMessage(anna.id, 'second');
    expect(performance.now() - after).toBeGreaterThan(1_000);
    await limited;
  });

  it('lets a pause of more than 30 seconds through, and does not ask again during it', async () => {
    server.faults.failNext('sendMessage', 429, 'Too Many Requests: retry after 31', { retry_after: 31 });
    await expect(telegram.api.sendMessage(anna.id, 'a')).rejects.toMatchObject({ error_code: 429 });
    await expect(telegram.api.sendMessage(anna.id, 'b')).rejects.toMatchObject({
      error_code: 429,
      parameters: { retry_after: 31 },
    });
    expect(calls('sendMessage')).toHaveLength(1);
  });

  it('drops a waiting edit in favour of a newer one of the same message', async () => {
    const { message_id: id } = await telegram.api.sendMessage(anna.id, 'one');
    server.faults.failNext('editMessageText', 429, 'Too Many Requests: retry after 1', { retry_after: 1 });
    const older = telegram.api.editMessageText(anna.id, id, 'two');
    await expect.poll(() => telegram.pausedUntil()).toBeGreaterThan(Date.now());
    const newer = telegram.api.editMessageText(anna.id, id, 'three');
    expect(await older).toBe(true);
    await newer;
    await telegram.settled();
    expect(anna.last()?.text).toBe('three');
    expect(calls('editMessageText').filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('does not keep a handler waiting for an edit that meets a limit', async () => {
    const { message_id: id } = await telegram.api.sendMessage(anna.id, 'one');
    server.faults.failNext('editMessageText', 429, 'Too Many Requests: retry after 2', { retry_after: 2 });
    expect(await telegram.api.editMessageText(anna.id, id, 'two')).toBe(true);
    // It went through while the pause was still on.
    expect(Date.now()).toBeLessThan(telegram.pausedUntil());
    expect(anna.last()?.text).toBe('one');
    await telegram.settled();
    expect(anna.last()?.text).toBe('two');
  });

  it('still tells the handler when an edit is refused at once', async () => {
    await expect(telegram.api.editMessageText(anna.id, 999_999, 'x')).rejects.toMatchObject({
      error_code: 400,
    });
  });

  it('sends a picture again whole after a pause', async () => {
    server.faults.failNext('sendDocument', 429, 'Too Many Requests: retry after 1', { retry_after: 1 });
    const bytes = new Uint8Array(200_000).fill(7);
    const sent = await telegram.api.sendDocument(anna.id, new InputFile(bytes, 'minutes.bin'));
    expect(server.fileBytes(sent.document.file_id)).toEqual(bytes);
  });
});

describe('answers that are no failures', () => {
  it('takes "not modified" for success', async () => {
    const { message_id: id } = await telegram.api.sendMessage(anna.id, 'same');
    expect(await telegram.api.editMessageText(anna.id, id, 'same')).toBe(true);
  });

  it('takes an answer that comes too late for success', async () => {
    expect(await telegram.api.answerCallbackQuery('1234567890')).toBe(true);
  });

  it('passes other refusals on', async () => {
    await expect(telegram.api.sendMessage(anna.id, '<b>')).resolves.toBeDefined();
    await expect(telegram.api.sendMessage(anna.id, '<b>', { parse_mode: 'HTML' })).rejects.toMatchObject({
      error_code: 400,
    });
  });
});

describe('presses', () => {
  it('are answered to Telegram once', async () => {
    const { id, outcome } = await press();
    await telegram.api.answerCallbackQuery(id, { text: 'Recorded' });
    expect(await telegram.api.answerCallbackQuery(id, { text: 'Twice' })).toBe(true);
    expect(calls('answerCallbackQuery')).toHaveLength(1);
    expect(await outcome).toMatchObject({ answered: true, text: 'Recorded' });
  });

  it('are answered empty when nobody did in time, and a later answer is swallowed', async () => {
    const { id, outcome } = await press();
    telegram.answerWatch(id);
    const { answered, ms, text } = await outcome;
    expect({ answered, text: text ?? '' }).toEqual({ answered: true, text: '' });
    expect(ms).toBeGreaterThan(400);
    expect(ms).toBeLessThan(5_000);
    await telegram.api.answerCallbackQuery(id, { text: 'late' });
    expect(calls('answerCallbackQuery')).toHaveLength(1);
  });

  it('may be answered again when the first answer did not get through', async () => {
    const { id, outcome } = await press();
    server.faults.failNext('answerCallbackQuery', 403, 'Forbidden: test');
    await expect(telegram.api.answerCallbackQuery(id)).rejects.toMatchObject({ error_code: 403 });
    await telegram.api.answerCallbackQuery(id, { text: 'now' });
    expect(await outcome).toMatchObject({ answered: true, text: 'now' });
  });
});

describe('failures', () => {
  it('does not repeat a message whose fate is unknown', async () => {
    server.faults.dropConnection(({ method }) => method === 'sendMessage' && 'after');
    await expect(telegram.api.sendMessage(anna.id, 'once')).rejects.toMatchObject({ name: 'HttpError' });
    expect(anna.chat().filter((message) => message.text === 'once')).toHaveLength(1);
  });

  it('repeats an edit once, whose effect is the same twice', async () => {
    const { message_id: id } = await telegram.api.sendMessage(anna.id, 'one');
    let drops = 0;
    server.faults.dropConnection(({ method }) => method === 'editMessageText' && drops++ === 0 && 'after');
    await telegram.api.editMessageText(anna.id, id, 'two');
    expect(anna.last()?.text).toBe('two');
    expect(drops).toBe(2);
  });

  it('calls the failpoints around every call that people see, and no other', async () => {
    await telegram.api.sendMessage(anna.id, 'Hello');
    await telegram.api.getMe();
    expect(steps).toEqual(['send.before:sendMessage', 'send.after:sendMessage']);
  });

  it('tells a wrong token from an unreachable server', async () => {
    expect(await telegram.check()).toBe('ok');
    expect(await client('43:another-token-that-nobody-has-given-out').check()).toBe('unauthorized');
    expect(await client(server.token, 'http://127.0.0.1:1').check()).toBe('unreachable');
  });
});
