import { randomInt } from 'node:crypto';
import type { FaultBox } from './faults.ts';
import { shuffled } from './faults.ts';
import { conflict } from './telegramError.ts';

export type UpdateKind = 'message' | 'edited_message' | 'callback_query' | 'my_chat_member';
export type Update = { update_id: number } & Partial<Record<UpdateKind, unknown>>;
export type Pending = { update: Update; kind: UpdateKind; chatId: number; at: number; inFlight: boolean };

/** Telegram keeps presses for about 150 seconds and everything else for a day (real time). */
const KEEP_MS = { callback_query: 150_000, other: 24 * 60 * 60 * 1000 };
const BATCH = 100;
/** Telegram answers a long poll after 50 seconds at the latest, whatever was asked. */
const LONGEST_POLL_S = 50;

const HASTY_MS = { poll: 3000, batch: 500 };

type PollRequest = {
  offset?: number | undefined;
  limit?: number | undefined;
  timeout?: number | undefined;
};
type Poll = { wake: () => void; cancel: (reason: string) => void };

/** Updates waiting for the bot, fetched by getUpdates or delivered to its webhook. */
export class UpdateQueue {
  readonly pending: Pending[] = [];
  allowed: readonly string[] = [];
  webhookActive = false;
  /** Called when there may be something for the webhook to deliver. */
  onArrival: () => void = () => {};
  private readonly faults: FaultBox;
  private nextId = randomInt(100_000_000, 900_000_000);
  private poll: Poll | undefined;
  private previous: { offset: number; at: number } | undefined;

  constructor(faults: FaultBox) {
    this.faults = faults;
  }

  add(kind: UpdateKind, chatId: number, payload: unknown): number {
    const update: Update = { update_id: this.nextId++, [kind]: payload };
    if (this.allowed.length === 0 || this.allowed.includes(kind)) {
      this.pending.push({ update, kind, chatId, at: performance.now(), inFlight: false });
      this.poll?.wake();
      this.onArrival();
    }
    return update.update_id;
  }

  drop(): void {
    this.pending.length = 0;
  }

  /** Removes updates that Telegram would have forgotten by now. */
  expire(): void {
    const now = performance.now();
    const kept = this.pending.filter(
      ({ kind, at }) => now - at < (kind === 'callback_query' ? KEEP_MS.callback_query : KEEP_MS.other),
    );
    if (kept.length < this.pending.length) this.pending.splice(0, this.pending.length, ...kept);
  }

  remove(done: Pending): void {
    const at = this.pending.indexOf(done);
    if (at >= 0) this.pending.splice(at, 1);
  }

  /** Ends a waiting getUpdates with 409, as when a second one or a webhook comes. */
  endPoll(reason: string): void {
    this.poll?.cancel(reason);
  }

  /** True while a long poll waits. */
  polled(): boolean {
    return this.poll !== undefined;
  }

  async getUpdates(request: PollRequest, signal: AbortSignal): Promise<Update[]> {
    if (this.webhookActive) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    this.endPoll('terminated by other getUpdates request; make sure that only one bot instance is running');
    const { limit, timeoutS } = this.throttled(request);
    this.confirm(request.offset ?? 0);
    const timeoutMs = timeoutS * 1000;
    if (this.pending.length === 0 && timeoutMs > 0) await this.arrival(timeoutMs, signal);
    // A poller that hung up must not be taken for one that got its updates; nothing is lost, none are confirmed.
    return signal.aborted ? [] : this.batch(limit);
  }

  /**
   * Out of range numbers are brought into range. With limits enforced, asking again from the same offset within half a
   * second brings one update only, and an empty poll waits three seconds, as the official server does.
   */
  private throttled(request: PollRequest): { limit: number; timeoutS: number } {
    const { offset = 0 } = request;
    let limit = clamp(request.limit ?? BATCH, 1, BATCH);
    let timeoutS = clamp(request.timeout ?? 0, 0, LONGEST_POLL_S);
    const now = performance.now();
    if (this.faults.enforceLimits && this.previous?.offset === offset) {
      if (now - this.previous.at < HASTY_MS.poll) timeoutS = Math.max(timeoutS, HASTY_MS.poll / 1000);
      if (now - this.previous.at < HASTY_MS.batch) limit = 1;
    }
    this.previous = { offset, at: now };
    return { limit, timeoutS };
  }

  private confirm(offset: number): void {
    this.expire();
    if (offset < 0) this.pending.splice(0, Math.max(0, this.pending.length + offset));
    else {
      const first = this.pending.findIndex(({ update }) => update.update_id >= offset);
      this.pending.splice(0, first < 0 ? this.pending.length : first);
    }
  }

  private batch(limit: number): Update[] {
    const updates = this.pending.slice(0, limit).map(({ update }) => update);
    const ordered = this.faults.shuffle ? shuffled(updates, this.faults.shuffle) : updates;
    return this.faults.duplicateUpdates ? ordered.flatMap((update) => [update, update]) : ordered;
  }

  private arrival(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        if (this.poll === mine) this.poll = undefined;
      };
      const wake = () => {
        finish();
        resolve();
      };
      const mine: Poll = {
        wake,
        cancel: (reason) => {
          finish();
          reject(conflict(reason));
        },
      };
      const timer = setTimeout(wake, timeoutMs);
      signal.addEventListener('abort', wake);
      this.poll = mine;
    });
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
