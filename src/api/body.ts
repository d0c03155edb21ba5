import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './context.ts';
import { hostilePath } from './hostile.ts';
import type { Problems } from './problem.ts';

const MAX_BYTES = 1024 * 1024;
/** Who drips a body holds a connection for nothing. */
const BODY_MS = 5_000;

type Read = Uint8Array | 'tooLarge' | 'tooSlow';

const readBody = async (request: Request): Promise<Read> => {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) return 'tooLarge';
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), BODY_MS);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), late.promise]);
      if (part === 'late') return 'tooSlow';
      if (part.done) return Buffer.concat(chunks);
      size += part.value.length;
      if (size > MAX_BYTES) return 'tooLarge';
      chunks.push(part.value);
    }
  } catch {
    // Cut off by the sender: nobody is left to read a better answer.
    return 'tooSlow';
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
};

const parseJson = (bytes: Uint8Array): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
};

const isJson = (type: string | undefined): boolean =>
  /^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(type ?? '');

/** Reads a write's body once, within limits, and hands on only JSON that a field of ours could hold. */
export const guardBody =
  (problems: Problems): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (!isJson(c.req.header('content-type'))) return problems(c, 415, [{ code: 'api.notJson' }]);
    const bytes = await readBody(c.req.raw);
    if (typeof bytes === 'string') {
      const answer =
        bytes === 'tooLarge'
          ? problems(c, 413, [{ code: 'api.bodyTooLarge', facts: { max: MAX_BYTES } }])
          : problems(c, 408, [{ code: 'api.bodyTooSlow', facts: { seconds: BODY_MS / 1000 } }]);
      // The rest of the body is still on its way: this connection can't carry another request.
      answer.headers.set('connection', 'close');
      return answer;
    }
    const parsed = parseJson(bytes);
    if (parsed === undefined) return problems(c, 400, [{ code: 'api.notJson' }]);
    const path = hostilePath(parsed.value);
    if (path !== undefined) return problems(c, 400, [{ code: 'api.invalid', path }]);
    const { url, method, headers } = c.req.raw;
    c.req.raw = new Request(url, { method, headers, body: JSON.stringify(parsed.value) });
    return next();
  };
