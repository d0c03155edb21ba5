import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/client.ts';

/** Everything that is stored, table by table, as its rows' number and a sum over them; equal before and after means that nothing was written. */
export const storedIn = async (db: Database, except: readonly string[] = []): Promise<string> => {
  const [row] = await db.execute<{ all: string }>(sql`
    select string_agg(relname || ' ' || (xpath('//c/text()', query_to_xml(
      'select count(*) || ''/'' || coalesce(sum(hashtext(t::text)::bigint), 0) as c from ' || quote_ident(relname) || ' t',
      false, true, '')))[1]::text, ', ' order by relname) as all
    from pg_class join pg_namespace n on n.oid = relnamespace
    where relkind = 'r' and nspname = 'public' and relname <> all (${sql.param([...except])}::text[])`);
  return row?.all ?? '';
};
