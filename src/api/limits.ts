import type { Context, MiddlewareHandler } from 'hono';
import { addressOf } from './address.ts';
import type { ApiEnv } from './context.ts';
import type { Problems } from './problem.ts';
import { createRateWindows, type Limits } from './windows.ts';

export const defaultLimits: Limits = {
  /**
   * Ten a second. A program that reads a queue of 15,000 by pages of 50 needs 300 requests, one that follows a broadcast a few a
   * second; and ten a second leave the database to the people who vote.
   */
  perToken: 600,
  /** Two officers in one office at full speed; also what the description costs at most. */
  perAddress: 1200,
  /** A mistyped token is noticed after two or three; a secret has 256 bits, so this only keeps guessing off the database. */
  failures: 10,
};

/** 429 with Retry-After; `code` says which limit it was. */
export const tooMany = (
  problems: Problems,
  c: Context,
  code: 'api.tooMany' | 'api.tooManyFailures',
  seconds: number,
): Response => {
  const answer = problems(c, 429, [{ code, facts: { seconds } }]);
  answer.headers.set('retry-after', String(seconds));
  return answer;
};

/**
 * Counts requests by what `keyOf` says. Behind `authenticate` the key is the token: only its own requests count against it, so
 * that nobody who guesses, from wherever, holds up an officer.
 */
const limitBy = (
  problems: Problems,
  max: number,
  keyOf: (c: Context<ApiEnv>) => string,
): MiddlewareHandler<ApiEnv> => {
  const windows = createRateWindows(max);
  return async (c, next) => {
    const key = keyOf(c);
    const seconds = windows.waitFor(key);
    if (seconds > 0) return tooMany(problems, c, 'api.tooMany', seconds);
    windows.add(key);
    return next();
  };
};

export const limitByAddress = (problems: Problems, { perAddress }: Limits) =>
  limitBy(problems, perAddress, addressOf);

export const limitByToken = (problems: Problems, { perToken }: Limits) =>
  limitBy(problems, perToken, (c) => c.get('caller').tokenId);
