import { describe, expect, it, test } from 'vitest';
import {
  decideTokenRequest,
  maxTokenDays,
  type TokenFacts,
  tokenStanding,
} from '../../../src/governance/token/token.ts';
import { accepted } from '../codes.ts';

describe('decideTokenRequest', () => {
  it('takes a tidied label and 1 to 365 days', () => {
    expect(accepted(decideTokenRequest(' Site  mirror ', 1))).toEqual({ label: 'Site mirror', days: 1 });
    expect(decideTokenRequest('x'.repeat(40), maxTokenDays).ok).toBe(true);
  });

  test.each([[0], [-1], [1.5], [366], [Number.NaN]])('refuses %d days', (days) => {
    expect(decideTokenRequest('x', days)).toEqual({
      ok: false,
      refusals: [{ code: 'token.daysOutOfRange', facts: { max: 365 }, path: 'days' }],
    });
  });

  it('refuses a label that is empty or too long, with all reasons', () => {
    expect(decideTokenRequest('x'.repeat(41), 1)).toMatchObject({
      refusals: [{ code: 'text.tooLong', path: 'label' }],
    });
    expect(decideTokenRequest(' ', 0)).toMatchObject({
      refusals: [{ code: 'text.empty', path: 'label' }, { code: 'token.daysOutOfRange' }],
    });
  });
});

describe('tokenStanding', () => {
  const expiresAt = new Date('2026-11-24T12:00:00Z');
  test.each<[TokenFacts['state'], number, string]>([
    ['active', -1, 'active'],
    ['active', 0, 'expired'],
    ['active', 1, 'expired'],
    ['proposed', 1, 'proposed'],
    ['revoked', -1, 'revoked'],
    ['revoked', 1, 'revoked'],
  ])('%s, %d ms after its end: %s', (state, late, standing) => {
    expect(tokenStanding({ state, expiresAt }, new Date(expiresAt.getTime() + late))).toBe(standing);
  });
});
