import type { MiddlewareHandler } from 'hono';
import { claimRequest, settleRequest } from '../actions/keepAnswer.ts';
import type { Deps } from '../deps.ts';
import type { ApiEnv } from './context.ts';
import type { Problems } from './problem.ts';

const keyPattern = /^[\w-]{1,64}$/;
const SERVER_ERROR = 500;

const problemJson = 'application/problem+json; charset=UTF-8';
const typeOf = (status: number): string => (status < 400 ? 'application/json' : problemJson);

/**
 * `Idempotency-Key` on writes: the same key with the same request gets the same answer without doing it twice; with another
 * request it is refused. The keyed hash of the request is kept, never the request.
 */
export const idempotent =
  (deps: Deps, problems: Problems): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (key === undefined || c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (!keyPattern.test(key)) return problems(c, 400, [{ code: 'api.invalid', path: 'Idempotency-Key' }]);
    const request = JSON.stringify([c.req.method, c.req.path, await c.req.text()]);
    const requestHash = deps.vault.index('api.request', request).toString('hex');
    const claim = { tokenId: c.get('caller').tokenId, key, requestHash };
    const earlier = await claimRequest(deps, claim);
    if (earlier.kind === 'other') return problems(c, 422, [{ code: 'api.keyReused' }]);
    if (earlier.kind === 'inFlight') return problems(c, 409, [{ code: 'api.keyInFlight' }]);
    if (earlier.kind === 'answered') {
      const { status, body } = earlier;
      return new Response(body, { status, headers: { 'content-type': typeOf(status) } });
    }
    await next();
    const { status } = c.res;
    const answer = status >= SERVER_ERROR ? undefined : { status, body: await c.res.clone().text() };
    await settleRequest(deps, claim, answer);
    return undefined;
  };
