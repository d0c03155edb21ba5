// The database's part of a press alone: the statements that Veche sent for one, given to pgbench as a script a person.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Statement = { readonly text: string; readonly parameters: readonly unknown[] };

const SECONDS = 5;
const MOST_CLIENTS = 10;
/** Each round is a new update, or nothing would be written. */
const UPDATE = ':update';
const FRESH = '\\set update random(1000000000, 2000000000000)';

const literal = (value: unknown): string => {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'`;
  // The list of update ids of a batch, which holds one when nobody else presses.
  if (Array.isArray(value)) return `array[${UPDATE}]`;
  return `'${String(value instanceof Date ? value.toISOString() : value).replaceAll("'", "''")}'`;
};

const toSql = ({ text, parameters }: Statement): string =>
  `${text.replace(/\$(\d+)/g, (_, at) => literal(parameters[Number(at) - 1])).replaceAll(/\s+/g, ' ')};`;

const run = (url: string, scripts: readonly string[], clients: number): number | undefined => {
  const files = scripts.flatMap((path) => ['-f', path]);
  const flags = ['-n', '-M', 'prepared', '-T', String(SECONDS), '-c', String(clients), ...files, url];
  const { stdout, status } = spawnSync('pgbench', flags, { encoding: 'utf8' });
  const found = /tps = ([\d.]+)/.exec(stdout ?? '')?.[1];
  return status === 0 && found !== undefined ? Number(found) : undefined;
};

/** Presses a second of one client and of several; undefined where pgbench is not installed. */
export const measureDatabase = (
  url: string,
  folder: string,
  presses: readonly (readonly Statement[])[],
): { readonly aloneMs: number; readonly pressesPerSecond: number } | undefined => {
  const scripts = presses.map((statements, index) => {
    const path = join(folder, `press${index}.sql`);
    writeFileSync(path, [FRESH, ...statements.map(toSql)].join('\n'));
    return path;
  });
  const alone = run(url, scripts, 1);
  const many = run(url, scripts, MOST_CLIENTS);
  return alone === undefined || many === undefined
    ? undefined
    : { aloneMs: Math.round(100_000 / alone) / 100, pressesPerSecond: Math.round(many) };
};
