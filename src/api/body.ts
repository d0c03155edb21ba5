import type { MiddlewareHandler } from 'hono';
import { type BodyLimits, bodyLimits, readLimitedBody } from '../limitedBody.ts';
import type { ApiEnv } from './context.ts';
import { hostilePath } from './hostile.ts';
import type { Problems } from './problem.ts';

const parseJson = (bytes: Uint8Array): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
};

const isJson = (type: string | undefined): boolean =>
  /^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(type ?? '');

/** The one write that carries a file: 20 MB as base64, over a line of an office. */
const documentPath = /^\/api\/v1\/broadcasts\/\d+\/document$/;
const documentLimits: BodyLimits = { bytes: 28 * 1024 * 1024, seconds: 60 };

/** Reads a write's body once, within limits, and hands on only JSON that a field of ours could hold. */
export const guardBody =
  (problems: Problems): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (!isJson(c.req.header('content-type'))) return problems(c, 415, [{ code: 'api.notJson' }]);
    const limits = documentPath.test(c.req.path) ? documentLimits : bodyLimits;
    const bytes = await readLimitedBody(c.req.raw, limits);
    if (typeof bytes === 'string') {
      const answer =
        bytes === 'tooLarge'
          ? problems(c, 413, [{ code: 'api.bodyTooLarge', facts: { max: limits.bytes } }])
          : problems(c, 408, [{ code: 'api.bodyTooSlow', facts: { seconds: limits.seconds } }]);
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
