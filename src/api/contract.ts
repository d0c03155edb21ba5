import { z } from '@hono/zod-openapi';
import { problemSchema } from './problem.ts';

/** A page is never larger; a client that wants all follows the cursor. */
const MAX_LIMIT = 50;
const DEFAULT_LIMIT = 20;
const MAX_NUMBER = 9_999_999;

const whole = (pattern: RegExp, max: number) =>
  z.string().regex(pattern).transform(Number).pipe(z.int().max(max));

/** `limit` and the `cursor` that the page before gave; strict, so that a misspelt parameter is not ignored. */
export const pageQuery = z.strictObject({
  limit: whole(/^[1-9]\d?$/, MAX_LIMIT)
    .default(DEFAULT_LIMIT)
    .openapi({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT }),
  cursor: whole(/^\d{1,15}$/, Number.MAX_SAFE_INTEGER)
    .optional()
    .openapi({ type: 'string', description: '`nextCursor` of the page before' }),
});

export const numberParams = z.strictObject({
  number: whole(/^[1-9]\d{0,6}$/, MAX_NUMBER).openapi({
    type: 'integer',
    minimum: 1,
    param: { name: 'number', in: 'path' },
  }),
});

/** A page of things and where the next one begins; null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** The cursor of the next page: the last item's own number, when the page was full. */
export const pageFrom = <Item>(items: readonly Item[], limit: number, cursorOf: (item: Item) => number) => {
  const last = items.at(-1);
  const isFull = items.length === limit && last !== undefined;
  return { items: [...items], nextCursor: isFull ? String(cursorOf(last)) : null };
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
  429: problem('Too many refused tokens from this address'),
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
