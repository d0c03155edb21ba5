import type { Update } from 'grammy/types';
import { createBot } from '../../src/bot/createBot.ts';
import { findRecipient } from '../../src/db/read/person/person.ts';
import type { Deps } from '../../src/deps.ts';
import { createI18n } from '../../src/i18n/translator.ts';
import { startBotApi } from '../../src/playground/botApi.ts';
import type { Person, PressOutcome } from '../../src/playground/types.ts';
import { createCallbackSigner } from '../../src/telegram/callbackData.ts';
import { createTelegram } from '../../src/telegram/client.ts';

export const plainSpaces = (text: string): string => text.replaceAll('\u00a0', ' ');

/** The bot alone, against Telegram's API on this machine: updates one after the other, no jobs, no pages. */
export const startTestBot = async (quiet: Deps) => {
  const failures: unknown[] = [];
  const deps: Deps = {
    ...quiet,
    log: (level, event, facts) => void (level === 'error' && failures.push([event, facts?.code])),
  };
  const api = await startBotApi();
  const telegram = createTelegram({ token: api.token, apiRoot: api.url, log: deps.log });
  const me = await telegram.api.getMe();
  const i18n = createI18n(['ru', 'en'], (what) => {
    throw new Error(`Missing: ${what}`);
  });
  const env = {
    deps,
    i18n,
    signer: createCallbackSigner(deps.vault),
    download: telegram.download,
    username: me.username,
  };
  const bot = createBot(env, { token: api.token, client: telegram.client, me });

  let running = true;
  const handle = async (update: Update): Promise<void> => {
    const receipt = {
      updateId: update.update_id,
      arrival: update.update_id,
      receivedAt: await deps.clock.now(),
    };
    await bot.handle(update, receipt).catch((error: unknown) => failures.push(error));
  };
  const poll = async (): Promise<void> => {
    let offset = 0;
    while (running) {
      const updates = await telegram.api.getUpdates({ offset, timeout: 1 });
      for (const update of updates) {
        await handle(update);
        offset = update.update_id + 1;
      }
    }
  };
  const polling = poll();

  return {
    api,
    failures,
    /** The Telegram side of an account that exists. */
    phoneOf: async (personId: string): Promise<Person> => {
      const recipient = await findRecipient(deps.db, deps.vault, personId);
      if (recipient === undefined) throw new Error('There is no such account.');
      return api.createPerson({ id: recipient.telegramId, firstName: 'N', opened: true });
    },
    /** Presses a button by its label; labels are set with non-breaking spaces, tests are not. */
    press: async (person: Person, label: string): Promise<PressOutcome> => {
      const message = person.chat().findLast((sent) =>
        person
          .keyboardOf(sent)
          .flat()
          .some((one) => plainSpaces(one.text) === label),
      );
      const data =
        message &&
        person
          .keyboardOf(message)
          .flat()
          .find((one) => plainSpaces(one.text) === label);
      if (message === undefined || data?.callback_data === undefined) return person.press(label);
      return person.press({ messageId: message.message_id, data: data.callback_data });
    },
    /** Waits until the bot's newest message contains `text`. */
    sees: async (person: Person, text: string): Promise<string> => {
      const shown = () => {
        const last = person.last();
        return plainSpaces(last?.text ?? last?.caption ?? '');
      };
      await api
        .waitFor(() => shown().includes(text))
        .catch(() => {
          throw new Error(`Waited for "${text}", but the chat says: ${shown()}`);
        });
      return shown();
    },
    close: async () => {
      running = false;
      await polling.catch(() => {});
      await api.close();
    },
  };
};
export type TestBot = Awaited<ReturnType<typeof startTestBot>>;
