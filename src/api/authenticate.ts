import type { MiddlewareHandler } from 'hono';
import { recordTokenRefusal } from '../actions/token/recordTokenRefusal.ts';
import { findAccount } from '../db/read/person/person.ts';
import { findTokenBySecret } from '../db/read/token/token.ts';
import type { Deps } from '../deps.ts';
import { powersOf } from '../governance/person/role.ts';
import { tokenStanding } from '../governance/token/token.ts';
import { addressOf } from './address.ts';
import type { ApiEnv, Caller } from './context.ts';
import { tooMany } from './limits.ts';
import type { Problems } from './problem.ts';
import type { RateWindows } from './windows.ts';

/** One journal entry a token and hour: a script that repeats itself must not write the journal full. */
const RECORD_EVERY_MS = 3_600_000;

const secretOf = (header: string | undefined): string | undefined =>
  /^Bearer (veche_[\w-]{43})$/.exec(header ?? '')?.[1];

/**
 * Bearer token → its holder with the powers they have now. Every failure is the same 401, whatever was wrong; ten of them
 * in a minute lock the address out, and no other: whoever guesses can't lock out an officer elsewhere.
 */
export const authenticate = (
  deps: Deps,
  problems: Problems,
  failures: RateWindows,
): MiddlewareHandler<ApiEnv> => {
  const recorded = new Map<string, number>();

  const record = async (tokenId: string, reason: 'revoked' | 'expired'): Promise<void> => {
    if ((recorded.get(tokenId) ?? 0) > Date.now() - RECORD_EVERY_MS) return;
    recorded.set(tokenId, Date.now());
    await recordTokenRefusal(deps, { tokenId, reason });
  };

  const callerOf = async (secret: string): Promise<Caller | undefined> => {
    const token = await findTokenBySecret(deps.db, deps.vault, secret);
    if (token === undefined) return undefined;
    const standing = tokenStanding(token, await deps.clock.now());
    if (standing === 'revoked' || standing === 'expired') await record(token.id, standing);
    if (standing !== 'active' || token.holderId === null) return undefined;
    const holder = await findAccount(deps.db, deps.vault, token.holderId);
    if (holder === undefined) return undefined;
    const { id: officerId, roles } = holder;
    return { tokenId: token.id, officerId, roles, powers: powersOf(roles) };
  };

  return async (c, next) => {
    const address = addressOf(c);
    const seconds = failures.waitFor(address);
    if (seconds > 0) return tooMany(problems, c, 'api.tooManyFailures', seconds);
    const secret = secretOf(c.req.header('authorization'));
    const caller = secret === undefined ? undefined : await callerOf(secret);
    if (caller === undefined) {
      failures.add(address);
      const answer = problems(c, 401, [{ code: 'api.unauthorized' }]);
      answer.headers.set('www-authenticate', 'Bearer');
      return answer;
    }
    c.set('caller', caller);
    return next();
  };
};
