import { expect, test } from 'vitest';
import { type Call, readCall } from '../../src/telegram/call.ts';
import type { Outcome } from '../../src/telegram/outcome.ts';
import { harmlessMark, recordOnce, sentBy, takeMark } from '../../src/telegram/sent.ts';

const callOf = (method: string, fields: object): Promise<Call> =>
  readCall(`http://bot/${method}`, { headers: {}, body: JSON.stringify(fields) });
const answered = (result: unknown, ok = true): Outcome => ({
  ok,
  body: { ok, result },
  retryAfter: undefined,
});
const message = { message_id: 7, text: 'x' };

test('the mark never reaches Telegram; what has none is sensitive', async () => {
  const marked = takeMark(await callOf('sendMessage', { chat_id: 5, text: 'x', ...harmlessMark }));
  expect(marked.harmless).toBe(true);
  expect(marked.call.body).toBe('{"chat_id":5,"text":"x"}');
  const plain = await callOf('sendMessage', { chat_id: 5, text: 'x' });
  expect(takeMark(plain)).toEqual({ call: plain, harmless: false });
});

test('a person’s words can’t pass for the mark', async () => {
  for (const fields of [{ text: 'veche_harmless' }, { text: '{"veche_harmless":true}' }]) {
    const call = await callOf('sendMessage', { chat_id: 5, ...fields });
    expect(takeMark(call)).toEqual({ call, harmless: false });
  }
});

test.each([
  ['sendMessage', { chat_id: 5 }, answered(message), [{ chat: 5, messageId: 7, kind: 'sent' }]],
  ['sendPhoto', { chat_id: '5' }, answered(message), [{ chat: 5, messageId: 7, kind: 'sent' }]],
  [
    'copyMessage',
    { chat_id: 5, message_id: 3 },
    answered({ message_id: 7 }),
    [{ chat: 5, messageId: 7, kind: 'sent' }],
  ],
  [
    'sendMediaGroup',
    { chat_id: 5 },
    answered([message, { message_id: 8 }]),
    [
      { chat: 5, messageId: 7, kind: 'sent' },
      { chat: 5, messageId: 8, kind: 'sent' },
    ],
  ],
  [
    'editMessageText',
    { chat_id: 5, message_id: 3 },
    answered(true),
    [{ chat: 5, messageId: 3, kind: 'edited' }],
  ],
  ['sendMessage', { chat_id: 5 }, answered(undefined, false), []],
  ['sendMessage', { chat_id: -100 }, answered(message), []],
  ['sendMessage', { chat_id: '@channel' }, answered(message), []],
  ['sendChatAction', { chat_id: 5 }, answered(true), []],
  ['deleteMessage', { chat_id: 5, message_id: 3 }, answered(true), []],
  ['answerCallbackQuery', { callback_query_id: 'x' }, answered(true), []],
] as const)('%s puts into a private chat what it says', async (method, fields, outcome, expected) => {
  expect(sentBy(await callOf(method, fields), outcome)).toEqual(expected);
});

test('a message is noted once; one that was harmless, or whose chat had no account, is asked about again', async () => {
  const asked: string[] = [];
  let hasAccount = false;
  const note = recordOnce(async ({ messageId, kind }) => {
    asked.push(`${kind} ${messageId}`);
    return hasAccount;
  });
  const edit = (messageId: number, harmless: boolean) =>
    note({ chat: 5, messageId, harmless, kind: 'edited' });
  await edit(1, false);
  hasAccount = true;
  await edit(1, true);
  await edit(1, false);
  await edit(1, false);
  await note({ chat: 5, messageId: 2, harmless: false, kind: 'sent' });
  await edit(2, false);
  expect(asked).toEqual(['edited 1', 'edited 1', 'edited 1', 'sent 2']);
});
