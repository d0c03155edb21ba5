import type { Update } from 'grammy/types';
import { errorCode } from '../log.ts';
import type { Telegram } from '../telegram/client.ts';
import { harmlessMark } from '../telegram/sent.ts';
import { senderOf } from '../telegram/updates.ts';
import type { BotEnv } from './context.ts';
import { outageOf } from './retryable.ts';

type Trouble = 'later' | 'failed';

/** Enough to find the line in the log; says nothing about anybody. */
const REF_LENGTH = 8;

/**
 * The last resort of an update: tells the person in a line what happened. Asks the database nothing, it may be what
 * failed; so the language is Telegram's, not the one the person chose.
 */
export const createBoundary = (env: Pick<BotEnv, 'deps' | 'i18n'>, api: Telegram['api']) => {
  const tell = async (update: Update, trouble: Trouble, ref: string): Promise<void> => {
    const from = update.message?.from ?? update.callback_query?.from;
    const chat = update.message?.chat ?? update.callback_query?.message?.chat;
    if (from === undefined || chat?.type !== 'private') return;
    const { plain } = env.i18n.translatorFor(env.i18n.nearestLocale(from.language_code));
    const text =
      trouble === 'later' ? plain(($) => $.common.tryLater) : plain(($) => $.common.failed, { ref });
    try {
      const press = update.callback_query;
      if (press !== undefined) await api.answerCallbackQuery(press.id, { text, show_alert: true });
      else await api.sendMessage(chat.id, text, harmlessMark);
    } catch (error) {
      env.deps.log('warn', 'boundary.silent', { ref, code: errorCode(error) });
    }
  };

  return {
    /** Runs a handler; what is no failure of the surroundings ends here, logged by reference and told to the person. */
    guard: async (update: Update, handle: () => Promise<void>): Promise<void> => {
      try {
        await handle();
      } catch (error) {
        if (outageOf(error) !== undefined) throw error;
        const ref = env.deps.random.uuid().slice(0, REF_LENGTH);
        env.deps.log('error', 'update.failed', { ref, code: errorCode(error) });
        await tell(update, 'failed', ref);
      }
    },
    /** The surroundings failed for longer than an update can wait; it will be delivered again. */
    postponed: async (update: Update): Promise<void> => {
      if (senderOf(update) !== undefined) await tell(update, 'later', '');
    },
  };
};
