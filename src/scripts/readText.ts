import { readFile, stat } from 'node:fs/promises';
import { UsageError } from './command.ts';

/** Larger than any text Veche accepts; a wrong path must not fill the memory. */
const MAX_BYTES = 4 * 1024 * 1024;

/** A file of text in UTF-8; UsageError, with the path, when it can't be read as that. */
export const readText = async (path: string, maxBytes: number = MAX_BYTES): Promise<string> => {
  try {
    if ((await stat(path)).size > maxBytes) throw new UsageError(`${path} is too large.`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} can't be read as text in UTF-8: check the path and the encoding.`);
  }
};

/** A JSON file; UsageError when it is none. */
export const readJson = async (path: string, maxBytes: number = MAX_BYTES): Promise<unknown> => {
  const text = await readText(path, maxBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON.`);
  }
};
