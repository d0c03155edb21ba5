import { okUnless, type Refusal, type Result } from '../../result.ts';
import { cleanTextAt, type TextLimits, type TextRefusal } from '../kit/text.ts';

export const tokenRefusals = ['token.daysOutOfRange', 'token.notFound', 'token.alreadyRevoked'] as const;
export type TokenRefusal = (typeof tokenRefusals)[number];

/** What tells two tokens apart for officers; it appears in no public record. */
const labelLimits: TextLimits = { min: 1, max: 40 };
/** A token nobody remembers is a door nobody watches. */
export const maxTokenDays = 365;

/** A new token as asked for. Refusals: token.daysOutOfRange {max} at `days`, text.* at `label`. */
export const decideTokenRequest = (
  label: string,
  days: number,
): Result<{ label: string; days: number }, TokenRefusal | TextRefusal> => {
  const textReasons: Refusal<TextRefusal>[] = [];
  const cleaned = cleanTextAt('label', label, labelLimits, textReasons);
  const reasons: Refusal<TokenRefusal | TextRefusal>[] = [...textReasons];
  if (!Number.isInteger(days) || days < 1 || days > maxTokenDays) {
    reasons.push({ code: 'token.daysOutOfRange', facts: { max: maxTokenDays }, path: 'days' });
  }
  return okUnless(reasons, { label: cleaned, days });
};

export type TokenFacts = {
  readonly state: 'proposed' | 'active' | 'revoked';
  readonly expiresAt: Date;
};

/** Whether a token opens the API at `now`; at the moment `expiresAt` it no longer does. */
export const tokenStanding = (
  { state, expiresAt }: TokenFacts,
  now: Date,
): 'active' | 'proposed' | 'revoked' | 'expired' =>
  state === 'active' && now >= expiresAt ? 'expired' : state;
