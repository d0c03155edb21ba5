import { describe, expect, it, test } from 'vitest';
import { type Bylaws, conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { addDays } from '../../../src/governance/kit/day.ts';
import {
  decideProjectRight,
  decideRenewal,
  decideRights,
  type RightsFacts,
  rights,
} from '../../../src/governance/member/rights.ts';

const today = '2026-11-24';
const ago = (days: number) => addDays(today, -days);
const member: RightsFacts = {
  status: 'member',
  originConfirmed: true,
  signedVersion: 1,
  versions: [{ version: 1, since: ago(500) }],
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

  const first = { version: 1, since: ago(500) };
  const since = (days: number) => ({ versions: [first, { version: 3, since: ago(days) }] });

  it('M4 an old signature counts through the grace period and is suspended after it', () => {
    expect(of(since(120)).vote).toEqual({ granted: true });
    const outdated = missing({ code: 'right.signatureOutdated', facts: { version: 3 } });
    expect(of(since(121))).toEqual({ vote: outdated, vouch: outdated });
    expect(of({ ...since(121), signedVersion: 3 }).vote).toEqual({ granted: true });
    expect(of({ ...since(121), signedVersion: 2 }).vote).toMatchObject({ granted: false });
    expect(of({ versions: [] }).vote).toEqual({ granted: true });
  });

  it('M4 who signed an editorial version signed the one that it is an edition of', () => {
    expect(of({ ...since(121), signedVersion: 4 }).vote).toEqual({ granted: true });
  });

  it('M4 two versions in a row: grace counts from the oldest that was not signed', () => {
    const versions = [first, { version: 2, since: ago(121) }, { version: 3, since: ago(10) }];
    expect(of({ versions }).vote).toEqual(
      missing({ code: 'right.signatureOutdated', facts: { version: 3 } }),
    );
    expect(of({ versions, signedVersion: 2 }).vote).toEqual({ granted: true });
    expect(of({ versions, signedVersion: 3 }).vote).toEqual({ granted: true });
  });

  test.each<[string, Partial<RightsFacts>, object | null]>([
    ['nothing for a newcomer', { signedVersion: null }, null],
    ['nothing for who signed the newest', { signedVersion: 1 }, null],
    ['the last day with rights', since(120), { version: 3, until: today, resting: false }],
    ['the day after it', since(121), { version: 3, until: ago(1), resting: true }],
  ])('M4 what waits for a signature: %s', (_name, change, renewal) => {
    expect(decideRenewal({ ...member, ...change }, conceptBylaws, today)).toEqual(renewal);
  });

  it('M6 who is leaving has no rights until they stay', () => {
    const rests = missing({ code: 'right.leaving' });
    expect(of({ status: 'leaving' })).toEqual({ vote: rests, vouch: rests });
  });

  it('M5 nobody vouches where vouching is switched off; voting is untouched', () => {
    const result = of({}, { verification: { vouching: false, officers: true } });
    expect(result).toEqual({ vote: { granted: true }, vouch: missing({ code: 'right.vouchingOff' }) });
  });
});

it('M3 a member may start a project from the first day, and is told what is missing before', () => {
  const verified = { ...member, verifiedOn: today };
  expect(decideProjectRight(verified, conceptBylaws, today)).toEqual({ granted: true });
  const guest = decideProjectRight({ ...member, status: 'guest', verifiedOn: null }, conceptBylaws, today);
  expect(guest.granted).toBe(false);
});
