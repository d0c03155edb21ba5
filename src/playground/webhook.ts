import { isIP } from 'node:net';
import { shuffled } from './faults.ts';
import { badRequest } from './telegramError.ts';
import type { Pending } from './updates.ts';
import type { World } from './world.ts';

export type WebhookSettings = {
  url: string;
  secret: string | undefined;
  maxConnections: number;
};
export type ReplyCall = (method: string, params: Record<string, unknown>) => Promise<unknown>;

const DEFAULT_CONNECTIONS = 40;
/** Telegram gives up on one delivery after about a minute and tries again. */
const DELIVERY_TIMEOUT_MS = 60_000;
const BACKOFF_STEPS = 5;

/** Posts updates to the bot: per lane in order, lanes in parallel, again and again until a 2xx. */
export class Webhook {
  settings: WebhookSettings | undefined;
  lastError: { date: number; message: string } | undefined;
  private readonly world: World;
  private readonly call: ReplyCall;
  private busy = new Set<string>();
  private timers = new Set<NodeJS.Timeout>();
  private stop = new AbortController();

  constructor(world: World, call: ReplyCall) {
    this.world = world;
    this.call = call;
    world.updates.onArrival = () => this.pump();
  }

  set(request: {
    url: string;
    secret_token?: string | undefined;
    max_connections?: number | undefined;
  }): void {
    checkUrl(request.url);
    const { secret_token: secret, max_connections: maxConnections = DEFAULT_CONNECTIONS } = request;
    if (secret !== undefined && secret.length > 256) throw badRequest('secret token is too long');
    if (secret !== undefined && !/^[\w-]*$/.test(secret)) {
      throw badRequest('secret token contains unallowed characters');
    }
    if (maxConnections < 1 || maxConnections > 100)
      throw badRequest('max_connections must be between 1 and 100');
    this.clear();
    this.settings = { url: request.url, secret, maxConnections };
    this.world.updates.webhookActive = true;
    this.world.updates.endPoll('terminated by setWebhook request');
    this.pump();
  }

  /** No more deliveries; running ones are cut and their updates stay pending. */
  clear(): void {
    this.stop.abort();
    this.stop = new AbortController();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.busy.clear();
    for (const pending of this.world.updates.pending) pending.inFlight = false;
    this.settings = undefined;
    this.lastError = undefined;
    this.world.updates.webhookActive = false;
  }

  private pump(): void {
    const { settings } = this;
    if (!settings) return;
    this.world.updates.expire();
    const { shuffle } = this.world.faults;
    const waiting = this.world.updates.pending;
    for (const pending of shuffle ? shuffled(waiting, shuffle) : waiting) {
      if (this.busy.size >= settings.maxConnections) return;
      // In wrong order means also: not one after the other.
      const lane = shuffle ? `update ${pending.update.update_id}` : laneOf(pending);
      if (pending.inFlight || this.busy.has(lane)) continue;
      pending.inFlight = true;
      this.busy.add(lane);
      void this.deliver(pending, lane, 0, this.stop.signal);
    }
  }

  private async deliver(pending: Pending, lane: string, attempt: number, signal: AbortSignal): Promise<void> {
    const { faults } = this.world;
    const copies = faults.duplicateUpdates ? 2 : 1;
    const posts = Array.from({ length: copies }, () => this.post(pending, signal));
    const delivered = (await Promise.all(posts)).every(Boolean);
    if (signal.aborted) return;
    if (delivered) {
      this.world.updates.remove(pending);
      this.busy.delete(lane);
      this.pump();
      return;
    }
    const pause = faults.webhookRetryMs * 2 ** Math.min(attempt, BACKOFF_STEPS);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.deliver(pending, lane, attempt + 1, signal);
    }, pause);
    this.timers.add(timer);
  }

  private async post(pending: Pending, signal: AbortSignal): Promise<boolean> {
    const { settings } = this;
    if (!settings || this.world.faults.down) return false;
    try {
      const response = await fetch(settings.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(settings.secret ? { 'x-telegram-bot-api-secret-token': settings.secret } : {}),
        },
        body: JSON.stringify(pending.update),
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(DELIVERY_TIMEOUT_MS)]),
      });
      const body = await response.text();
      if (response.ok) await this.runReply(body);
      else await this.failed(`Wrong response from the webhook: ${response.status} ${response.statusText}`);
      return response.ok;
    } catch {
      await this.failed('Connection failed or timed out');
      return false;
    }
  }

  /** A webhook may answer with one method call; its result is not told to the bot. */
  private async runReply(body: string): Promise<void> {
    if (!body.startsWith('{')) return;
    try {
      const { method, ...params } = JSON.parse(body);
      if (typeof method === 'string') await this.call(method, params);
    } catch {
      // Telegram ignores what it can't read here; refused calls are in `violations` already.
    }
  }

  private async failed(message: string): Promise<void> {
    this.lastError = { date: await this.world.seconds(), message };
  }
}

/** Presses and everything else of a person wait in different queues, as Telegram keeps them. */
function laneOf({ chatId, kind }: Pending): string {
  return `${chatId} ${kind === 'callback_query' ? 'press' : 'message'}`;
}

function checkUrl(url: string): void {
  if (!URL.canParse(url)) throw badRequest('invalid webhook URL specified');
  const { protocol, hostname } = new URL(url);
  const isLoopback =
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback)) return;
  throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
}
