import { z } from '@hono/zod-openapi';

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

export const textsSchema = z.strictObject({ ru: z.string(), en: z.string() }).openapi('Texts');

export const instantSchema = z.iso.datetime({ offset: true }).openapi({ example: '2026-11-24T19:00:00Z' });

/** A write without fields: the body is `{}`, so that every write is JSON and nothing is sent by accident. */
export const nothing = z.strictObject({});
