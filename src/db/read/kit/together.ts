import { type SQLWrapper, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Reader } from '../../client.ts';

/**
 * Several short lists in one round trip, each as JSON with the columns' names; `schema` says what of them is read. A query
 * costs its way there and back far more than what it finds when that is a row or none.
 */
export const readTogether = async <Lists>(
  reader: Reader,
  schema: z.ZodType<Lists>,
  queries: Readonly<Record<keyof Lists & string, SQLWrapper>>,
): Promise<Lists> => {
  const lists = Object.entries<SQLWrapper>(queries).map(
    ([name, query]) =>
      sql`(select coalesce(json_agg(line), '[]') from (${query}) line) as ${sql.identifier(name)}`,
  );
  const [row] = await reader.execute(sql`select ${sql.join(lists, sql`, `)}`);
  return schema.parse(row);
};
