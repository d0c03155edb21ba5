import { expect } from 'vitest';
import { createBot } from '../../src/bot/createBot.ts';
import type { Deps } from '../../src/deps.ts';
import { startBotApi } from '../../src/playground/botApi.ts';
import type { NewPerson } from '../../src/playground/types.ts';
import { createCallbackSigner } from '../../src/telegram/callbackData.ts';
import { createTelegram } from '../../src/telegram/client.ts';
import { getPerson } from './accounts.ts';
import { createChat } from './chat.ts';
import { i18n } from './texts.ts';

/** An Alliance's bot alone, against Telegram's API on this machine: updates one after the other, no jobs, no pages. */
export const startTestBot = async (alliance: {
  readonly deps: Deps;
  readonly close: () => Promise<unknown>;
}) => {
  const failures: unknown[] = [];
  const deps: Deps = {
    ...alliance.deps,
    log: (level, event, facts) => void (level === 'error' && failures.push([event, facts?.code])),
  };
  const api = await startBotApi();
  const telegram = createTelegram({ token: api.token, apiRoot: api.url, log: deps.log });
  const me = await telegram.api.getMe();
  const signer = createCallbackSigner(deps.vault);
  const env = { deps, i18n, signer, download: telegram.download, username: me.username };
  const bot = createBot(env, { token: api.token, client: telegram.client, me });

  let running = true;
  const poll = async (): Promise<void> => {
    let offset = 0;
    while (running) {
      for (const update of await telegram.api.getUpdates({ offset, timeout: 1 })) {
        const { update_id: updateId } = update;
        const receipt = { updateId, arrival: updateId, receivedAt: await deps.clock.now() };
        await bot.handle(update, receipt).catch((error: unknown) => failures.push(error));
        offset = updateId + 1;
      }
    }
  };
  const polling = poll();
  /**
   * Nothing that Telegram would have refused, nothing that went wrong unseen. A double tap edits twice to the same text, which Telegram
   * refuses and the client lets pass.
   */
  const isWell = (): void => {
    const violations = api.violations.filter((line) => !line.includes('message is not modified'));
    expect({ violations, failures }).toEqual({ violations: [], failures: [] });
  };

  return {
    api,
    telegram,
    signer,
    isWell,
    chatOf: async (personId: string) => ({
      ...createChat(api, await getPerson(deps, api, personId)),
      personId,
    }),
    /** Somebody who never wrote to the bot, unless told otherwise. */
    newChat: (fresh: NewPerson) => createChat(api, api.createPerson(fresh)),
    /** Ends it, and the Alliance with it. */
    close: async () => {
      running = false;
      await polling.catch(() => {});
      await api.close();
      await alliance.close();
      isWell();
    },
  };
};
export type TestBot = Awaited<ReturnType<typeof startTestBot>>;
/** The chat of somebody who has an account. */
export type AccountChat = Awaited<ReturnType<TestBot['chatOf']>>;
