import type { Database, Tx } from './db/client.ts';
import type { Erasures } from './db/erasures.ts';
import type { Vault } from './db/vault.ts';
import type { Log } from './log.ts';

/** The one clock: the database's, so that several machines and a wrong local clock change nothing (rule G12). */
export type Clock = {
  /** Pass the transaction inside one: a second connection while holding the first can exhaust the pool. */
  readonly now: (on?: Tx) => Promise<Date>;
};

export type Random = {
  readonly bytes: (length: number) => Uint8Array;
  readonly uuid: () => string;
};

/**
 * Called before and after every commit and every message to Telegram, with the step's name. Production leaves it out;
 * the crash tests end the process in it.
 */
export type Failpoint = (step: string) => void | Promise<void>;

/** What actions, jobs and edges need of the world, passed in. No logic here. */
export type Deps = {
  readonly db: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly vault: Vault;
  readonly log: Log;
  /** Outside the database; whatever a restored backup must not bring back is noted here before its commit. */
  readonly erasures: Erasures;
  readonly failpoint?: Failpoint;
};
