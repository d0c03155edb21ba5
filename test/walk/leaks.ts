import { chmod, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';

/** What must not be found, by the name under which a hit is reported. */
export type Secret =
  | { readonly what: string; readonly text: string }
  | { readonly what: string; readonly id: number };

type Needle = { readonly what: string; readonly form: string; readonly bytes: Buffer };

/** Base64 of a text inside a longer one begins at one of three places of a group; its borders depend on neighbours. */
const base64Forms = (bytes: Buffer): string[] =>
  [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const cutEnd = (shift + bytes.length) % 3 === 0 ? 0 : 1;
    return whole.slice(shift === 0 ? 0 : shift + 1, whole.length - cutEnd);
  });

const textNeedles = (what: string, text: string): Needle[] => {
  const utf8 = Buffer.from(text, 'utf8');
  const escaped = [...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  return [
    { what, form: 'utf8', bytes: utf8 },
    { what, form: 'utf16le', bytes: Buffer.from(text, 'utf16le') },
    { what, form: 'hex', bytes: Buffer.from(utf8.toString('hex')) },
    { what, form: 'json', bytes: Buffer.from(escaped) },
    ...base64Forms(utf8).map((bytes) => ({ what, form: 'base64', bytes: Buffer.from(bytes) })),
  ];
};

const idNeedles = (what: string, id: number): Needle[] => {
  const little = Buffer.alloc(8);
  little.writeBigInt64LE(BigInt(id));
  const big = Buffer.from(little).reverse();
  return [
    ...textNeedles(what, String(id)),
    { what, form: 'int64le', bytes: little },
    { what, form: 'int64be', bytes: big },
    { what, form: 'int64be hex', bytes: Buffer.from(big.toString('hex')) },
  ];
};

const standsAt = (bytes: Buffer, start: number, needle: Buffer): boolean => {
  for (let index = 0; index < needle.length; index++)
    if (bytes[start + index] !== needle[index]) return false;
  return true;
};

/** Looks for every secret in every form; a hit says what was found, how written, and where. */
export const createSearch = (secrets: readonly Secret[]) => {
  const needles = secrets.flatMap((secret) =>
    'id' in secret ? idNeedles(secret.what, secret.id) : textNeedles(secret.what, secret.text),
  );
  // All at once, in one pass: a hundred megabytes times hundreds of needles would take minutes one by one.
  const byHead = new Map<number, Needle[]>();
  const isHead = new Uint8Array(1 << 16);
  for (const needle of needles) {
    const head = needle.bytes.readUInt16LE(0);
    isHead[head] = 1;
    byHead.set(head, [...(byHead.get(head) ?? []), needle]);
  }
  return (where: string, bytes: Buffer): string[] => {
    const found = new Set<Needle>();
    let head = 0;
    for (let end = 0; end < bytes.length; end++) {
      head = (head >> 8) | ((bytes[end] ?? 0) << 8);
      if (end === 0 || isHead[head] === 0) continue;
      for (const needle of byHead.get(head) ?? [])
        if (standsAt(bytes, end - 1, needle.bytes)) found.add(needle);
    }
    return [...found].map(({ what, form }) => `${what} (${form}) in ${where}`);
  };
};
export type Search = ReturnType<typeof createSearch>;

/** Every file below a folder: tables, write-ahead log, the server's own log. */
export const searchFolder = async (folder: string, search: Search): Promise<string[]> => {
  const root = await realpath(folder);
  const hits: string[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // Gone between listing and reading: the server recycles its files.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    hits.push(...search(path.slice(root.length), bytes));
  }
  return hits;
};

/** COPY of every table of every schema, PostgreSQL's own too: its statistics hold samples of columns. */
export const searchTables = async (sql: Sql, search: Search): Promise<string[]> => {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', nspname, relname) as name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'm') order by 1`;
  if (!tables.some(({ name }) => name === 'public.person')) throw new Error('Our own tables are not read.');
  const copies = await mkdtemp(join(tmpdir(), 'veche-copies-'));
  try {
    // The server writes there, as an account of its own.
    await chmod(copies, 0o777);
    for (const { name } of tables) await sql.unsafe(`copy ${name} to '${join(copies, name)}'`);
    return (await searchFolder(copies, search)).map((hit) => hit.replace(' in /', ' in COPY of '));
  } finally {
    await rm(copies, { recursive: true, force: true });
  }
};
