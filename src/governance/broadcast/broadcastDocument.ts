import { ok, type Result, refuse } from '../../result.ts';
import { cleanText } from '../kit/text.ts';

export const broadcastDocumentRefusals = [
  'broadcast.notPdf',
  'broadcast.activePdf',
  'broadcast.documentTooLarge',
] as const;
export type BroadcastDocumentRefusal = (typeof broadcastDocumentRefusals)[number];

/** What Telegram lets a bot download. */
export const documentMaxBytes = 20 * 1024 * 1024;
const MAX_NAME = 60;
/** The mark may stand behind a few bytes of other programs' making, but not deep in a file of another kind. */
const HEAD_BYTES = 1024;
/** Programs inside a document: what opens by itself, runs, or hides another file. */
const activeParts = ['/JavaScript', '/Launch', '/EmbeddedFile'];

const includes = (bytes: Uint8Array, text: string, end = bytes.length): boolean => {
  const wanted = Array.from(text, (letter) => letter.charCodeAt(0));
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0 && at < end; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((code, offset) => bytes[at + offset] === code)) return true;
  }
  return false;
};

/** The name as plain text: no path, nothing hidden, the ending of what it is. */
const nameOf = (given: string): string => {
  const stem = given.replace(/^.*[/\\]/su, '').replace(/\.[^.]*$/u, '');
  const cleaned = cleanText(stem, { max: MAX_NAME });
  return `${cleaned.ok ? cleaned.value : 'document'}.pdf`;
};

/**
 * A document by what it holds, not by what it is called. Source: security.md, Inputs. Refusals: .documentTooLarge {max}, .notPdf,
 * .activePdf.
 */
export const parseDocument = (
  name: string,
  bytes: Uint8Array,
): Result<{ readonly name: string }, BroadcastDocumentRefusal> => {
  const max = documentMaxBytes / 1024 / 1024;
  if (bytes.length > documentMaxBytes) return refuse({ code: 'broadcast.documentTooLarge', facts: { max } });
  if (!includes(bytes, '%PDF-', HEAD_BYTES) || !includes(bytes, '%%EOF')) return refuse('broadcast.notPdf');
  return activeParts.some((part) => includes(bytes, part))
    ? refuse('broadcast.activePdf')
    : ok({ name: nameOf(name) });
};
