import type { ErrorParameters } from './telegramError.ts';
import { TelegramError, tooManyRequests } from './telegramError.ts';

export type FaultCall = { method: string; params: Record<string, unknown> };
/** Where the network is cut: before Telegram acts, or after it acted and before the bot hears of it. */
export type DropMoment = 'before' | 'after' | false | undefined;

/** Faults that tests (and the curious) can switch on; all off at start. */
export type Faults = {
  /** Every call takes at least this long. */
  latencyMs: number;
  /** Connections are cut unheard, and no webhook is delivered. */
  down: boolean;
  /** Each update is delivered twice: side by side in one batch, or by two requests at once. */
  duplicateUpdates: boolean;
  /** Telegram's 30 messages a second in all and 1 a second per chat. */
  enforceLimits: boolean;
  /** First pause before a failed webhook is tried again; doubles up to 32 times this. */
  webhookRetryMs: number;
  /** Share of sending, editing and deleting calls (or the calls chosen by a predicate) that get 429. 0 ends it. */
  rate429(rule: number | ((call: FaultCall) => boolean), retryAfterSeconds?: number): void;
  /** The next call of this method gets this error; may be queued several times. */
  failNext(method: string, errorCode: number, description: string, parameters?: ErrorParameters): void;
  dropConnection(rule: ((call: FaultCall) => DropMoment) | undefined): void;
  /** Updates are delivered in a wrong order, the same for the same seed; undefined ends it. */
  shuffleUpdates(seed: number | undefined): void;
  /** Everything off again. */
  clear(): void;
};

/** A small seeded generator (mulberry32): the same faults on every run. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LIMITED_METHOD = /^(send|edit|delete|pin|unpin)/;
const DEFAULT_WEBHOOK_RETRY_MS = 250;

/** The faults with what the server asks of them. */
export class FaultBox implements Faults {
  latencyMs = 0;
  down = false;
  duplicateUpdates = false;
  enforceLimits = false;
  webhookRetryMs = DEFAULT_WEBHOOK_RETRY_MS;
  shuffle: (() => number) | undefined;
  private random = seededRandom(1);
  private limited: ((call: FaultCall) => boolean) | undefined;
  private retryAfter = 1;
  private failures = new Map<string, TelegramError[]>();
  private drop: ((call: FaultCall) => DropMoment) | undefined;

  rate429(rule: number | ((call: FaultCall) => boolean), retryAfterSeconds = 1): void {
    this.retryAfter = retryAfterSeconds;
    if (typeof rule === 'function') this.limited = rule;
    else this.limited = (call) => LIMITED_METHOD.test(call.method) && this.random() < rule;
  }

  failNext(method: string, errorCode: number, description: string, parameters?: ErrorParameters): void {
    const queued = this.failures.get(method) ?? [];
    queued.push(new TelegramError(errorCode, description, parameters));
    this.failures.set(method, queued);
  }

  dropConnection(rule: ((call: FaultCall) => DropMoment) | undefined): void {
    this.drop = rule;
  }

  shuffleUpdates(seed: number | undefined): void {
    this.shuffle = seed === undefined ? undefined : seededRandom(seed);
  }

  clear(): void {
    this.latencyMs = 0;
    this.down = false;
    this.duplicateUpdates = false;
    this.enforceLimits = false;
    this.webhookRetryMs = DEFAULT_WEBHOOK_RETRY_MS;
    this.shuffle = undefined;
    this.limited = undefined;
    this.failures.clear();
    this.drop = undefined;
  }

  /** The injected refusal of this call, if any. */
  refusal(call: FaultCall): TelegramError | undefined {
    const planned = this.failures.get(call.method)?.shift();
    if (planned) return planned;
    return this.limited?.(call) ? tooManyRequests(this.retryAfter) : undefined;
  }

  dropMoment(call: FaultCall): DropMoment {
    return this.drop?.(call);
  }
}

/** A copy in seeded random order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
