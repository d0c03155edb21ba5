import type { Upload } from './files.ts';
import { badRequest } from './telegramError.ts';

export type FormPart = { name: string } & ({ text: string } | { upload: Upload });

const LINE_END = Buffer.from('\r\n');
const HEADER_END = Buffer.from('\r\n\r\n');

/**
 * Parts of a multipart/form-data body. Own code, because the one that comes with fetch refuses file names without
 * quotes or in UTF-8, which bot libraries send and Telegram takes.
 */
export function parseMultipart(body: Buffer, contentType: string): FormPart[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) throw badRequest('boundary is not found in multipart request');
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const begin = at + delimiter.length + LINE_END.length;
    // The last delimiter is followed by two dashes.
    if (body.subarray(begin - LINE_END.length, begin).toString('latin1') === '--') return parts;
    const next = body.indexOf(Buffer.concat([LINE_END, delimiter]), begin - LINE_END.length);
    if (next < 0) break;
    parts.push(readPart(body.subarray(begin, next)));
    at = next + LINE_END.length;
  }
  throw badRequest('the multipart request ends too early');
}

function readPart(part: Buffer): FormPart {
  const end = part.indexOf(HEADER_END);
  if (end < 0) throw badRequest('a part of the multipart request has no headers');
  const headers = part.subarray(0, end).toString('utf8');
  const content = part.subarray(end + HEADER_END.length);
  const name = parameter(headers, 'name');
  if (name === undefined) throw badRequest('a part of the multipart request has no name');
  const fileName = parameter(headers, 'filename');
  if (fileName === undefined) return { name, text: content.toString('utf8') };
  const mimeType = /^content-type:\s*([^\r\n;]+)/im.exec(headers)?.[1]?.trim() ?? 'application/octet-stream';
  return { name, upload: { bytes: new Uint8Array(content), fileName, mimeType } };
}

function parameter(headers: string, name: string): string | undefined {
  const match = new RegExp(`[;\\s]${name}=(?:"([^"\\r\\n]*)"|([^;\\r\\n]*))`, 'i').exec(headers);
  return match?.[1] ?? match?.[2]?.trim();
}
