import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BotApi, type Person, startBotApi } from '../../src/playground/botApi.ts';
import { call, callForm, png, sent } from './client.ts';

const HOUR_MS = 60 * 60 * 1000;
let now = new Date('2026-11-20T10:00:00Z');
let api: BotApi;
let anna: Person;
let chat_id: number;

beforeAll(async () => {
  api = await startBotApi({ now: () => now });
});
afterAll(() => api.close());
beforeEach(async () => {
  now = new Date('2026-11-20T10:00:00Z');
  api.clear();
  api.violations.length = 0;
  anna = api.createPerson({ firstName: 'Анна', languageCode: 'ru' });
  await anna.send('/start');
  chat_id = anna.id;
});

const button = (fields: object) => ({ inline_keyboard: [[{ text: 'x', ...fields }]] });
const many = (count: number, rows: number) => ({
  inline_keyboard: Array.from({ length: rows }, () =>
    Array.from({ length: count }, () => ({ text: 'x', callback_data: 'x' })),
  ),
});

describe('what Telegram refuses to send', () => {
  const refused: [string, object, string][] = [
    ['no chat', { text: 'x', chat_id: undefined }, 'chat_id is empty'],
    ['no text', {}, 'message text is empty'],
    ['empty text', { text: '' }, 'message text is empty'],
    ['only spaces', { text: ' \n ' }, 'text must be non-empty'],
    [
      'over 32 KB of formatting',
      { text: `<b>x</b>${' '.repeat(32_768)}`, parse_mode: 'HTML' },
      'text is too long',
    ],
    ['4097 characters', { text: 'я'.repeat(4097) }, 'message is too long'],
    ['a person who never pressed Start', { text: 'x', chat_id: 12345 }, 'chat not found'],
    [
      'an unknown field',
      { text: 'x', colour: 'red' },
      'unknown parameter "colour" (Telegram would ignore it)',
    ],
    ['a wrong reply', { text: 'x', reply_parameters: { message_id: 1 } }, 'message to be replied not found'],
    ['a lone surrogate', { text: 'a\ud800b' }, 'strings must be encoded in UTF-8'],
    [
      'empty data',
      { text: 'x', reply_markup: button({ callback_data: '' }) },
      'text buttons are unallowed in the inline keyboard',
    ],
    [
      '65 bytes',
      { text: 'x', reply_markup: button({ callback_data: `${'я'.repeat(32)}x` }) },
      'BUTTON_DATA_INVALID',
    ],
    [
      'a button without action',
      { text: 'x', reply_markup: button({}) },
      'text buttons are unallowed in the inline keyboard',
    ],
    [
      'two actions',
      { text: 'x', reply_markup: button({ callback_data: 'a', url: 'https://a.org' }) },
      'BUTTON_TYPE_INVALID',
    ],
    ['101 buttons', { text: 'x', reply_markup: many(1, 101) }, 'reply markup is too long'],
    ['9 in a row', { text: 'x', reply_markup: many(9, 1) }, 'reply markup is too long'],
    [
      'a link to localhost',
      { text: 'x', reply_markup: button({ url: 'http://localhost:3000/x' }) },
      "inline keyboard button URL 'http://localhost:3000/x' is invalid: Wrong HTTP URL",
    ],
    [
      'a Mini App without https',
      { text: 'x', reply_markup: button({ web_app: { url: 'http://a.org' } }) },
      "inline keyboard button Web App URL 'http://a.org' is invalid: Only HTTPS links are allowed",
    ],
  ];
  it.each(refused)('%s', async (_, params, description) => {
    const answer = await call(api, 'sendMessage', { chat_id, ...params });
    expect(answer).toMatchObject({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
    expect(api.violations).toEqual([`sendMessage: Bad Request: ${description}`]);
    expect(anna.last()).toBeUndefined();
  });

  it('takes the largest text, data of 64 bytes, 100 buttons with 8 in a row', async () => {
    const rows = [...many(8, 12).inline_keyboard, ...many(4, 1).inline_keyboard];
    const first = rows[0]?.[0];
    if (first) first.callback_data = 'я'.repeat(32);
    const answer = await call(api, 'sendMessage', {
      chat_id,
      text: `<b>${'я'.repeat(4096)}</b>`,
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: rows },
    });
    expect(answer.ok).toBe(true);
    expect(api.violations).toEqual([]);
  });

  it('a blocked bot gets 403, which is no violation', async () => {
    await anna.block();
    const answer = await call(api, 'sendMessage', { chat_id, text: 'x' });
    expect(answer).toEqual({
      ok: false,
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    expect(api.violations).toEqual([]);
    await anna.unblock();
    expect((await call(api, 'sendMessage', { chat_id, text: 'x' })).ok).toBe(true);
  });

  it('unknown methods, wrong tokens and impossible tokens', async () => {
    expect(await call(api, 'sendMesage')).toMatchObject({
      error_code: 404,
      description: 'Not Found: method not found',
    });
    const wrong = await fetch(`${api.url}/bot43:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/getMe`);
    expect([wrong.status, await wrong.json()]).toEqual([
      401,
      { ok: false, error_code: 401, description: 'Unauthorized' },
    ]);
    expect((await fetch(`${api.url}/botnonsense/getMe`)).status).toBe(404);
  });
});

describe('what Telegram refuses to edit and delete', () => {
  const keyboard = button({ callback_data: 'a' });

  it('the same text and keyboard, also when written differently', async () => {
    const message_id = await sent(api, 'sendMessage', {
      chat_id,
      text: '<b>a</b> b',
      parse_mode: 'HTML',
      reply_markup: keyboard,
    });
    const same = { chat_id, message_id, text: ' <strong>a</strong> b ', parse_mode: 'HTML' };
    expect((await call(api, 'editMessageText', { ...same, reply_markup: keyboard })).description).toBe(
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
    // No keyboard means: take it away; that is a change.
    expect((await call(api, 'editMessageText', same)).ok).toBe(true);
    expect(anna.last()?.reply_markup).toBeUndefined();
    expect((await call(api, 'editMessageReplyMarkup', { chat_id, message_id })).description).toContain(
      'not modified',
    );
  });

  it('messages that are gone, not its own, or have a reply keyboard', async () => {
    const text = 'new';
    expect((await call(api, 'editMessageText', { chat_id, text })).description).toBe(
      'Bad Request: message identifier is not specified',
    );
    expect((await call(api, 'editMessageText', { chat_id, message_id: 1, text })).description).toBe(
      'Bad Request: message to edit not found',
    );
    const own = anna.chat()[0]?.message_id;
    expect((await call(api, 'editMessageText', { chat_id, message_id: own, text })).description).toBe(
      "Bad Request: message can't be edited",
    );
    const withKeys = await sent(api, 'sendMessage', {
      chat_id,
      text: 'k',
      reply_markup: { keyboard: [['Да']] },
    });
    expect((await call(api, 'editMessageText', { chat_id, message_id: withKeys, text })).description).toBe(
      "Bad Request: message can't be edited",
    );
  });

  it('a text as a caption and a caption as a text', async () => {
    const text = await sent(api, 'sendMessage', { chat_id, text: 'x' });
    expect(
      (await call(api, 'editMessageCaption', { chat_id, message_id: text, caption: 'y' })).description,
    ).toBe('Bad Request: there is no caption in the message to edit');
    await callForm(api, 'sendPhoto', { chat_id: String(chat_id), photo: png() });
    const photo = anna.last()?.message_id;
    expect((await call(api, 'editMessageText', { chat_id, message_id: photo, text: 'y' })).description).toBe(
      'Bad Request: there is no text in the message to edit',
    );
    expect(
      (await call(api, 'editMessageCaption', { chat_id, message_id: photo, caption: 'z'.repeat(1025) }))
        .description,
    ).toBe('Bad Request: message caption is too long');
  });

  it('deleting after 48 hours by the playground clock', async () => {
    const message_id = await sent(api, 'sendMessage', { chat_id, text: 'x' });
    now = new Date(now.getTime() + 48 * HOUR_MS + 1000);
    expect((await call(api, 'deleteMessage', { chat_id, message_id })).description).toBe(
      "Bad Request: message can't be deleted for everyone",
    );
    now = new Date(now.getTime() - 2000);
    expect((await call(api, 'deleteMessage', { chat_id, message_id })).ok).toBe(true);
    expect((await call(api, 'deleteMessage', { chat_id, message_id })).description).toBe(
      'Bad Request: message to delete not found',
    );
    expect(anna.last()).toBeUndefined();
  });

  it('several at once: unknown ones are skipped, one too old refuses all', async () => {
    const old = await sent(api, 'sendMessage', { chat_id, text: 'old' });
    now = new Date(now.getTime() + 49 * HOUR_MS);
    const fresh = await sent(api, 'sendMessage', { chat_id, text: 'fresh' });
    const both = await call(api, 'deleteMessages', { chat_id, message_ids: [old, fresh] });
    expect(both.description).toBe("Bad Request: message can't be deleted for everyone");
    expect((await call(api, 'deleteMessages', { chat_id, message_ids: [1, fresh] })).result).toBe(true);
    expect(anna.last()?.text).toBe('old');
  });
});

describe('photos, settings, limits', () => {
  it.each([
    ['no picture', new Blob(['<svg/>']), 'IMAGE_PROCESS_FAILED'],
    ['an empty file', new Blob([]), 'IMAGE_PROCESS_FAILED'],
    ['sides over 10,000 together', png(1, 10_000), 'PHOTO_INVALID_DIMENSIONS'],
    ['longer than 20 times its width', png(2, 41), 'PHOTO_INVALID_DIMENSIONS'],
  ])('%s is no photo', async (_, photo, description) => {
    const answer = await callForm(api, 'sendPhoto', { chat_id: String(chat_id), photo });
    expect(answer.description).toBe(`Bad Request: ${description}`);
  });

  it('commands: form, number, description', async () => {
    const set = (commands: object[]) => call(api, 'setMyCommands', { commands });
    expect((await set([{ command: 'Start', description: 'x' }])).description).toBe(
      'Bad Request: BOT_COMMAND_INVALID',
    );
    expect((await set([{ command: 'start', description: '' }])).description).toBe(
      'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID',
    );
    const hundredAndOne = Array.from({ length: 101 }, (_, n) => ({ command: `c${n}`, description: 'x' }));
    expect((await set(hundredAndOne)).description).toBe('Bad Request: BOT_COMMANDS_TOO_MUCH');
  });

  it('shows each person the menu of their language, and of their chat before that', async () => {
    const english = api.createPerson({ firstName: 'Bob', languageCode: 'en' });
    const menu = (description: string, fields: object = {}) =>
      call(api, 'setMyCommands', { commands: [{ command: 'start', description }], ...fields });
    await menu('Home');
    await menu('Главное', { language_code: 'ru' });
    expect(api.commandsFor(anna)).toEqual([{ command: 'start', description: 'Главное' }]);
    expect(api.commandsFor(english)).toEqual([{ command: 'start', description: 'Home' }]);
    await menu('Моё', { scope: { type: 'chat', chat_id } });
    expect(api.commandsFor(anna)).toEqual([{ command: 'start', description: 'Моё' }]);
    await call(api, 'deleteMyCommands', { scope: { type: 'chat', chat_id } });
    expect(api.commandsFor(anna)).toEqual([{ command: 'start', description: 'Главное' }]);
  });

  it('a burst to one chat ends in 429 only when limits are enforced', async () => {
    const burst = async () => {
      const answers = [];
      for (let n = 0; n < 7; n++) answers.push(await call(api, 'sendMessage', { chat_id, text: `${n}` }));
      return answers;
    };
    expect((await burst()).every(({ ok }) => ok)).toBe(true);
    api.faults.enforceLimits = true;
    const refused = (await burst()).find(({ ok }) => !ok);
    api.faults.clear();
    expect(refused).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
  });
});
