import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { draftBroadcast } from '../../src/actions/broadcast/writeBroadcast.ts';
import { findBroadcast } from '../../src/db/read/broadcast/broadcast.ts';
import { findRecipient } from '../../src/db/read/person/person.ts';
import { openProgressMessage } from '../../src/jobs/broadcastProgress.ts';
import { type BotApi, startBotApi } from '../../src/playground/botApi.ts';
import { createCallbackSigner } from '../../src/telegram/callbackData.ts';
import { createTelegram } from '../../src/telegram/client.ts';
import { createNewcomers, type Newcomers } from '../support/newcomers.ts';
import { appoint, granted } from '../support/officers.ts';
import { i18n } from '../support/texts.ts';

let alliance: Newcomers;
let api: BotApi;
beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  api = await startBotApi();
});
afterAll(async () => {
  await api.close();
  await alliance.close();
});
afterEach(() => {
  vi.useRealTimers();
});

it('the live message is edited every five seconds at most, whatever is settled meanwhile, and at the end', async () => {
  const { deps } = alliance;
  const officerId = await alliance.addMember();
  await appoint(deps, officerId, 'secretary');
  const input = { texts: { ru: 'Встреча', en: 'Meeting' }, class: 'news', audience: { who: 'members' } };
  const { number } = granted(await draftBroadcast(deps, { officerId, submissionId: randomUUID(), input }));
  const broadcast = await findBroadcast(deps.db, deps.vault, number);
  const writer = await findRecipient(deps.db, deps.vault, officerId);
  if (broadcast === undefined || writer === undefined) throw new Error('Neither is there.');
  api.createPerson({ id: writer.telegramId, firstName: 'N', opened: true });
  const telegram = createTelegram({ token: api.token, apiRoot: api.url, log: deps.log });
  const count = (method: string) => api.calls.filter((one) => one.method === method).length;
  const called = (method: string) => vi.waitFor(() => expect(count(method)).toBe(1));

  const start = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  let shown = 0;
  const counting = {
    locales: i18n.locales,
    translatorFor: (locale: 'ru' | 'en') => {
      shown += 1;
      return i18n.translatorFor(locale);
    },
  };
  const tools = { telegram, i18n: counting, signer: createCallbackSigner(deps.vault) };
  const progress = await openProgressMessage(deps, tools, broadcast);
  await called('sendMessage');
  const stepAt = (ms: number) => {
    vi.setSystemTime(start + ms);
    progress.step();
  };
  stepAt(4_999);
  stepAt(5_000);
  await called('editMessageText');
  stepAt(5_001);
  stepAt(9_999);
  await progress.settle();
  expect([shown, count('sendMessage'), count('editMessageText')]).toEqual([3, 1, 2]);
});
