import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { openSocket } from './socket.ts';

export type Database = PostgresJsDatabase<Record<string, never>>;

/** A transaction's handle. Whoever takes one can write; read functions take `Database | Tx`. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
export type Reader = Database | Tx;
/** For a write of one statement, which PostgreSQL makes a transaction by itself. */
export type Single = Database | Tx;

export type Connection = { readonly db: Database; readonly close: () => Promise<void> };

const POOL_SIZE = 20;
const CLOSE_SECONDS = 5;
/** Serialization failure, deadlock: PostgreSQL undid the transaction entirely, so running it again is safe. */
const RETRIED_CODES = new Set(['40001', '40P01']);
const RETRIES = 3;

export const connect = (url: string, options: { readonly max?: number } = {}): Connection => {
  // A constant of its own: postgres.js reads `socket`, its types don't know it.
  const settings = {
    max: options.max ?? POOL_SIZE,
    onnotice: () => {},
    // Names in pg_stat_activity help an operator; nothing personal is in them.
    connection: { application_name: 'veche' },
    socket: openSocket,
  };
  const client = postgres(url, settings);
  return { db: drizzle({ client }), close: () => client.end({ timeout: CLOSE_SECONDS }) };
};

const repeated = async <Value>(run: () => Promise<Value>): Promise<Value> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt >= RETRIES || !RETRIED_CODES.has(databaseCode(error) ?? '')) throw error;
    }
  }
};

type Failing = { readonly failpoint?: (step: string) => void | Promise<void> };

/**
 * Runs `body` in one transaction and repeats it when PostgreSQL asks for that. `name` is the action's name, for the
 * failpoints. Refusals are values; an exception rolls back.
 */
export const inTransaction = <Value>(
  deps: Failing & { readonly db: Database },
  name: string,
  body: (tx: Tx) => Promise<Value>,
): Promise<Value> =>
  repeated(async () => {
    const value = await deps.db.transaction(async (tx) => {
      const result = await body(tx);
      await deps.failpoint?.(`commit.before:${name}`);
      return result;
    });
    await deps.failpoint?.(`commit.after:${name}`);
    return value;
  });

/**
 * With the time at which it begins, for a body that waits for nobody before its time matters. Whoever locks first asks the clock
 * after the lock instead: a time taken before the wait would let in what came too late (rule G12).
 */
export const inTransactionNow = <Value>(
  deps: Failing & { readonly db: Database; readonly clock: { readonly now: (tx: Tx) => Promise<Date> } },
  name: string,
  body: (tx: Tx, now: Date) => Promise<Value>,
): Promise<Value> => inTransaction(deps, name, async (tx) => body(tx, await deps.clock.now(tx)));

/**
 * Runs a write of exactly one statement without BEGIN and COMMIT, which are two more round trips: for what every update does. What
 * else `body` reads must not need the same snapshot.
 */
export const inStatement = <Value>(
  deps: Failing & { readonly db: Database },
  name: string,
  body: (db: Single) => Promise<Value>,
): Promise<Value> =>
  repeated(async () => {
    await deps.failpoint?.(`commit.before:${name}`);
    const value = await body(deps.db);
    await deps.failpoint?.(`commit.after:${name}`);
    return value;
  });

/** PostgreSQL's five-character code of a failure, wherever the driver and Drizzle have wrapped it. */
export const databaseCode = (error: unknown): string | undefined => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at.code;
  }
  return undefined;
};
