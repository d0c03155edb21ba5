import type { IncomingMessage } from 'node:http';
import { UPLOAD_LIMIT, type Upload } from './files.ts';
import { parseMultipart } from './multipart.ts';
import { badRequest, TelegramError } from './telegramError.ts';

/** Room for the other fields of a form beside one file of the largest size. */
const FIELDS_ROOM = 1024 * 1024;

export type RequestParameters = { params: Record<string, unknown>; uploads: Map<string, Upload> };

/** The parameters of a call, from the query string and a JSON, urlencoded or multipart body. */
export async function readParameters(
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<RequestParameters> {
  const params: Record<string, unknown> = Object.fromEntries(query);
  const uploads = new Map<string, Upload>();
  const body = await readBody(request, UPLOAD_LIMIT + FIELDS_ROOM);
  const contentType = request.headers['content-type'] ?? '';
  if (body.length === 0) return { params, uploads };
  if (/^application\/json/i.test(contentType)) Object.assign(params, readJson(body));
  else if (/^multipart\/form-data/i.test(contentType)) readForm(body, contentType, params, uploads);
  else if (/^application\/x-www-form-urlencoded/i.test(contentType)) {
    Object.assign(params, Object.fromEntries(new URLSearchParams(body.toString('utf8'))));
  }
  return { params, uploads };
}

function readJson(body: Buffer): object {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below, in Telegram's words.
  }
  throw badRequest("can't parse request JSON object");
}

function readForm(
  body: Buffer,
  contentType: string,
  params: Record<string, unknown>,
  uploads: Map<string, Upload>,
): void {
  for (const part of parseMultipart(body, contentType)) {
    if ('text' in part) params[part.name] = part.text;
    else if (part.upload.bytes.length > UPLOAD_LIMIT)
      throw new TelegramError(413, 'Request Entity Too Large');
    else uploads.set(part.name, part.upload);
  }
  // A file may come in its own field, or in any field that another one names by attach://.
  const text = Object.values(params).join('\n');
  for (const name of uploads.keys())
    if (!text.includes(`attach://${name}`)) params[name] ??= `attach://${name}`;
}

/** The whole body; refuses more than `limit` bytes with 413 as soon as they are there. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // The stream is kept, or the refusal could not be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > limit) throw new TelegramError(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
