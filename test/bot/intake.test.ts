import { randomBytes, randomUUID } from 'node:crypto';
import { GrammyError, HttpError } from 'grammy';
import type { Update } from 'grammy/types';
import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Receipt } from '../../src/bot/context.ts';
import { createIntake, type IntakeOptions } from '../../src/bot/intake.ts';
import { type Connection, connect } from '../../src/db/client.ts';
import { createTestDatabase } from '../support/database.ts';
import { messageUpdate, pressUpdate } from './updates.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connection: Connection;
let sql: Sql;
let logged: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  sql = postgres(database.url, { max: 2 });
});
afterAll(async () => {
  await connection.close();
  await sql.end();
  await database.drop();
});
beforeEach(() => {
  logged = [];
});
afterEach(async () => {
  await sql`truncate update_receipt`;
});

const intakeOf = (options: IntakeOptions) =>
  createIntake(
    {
      db: connection.db,
      log: (_level, event) => logged.push(event),
      random: { bytes: randomBytes, uuid: randomUUID },
    },
    { retryDelaysMs: [10, 10, 10], ...options },
  );

const finished = async (): Promise<number> => {
  const [row] = await sql`select count(*)::int as n from update_receipt where finished_at is not null`;
  return row?.n;
};

/** A handler that waits until it is let through. */
const gate = () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

const networkDown = new HttpError('no network', new Error('down'));
const badGateway = new GrammyError(
  'x',
  { ok: false, error_code: 502, description: 'Bad Gateway' },
  'sendMessage',
  {},
);

describe('order', () => {
  it('numbers 200 concurrent arrivals as they were accepted, whatever their ids, across batches', async () => {
    const seen: Receipt[] = [];
    const intake = intakeOf({ handle: async (_update, receipt) => void seen.push(receipt) });
    // 7 and 201 have no common factor: every id once, in a wild order.
    const ids = Array.from({ length: 200 }, (_, index) => ((index + 1) * 7) % 201);
    const accepted: Promise<unknown>[] = [];
    for (const [index, id] of ids.entries()) {
      accepted.push(intake.accept(messageUpdate(id, id)));
      // Webhooks come in separate turns of the event loop, so several batches are written.
      if (index % 9 === 0) await new Promise(setImmediate);
    }
    await Promise.all(accepted);
    const byArrival = seen.toSorted((a, b) => a.arrival - b.arrival).map(({ updateId }) => updateId);
    expect(byArrival).toEqual(ids);
    expect(await finished()).toBe(200);
  });

  it('runs one person first come, first served, and others meanwhile', async () => {
    const log: string[] = [];
    const slow = gate();
    const intake = intakeOf({
      handle: async (update) => {
        if (update.update_id === 1) await slow.opened;
        log.push(String(update.update_id));
      },
    });
    const first = intake.accept(messageUpdate(1, 10));
    const second = intake.accept(pressUpdate(2, 10));
    await intake.accept(messageUpdate(3, 20));
    expect(log).toEqual(['3']);
    slow.open();
    await Promise.all([first, second]);
    expect(log).toEqual(['3', '1', '2']);
  });

  it('runs one person at once with lanes switched off', async () => {
    const slow = gate();
    const intake = intakeOf({
      lanes: false,
      handle: async (update) => (update.update_id === 1 ? slow.opened : undefined),
    });
    const first = intake.accept(messageUpdate(1, 10));
    await intake.accept(messageUpdate(2, 10));
    slow.open();
    await first;
  });

  it('receives by the database clock with the offset of a moved one', async () => {
    let receipt: Receipt | undefined;
    const intake = intakeOf({
      clockOffsetMs: () => 3_600_000,
      handle: async (_update, given) => {
        receipt = given;
      },
    });
    await intake.accept(messageUpdate(1, 1));
    const [row] = await sql`select extract(epoch from clock_timestamp()) * 1000 as ms`;
    const ahead = (receipt?.receivedAt.getTime() ?? 0) - Number(row?.ms);
    expect(Math.abs(ahead - 3_600_000)).toBeLessThan(5_000);
  });

  it('holds no database connection while handlers run', async () => {
    const narrow = connect(database.url, { max: 1 });
    const slow = gate();
    const intake = createIntake(
      { db: narrow.db, log: () => {}, random: { bytes: randomBytes, uuid: randomUUID } },
      { handle: (update) => (update.update_id <= 30 ? slow.opened : Promise.resolve()) },
    );
    const held = Array.from({ length: 30 }, (_, index) => intake.accept(messageUpdate(index + 1, index)));
    expect(await intake.accept(messageUpdate(99, 99))).toBe('done');
    slow.open();
    await Promise.all(held);
    await narrow.close();
  });
});

describe('duplicates', () => {
  const counted = (pace?: Promise<void>) => {
    let runs = 0;
    const handle = async () => {
      runs++;
      await pace;
    };
    return { handle, runs: () => runs };
  };

  it('have one effect when the same update comes three times, two at once', async () => {
    const slow = gate();
    const { handle, runs } = counted(slow.opened);
    const intake = intakeOf({ handle });
    const update = messageUpdate(5, 1);
    const both = [intake.accept(update), intake.accept(update)];
    slow.open();
    expect(await Promise.all(both)).toEqual(['done', 'duplicate']);
    expect(await intake.accept(update)).toBe('duplicate');
    expect(runs()).toBe(1);
  });

  it('are seen inside the lane when another process finished the update meanwhile', async () => {
    const slow = gate();
    const { handle, runs } = counted();
    const intake = intakeOf({ handle: (update) => (update.update_id === 1 ? slow.opened : handle()) });
    await sql`insert into update_receipt (update_id, received_at) values (2, now())`;
    const before = intake.accept(messageUpdate(1, 1));
    const waiting = intake.accept(messageUpdate(2, 1));
    await expect.poll(async () => (await sql`select 1 from update_receipt`).length).toBe(2);
    await sql`update update_receipt set finished_at = now() where update_id = 2`;
    slow.open();
    await before;
    expect(await waiting).toBe('duplicate');
    expect(runs()).toBe(0);
  });

  it('are acted on when the first process died before it finished', async () => {
    const { handle, runs } = counted();
    await sql`insert into update_receipt (update_id, received_at) values (2, '2026-01-01T00:00:00Z')`;
    let receivedAt: Date | undefined;
    const intake = intakeOf({
      handle: async (_update, receipt) => {
        receivedAt = receipt.receivedAt;
        await handle();
      },
    });
    expect(await intake.accept(messageUpdate(2, 1))).toBe('done');
    expect(runs()).toBe(1);
    // The first arrival counts, not the repetition.
    expect(receivedAt).toEqual(new Date('2026-01-01T00:00:00Z'));
  });
});

describe('failures', () => {
  it('tries again after an outage, in the lane, and finishes once', async () => {
    const log: number[] = [];
    let failures = 2;
    const intake = intakeOf({
      handle: async (update) => {
        if (update.update_id === 1 && failures-- > 0) throw failures > 0 ? networkDown : badGateway;
        log.push(update.update_id);
      },
    });
    await Promise.all([intake.accept(messageUpdate(1, 1)), intake.accept(messageUpdate(2, 1))]);
    expect(log).toEqual([1, 2]);
  });

  it('rejects when the outage lasts, and takes the redelivery', async () => {
    let isDown = true;
    const intake = intakeOf({
      handle: async () => {
        if (isDown) throw networkDown;
      },
    });
    await expect(intake.accept(messageUpdate(1, 1))).rejects.toBe(networkDown);
    expect(await finished()).toBe(0);
    isDown = false;
    expect(await intake.accept(messageUpdate(1, 1))).toBe('done');
  });

  it('gives up an update that failed at four deliveries, by reference only', async () => {
    const intake = intakeOf({ handle: () => Promise.reject(networkDown) });
    const deliveries = Array.from({ length: 4 }, () => intake.accept(messageUpdate(1, 1)));
    const outcomes = await Promise.allSettled(deliveries);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
    expect(logged).toEqual(['update.givenUp']);
    expect(await finished()).toBe(1);
  });

  it('finishes an update whose handler has a bug: it must not hold up the chat', async () => {
    const intake = intakeOf({ handle: () => Promise.reject(new TypeError('bug')) });
    expect(await intake.accept(messageUpdate(1, 1))).toBe('done');
    expect(logged).toEqual(['update.givenUp']);
  });

  it('survives the loss of its database connections', async () => {
    const intake = intakeOf({ handle: async () => {}, retryDelaysMs: [200, 1000, 3000] });
    await intake.accept(messageUpdate(1, 1));
    const accepted = Array.from({ length: 50 }, (_, index) => intake.accept(messageUpdate(index + 2, index)));
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'veche'`;
    expect(new Set(await Promise.all(accepted))).toEqual(new Set(['done']));
    expect(await finished()).toBe(51);
  });
});

describe('presses', () => {
  it('start their answer watch on arrival, also while the lane is busy', async () => {
    const watched: string[] = [];
    const slow = gate();
    const intake = intakeOf({
      handle: () => slow.opened,
      answerWatch: (id) => void watched.push(id),
    });
    const both = [intake.accept(messageUpdate(1, 1)), intake.accept(pressUpdate(2, 1))];
    expect(watched).toEqual(['q2']);
    slow.open();
    await Promise.all(both);
    await intake.idle();
  });
});

describe('idle', () => {
  it('waits for what runs', async () => {
    const slow = gate();
    const done: Update[] = [];
    const intake = intakeOf({
      handle: async (update) => {
        await slow.opened;
        done.push(update);
      },
    });
    void intake.accept(messageUpdate(1, 1));
    const idle = intake.idle();
    slow.open();
    await idle;
    expect(done).toHaveLength(1);
  });
});
