import { z } from 'zod';

/**
 * Inside the encryption a backup is a script that psql could run as well: a header in a comment, one COPY a table, a
 * trailer in a comment. So `age --decrypt` and PostgreSQL's own tool open it without Veche.
 */
export const FORMAT_VERSION = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const tableSchema = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.int().min(0),
});
export type CopiedTable = z.infer<typeof tableSchema>;

const headerSchema = z.object({
  /** The database's clock, just after its snapshot was taken. */
  at: z.iso.datetime(),
  /** Of the applied migrations, oldest first. */
  migrations: z.array(hash),
  /** By which another VAULT_KEY is noticed; keyed, like everything that is looked up. */
  keyCheck: hash,
  journal: z.object({ seq: z.int().min(0), hash: hash.nullable() }),
  /** Entries of the erasure list at that time: a shorter list at the restore is an old copy. */
  erasures: z.int().min(0),
  tables: z.array(tableSchema),
  /** The last value that each sequence gave. */
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), last: z.string().regex(/^\d+$/) })),
});
export type BackupHeader = z.infer<typeof headerSchema>;

const HEADER = '-- Veche backup ';
/** Stands at the end of a table's rows; no row of a COPY can be this. */
export const END_OF_ROWS = Buffer.from('\\.\n');

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quotedTable = ({ schema, name }: Pick<CopiedTable, 'schema' | 'name'>): string =>
  `${quoted(schema)}.${quoted(name)}`;
/** The table with its columns by name, as COPY wants it. */
export const copyTarget = (table: CopiedTable): string =>
  `${quotedTable(table)} (${table.columns.map(quoted).join(', ')})`;

export const copyLine = (table: CopiedTable): string => `COPY ${copyTarget(table)} FROM stdin;`;
export const headerLine = (header: BackupHeader): string =>
  `${HEADER}${JSON.stringify({ version: FORMAT_VERSION, ...header })}`;
/** The last line: a file that was not written to its end has none. */
export const trailerLine = ({ tables }: BackupHeader): string =>
  `-- Veche backup complete: ${tables.length} tables, ${tables.reduce((sum, { rows }) => sum + rows, 0)} rows`;

/** Undefined for a line that is no header; 'newer' for one of a later program's. */
export const parseHeader = (line: string): BackupHeader | 'newer' | undefined => {
  if (!line.startsWith(HEADER)) return undefined;
  try {
    const data: unknown = JSON.parse(line.slice(HEADER.length));
    const { version } = z.object({ version: z.int() }).parse(data);
    return version > FORMAT_VERSION ? 'newer' : headerSchema.parse(data);
  } catch {
    return undefined;
  }
};
