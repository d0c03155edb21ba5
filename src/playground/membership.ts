import { chatField } from './chats.ts';
import type { Chat, World } from './world.ts';

/** Blocking the bot and letting it write again; the bot hears of both as my_chat_member. */
export function blockChanges(
  world: World,
  chat: Chat,
): { block: () => Promise<void>; unblock: () => Promise<void> } {
  const change = (blocked: boolean) =>
    world.inOrder((date) => {
      if (chat.blocked === blocked) return;
      chat.blocked = blocked;
      const member = (status: 'member' | 'kicked') => ({
        user: world.bot,
        status,
        ...(status === 'kicked' ? { until_date: 0 } : {}),
      });
      world.updates.add('my_chat_member', chat.user.id, {
        chat: chatField(chat.user),
        from: chat.user,
        date,
        old_chat_member: member(blocked ? 'member' : 'kicked'),
        new_chat_member: member(blocked ? 'kicked' : 'member'),
      });
      world.events.emit({ type: blocked ? 'blocked' : 'unblocked', chatId: chat.user.id });
    });
  return { block: () => change(true), unblock: () => change(false) };
}
