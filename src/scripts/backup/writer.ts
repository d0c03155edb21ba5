import type { TransactionSql } from 'postgres';
import type { Tx } from '../../db/client.ts';
import { findJournalHead } from '../../db/read/journal/journal.ts';
import { listSequences, listTables } from './catalogue.ts';
import { copyOut, driverOf, plainSettings } from './copy.ts';
import { BackupError } from './error.ts';
import {
  type BackupHeader,
  type CopiedTable,
  copyLine,
  END_OF_ROWS,
  headerLine,
  quotedTable,
  trailerLine,
} from './format.ts';
import type { Progress } from './progress.ts';
import { countRows } from './reader.ts';

const takenAt = async (sql: TransactionSql): Promise<string> => {
  const [row] = await sql<{ ms: number }[]>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
  return new Date(Number(row?.ms)).toISOString();
};

const countTables = async (sql: TransactionSql): Promise<CopiedTable[]> => {
  const counted: CopiedTable[] = [];
  for (const table of await listTables(sql)) {
    const [row] = await sql.unsafe<{ rows: number }[]>(
      `select count(*)::float8 as rows from ${quotedTable({ ...table })}`,
    );
    counted.push({ ...table, rows: Number(row?.rows) });
  }
  return counted;
};

/** What a restore has to know before the first row. Its first statement takes the transaction's snapshot. */
export const describeDatabase = async (tx: Tx, erasures: number): Promise<BackupHeader> => {
  const sql = driverOf(tx);
  const at = await takenAt(sql);
  await plainSettings(sql);
  const tables = await countTables(sql);
  if (!tables.some(({ schema, name }) => schema === 'public' && name === 'installation'))
    throw new BackupError('This database holds no Veche: check DATABASE_URL or DATA_DIR.');
  const [begun] = await sql<{ check: string }[]>`select encode(key_check, 'hex') as check from installation`;
  if (begun === undefined)
    throw new BackupError('This Veche was never started: there is nothing to back up.');
  const migrations = await sql<{ hash: string }[]>`
    select hash from drizzle.__drizzle_migrations order by created_at`;
  const head = await findJournalHead(tx);
  return {
    at,
    migrations: migrations.map(({ hash }) => hash),
    keyCheck: begun.check,
    journal: { seq: head?.seq ?? 0, hash: head?.hash ?? null },
    erasures,
    tables,
    sequences: await listSequences(sql),
  };
};

/** The backup's plain content, from the transaction's snapshot. */
export async function* backupParts(
  tx: Tx,
  header: BackupHeader,
  progress: Progress,
): AsyncGenerator<Uint8Array> {
  const sql = driverOf(tx);
  yield Buffer.from(`${headerLine(header)}\n`);
  for (const table of header.tables) {
    yield Buffer.from(`${copyLine(table)}\n`);
    let rows = 0;
    for await (const piece of copyOut(sql, table)) {
      rows += countRows(piece);
      progress(table.name, rows, table.rows);
      yield piece;
    }
    if (rows !== table.rows) throw new Error(`${table.name} has other rows than were counted.`);
    yield END_OF_ROWS;
  }
  yield Buffer.from(`${trailerLine(header)}\n`);
}
