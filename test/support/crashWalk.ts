import { setTimeout as sleep } from 'node:timers/promises';
import { count, eq, isNull } from 'drizzle-orm';
import { createDeps } from '../../src/compose.ts';
import { type Connection, connect } from '../../src/db/client.ts';
import { listJournal } from '../../src/db/read/journal/journal.ts';
import { notice } from '../../src/db/schema/notice.ts';
import { updateReceipt } from '../../src/db/schema/update.ts';
import type { Deps } from '../../src/deps.ts';
import { createJournalVerifier } from '../../src/governance/journal/journal.ts';
import type { Callback } from '../../src/messages/kit/callback.ts';
import { startBotApi } from '../../src/playground/botApi.ts';
import type { BotApi, Person, PressOutcome } from '../../src/playground/types.ts';
import { createCallbackSigner } from '../../src/telegram/callbackData.ts';
import { type Crashable, spawnCrashable } from './crashProcess.ts';
import { copyDatabase, crashKey } from './crashSeed.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** Longer than any restart with redelivery takes, also on a busy machine. */
const QUIET_MS = 90_000;
const LOOK_MS = 10;
/** The sweeps and the sender wait a second each in life. */
const HASTE = 10;

/** Who walks: their Telegram id, and whether the bot may write to them from the start. */
export type CrashPeople = Readonly<Record<string, { readonly id: number; readonly opened: boolean }>>;

export type Walk = {
  readonly api: BotApi;
  readonly deps: Deps;
  readonly person: (name: string) => Person;
  /** Resolves when Telegram has the press. */
  readonly press: (one: Person, data: string) => Promise<void>;
};
export type Stop = {
  readonly name: string;
  readonly act: (walk: Walk) => unknown;
  /** By how much the clock leaps before it. */
  readonly passMs?: number;
  /** What must be the same in every walk at this moment, before anything is done. */
  readonly note?: (walk: Walk) => Promise<unknown>;
  /** What must be there beside quiet before the next stop. */
  readonly until?: (walk: Walk) => Promise<boolean>;
};
/** A way through Veche that a kill at any point must not change. */
export type CrashStory = {
  readonly people: CrashPeople;
  readonly seed: () => Promise<{ readonly url: string; readonly drop: () => Promise<void> }>;
  readonly stops: readonly Stop[];
  /** What must be the same whatever happened on the way. */
  readonly factsOf: (deps: Deps) => Promise<unknown>;
};

/** What of every story must be the same: notices, the journal and whether it is whole, updates that were never finished. */
export const commonFactsOf = async ({ db }: Deps) => {
  const entries = await listJournal(db, 0, 100);
  const verifier = createJournalVerifier();
  for (const entry of entries) verifier.feed(entry);
  const { fault } = verifier.verdict();
  const notices = await db
    .select({ kind: notice.kind, state: notice.state, count: count() })
    .from(notice)
    .groupBy(notice.kind, notice.state)
    .orderBy(notice.kind, notice.state);
  return {
    notices,
    journal: entries.map(({ entry }) => JSON.parse(entry).kind),
    journalFault: fault,
    unfinished: await db.$count(updateReceipt, isNull(updateReceipt.finishedAt)),
  };
};

export const lastText = (one: Person): string => one.last()?.text ?? '';

/** A button of this kind that the person's chat shows; the newest of them, as it was sent. */
export const shownButton = <Fields extends Record<string, string | number>>(
  one: Person,
  callback: Callback<Fields>,
  wanted: Partial<Fields> = {},
): string => {
  for (const message of one.chat().toReversed()) {
    for (const { callback_data: data = '' } of one.keyboardOf(message).flat()) {
      const plain = data.split('~')[0] ?? '';
      const fields = callback.unpack(plain);
      if (fields !== undefined && Object.entries(wanted).every(([key, value]) => fields[key] === value))
        return plain;
    }
  }
  throw new Error(`No button "${callback.name}" is shown; the chat says: ${lastText(one)}`);
};

export type WalkOutcome = {
  readonly steps: readonly string[];
  /** True when the process ended at the point it was told. */
  readonly wasKilled: boolean;
  readonly unanswered: number;
  readonly violations: readonly string[];
  /** By person, how many messages the bot ever sent; those that it took away since count too. */
  readonly messages: Readonly<Record<string, number>>;
  readonly facts: unknown;
  readonly notes: Readonly<Record<string, unknown>>;
};

const isQuiet = async ({ api, deps: { db } }: Walk): Promise<boolean> => {
  if (api.pendingUpdates() > 0) return false;
  const open = await db.$count(updateReceipt, isNull(updateReceipt.finishedAt));
  return open + (await db.$count(notice, eq(notice.state, 'queued'))) === 0;
};

const untilQuiet = async (walk: Walk, stop: Stop): Promise<void> => {
  const deadline = Date.now() + QUIET_MS;
  for (;;) {
    // In this order: what is waited for queues notices, which belong to the same stop.
    if ((stop.until === undefined || (await stop.until(walk))) && (await isQuiet(walk))) return;
    if (Date.now() > deadline) throw new Error(`"${stop.name}" was not finished in time.`);
    await sleep(LOOK_MS);
  }
};

const openWalk = async (
  connection: Connection,
  people: CrashPeople,
  presses: Promise<PressOutcome>[],
): Promise<Walk> => {
  const api = await startBotApi();
  const deps = createDeps({
    db: connection.db,
    vaultKey: crashKey,
    dataDir: temporaryFolder().path,
    log: () => {},
  });
  const signer = createCallbackSigner(deps.vault);
  const who = new Map(
    Object.entries(people).map(([name, { id, opened }]) => [
      name,
      api.createPerson({ id, firstName: 'N', languageCode: 'ru', opened }),
    ]),
  );
  return {
    api,
    deps,
    person: (name) => {
      const found = who.get(name);
      if (found === undefined) throw new Error(`Nobody here is called ${name}.`);
      return found;
    },
    press: async (one, data) => {
      // Where the bot has said nothing yet, a message that is gone: it answers with a new one.
      const messageId = one.last()?.message_id ?? 1;
      const press = { messageId, data: signer.sign(data, one.id, one.id) };
      const queued = Promise.withResolvers<void>();
      const leave = api.onChange((event) => {
        if (event.type === 'pressed' && event.chatId === one.id) queued.resolve();
      });
      presses.push(one.pressRaw(press, { timeoutMs: QUIET_MS }));
      await queued.promise;
      leave();
    },
  };
};

/** Loaded processes; the one that survives a walk goes on the next. */
export const createProcesses = (ahead: number) => {
  const all = new Set<Crashable>();
  const spawn = (): Crashable => {
    const one = spawnCrashable(HASTE);
    all.add(one);
    void one.ended.then(() => all.delete(one));
    return one;
  };
  const free = Array.from({ length: ahead }, spawn);
  return {
    take: () => free.shift() ?? spawn(),
    give: (one: Crashable) => void free.push(one),
    close: async () => void (await Promise.all([...all].map((one) => one.kill()))),
  };
};

/** Walks once; the process is killed at `failAt` and another one goes on. */
export const runWalk = async (
  story: CrashStory,
  seedUrl: string,
  processes: ReturnType<typeof createProcesses>,
  failAt?: string,
): Promise<WalkOutcome> => {
  const database = await copyDatabase(seedUrl);
  const connection = connect(database.url, { max: 2 });
  const presses: Promise<PressOutcome>[] = [];
  const walk = await openWalk(connection, story.people, presses);
  const { api, deps } = walk;
  const first = processes.take();
  let second: Crashable | undefined;
  let offsetMs = 0;
  let phase = 'before';
  const begin = (one: Crashable, failAt?: string) =>
    one.run({
      databaseUrl: database.url,
      token: api.token,
      apiRoot: api.url,
      vaultKey: Buffer.from(crashKey).toString('base64'),
      phase,
      offsetMs,
      ...(failAt === undefined ? { tellsSteps: true } : { failAt }),
    });
  const sent = new Map<number, number>();
  api.onChange((event) => {
    if (event.type === 'message' && event.message.from.is_bot)
      sent.set(event.chatId, (sent.get(event.chatId) ?? 0) + 1);
  });
  let restarted: Promise<void> | undefined;
  let isOver = false;
  void first.ended.then(() => {
    if (isOver) return;
    second = processes.take();
    restarted = begin(second);
  });
  const enter = async (name: string): Promise<void> => {
    phase = name;
    if (!first.isOver()) await first.enter(name, offsetMs);
    if (!first.isOver()) return;
    await restarted;
    await second?.enter(name, offsetMs);
  };
  try {
    await begin(first, failAt);
    // What the seed queued goes out by itself; beside the first press a kill could repeat one message of each.
    await untilQuiet(walk, { name: 'the beginning', act: () => {} });
    const notes: Record<string, unknown> = {};
    for (const stop of story.stops) {
      if (stop.note !== undefined) notes[stop.name] = await stop.note(walk);
      offsetMs += stop.passMs ?? 0;
      await enter(stop.name);
      try {
        await stop.act(walk);
      } catch (error) {
        throw new Error(`At "${stop.name}"`, { cause: error });
      }
      await untilQuiet(walk, stop);
    }
    await enter('after');
    const wasKilled = first.isOver();
    const outcomes = await Promise.all(presses);
    return {
      steps: [...first.steps],
      wasKilled,
      unanswered: outcomes.filter(({ answered }) => !answered).length,
      violations: [...api.violations],
      messages: Object.fromEntries(
        Object.entries(story.people).map(([name, { id }]) => [name, sent.get(id) ?? 0]),
      ),
      facts: await story.factsOf(deps),
      notes,
    };
  } finally {
    isOver = true;
    const survivor = second ?? first;
    await survivor.stop();
    if (!survivor.isOver()) processes.give(survivor);
    await api.close();
    await connection.close();
    await database.drop();
  }
};
