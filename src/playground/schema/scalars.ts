import { z } from 'zod';

/** Telegram takes numbers and booleans also as text, since forms know nothing else. */
export const int = z.preprocess(
  (value) => (typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value),
  z.number().int(),
);
export const bool = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  return (
    { true: true, '1': true, yes: true, false: false, '0': false, no: false }[value.toLowerCase()] ?? value
  );
}, z.boolean());
export const str = z.preprocess(
  (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
  z.string(),
);
export const chatId = z.union([int, z.string().regex(/^@\w+$/)]);

/** Objects and lists come as JSON, or as JSON written into a form's field. */
export function json<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }, schema);
}
