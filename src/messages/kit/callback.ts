import type { z } from 'zod';

/** Signed data may hold 50 bytes: 64 of Telegram's less a separator and an 11-character tag. */
export const CALLBACK_DATA_MAX = 50;

/**
 * One kind of button: packs its fields into callback data and reads them back. Fields are short strings or numbers,
 * never personal data; the signature that binds them to a person and a chat is added when a message is sent.
 */
export type Callback<Fields extends Record<string, string | number>> = {
  readonly name: string;
  readonly pack: (fields: Fields) => string;
  readonly unpack: (data: string) => Fields | undefined;
};

/**
 * `name` is unique in the program, short because it travels in every button, and never changed: buttons live on in chats. What it does
 * is said by the constant it is kept in. `shape` lists the fields in the order in which they are packed. Packing throws when
 * the data would be too long: a bug, found by the first test that renders the button.
 */
export const defineCallback = <Shape extends Record<string, z.ZodType<string | number>>>(
  name: string,
  shape: Shape,
): Callback<{ [Key in keyof Shape]: z.output<Shape[Key]> }> => {
  const entries = Object.entries(shape);
  return {
    name,
    pack: (fields) => {
      const data = [name, ...entries.map(([key]) => String(fields[key]))].join(':');
      if (data.length > CALLBACK_DATA_MAX || !/^[\w.:-]+$/.test(data)) {
        throw new RangeError(`Callback data of "${name}" does not fit Telegram's limit or alphabet.`);
      }
      return data;
    },
    unpack: (data) => {
      const [given, ...parts] = data.split(':');
      if (given !== name || parts.length !== entries.length) return undefined;
      const fields: Record<string, string | number> = {};
      for (const [position, [key, schema]] of entries.entries()) {
        const parsed = schema.safeParse(parts[position]);
        if (!parsed.success) return undefined;
        fields[key] = parsed.data;
      }
      return fields as { [Key in keyof Shape]: z.output<Shape[Key]> };
    },
  };
};
