import type { TransactionSql } from 'postgres';
import { listTables } from './catalogue.ts';
import { copyIn, plainSettings } from './copy.ts';
import { BackupError } from './error.ts';
import { type BackupHeader, type CopiedTable, copyLine, quotedTable, trailerLine } from './format.ts';
import type { Progress } from './progress.ts';
import { type BackupReader, countRows } from './reader.ts';

const damaged = (what: string) => new BackupError(`The backup is damaged: ${what}. Use another copy.`);

const checkTables = async (sql: TransactionSql, { tables }: BackupHeader): Promise<void> => {
  const lines = new Set((await listTables(sql)).map((table) => copyLine({ ...table, rows: 0 })));
  for (const table of tables) {
    if (!lines.delete(copyLine(table)))
      throw new BackupError(`The backup has a table that this program does not have so: ${table.name}.`);
  }
  if (lines.size > 0) throw damaged('a table is missing');
};

const fillTable = async (
  sql: TransactionSql,
  table: CopiedTable,
  reader: BackupReader,
  progress: Progress,
): Promise<void> => {
  if ((await reader.line()) !== copyLine(table)) throw damaged(`${table.name} is not where it should be`);
  let rows = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of reader.rows()) {
      rows += countRows(piece);
      progress(table.name, rows, table.rows);
      yield piece;
    }
  }
  await copyIn(sql, table, counted());
  if (rows !== table.rows) throw damaged(`${table.name} has ${rows} rows instead of ${table.rows}`);
};

/** Fills the tables of the backup's own migrations from its rows, and sets the sequences behind what they gave. */
export const fillTables = async (
  sql: TransactionSql,
  header: BackupHeader,
  reader: BackupReader,
  progress: Progress,
): Promise<void> => {
  await plainSettings(sql);
  await checkTables(sql, header);
  for (const table of header.tables) await fillTable(sql, table, reader, progress);
  if ((await reader.line()) !== trailerLine(header) || !(await reader.isAtEnd()))
    throw damaged('it does not end as it should');
  for (const { schema, name, last } of header.sequences) {
    // Not setval, which no rollback takes back.
    await sql.unsafe(`alter sequence ${quotedTable({ schema, name })} restart with ${BigInt(last) + 1n}`);
  }
};
