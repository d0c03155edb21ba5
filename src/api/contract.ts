import { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Power } from '../governance/person/role.ts';
import { refuse } from '../result.ts';
import type { ApiEnv } from './context.ts';
import { problemSchema, RefusedError } from './problem.ts';

/** A page is never larger; a client that wants all follows the cursor. */
const MAX_LIMIT = 50;
const DEFAULT_LIMIT = 20;
const MAX_NUMBER = 9_999_999;

const whole = (pattern: RegExp, max: number) =>
  z.string().regex(pattern).transform(Number).pipe(z.int().max(max));

/** The longest key of a page is a moment and a number; a longer cursor is none of ours. */
const MAX_CURSOR = 200;

/** JSON of the last item's sort key, so that a client passes it on as it is and does not count with it. */
const cursorFor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

const cursorOf = <Key extends z.ZodType>(key: Key) =>
  z
    .string()
    .max(MAX_CURSOR)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(Buffer.from(text, 'base64url').toString());
      } catch {
        context.addIssue({ code: 'custom' });
        return z.NEVER;
      }
    })
    .pipe(key)
    .optional()
    .openapi({
      type: 'string',
      maxLength: MAX_CURSOR,
      description: '`nextCursor` of the page before, as it came',
    });

/**
 * `limit` and `cursor` of a list sorted by `key`, which the handler gets as `cursor`: where the page before ended. Strict, so
 * that a misspelt parameter is not ignored; a list with filters adds them by `.extend`.
 */
export const pageQueryBy = <Key extends z.ZodType>(key: Key) =>
  z.strictObject({
    limit: whole(/^[1-9]\d?$/, MAX_LIMIT)
      .default(DEFAULT_LIMIT)
      .openapi({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT }),
    cursor: cursorOf(key),
  });

/** A page of a list sorted by numbers (a case's, an entry's), which most lists are. */
export const pageQuery = pageQueryBy(z.int().min(0));

export const numberParams = z.strictObject({
  number: whole(/^[1-9]\d{0,6}$/, MAX_NUMBER).openapi({
    type: 'integer',
    minimum: 1,
    param: { name: 'number', in: 'path' },
  }),
});

/** A page of things and where the next one begins; null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item).max(MAX_LIMIT), nextCursor: z.string().nullable() });

/** The answer of a list: `keyOf` is the last item's sort key, which comes back as the next request's `cursor`. */
export const pageFrom = <Item, Key extends number | string | readonly (number | string)[]>(
  items: readonly Item[],
  limit: number,
  keyOf: (item: Item) => Key,
): { items: Item[]; nextCursor: string | null } => {
  const last = items.at(-1);
  const isFull = items.length === limit && last !== undefined;
  return { items: [...items], nextCursor: isFull ? cursorFor(keyOf(last)) : null };
};

const mayOnly =
  (power: Power, code: string): MiddlewareHandler<ApiEnv> =>
  (c, next) => {
    if (!c.get('caller').powers.has(power)) throw new RefusedError(refuse(code).refusals);
    return next();
  };

/**
 * The power an operation needs ('anyOfficer': a working token is enough; 'byKind': the power over that kind of case, which the
 * action knows) and the codes by which it refuses, both told on the readable page. Who lacks the power is refused by the code
 * among them that says so, before anything is read or said of the thing itself; the action asks once more, under its locks.
 * Spread into `createRoute({ …, ...needs(…) })`.
 */
export const needs = (power: Power | 'anyOfficer' | 'byKind', refusals: readonly string[] = []) => {
  const code = refusals.find((one) => one.endsWith('.noPower'));
  const isOne = power !== 'anyOfficer' && power !== 'byKind';
  if (isOne && code === undefined) throw new TypeError(`Nothing refuses those who lack ${power}.`);
  return {
    'x-power': power,
    'x-refusals': refusals,
    middleware: isOne && code !== undefined ? [mayOnly(power, code)] : [],
  };
};

export const textsSchema = z.strictObject({ ru: z.string(), en: z.string() }).openapi('Texts');

export const instantSchema = z.iso.datetime({ offset: true }).openapi({ example: '2026-11-24T19:00:00Z' });

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** What any operation with a token may answer beside its own. */
export const readProblems = {
  400: problem('A parameter is unusable; `errors` name it'),
  401: problem('No token, or one that does not work'),
  403: problem("The token's holder has not the right"),
  429: problem('Too many requests; `Retry-After` says when to come back'),
} as const;

export const writeProblems = {
  ...readProblems,
  404: problem('There is no such thing'),
  408: problem('The body came too slowly'),
  409: problem('Its state does not allow it, or another person has to do it'),
  413: problem('The body is too large'),
  415: problem('The body is not JSON'),
  422: problem('The Idempotency-Key was used for another request'),
} as const;

export const notFound = { 404: problem('There is no such thing') } as const;

/** On every write; repeating a request with the same key does nothing twice. */
export const writeHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
});

export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});

/** A write without fields: the body is `{}`, so that every write is JSON and nothing is sent by accident. */
export const emptyBody = jsonBody(z.strictObject({}));

export const security = [{ token: [] }];
