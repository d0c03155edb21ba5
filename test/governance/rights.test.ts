import { describe, expect, it, test } from 'vitest';
import { type Bylaws, conceptBylaws } from '../../src/governance/bylaws.ts';
import { addDays } from '../../src/governance/day.ts';
import { decideRights, type RightsFacts, rights } from '../../src/governance/rights.ts';

const today = '2026-11-24';
const ago = (days: number) => addDays(today, -days);
const member: RightsFacts = {
  status: 'member',
  originConfirmed: true,
  signedVersion: 1,
  declaration: { version: 1, since: ago(500) },
  verifiedOn: ago(60),
  vouches: 0,
};
const of = (change: Partial<RightsFacts> = {}, bylaws: Partial<Bylaws> = {}) =>
  decideRights({ ...member, ...change }, { ...conceptBylaws, ...bylaws }, today);
const missing = (...refusals: object[]) => ({ granted: false, missing: refusals });

describe('decideRights', () => {
  it('M3, M5 a member verified for 60 days may vote and vouch', () => {
    expect(of()).toEqual({ vote: { granted: true }, vouch: { granted: true } });
    expect(Object.keys(of())).toEqual([...rights]);
  });

  it('M5 votes from the 30th day after verification, vouches from the 60th', () => {
    expect(of({ verifiedOn: ago(30) }).vote).toEqual({ granted: true });
    expect(of({ verifiedOn: ago(29) }).vote).toEqual(
      missing({ code: 'right.waiting', facts: { from: addDays(today, 1) } }),
    );
    expect(of({ verifiedOn: ago(59) }).vouch).toEqual(
      missing({ code: 'right.waiting', facts: { from: addDays(today, 1) } }),
    );
    const none = of({ verifiedOn: today }, { voteWaitDays: 0, voucherVerifiedDays: 0 });
    expect(none).toEqual({ vote: { granted: true }, vouch: { granted: true } });
  });

  it('M2 says all that a guest lacks, in the order in which it can be brought', () => {
    const guest = { status: 'guest', originConfirmed: false, signedVersion: null, verifiedOn: null } as const;
    const lacks = missing(
      { code: 'right.originMissing' },
      { code: 'right.notSigned' },
      { code: 'right.notVerified', facts: { vouches: 0, needed: 2 } },
    );
    expect(of(guest)).toEqual({ vote: lacks, vouch: lacks });
  });

  test.each<Partial<RightsFacts>>([{ status: 'signed' }, { verifiedOn: null }])(
    'M5 says how many vouchers are there: %j',
    (change) => {
      const result = of({ ...change, vouches: 1 });
      expect(result.vote).toEqual(missing({ code: 'right.notVerified', facts: { vouches: 1, needed: 2 } }));
      expect(result.vouch).toEqual(result.vote);
    },
  );

  it('M4 an old signature counts through the grace period and is suspended after it', () => {
    const since = (days: number) => ({ declaration: { version: 3, since: ago(days) } });
    expect(of(since(120)).vote).toEqual({ granted: true });
    expect(of(since(121)).vote).toEqual(missing({ code: 'right.signatureOutdated', facts: { version: 3 } }));
    expect(of({ ...since(121), signedVersion: 3 }).vote).toEqual({ granted: true });
    expect(of({ ...since(121), signedVersion: 2 }).vote).toMatchObject({ granted: false });
    expect(of({ declaration: null }).vote).toEqual({ granted: true });
  });

  it('M5 nobody vouches where vouching is switched off; voting is untouched', () => {
    const result = of({}, { verification: { vouching: false, officers: true } });
    expect(result).toEqual({ vote: { granted: true }, vouch: missing({ code: 'right.vouchingOff' }) });
  });
});
