import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { TransactionSql } from 'postgres';
import { databaseCode, type Tx } from '../../db/client.ts';
import { BackupError } from './error.ts';
import { type CopiedTable, copyTarget } from './format.ts';

/** The driver's own handle of a transaction: Drizzle knows no COPY. */
export const driverOf = (tx: Tx): TransactionSql => {
  const { session } = tx._;
  if (!(session instanceof PostgresJsSession)) throw new Error('COPY needs postgres.js.');
  return session.client as TransactionSql;
};

/** What the text of values depends on, the same for writing and reading. */
export const plainSettings = async (sql: TransactionSql): Promise<void> => {
  await sql`select set_config(name, value, true) from (values
    ('DateStyle', 'ISO, YMD'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'),
    ('bytea_output', 'hex'), ('extra_float_digits', '1')) as setting (name, value)`;
};

/** A table's rows as COPY's text, whole rows in each piece or not: as they come. */
export async function* copyOut(sql: TransactionSql, table: CopiedTable): AsyncGenerator<Buffer> {
  const rows = await sql.unsafe(`copy ${copyTarget(table)} to stdout`).readable();
  for await (const piece of rows) yield piece;
  // postgres.js 3.4 pauses its socket when the stream is full and resumes it when somebody reads on; after the last piece
  // nobody does, and the next query waits for ever. This is its own "read on".
  rows._read(0);
}

/** PostgreSQL's classes of wrong data and broken constraints; and a transaction that such a failure has ended. */
const REFUSED_ROWS = /^(2[23]...|25P02)$/;

const writeRows = async (rows: Writable, pieces: AsyncIterable<Buffer>): Promise<void> => {
  const failed = once(rows, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  try {
    for await (const piece of pieces) {
      const written = new Promise<void>((resolve) => rows.write(piece, () => resolve()));
      await Promise.race([written, failed]);
    }
  } catch (error) {
    // Tells the server; as long as a COPY is open, not even a rollback gets through.
    rows.destroy();
    throw error;
  }
  rows.end();
  await turn();
};

/** Writes rows in COPY's text; BackupError when the database refuses them. */
export const copyIn = async (
  sql: TransactionSql,
  table: CopiedTable,
  pieces: AsyncIterable<Buffer>,
): Promise<void> => {
  try {
    await writeRows(await sql.unsafe(`copy ${copyTarget(table)} from stdin`).writable(), pieces);
    // What the database refuses at the end, such as a broken reference, postgres.js tells nobody: the stream just never
    // finishes. A statement after it finds the transaction aborted.
    await sql`select`;
  } catch (error) {
    if (!REFUSED_ROWS.test(databaseCode(error) ?? '')) throw error;
    throw new BackupError(`The database refuses the rows of ${table.name}: use another copy of the backup.`);
  }
};
