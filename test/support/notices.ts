import { randomBytes, randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Connection, connect, inTransaction } from '../../src/db/client.ts';
import { databaseClock } from '../../src/db/clock.ts';
import { erasuresPath, fileErasures } from '../../src/db/erasures.ts';
import { createVault } from '../../src/db/vault.ts';
import { type NewNotice, queueNotices } from '../../src/db/write/notice/notice.ts';
import { insertPerson } from '../../src/db/write/person/person.ts';
import type { Deps } from '../../src/deps.ts';
import { createNoticeSender, type NoticeSenderOptions } from '../../src/jobs/deliverNotices.ts';
import type { Saying } from '../../src/messages/kit/saying.ts';
import { type BotApi, type Person, startBotApi } from '../../src/playground/botApi.ts';
import { createCallbackSigner } from '../../src/telegram/callbackData.ts';
import { createTelegram } from '../../src/telegram/client.ts';
import { getAccount } from './accounts.ts';
import { createTestDatabase } from './database.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export const past = new Date('2020-01-01T00:00:00Z');

export type Somebody = { readonly chat: Person; readonly id: string };

export const to = (person: Somebody, subject: string, notBefore = past): NewNotice => ({
  personId: person.id,
  kind: 'ballot.opened',
  subject,
  notBefore,
});
export const say = (text: string): Saying => ({ text, label: 'Open', data: 'b:14' });
const plainWords: NoticeSenderOptions = {
  read: ({ subject }) => say(subject),
  render: (sayings) => ({ text: sayings.map(({ text }) => text).join(' + '), keyboard: [] }),
  signer: { sign: (data) => data, verify: (data) => data },
  signal: new AbortController().signal,
};

/** A database and Telegram for one file of tests of the sender: emptied before each test, closed after the last. */
export const setUpNotices = () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let connection: Connection;
  let sql: Sql;
  let server: BotApi;
  let deps: Deps;
  let offsetMs = 0;
  const folder = temporaryFolder();

  beforeAll(async () => {
    database = await createTestDatabase();
    connection = connect(database.url);
    sql = postgres(database.url, { max: 1, onnotice: () => {} });
    server = await startBotApi();
    const vault = createVault(randomBytes(32), randomBytes);
    deps = {
      db: connection.db,
      clock: databaseClock(connection.db, () => offsetMs),
      random: { bytes: randomBytes, uuid: randomUUID },
      vault,
      erasures: fileErasures(erasuresPath(folder.path), vault),
      log: () => {},
    };
  });
  afterAll(async () => {
    await server.close();
    await connection.close();
    await sql.end();
    await database.drop();
    await folder.remove();
  });
  beforeEach(async () => {
    server.faults.clear();
    server.clear();
    server.calls.length = 0;
    offsetMs = 0;
    await sql`truncate person cascade`;
  });

  const somebody = async (locale: 'ru' | 'en' = 'ru'): Promise<Somebody> => {
    const chat = server.createPerson({ firstName: 'T' });
    await chat.open('');
    await inTransaction(deps, 'test', (tx) =>
      insertPerson(tx, deps, {
        telegramId: chat.id,
        profile: { locale, discreet: false },
        today: '2026-11-01',
      }),
    );
    return { chat, id: (await getAccount(deps, chat)).id };
  };

  const queue = (rows: readonly NewNotice[]) => inTransaction(deps, 'test', (tx) => queueNotices(tx, rows));
  const senderOf = (options: Partial<NoticeSenderOptions> = {}, given: Deps = deps) => {
    const telegram = createTelegram({ token: server.token, apiRoot: server.url, log: () => {} });
    const signer = createCallbackSigner(deps.vault);
    const sender = createNoticeSender(given, telegram, { ...plainWords, signer, ...options });
    return { sender, telegram };
  };
  /** Where the pace is not what is tested. */
  const unpaced = (options: Partial<NoticeSenderOptions> = {}, given: Deps = deps) => {
    const telegram = createTelegram({ token: server.token, apiRoot: server.url, log: () => {} });
    const pace = { ...telegram.pace, turn: async () => {} };
    return createNoticeSender(given, { ...telegram, pace }, { ...plainWords, ...options });
  };
  const received = (person: Somebody) =>
    person.chat.chat().flatMap(({ text }) => (text?.startsWith('/') ? [] : [text]));
  const states = async () => (await sql`select state from notice order by id`).map(({ state }) => state);

  return {
    somebody,
    queue,
    senderOf,
    unpaced,
    received,
    states,
    moveClock: (ms: number) => {
      offsetMs = ms;
    },
    now: {
      get deps() {
        return deps;
      },
      get server() {
        return server;
      },
      get sql() {
        return sql;
      },
    },
  };
};
