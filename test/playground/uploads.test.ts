import { Bot, InputFile } from 'grammy';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BotApi, type Person, startBotApi } from '../../src/playground/botApi.ts';
import { call, callForm, field, png } from './client.ts';

let api: BotApi;
let anna: Person;
let bot: Bot;
beforeAll(async () => {
  api = await startBotApi();
  anna = api.createPerson({ firstName: 'Anna' });
  await anna.send('/start');
  bot = new Bot(api.token, { client: { apiRoot: api.url } });
});
afterAll(() => api.close());

it('what the bot uploads is what the person gets, by every way of sending', async () => {
  const bytes = new Uint8Array(await png(30, 20).arrayBuffer());
  const message = await bot.api.sendPhoto(anna.id, new InputFile(bytes, 'Ж.png'), {
    caption: '<b>c</b>',
    parse_mode: 'HTML',
  });
  expect(message.photo.at(-1)).toMatchObject({ width: 30, height: 20, file_size: bytes.length });
  const id = anna.last()?.photo?.[0]?.file_id ?? '';
  expect(api.fileBytes(id)).toEqual(bytes);
  expect(anna.last()).toMatchObject({ caption: 'c', caption_entities: [{ type: 'bold' }] });
  const again = await bot.api.sendPhoto(anna.id, id);
  expect(again.photo[0]?.file_id).toBe(id);
  await expect(bot.api.sendDocument(anna.id, id)).rejects.toThrow("can't use file of type Photo as Document");
  await expect(bot.api.sendDocument(anna.id, 'https://a.org/x.pdf')).rejects.toThrow(
    'failed to get HTTP URL content',
  );
});

it('replaces a picture in place', async () => {
  const first = await bot.api.sendPhoto(anna.id, new InputFile(new Uint8Array(await png().arrayBuffer())));
  const media = new InputFile(new Uint8Array(await png(40, 40).arrayBuffer()));
  await bot.api.editMessageMedia(anna.id, first.message_id, { type: 'photo', media, caption: 'new' });
  expect(anna.last()).toMatchObject({ message_id: first.message_id, caption: 'new', photo: [{ width: 40 }] });
});

it('what the person sends can be fetched by path', async () => {
  const bytes = Buffer.from('%PDF-1.7 …');
  await anna.sendMedia('document', { bytes, fileName: '../../протокол.pdf', mimeType: 'application/pdf' });
  const fileId = anna.chat().at(-1)?.document?.file_id ?? '';
  const file = await bot.api.getFile(fileId);
  expect(file.file_path).toMatch(/^documents\/file_\d+\.pdf$/);
  const response = await fetch(`${api.url}/file/bot${api.token}/${file.file_path}`);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  expect((await fetch(`${api.url}/file/bot${api.token}/documents/none`)).status).toBe(404);
});

it('over 20 MB nothing is downloaded, over 50 MB nothing is taken', async () => {
  await anna.sendMedia('document', { bytes: new Uint8Array(20 * 1024 * 1024 + 1) });
  const file_id = anna.chat().at(-1)?.document?.file_id;
  expect((await call(api, 'getFile', { file_id })).description).toBe('Bad Request: file is too big');
  const large = new Blob([new Uint8Array(50 * 1024 * 1024 + 1)]);
  const answer = await callForm(api, 'sendDocument', { chat_id: String(anna.id), document: large });
  expect(answer).toMatchObject({ error_code: 413, description: 'Request Entity Too Large' });
});

it('forms may write objects as JSON; an upload nobody names is an unknown field', async () => {
  const reply_markup = JSON.stringify({ inline_keyboard: [[{ text: 'x', callback_data: 'y' }]] });
  const answer = await callForm(api, 'sendMessage', {
    chat_id: String(anna.id),
    text: '1',
    protect_content: 'true',
    reply_markup,
  });
  expect(field(answer.result, 'message_id')).toBe(anna.last()?.message_id);
  expect(anna.last()).toMatchObject({ text: '1', has_protected_content: true });
  const stray = await callForm(api, 'sendMessage', { chat_id: String(anna.id), text: '1', stray: png() });
  expect(stray.description).toContain('unknown parameter "stray"');
});

it.each(['sticker', 'voice', 'video', 'location', 'contact', 'poll', 'photo'] as const)(
  'a person can send a %s',
  async (kind) => {
    const update = await anna.sendMedia(kind);
    expect(update).toBeGreaterThan(0);
    expect(anna.chat().at(-1)).toHaveProperty(kind);
  },
);
