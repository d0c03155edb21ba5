import { randomBytes } from 'node:crypto';
import { badRequest } from './telegramError.ts';
import type { PressOutcome } from './types.ts';

/** Telegram forgets a press after about this many real milliseconds: an answer then is a 400. */
export const QUERY_LIFETIME_MS = 30_000;
const REMEMBERED = 20_000;
const TOO_OLD = 'query is too old and response timeout expired or query ID is invalid';

export type Query = {
  id: string;
  chatId: number;
  messageId: number;
  data: string;
  at: number;
  answered: boolean;
  reported: boolean;
  settle: (outcome: PressOutcome) => void;
};

/** Presses and their answers. */
export class CallbackBook {
  private queries = new Map<string, Query>();

  /** Registers a press; `outcome` resolves when it is answered, or unanswered when the time is up. */
  open(
    press: { chatId: number; messageId: number; data: string },
    timeoutMs: number,
  ): { query: Query; outcome: Promise<PressOutcome> } {
    const { promise, resolve } = Promise.withResolvers<PressOutcome>();
    const at = performance.now();
    const giveUp = setTimeout(() => resolve({ answered: false, ms: performance.now() - at }), timeoutMs);
    giveUp.unref();
    const query: Query = {
      ...press,
      id: String(BigInt(`0x${randomBytes(8).toString('hex')}`)),
      at,
      answered: false,
      reported: false,
      settle: (outcome) => {
        clearTimeout(giveUp);
        resolve(outcome);
      },
    };
    this.queries.set(query.id, query);
    const oldest = this.queries.keys().next().value;
    if (this.queries.size > REMEMBERED && oldest !== undefined) this.queries.delete(oldest);
    return { query, outcome: promise };
  }

  /** The open press of this number; refuses unknown, old and already answered ones as Telegram does. */
  answer(id: string, answer: Omit<PressOutcome, 'answered' | 'ms'>): Query {
    const query = this.queries.get(id);
    if (!query || query.answered || performance.now() - query.at > QUERY_LIFETIME_MS)
      throw badRequest(TOO_OLD);
    query.answered = true;
    query.settle({ answered: true, ...answer, ms: performance.now() - query.at });
    return query;
  }

  /** Presses never answered that were not reported before. */
  unanswered(olderThanMs: number): Query[] {
    const late = [...this.queries.values()].filter(
      (query) => !query.answered && !query.reported && performance.now() - query.at >= olderThanMs,
    );
    for (const query of late) query.reported = true;
    return late;
  }

  clear(): void {
    this.queries.clear();
  }
}
