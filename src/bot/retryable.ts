import { BotError, GrammyError, HttpError } from 'grammy';
import { isDatabaseOutage } from '../db/outage.ts';

const SERVER_ERROR = 500;

// grammY wraps what a handler throws.
const unwrap = (error: unknown): unknown => (error instanceof BotError ? unwrap(error.error) : error);

const isTelegramOutage = (error: unknown): boolean =>
  error instanceof HttpError || (error instanceof GrammyError && error.error_code >= SERVER_ERROR);

/**
 * What kind of outage made an update fail, so that it may succeed a moment later; undefined for all other failures,
 * which are bugs. Telegram's covers the network to it.
 */
export const outageOf = (error: unknown): 'telegram' | 'database' | undefined => {
  const thrown = unwrap(error);
  if (isTelegramOutage(thrown)) return 'telegram';
  return isDatabaseOutage(thrown) ? 'database' : undefined;
};
