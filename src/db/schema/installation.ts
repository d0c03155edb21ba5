import { sql } from 'drizzle-orm';
import { check, integer, pgTable } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/** One row: a keyed value by which a start with another VAULT_KEY is noticed before anything is sealed with it. */
export const installation = pgTable(
  'installation',
  { id: integer().primaryKey(), keyCheck: bytea('key_check').notNull() },
  (table) => [check('installation_one_row', sql`${table.id} = 1`)],
);
