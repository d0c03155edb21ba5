import type { Update } from 'grammy/types';

const chatOf = (id: number) => ({ id, type: 'private' as const, first_name: 'T' });
const userOf = (id: number) => ({ id, is_bot: false, first_name: 'T' });

export const messageUpdate = (updateId: number, personId: number, text = 'hello'): Update => ({
  update_id: updateId,
  message: { message_id: updateId, date: 1, chat: chatOf(personId), from: userOf(personId), text },
});

export const pressUpdate = (updateId: number, personId: number): Update => ({
  update_id: updateId,
  callback_query: { id: `q${updateId}`, from: userOf(personId), chat_instance: 'c', data: 'x' },
});
