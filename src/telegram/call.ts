import { Buffer } from 'node:buffer';

/** One call of grammY's, read from what it gave to fetch. */
export type Call = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whole, so that it can be sent again after a pause: a stream could not. */
  readonly body: string | Buffer<ArrayBuffer>;
  readonly upload: boolean;
  readonly chat: string | undefined;
  readonly message: string | undefined;
  readonly callbackQuery: string | undefined;
  readonly signal: AbortLike | undefined;
};

/** grammY brings an AbortSignal of its own make, which the native fetch refuses. */
export type AbortLike = {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
};

/** What grammY hands to its fetch. */
export type GrammyRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<Uint8Array>;
  readonly signal?: AbortLike;
};

type Field = (name: string) => string | undefined;

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

const jsonField = (body: string): Field => {
  const fields: unknown = JSON.parse(body);
  return (name) =>
    typeof fields === 'object' && fields !== null ? asText(Reflect.get(fields, name)) : undefined;
};

// grammY writes the plain fields before the files, one part each, in exactly this form.
const multipartField =
  (body: Buffer): Field =>
  (name) => {
    const head = `content-disposition:form-data;name="${name}"\r\n\r\n`;
    const at = body.indexOf(head);
    if (at < 0) return undefined;
    const start = at + head.length;
    const end = body.indexOf('\r\n', start);
    return end < 0 ? undefined : body.toString('utf8', start, end);
  };

const collect = async (stream: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Reads a call out of a fetch request; multipart streams are read to their end. */
export const readCall = async (url: string, request: GrammyRequest): Promise<Call> => {
  const upload = typeof request.body !== 'string';
  const body = typeof request.body === 'string' ? request.body : await collect(request.body);
  const field = typeof body === 'string' ? jsonField(body) : multipartField(body);
  const { connection: _, ...headers } = request.headers;
  return {
    url,
    method: url.slice(url.lastIndexOf('/') + 1),
    headers,
    body,
    upload,
    chat: field('chat_id'),
    message: field('message_id'),
    callbackQuery: field('callback_query_id'),
    signal: request.signal,
  };
};
