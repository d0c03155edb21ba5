/** Extra facts of a refusal: how long to wait. */
export type ErrorParameters = { retry_after?: number; migrate_to_chat_id?: number };

/** A refusal with Telegram's number and text; `expected` ones (blocked, too many requests) are no bug of the bot. */
export class TelegramError extends Error {
  readonly code: number;
  readonly parameters: ErrorParameters | undefined;

  constructor(code: number, description: string, parameters?: ErrorParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** 400 with Telegram's prefix. */
export function badRequest(description: string): TelegramError {
  return new TelegramError(400, `Bad Request: ${description}`);
}

/** 403, Telegram's answer when a person has blocked the bot. */
export function forbiddenByBlock(): TelegramError {
  return new TelegramError(403, 'Forbidden: bot was blocked by the user');
}

/** 429 with the number of seconds to wait. */
export function tooManyRequests(retryAfter: number): TelegramError {
  return new TelegramError(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
}

/** 409 between two ways of getting updates. */
export function conflict(description: string): TelegramError {
  return new TelegramError(409, `Conflict: ${description}`);
}
