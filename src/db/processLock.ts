import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { locks } from './locks.ts';

export type ProcessLock = { readonly release: () => Promise<void> };

/** How often the lock's connection is tried: a restarted database frees the lock, so it is taken again soon. */
const CHECK_MS = 2_000;
/** Looks in a row that found no database: a server that restarts by itself is back sooner. */
const LOOKS_BEFORE_AWAY = 5;

export type LockEvents = {
  /** Another process took the lock after a lost connection. */
  readonly onLost: () => void;
  /** The database stays away. Left out where somebody else brings it back. */
  readonly onAway?: () => void;
};

/**
 * One process serves a bot: two would answer everybody twice. The lock lives on a connection of its own and ends with
 * it, also at kill -9. Undefined when another process holds it.
 */
export const takeProcessLock = async (
  url: string,
  { onLost, onAway }: LockEvents,
): Promise<ProcessLock | undefined> => {
  // max_lifetime would close the connection, and the lock with it, after an hour.
  const client = postgres(url, { max: 1, max_lifetime: null, idle_timeout: 0, onnotice: () => {} });
  const take = async (): Promise<boolean> => {
    const [row] = await client<{ taken: boolean }[]>`
      select exists (
        select from pg_locks
        where locktype = 'advisory' and objid = ${locks.process} and pid = pg_backend_pid() and granted
      ) or pg_try_advisory_lock(0, ${locks.process}) as taken`;
    return row?.taken === true;
  };
  if (!(await take())) {
    await client.end();
    return undefined;
  }
  const stopping = new AbortController();
  const watch = async (): Promise<void> => {
    for (let missed = 0; missed < LOOKS_BEFORE_AWAY || onAway === undefined; ) {
      await sleep(CHECK_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (stopping.signal.aborted) return;
      // While the database is away nobody else can hold the lock either.
      const held = await take().catch(() => undefined);
      if (held === false) return onLost();
      missed = held === undefined ? missed + 1 : 0;
    }
    onAway();
  };
  const watching = watch();
  return {
    release: async () => {
      stopping.abort();
      await watching;
      await client.end();
    },
  };
};
