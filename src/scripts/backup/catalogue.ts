import type { TransactionSql } from 'postgres';
import type { BackupHeader, CopiedTable } from './format.ts';

type Found = Omit<CopiedTable, 'rows'> & { readonly oid: number };

// The migrator's own schema is left out: which migrations were applied stands in the header.
const foreignSchemas = '^(pg_|information_schema$|drizzle$)';

/** Referenced tables before those that refer to them: foreign keys are checked at the end of each COPY. */
const inOrder = (tables: readonly Found[], edges: readonly { from: number; to: number }[]): Found[] => {
  const placed = new Set<number>();
  const ordered: Found[] = [];
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ oid }) =>
        !placed.has(oid) && edges.every(({ from, to }) => from !== oid || to === oid || placed.has(to)),
    );
    if (next.length === 0) throw new Error('Tables refer to one another in a circle.');
    for (const table of next) {
      placed.add(table.oid);
      ordered.push(table);
    }
  }
  return ordered;
};

/** Every table of the database, from its own catalogue, so that none can be forgotten; generated columns make themselves. */
export const listTables = async (sql: TransactionSql): Promise<Omit<CopiedTable, 'rows'>[]> => {
  const tables = await sql<Found[]>`
    select c.oid::int8::float8 as oid, n.nspname as schema, c.relname as name,
           array(select attname::text from pg_attribute
                 where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
                 order by attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ ${foreignSchemas}
    order by n.nspname, c.relname`;
  const edges = await sql<{ from: number; to: number }[]>`
    select conrelid::int8::float8 as from, confrelid::int8::float8 as to from pg_constraint where contype = 'f'`;
  return inOrder(tables, edges).map(({ schema, name, columns }) => ({ schema, name, columns }));
};

/** What the sequences gave last; those that gave nothing are left out. Not part of a snapshot: they only run ahead of it. */
export const listSequences = async (sql: TransactionSql): Promise<BackupHeader['sequences']> => {
  const rows = await sql<{ schema: string; name: string; last: string }[]>`
    select schemaname as schema, sequencename as name, last_value::text as last
    from pg_sequences where last_value is not null and schemaname !~ ${foreignSchemas}
    order by schemaname, sequencename`;
  return rows.map(({ schema, name, last }) => ({ schema, name, last }));
};
