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
/** Uses of one text before it is prepared: what is asked once in a while, or in ever new lengths, never is. */
const PREPARED_AFTER = 5;
/** Each prepared statement takes memory in every connection's process; the bot's whole ordinary work has fewer texts. */
const MAX_PREPARED = 300;
const MAX_COUNTED = 3_000;
const CLOSE_SECONDS = 5;
/** Serialization failure, deadlock: PostgreSQL undid the transaction entirely, so running it again is safe. */
const RETRIED_CODES = new Set(['40001', '40P01']);
const RETRIES = 3;

/** Says of each text whether it has been used often enough to be prepared. */
const createHabit = (): ((text: string) => boolean) => {
  const uses = new Map<string, number>();
  const prepared = new Set<string>();
  return (text) => {
    if (prepared.has(text)) return true;
    const count = (uses.get(text) ?? 0) + 1;
    uses.set(text, count);
    const [oldest] = uses.keys();
    if (uses.size > MAX_COUNTED && oldest !== undefined) uses.delete(oldest);
    if (count < PREPARED_AFTER || prepared.size >= MAX_PREPARED) return false;
    uses.delete(text);
    prepared.add(text);
    return true;
  };
};

/**
 * Drizzle has postgres.js prepare nothing but what was built by `.prepare(name)`, which a transaction can't use. Unprepared, each
 * statement with parameters is parsed and planned anew and costs two round trips: one for the parameters' types alone.
 */
const prepareHabits = (client: postgres.Sql): void => {
  const isHabit = createHabit();
  const prepareIn = (sql: Pick<postgres.Sql, 'unsafe'>): void => {
    const { unsafe } = sql;
    const value = (text: string, parameters: readonly unknown[] = [], options: object = {}): unknown =>
      Reflect.apply(unsafe, sql, [
        text,
        parameters,
        parameters.length > 0 && isHabit(text) ? { ...options, prepare: true } : options,
      ]);
    Object.defineProperty(sql, 'unsafe', { value });
  };
  prepareIn(client);
  const { begin } = client;
  const value = (body: (tx: postgres.TransactionSql) => Promise<unknown>): unknown =>
    Reflect.apply(begin, client, [
      (tx: postgres.TransactionSql) => {
        prepareIn(tx);
        return body(tx);
      },
    ]);
  Object.defineProperty(client, 'begin', { value });
};

export type ConnectOptions = {
  readonly max?: number;
  /** Told of every statement as it leaves, for tests and benchmarks that count. */
  readonly onStatement?: (text: string, parameters: readonly unknown[]) => void;
};

export const connect = (url: string, options: ConnectOptions = {}): Connection => {
  const { onStatement } = options;
  // A constant of its own: postgres.js reads `socket`, its types don't know it.
  const settings = {
    max: options.max ?? POOL_SIZE,
    onnotice: () => {},
    // Names in pg_stat_activity help an operator; nothing personal is in them.
    connection: { application_name: 'veche' },
    socket: openSocket,
    ...(onStatement === undefined
      ? {}
      : {
          debug: (_: number, text: string, parameters: readonly unknown[]) => onStatement(text, parameters),
        }),
  };
  const client = postgres(url, settings);
  prepareHabits(client);
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
