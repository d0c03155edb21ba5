import type { Api } from 'grammy';
import type { Document } from 'grammy/types';
import { ok, type Result, refuse } from '../../../result.ts';
import { fetchFile } from '../../../telegram/fetchFile.ts';

/** Which documents a step takes instead of a typed text. */
export type TextDocument = { readonly extensions: readonly string[]; readonly maxBytes: number };

const BYTES_PER_KB = 1000;

/**
 * The text of a document that was sent in answer to a question; it is read, never kept. Refusals: form.fileType {types},
 * form.fileTooLarge {max}, form.fileUnreadable.
 */
export const readDocument = async (
  api: Api,
  { file_id: id, file_name: name = '', file_size: size = 0 }: Document,
  { extensions, maxBytes }: TextDocument,
): Promise<Result<string>> => {
  if (!extensions.some((extension) => name.toLowerCase().endsWith(extension))) {
    return refuse({ code: 'form.fileType', facts: { types: extensions.join(', ') } });
  }
  const tooLarge = { code: 'form.fileTooLarge', facts: { max: maxBytes / BYTES_PER_KB } };
  if (size > maxBytes) return refuse(tooLarge);
  const bytes = await fetchFile(api, id, maxBytes);
  if (bytes === undefined) return refuse('form.fileUnreadable');
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('form.fileUnreadable');
  }
};
