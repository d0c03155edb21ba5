import { describe, expect, it } from 'vitest';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { memberStates } from '../../../src/governance/person/membership.ts';
import {
  decideErasing,
  decideErasureProposal,
  decideLeaving,
  lapsedBefore,
  leaveLapsesAt,
  leavePhase,
  lockedTooLongSince,
} from '../../../src/governance/safety/leaving.ts';
import { commonCountries, countries, parseCountry } from '../../../src/governance/statistics/country.ts';

const now = new Date('2026-11-24T12:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const refused = (...refusals: object[]) => ({ ok: false, refusals });

describe('leaving (M6)', () => {
  it('may be confirmed 72 hours after it was asked for', () => {
    for (const status of ['signed', 'verifying', 'member', 'suspended'] as const) {
      expect(decideLeaving({ status }, now, conceptBylaws)).toEqual({ ok: true, value: { from: later(72) } });
    }
    for (const status of ['guest', 'leaving'] as const) {
      expect(decideLeaving({ status }, now, conceptBylaws)).toEqual(
        refused({ code: 'membership.notPossible', facts: { state: status } }),
      );
    }
  });

  it('erases at the hour, not before; a guest at once; nobody who did not ask', () => {
    const leaving = { status: 'leaving', leaving: { from: later(1) } } as const;
    expect(decideErasing(leaving, later(1)).ok).toBe(true);
    expect(decideErasing(leaving, new Date(later(1).getTime() - 1))).toEqual(
      refused({ code: 'leaving.tooEarly', facts: { from: later(1).toISOString() } }),
    );
    expect(decideErasing({ status: 'guest', leaving: undefined }, now).ok).toBe(true);
    for (const status of memberStates) {
      if (status === 'guest' || status === 'leaving' || status === 'left') continue;
      expect(decideErasing({ status, leaving: undefined }, now)).toEqual(
        refused({ code: 'leaving.notAsked' }),
      );
    }
  });

  it('lapses thirty days after it could have been confirmed', () => {
    expect(leaveLapsesAt(now)).toEqual(later(30 * 24));
    expect(lapsedBefore(later(30 * 24))).toEqual(now);
  });

  it('asks, waits, asks again', () => {
    const phase = (status: Parameters<typeof leavePhase>[0]['status'], from?: Date) =>
      leavePhase({ status, leaving: from && { from } }, now);
    expect(phase('guest')).toBe('guest');
    expect(phase('member')).toBe('ask');
    expect(phase('leaving', later(1))).toBe('thinking');
    expect(phase('leaving', now)).toBe('confirm');
  });
});

describe('erasing another person (M6, two officers)', () => {
  const officer = { id: 'a', roles: ['secretary'] } as const;

  it('is proposed by a secretary, for somebody else who exists', () => {
    expect(decideErasureProposal({ officer, subjectId: 'b' })).toEqual({
      ok: true,
      value: { subjectId: 'b' },
    });
    expect(decideErasureProposal({ officer, subjectId: 'a' })).toEqual(refused({ code: 'erasure.oneself' }));
    expect(decideErasureProposal({ officer, subjectId: undefined })).toEqual(
      refused({ code: 'erasure.unknown' }),
    );
  });

  it('does not tell somebody without the power whether a number exists', () => {
    const stranger = { id: 'a', roles: ['verifier', 'auditor', 'administrator'] } as const;
    for (const subjectId of ['a', 'b', undefined]) {
      expect(decideErasureProposal({ officer: stranger, subjectId })).toEqual(
        refused({ code: 'proposal.noPower' }),
      );
    }
  });
});

describe('locked accounts', () => {
  it('wait for their owner a hundred and eighty whole days', () => {
    expect(lockedTooLongSince('2026-07-01', conceptBylaws)).toBe('2026-01-01');
  });
});

describe('countries', () => {
  it('are those of ISO 3166, each once', () => {
    expect(countries).toHaveLength(249);
    expect(new Set(countries).size).toBe(249);
    expect(commonCountries.filter((code) => !countries.includes(code))).toEqual([]);
    expect(parseCountry('GE')).toEqual({ ok: true, value: 'GE' });
    expect(parseCountry('XX')).toEqual(refused({ code: 'country.unknown' }));
  });
});
