import { createReadStream } from 'node:fs';
import { access, type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import { errorCode } from '../../log.ts';
import { UsageError } from '../command.ts';
import { readText } from '../readText.ts';
import { BackupError } from './error.ts';

const ONLY_OWNER = 0o600;
/** Small rows come one by one; each step through the encryption has its price. */
const PIECE_BYTES = 65_536;

async function* inPieces(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const part of parts) {
    held.push(part);
    size += part.length;
    if (size < PIECE_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
};

/** An encrypter to a public key; UsageError when it is none. */
export const encrypterTo = (recipient: string): Encrypter => {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
  } catch {
    throw new UsageError(
      'The recipient is no public key of age: "backup key" prints one, it begins with age1.',
    );
  }
  return encrypter;
};

const createNew = async (path: string): Promise<FileHandle> => {
  try {
    return await open(path, 'wx', ONLY_OWNER);
  } catch {
    throw new UsageError(`${path} can't be written: check the folder.`);
  }
};

const append = (file: FileHandle, piece: Uint8Array, path: string): Promise<void> =>
  file.writeFile(piece).catch((error: unknown) => {
    throw new BackupError(`${path} can't be written to its end (${errorCode(error)}): is the disk full?`);
  });

/** A new file, readable by its owner only: it appears whole or not at all, and never in the place of another. */
export const writeEncrypted = async (
  path: string,
  encrypter: Encrypter,
  parts: AsyncIterable<Uint8Array>,
): Promise<void> => {
  if (await isThere(path)) throw new UsageError(`${path} is there already: give a new name.`);
  const partial = `${path}.${process.pid}.partial`;
  const file = await createNew(partial);
  try {
    for await (const piece of await encrypter.encrypt(ReadableStream.from(inPieces(parts))))
      await append(file, piece, path);
    await file.sync();
    await file.close();
    await rename(partial, path);
  } catch (error) {
    await file.close().catch(() => {});
    await unlink(partial);
    throw error;
  }
  await syncFolder(path);
};

const SECRET = /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/;

/** The secret keys of a file as age-keygen writes it. */
export const readIdentities = async (path: string): Promise<string[]> => {
  const lines = (await readText(path)).split('\n').map((line) => line.trim());
  const identities = lines.filter((line) => SECRET.test(line));
  if (identities.length === 0)
    throw new UsageError(
      `${path} holds no secret key of age: it is a line that begins with AGE-SECRET-KEY-1.`,
    );
  return identities;
};

const decrypterOf = (identities: readonly string[]): Decrypter => {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return decrypter;
};

const decrypt = async (path: string, identities: readonly string[]) => {
  try {
    return await decrypterOf(identities).decrypt(ReadableStream.from(createReadStream(path)));
  } catch (error) {
    const isOthers = error instanceof Error && error.message.startsWith('no identity matched');
    throw new BackupError(
      isOthers
        ? `${path} is encrypted to another key: give the one of the recipient that it was made for.`
        : `${path} is no backup of Veche, or its beginning is damaged: use another copy.`,
    );
  }
};

/** What is in the file, piece by piece, each proven to be as it was written. BackupError when it is not. */
export async function* readEncrypted(
  path: string,
  identities: readonly string[],
): AsyncGenerator<Uint8Array> {
  if (!(await isThere(path))) throw new UsageError(`${path} can't be read: check the path.`);
  const pieces = (await decrypt(path, identities))[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await pieces.next().catch(() => {
        throw new BackupError(`${path} is cut off or damaged: use another copy.`);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await pieces.return?.();
  }
}
