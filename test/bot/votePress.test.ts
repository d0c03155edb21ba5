import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { declineAdvisory } from '../../src/actions/ballot/askMembers.ts';
import { castBallot } from '../../src/actions/ballot/castBallot.ts';
import { openBallot } from '../../src/actions/ballot/openBallot.ts';
import { openItemVote } from '../../src/actions/ballot/openItemVote.ts';
import { recordSent } from '../../src/actions/safety/recordSent.ts';
import { checkIntoSession } from '../../src/actions/sitting/attendSession.ts';
import { openItem } from '../../src/actions/sitting/steerItem.ts';
import { openSession } from '../../src/actions/sitting/steerSession.ts';
import { createBot } from '../../src/bot/createBot.ts';
import { createIntake } from '../../src/bot/intake.ts';
import { startBotApi } from '../../src/playground/botApi.ts';
import type { BotApi } from '../../src/playground/types.ts';
import { createCallbackSigner } from '../../src/telegram/callbackData.ts';
import { createTelegram } from '../../src/telegram/client.ts';
import { startPolling } from '../../src/telegram/poll.ts';
import { recordOnce } from '../../src/telegram/sent.ts';
import { getPerson } from '../support/accounts.ts';
import { type Chat, createChat } from '../support/chat.ts';
import { createCongressAlliance } from '../support/congressAlliance.ts';
import { granted } from '../support/officers.ts';
import { i18n } from '../support/texts.ts';

/** From the receipt of the update to its end: receipt, sender, begin, ballot, roll entry, vote, the vote stored, commit, end. */
const MOST_STATEMENTS = 9;

let statements: string[] = [];
let alliance: Awaited<ReturnType<typeof createCongressAlliance>>;
let officerId: string;
let api: BotApi;
let stop: () => Promise<void>;

/** The whole way of an update and nothing beside it: no jobs. */
const startIntake = async () => {
  const { deps } = alliance;
  const log = deps.log;
  const telegram = createTelegram({
    token: api.token,
    apiRoot: api.url,
    log,
    onSent: recordOnce((sent) => recordSent(deps, sent)),
  });
  const me = await telegram.api.getMe();
  const signer = createCallbackSigner(deps.vault);
  const env = { deps, i18n, signer, download: telegram.download, username: me.username };
  const bot = createBot(env, { token: api.token, client: telegram.client, me });
  const { accept } = createIntake(deps, { handle: bot.handle });
  return startPolling({ api: telegram.api, accept, log, onEnd: () => {} }).stop;
};

beforeAll(async () => {
  alliance = await createCongressAlliance({
    onStatement: (text) => {
      // The driver asks each new connection for its types once.
      if (!text.includes('pg_catalog')) statements.push(text);
    },
  });
  officerId = await alliance.addOfficer();
  api = await startBotApi();
  stop = await startIntake();
});
afterAll(async () => {
  await stop();
  await api.close();
  await alliance.close();
});
beforeEach(() => alliance.clearCongress());

const isEnd = (text: string): boolean => text.includes('"finished_at" = clock_timestamp()');

/** Presses, waits for the new screen and for the end of the update; answers what the database was asked meanwhile. */
const pressed = async (chat: Chat, label: string, seen: string): Promise<string[]> => {
  statements = [];
  await chat.go(label, seen);
  await expect.poll(() => statements.some(isEnd)).toBe(true);
  return statements;
};

/** A first vote, the same again, another; each with its receipt. Somebody else's press had the ballot read before. */
const votes = async (personId: string, number: number): Promise<void> => {
  const received = { at: await alliance.deps.clock.now(), order: 0 };
  await castBallot(alliance.deps, { personId: officerId, number, choice: 'yes', received });
  const chat = createChat(api, await getPerson(alliance.deps, api, personId));
  await chat.send(`/vote ${number}`);
  await api.waitFor(() => chat.last()?.text?.includes(`№`) && chat.last()?.reply_markup !== undefined);
  await expect.poll(() => api.pendingUpdates()).toBe(0);
  for (const [label, seen] of [
    ['За', 'Голос принят'],
    ['За', 'Уже записано'],
    ['Против', 'Голос изменён'],
  ] as const) {
    const asked = await pressed(chat, label, seen);
    expect(asked.length, `${label}: ${asked.join('\n')}`).toBeLessThanOrEqual(MOST_STATEMENTS);
    expect(asked.filter((text) => /from "ballot"/.test(text)).length).toBeLessThanOrEqual(2);
    // Whatever each of them reads is as it is once the lock before it is held (G12).
    const order = [/pg_advisory_xact_lock_shared/, /from "roll_entry" .* for update/s, /from "vote"/];
    const places = order.map((text) => asked.findIndex((one) => text.test(one)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(
      asked.filter((text) => /^\s*(update|insert into) "?person|"person".* for .*(update|share)/s.test(text)),
    ).toEqual([]);
  }
};

const sit = async (itemClass: 'strategic' | 'current') => {
  const people = await alliance.addMembers(3);
  const mandates = await alliance.addDelegates(people);
  const session = await alliance.addSession({ chairId: mandates[0] ?? '' });
  const number = await alliance.addItem(itemClass, session);
  granted(await openSession(alliance.deps, { officerId, number: session }));
  for (const personId of people)
    granted(await checkIntoSession(alliance.deps, { personId, number: session }));
  if (itemClass === 'strategic') granted(await declineAdvisory(alliance.deps, { officerId, number }));
  granted(await openItem(alliance.deps, { officerId, number }));
  return { people, number };
};

test('members: a press costs at most nine statements', async () => {
  const [personId = ''] = await alliance.addMembers(1);
  const number = await alliance.draftPoll(officerId);
  granted(await openBallot(alliance.deps, { officerId, number }));
  await votes(personId, number);
});

test.each(['current', 'strategic'] as const)('the Congress in session, %s: the same', async (itemClass) => {
  const { people, number: item } = await sit(itemClass);
  const given = { officerId, number: item, durationMinutes: 5, submissionId: randomUUID() };
  const { number } = granted(await openItemVote(alliance.deps, given));
  await votes(people[1] ?? '', number);
});
