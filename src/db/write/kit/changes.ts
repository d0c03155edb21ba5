import type { PgTable } from 'drizzle-orm/pg-core';

/** What may be changed in a row of its own: everything but what it is called by. */
export type Changes<Table extends PgTable> = Partial<Omit<Table['$inferInsert'], 'id' | 'number'>>;
