import { setTimeout as sleep } from 'node:timers/promises';
import { count, eq, isNull } from 'drizzle-orm';
import { createDeps } from '../../src/compose.ts';
import { type Connection, connect } from '../../src/db/client.ts';
import { listJournal } from '../../src/db/read/journal.ts';
import { findAccountByTelegram } from '../../src/db/read/person.ts';
import { ballot, vote } from '../../src/db/schema/ballot.ts';
import { signature } from '../../src/db/schema/declaration.ts';
import { notice } from '../../src/db/schema/notice.ts';
import { person } from '../../src/db/schema/person.ts';
import { updateReceipt } from '../../src/db/schema/update.ts';
import { vouch } from '../../src/db/schema/vouch.ts';
import type { Deps } from '../../src/deps.ts';
import { createJournalVerifier } from '../../src/governance/journal.ts';
import { HASH_START } from '../../src/messages/declarationCallbacks.ts';
import { setNews } from '../../src/messages/noticeCallbacks.ts';
import { startBotApi } from '../../src/playground/botApi.ts';
import type { BotApi, Person, PressOutcome } from '../../src/playground/types.ts';
import { createCallbackSigner } from '../../src/telegram/callbackData.ts';
import { type Crashable, spawnCrashable } from './crashProcess.ts';
import { copyDatabase, crashKey, signedHash, walkers } from './crashSeed.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** Longer than any restart with redelivery takes, also on a busy machine. */
const QUIET_MS = 20_000;
const LOOK_MS = 10;
/** The sweeps and the sender wait a second each in life. */
const HASTE = 10;
const TWO_HOURS_MS = 7_200_000;

type Walk = {
  readonly api: BotApi;
  readonly deps: Deps;
  readonly who: Readonly<Record<keyof typeof walkers, Person>>;
  /** Resolves when Telegram has the press. */
  readonly press: (one: Person, data: string) => Promise<void>;
};
type Stop = {
  readonly name: string;
  readonly act: (walk: Walk) => unknown;
  readonly movesClock?: boolean;
  /** What must be there beside quiet before the next stop. */
  readonly until?: (walk: Walk) => Promise<boolean>;
};

const linkOf = ({ who }: Walk): string =>
  /https:\S+start=vouch_[\w-]{22}/.exec(lastText(who.guest))?.[0] ?? '';
const lastText = (one: Person): string => one.last()?.text ?? '';

const vouching = (voucher: 'first' | 'second'): Stop[] => [
  { name: `link for the ${voucher}`, act: ({ press, who }) => press(who.guest, 'vl') },
  { name: `the ${voucher} opens it`, act: (walk) => walk.who[voucher].open(linkOf(walk)) },
  {
    name: `the ${voucher} vouches`,
    act: (walk) => walk.press(walk.who[voucher], `va:${linkOf(walk).slice(-22)}`),
  },
];

/** A newcomer's way to the result, without the screens that only show something. */
export const stops: readonly Stop[] = [
  { name: 'start', act: ({ who }) => who.guest.send('/start') },
  { name: 'language', act: ({ press, who }) => press(who.guest, 'lg:ru:0') },
  { name: 'origin', act: ({ press, who }) => press(who.guest, 'jo') },
  { name: 'sign', act: ({ press, who }) => press(who.guest, `dg:1:ru:${signedHash.slice(0, HASH_START)}`) },
  { name: 'phrase asked', act: ({ press, who }) => press(who.guest, 'join') },
  { name: 'phrase', act: ({ who }) => who.guest.send('зелёная лампа') },
  // A digest would come hours after the walk.
  { name: 'news at once', act: ({ press, who }) => press(who.guest, setNews.pack({ news: 'now' })) },
  ...vouching('first'),
  ...vouching('second'),
  { name: 'open', act: ({ press, who }) => press(who.officer, 'bmox:1') },
  { name: 'vote', act: ({ press, who }) => press(who.guest, 'bv:1:yes') },
  { name: 'change the vote', act: ({ press, who }) => press(who.guest, 'bv:1:no') },
  {
    name: 'close',
    act: () => {},
    movesClock: true,
    until: async ({ deps }) => (await deps.db.$count(ballot, eq(ballot.state, 'published'))) === 1,
  },
];

export type WalkOutcome = {
  readonly steps: readonly string[];
  /** True when the process ended at the point it was told. */
  readonly wasKilled: boolean;
  readonly unanswered: number;
  readonly violations: readonly string[];
  readonly votesBeforeClose: number;
  /** Bot's messages by person. */
  readonly messages: Readonly<Record<string, number>>;
  /** What must be the same whatever happened on the way. */
  readonly facts: unknown;
};

const factsOf = async ({ db, vault }: Deps): Promise<unknown> => {
  const entries = await listJournal(db, 0, 100);
  const verifier = createJournalVerifier();
  for (const entry of entries) verifier.feed(entry);
  const { fault } = verifier.verdict();
  const guest = await findAccountByTelegram(db, vault, walkers.guest);
  const notices = await db
    .select({ kind: notice.kind, state: notice.state, count: count() })
    .from(notice)
    .groupBy(notice.kind, notice.state)
    .orderBy(notice.kind, notice.state);
  const [decided] = await db.select({ state: ballot.state, result: ballot.result }).from(ballot);
  return {
    people: await db.$count(person),
    guest: guest && { status: guest.status, phrase: guest.profile.phrase },
    signatures: await db.$count(signature, eq(signature.personId, guest?.id ?? '')),
    vouches: await db.$count(vouch),
    notices,
    ballot: decided,
    votesLeft: await db.$count(vote),
    journal: entries.map(({ entry }) => JSON.parse(entry).kind),
    journalFault: fault,
    unfinished: await db.$count(updateReceipt, isNull(updateReceipt.finishedAt)),
  };
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

const openWalk = async (connection: Connection, presses: Promise<PressOutcome>[]): Promise<Walk> => {
  const api = await startBotApi();
  const deps = createDeps({
    db: connection.db,
    vaultKey: crashKey,
    dataDir: temporaryFolder().path,
    log: () => {},
  });
  const signer = createCallbackSigner(deps.vault);
  const add = (id: number, opened: boolean) =>
    api.createPerson({ id, firstName: 'N', languageCode: 'ru', opened });
  return {
    api,
    deps,
    who: {
      guest: add(walkers.guest, false),
      first: add(walkers.first, true),
      second: add(walkers.second, true),
      officer: add(walkers.officer, true),
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
  seedUrl: string,
  processes: ReturnType<typeof createProcesses>,
  failAt?: string,
): Promise<WalkOutcome> => {
  const database = await copyDatabase(seedUrl);
  const connection = connect(database.url, { max: 2 });
  const presses: Promise<PressOutcome>[] = [];
  const walk = await openWalk(connection, presses);
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
    let votesBeforeClose = 0;
    for (const stop of stops) {
      if (stop.movesClock === true) {
        votesBeforeClose = await deps.db.$count(vote);
        offsetMs += TWO_HOURS_MS;
      }
      await enter(stop.name);
      await stop.act(walk);
      await untilQuiet(walk, stop);
    }
    await enter('after');
    const wasKilled = first.isOver();
    const outcomes = await Promise.all(presses);
    const botMessages = (one: Person) => one.chat().filter(({ from }) => from.is_bot).length;
    return {
      steps: [...first.steps],
      wasKilled,
      unanswered: outcomes.filter(({ answered }) => !answered).length,
      violations: [...api.violations],
      votesBeforeClose,
      messages: Object.fromEntries(Object.entries(walk.who).map(([name, one]) => [name, botMessages(one)])),
      facts: await factsOf(deps),
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
