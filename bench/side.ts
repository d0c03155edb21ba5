// One side of the comparison: a Bot API of its own, the bot as a process of its own, people who press.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { castVote } from '../src/messages/ballot/ballotCallbacks.ts';
import { startBotApi } from '../src/playground/botApi.ts';
import { cast } from '../src/playground/sample/cast.ts';
import type { Person } from '../src/playground/types.ts';
import type { CallbackSigner } from '../src/telegram/callbackData.ts';
import type { Statement } from './database.ts';
import type { Report, Subject } from './subject.ts';

export const KEY = Buffer.alloc(32, 41);
export const PEOPLE = 50;
export const PRESSES_EACH = 12;
const WARM_UP_EACH = 8;
const PATIENCE_MS = 30_000;
/** Every press changes the receipt, so that none is spared its edit: a changed vote, the same again, a changed one. */
const turns = ['yes', 'yes', 'no', 'no'] as const;

export type Ballot = { readonly number: number; readonly signer: CallbackSigner };
export type Side = {
  /**
   * Milliseconds from one press to its answer and its edited message; nobody else presses. Every call takes `wireMs` at Telegram.
   */
  readonly latency: (wireMs: number) => Promise<number>;
  /** Updates a second: everybody presses as soon as the last press is answered. */
  readonly throughput: () => Promise<number>;
  /** Milliseconds of the processor in the bot's own process for each press, everybody pressing: a busy machine changes little in it. */
  readonly processor: () => Promise<number>;
  /** What the database is asked for a press of each of the people, one after the other. */
  readonly statements: () => Promise<readonly (readonly Statement[])[]>;
  readonly close: () => Promise<void>;
};

export const openSide = async (
  given: Pick<Subject, 'kind' | 'databaseUrl' | 'tellsStatements'>,
  { number, signer }: Ballot,
): Promise<Side> => {
  const api = await startBotApi();
  const options = process.env.BENCH_PROFILE === given.kind ? ['--cpu-prof'] : [];
  const child = fork(fileURLToPath(new URL('subject.ts', import.meta.url)), {
    execArgv: options,
    // Bytes stay bytes.
    serialization: 'advanced',
  });
  child.send({ ...given, token: api.token, apiRoot: api.url, vaultKey: KEY.toString('base64') });
  await once(child, 'message');
  const people = cast
    .filter(({ role }) => role === 'member')
    .slice(0, PEOPLE)
    .map(({ role: _, ...who }) => api.createPerson({ ...who, opened: true }));
  for (const { id } of people) {
    await fetch(`${api.url}/bot${api.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: id, text: 'Press.' }),
    });
  }
  const turn = new Map<number, number>();
  const press = async (one: Person) => {
    const at = turn.get(one.id) ?? 0;
    turn.set(one.id, at + 1);
    const choice = turns[at % turns.length] ?? 'yes';
    const data = signer.sign(castVote.pack({ number, choice }), one.id, one.id);
    const messageId = one.last()?.message_id ?? 1;
    const { answered } = await one.pressRaw({ messageId, data }, { timeoutMs: PATIENCE_MS });
    if (!answered) throw new Error('A press was not answered.');
  };
  const finished = async () => {
    while (api.pendingUpdates() > 0) await sleep(1);
  };
  const rounds = async (times: number) => {
    const row = async (one: Person) => {
      for (let time = 0; time < times; time++) await press(one);
    };
    await Promise.all(people.map(row));
    await finished();
  };
  const report = async (): Promise<Report> => {
    const answer = once(child, 'message');
    child.send('report');
    const [told]: Report[] = await answer;
    if (told === undefined) throw new Error('The side told nothing.');
    return told;
  };
  await rounds(WARM_UP_EACH);

  let next = 0;
  return {
    latency: async (wireMs) => {
      const one = people[next++ % people.length];
      if (one === undefined) return Number.NaN;
      const edited = Promise.withResolvers<void>();
      const stop = api.onChange((event) => {
        if (event.type === 'edited' && event.chatId === one.id) edited.resolve();
      });
      api.faults.latencyMs = wireMs;
      const began = performance.now();
      await Promise.all([press(one), edited.promise]);
      const took = performance.now() - began;
      api.faults.latencyMs = 0;
      stop();
      await finished();
      return took;
    },
    throughput: async () => {
      const began = performance.now();
      await rounds(PRESSES_EACH);
      return (PEOPLE * PRESSES_EACH * 1000) / (performance.now() - began);
    },
    processor: async () => {
      const before = await report();
      await rounds(PRESSES_EACH);
      return ((await report()).cpuMs - before.cpuMs) / (PEOPLE * PRESSES_EACH);
    },
    statements: async () => {
      const found: (readonly Statement[])[] = [];
      for (const one of people) {
        await report();
        await press(one);
        await finished();
        found.push((await report()).statements);
      }
      return found;
    },
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
      await api.close();
    },
  };
};
