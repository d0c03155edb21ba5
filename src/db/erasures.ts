import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Vault } from './vault.ts';

const kinds = ['erased', 'locked', 'tokenRevoked', 'officeEnded'] as const;

export type ErasureKind = (typeof kinds)[number];

/** `mark` is a keyed index in hex: without the vault's key the list names nobody. `at` is ISO. */
export type Erasure = { readonly kind: ErasureKind; readonly mark: string; readonly at: string };

/** What a restored backup must not bring back. Kept outside the database, because a backup is older than it. */
export type Erasures = {
  /**
   * Call it before the commit: an entry whose transaction then fails costs at most an erasure too many at a restore; one
   * that is missing would bring back who was erased. `id` is the row's uuid, or `person:role` for an office that ended.
   */
  readonly note: (entry: {
    readonly kind: ErasureKind;
    readonly id: string;
    readonly at: Date;
  }) => Promise<void>;
  /** Oldest first; rejects with ErasuresError when the file is damaged. */
  readonly list: () => Promise<Erasure[]>;
};

/** The list can't be read; the sentence is for a terminal. */
export class ErasuresError extends Error {
  override readonly name = 'ErasuresError';
}

const ONLY_OWNER = 0o600;
const FOLDER_OF_OWNER = 0o700;

// A folder of its own: as root the embedded server runs as another user, who must get through DATA_DIR.
export const erasuresPath = (dataDir: string): string => join(dataDir, 'erasures', 'erasures.jsonl');

export const erasureMark = (vault: Pick<Vault, 'index'>, id: string): string =>
  vault.index('erasure', id).toString('hex');

const lineSchema = z.strictObject({
  kind: z.enum(kinds),
  mark: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
});

/** Closes a line that a crash cut off. Nothing is ever cut away: another process may be appending at this moment. */
const TORN = '{"torn":true}';
const LINE_FEED = 0x0a;

const isTorn = async (file: FileHandle): Promise<boolean> => {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== LINE_FEED;
};

const openList = async (path: string): Promise<FileHandle> => {
  const folder = dirname(path);
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder, { recursive: true, mode: FOLDER_OF_OWNER });
  return open(path, 'a+', ONLY_OWNER);
};

/** The file's name survives a power cut only when its folder is written too. Windows opens no folders. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
};

const append = async (path: string, line: string): Promise<void> => {
  const file = await openList(path);
  try {
    const bytes = Buffer.from(`${(await isTorn(file)) ? `\n${TORN}\n` : ''}${line}`);
    // One write: the system appends it as a whole, also beside a command of the operator that does the same.
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten !== bytes.length) throw new ErasuresError(`${path} can't be written: is the disk full?`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(path);
};

const parseLine = (line: string): Erasure | undefined => {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
};

const parseList = (text: string, path: string): Erasure[] => {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (line === '' || line === TORN) return [];
    const entry = parseLine(line);
    if (entry !== undefined) return [entry];
    // Cut off by a crash before its act was committed: the last line, or one that a later writer closed as torn.
    if (index === lines.length - 1 || lines[index + 1] === TORN) return [];
    throw new ErasuresError(
      `Line ${index + 1} of ${path} is damaged, and it may be somebody's erasure: put back a sound copy of this file.`,
    );
  });
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Makes an empty list where there is none: a missing one then always means that it was lost. */
export const ensureErasures = async (path: string): Promise<void> => {
  await (await openList(path)).close();
  await syncFolder(path);
};

/** What `list` gives, for who has no key; undefined where there is no file. */
export const readErasures = async (path: string): Promise<Erasure[] | undefined> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  return text === undefined ? undefined : parseList(text, path);
};

/** The list as a file of one JSON object a line, only ever appended to, on the disk before `note` resolves. */
export const fileErasures = (path: string, vault: Pick<Vault, 'index'>): Erasures => ({
  note: ({ kind, id, at }) =>
    append(path, `${JSON.stringify({ kind, mark: erasureMark(vault, id), at: at.toISOString() })}\n`),
  list: async () => (await readErasures(path)) ?? [],
});
