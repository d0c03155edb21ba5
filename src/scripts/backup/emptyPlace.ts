import type { TransactionSql } from 'postgres';
import { listTables } from './catalogue.ts';
import { BackupError } from './error.ts';
import { quotedTable } from './format.ts';

/** What a first start writes: the key's mark, the Concept's bylaws and their entry in the journal. */
const foundations = ['public.installation', 'public.bylaws', 'public.journal_entry'];
const FOUNDING_ENTRIES = 1;

const notEmpty = () =>
  new BackupError('This database is not empty: a backup is restored into a new one. Nothing was changed.');

/**
 * Empties a database in which nobody has done anything yet, within the transaction of the restore. BackupError when it
 * holds more than a first start writes.
 */
export const clearPlace = async (sql: TransactionSql): Promise<void> => {
  const tables = await listTables(sql);
  if (tables.length > 0) {
    const [row] = await sql<{ there: string | null }[]>`
      select to_regclass('drizzle.__drizzle_migrations')::text as there`;
    // Tables of another program, even empty ones, are not ours to drop.
    if (row?.there === null) throw notEmpty();
    const names = tables.map(quotedTable).join(', ');
    await sql.unsafe(`lock table ${names} in access exclusive mode`);
    for (const table of tables) {
      const rows = foundations.includes(`${table.schema}.${table.name}`) ? FOUNDING_ENTRIES : 0;
      const [more] = await sql.unsafe(`select from ${quotedTable(table)} offset ${rows} limit 1`);
      if (more !== undefined) throw notEmpty();
    }
    await sql.unsafe(`drop table ${names} cascade`);
  }
  // Their triggers' functions; an extension's are its own.
  const functions = await sql<{ name: string }[]>`
    select oid::regprocedure::text as name from pg_proc
    where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')`;
  for (const { name } of functions) await sql.unsafe(`drop function ${name} cascade`);
  await sql`drop schema if exists drizzle cascade`;
};
