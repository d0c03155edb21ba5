import postgres from 'postgres';
import { expect, test } from 'vitest';
import type { Person } from '../../src/playground/types.ts';
import { createTestDatabase } from '../support/database.ts';
import { openPoll, presser, voteData } from '../support/presses.ts';
import { startTestVeche, type TestVeche } from '../support/testVeche.ts';

/** Filling a table with a million people takes a minute or two: only where time is given for it. */
const isHeavy = process.env.VECHE_HEAVY === '1';
const SIZES = [1_000, 1_000_000] as const;
const ROUNDS = 40;
/** The promise: a thousand times the members, at most twice the time. */
const AT_MOST = 2;
const MINUTES_15 = 900_000;
const SEEN_MS = 20_000;

type Alliance = {
  readonly veche: TestVeche;
  readonly number: number;
  readonly member: Person;
  readonly officer: Person;
};

/** Members whose sealed values nobody opens, with signature, roll entry, notice and appeal to the desk like real ones. */
const fill = async (url: string, size: number, ballotId: string): Promise<void> => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const bytes = (seed: string, at: string) => `sha256(('${seed}' || ${at})::bytea)`;
  try {
    await sql.unsafe(`
      create temp table crowd as
        select gen_random_uuid() as id, n from generate_series(1, ${size}) as n`);
    await sql.unsafe(`
      insert into person (id, telegram_index, telegram_sealed, profile_sealed, status, origin_confirmed, verified_on,
        number_index, number_sealed, created_on)
      select id, ${bytes('telegram', 'n')}, ${bytes('sealed', 'n')}, ${bytes('profile', 'n')}, 'member', true,
        date '2026-01-01', ${bytes('number', 'n')}, ${bytes('numberSealed', 'n')}, date '2026-01-01' from crowd`);
    await sql.unsafe(`
      insert into signature (person_id, version, locale, hash, signed_on)
      select id, 1, 'ru', 'h', date '2026-01-01' from crowd`);
    await sql.unsafe(`
      insert into roll_entry (ballot_id, ballot_class, mark, present)
      select '${ballotId}', 'strawPoll', ${bytes('roll', 'n')}, false from crowd`);
    await sql.unsafe(`
      insert into vote (ballot_id, mark, choice_sealed, arrival)
      select '${ballotId}', ${bytes('roll', 'n')}, ${bytes('choice', 'n')}, -n from crowd where n % 2 = 0`);
    await sql.unsafe(`
      insert into notice (person_id, kind, subject, state, not_before)
      select id, 'ballot.opened', 'ballot:1', 'sent', now() from crowd`);
    await sql.unsafe(`
      insert into vouch (candidate_mark, voucher_mark, vouched_on)
      select ${bytes('candidate', 'n')}, ${bytes('voucher', 'n')}, current_date from crowd`);
    await sql.unsafe(`
      insert into sent_message (person_id, message_id, sent_at, kind)
      select id, n, date_trunc('hour', now()), 'sensitive' from crowd`);
    await sql.unsafe('vacuum analyze');
  } finally {
    await sql.end();
  }
};

const openAlliance = async (size: number): Promise<Alliance & { close: () => Promise<void> }> => {
  const database = await createTestDatabase();
  const veche = await startTestVeche({ databaseUrl: database.url });
  const number = await openPoll(veche.core.deps, 600);
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const [ballot] = await sql<{ id: string }[]>`select id from ballot where number = ${number}`;
  await sql.end();
  await fill(database.url, size, ballot?.id ?? '');
  const [member] = veche.people('member');
  const [officer] = veche.people('officer');
  if (member === undefined || officer === undefined) throw new Error('The sample has nobody.');
  return {
    veche,
    number,
    member,
    officer,
    close: async () => {
      await veche.close();
      await database.drop();
    },
  };
};

/** Milliseconds until the bot has answered a command with a message. */
const answerTime = async ({ veche }: Alliance, who: Person, command: string): Promise<number> => {
  const before = who.last()?.message_id;
  const from = performance.now();
  await who.send(command);
  await veche.api.waitFor(() => who.last()?.message_id !== before, SEEN_MS);
  return performance.now() - from;
};

const voteTime = async (alliance: Alliance, round: number): Promise<number> => {
  const press = presser(alliance.veche.core.deps);
  const from = performance.now();
  await press(alliance.member, voteData(alliance.number, round % 2 === 0 ? 'yes' : 'no'));
  return performance.now() - from;
};

const acts: Readonly<Record<string, (alliance: Alliance, round: number) => Promise<number>>> = {
  '/start': (alliance) => answerTime(alliance, alliance.member, '/start'),
  '/me': (alliance) => answerTime(alliance, alliance.member, '/me'),
  'a vote': voteTime,
  '/secretariat': (alliance) => answerTime(alliance, alliance.officer, '/secretariat'),
};

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

test.runIf(isHeavy)(
  'a million members: /start, /me, a vote and the secretariat take at most twice the time of a thousand',
  { timeout: MINUTES_15 },
  async () => {
    const alliances = await Promise.all(SIZES.map(openAlliance));
    try {
      for (const [name, act] of Object.entries(acts)) {
        const times = alliances.map((): number[] => []);
        for (let round = 0; round < ROUNDS; round++) {
          // In turns, so that whatever else the machine does meets both.
          for (const [at, alliance] of alliances.entries()) times[at]?.push(await act(alliance, round));
        }
        const [small = Number.NaN, large = Number.NaN] = times.map(median);
        console.log(`${name}: ${small.toFixed(1)} ms at 1,000, ${large.toFixed(1)} ms at 1,000,000`);
        expect(large / small, name).toBeLessThanOrEqual(AT_MOST);
      }
    } finally {
      await Promise.all(alliances.map((alliance) => alliance.close()));
    }
  },
);
