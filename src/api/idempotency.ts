import type { MiddlewareHandler } from 'hono';
import { claimRequest, settleRequest } from '../actions/kit/keepAnswer.ts';
import type { Deps } from '../deps.ts';
import type { ApiEnv } from './context.ts';
import type { Problems } from './problem.ts';

const keyPattern = /^[\w-]{1,64}$/;
const SERVER_ERROR = 500;

const problemJson = 'application/problem+json; charset=UTF-8';
const typeOf = (status: number): string => (status < 400 ? 'application/json' : problemJson);

/** A uuid of our own making (version 8, RFC 9562) from a keyed hash. */
const uuidOf = (hash: Buffer): string => {
  const hex = hash.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

/**
 * `Idempotency-Key` on writes: the same key with the same request gets the same answer without doing it twice; with another
 * request it is refused. The keyed hash of the request is kept, never the request.
 */
export const idempotent =
  (deps: Deps, problems: Problems): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const key = c.req.header('idempotency-key');
    if (key === undefined) {
      c.set('submissionId', deps.random.uuid());
      return next();
    }
    if (!keyPattern.test(key)) return problems(c, 400, [{ code: 'api.invalid', path: 'Idempotency-Key' }]);
    const request = JSON.stringify([c.req.method, c.req.path, await c.req.text()]);
    const requestHash = deps.vault.index('api.request', request).toString('hex');
    const { tokenId } = c.get('caller');
    const claim = { tokenId, key, requestHash };
    c.set('submissionId', uuidOf(deps.vault.index('api.submission', `${tokenId}/${key}/${requestHash}`)));
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
