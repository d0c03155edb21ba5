import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Bylaws, conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { addDays } from '../../../src/governance/kit/day.ts';
import {
  decideOfficerApproval,
  decideVouch,
  type OfficerApprovalFacts,
  type VouchFacts,
} from '../../../src/governance/verification/admission.ts';
import { accepted, codesOf } from '../codes.ts';

const today = '2026-11-24';
const ago = (days: number) => addDays(today, -days);

type Change = {
  voucher?: Partial<VouchFacts['voucher']>;
  candidate?: Partial<VouchFacts['candidate']>;
  link?: Partial<VouchFacts['link']>;
  earlier?: VouchFacts['earlier'];
  isLeader?: boolean;
};
const vouch = (change: Change = {}, bylaws: Partial<Bylaws> = {}) =>
  decideVouch(
    {
      voucher: {
        id: 'voucher',
        status: 'member',
        verifiedOn: ago(60),
        vouchedBy: ['x', 'y'],
        vouchedOn: [],
        barredUntil: null,
        ...change.voucher,
      },
      candidate: { id: 'candidate', status: 'signed', ...change.candidate },
      earlier: change.earlier ?? [],
      ...(change.isLeader === undefined ? {} : { isLeader: change.isLeader }),
      link: { used: false, createdOn: ago(7), ...change.link },
    },
    { ...conceptBylaws, ...bylaws },
    today,
  );
const stranger = { id: 'other', vouchedBy: ['p', 'q'] };

describe('M5 vouching', () => {
  it('a bar ends with its last day', () => {
    expect(accepted(vouch({ voucher: { barredUntil: ago(1) } })).count).toBe(1);
  });

  it('two vouchers admit', () => {
    expect(accepted(vouch())).toEqual({ count: 1, needed: 2, admitted: false });
    expect(accepted(vouch({ earlier: [stranger] }))).toEqual({ count: 2, needed: 2, admitted: true });
    expect(accepted(vouch({ earlier: [stranger] }, { vouchersNeeded: 3 }))).toEqual({
      count: 2,
      needed: 3,
      admitted: false,
    });
    const third = [stranger, { id: 'third', vouchedBy: [] }];
    expect(accepted(vouch({ earlier: third })).admitted).toBe(true);
  });

  test.each<[string, Change, object]>([
    ['who is no member', { voucher: { status: 'signed' } }, { code: 'vouch.notMember' }],
    [
      'for somebody suspended by a finding',
      { candidate: { status: 'suspended', byFinding: true } },
      { code: 'admission.officersOnly' },
    ],
    [
      'who is barred until today',
      { voucher: { barredUntil: today } },
      { code: 'vouch.barred', facts: { until: today } },
    ],
    ['who was never verified', { voucher: { verifiedOn: null } }, { code: 'vouch.notMember' }],
    [
      'verified for 59 days',
      { voucher: { verifiedOn: ago(59) } },
      { code: 'vouch.verifiedTooRecently', facts: { from: addDays(today, 1) } },
    ],
    [
      'with three vouchings in 90 days',
      { voucher: { vouchedOn: [ago(1), ago(89), ago(30)] } },
      { code: 'vouch.tooMany', facts: { max: 3, days: 90, from: addDays(today, 1) } },
    ],
    [
      'with five vouchings in 90 days: the third last counts',
      { voucher: { vouchedOn: [ago(1), ago(89), ago(30), ago(20), ago(80)] } },
      { code: 'vouch.tooMany', facts: { max: 3, days: 90, from: addDays(today, 60) } },
    ],
    ['for oneself', { voucher: { id: 'candidate' } }, { code: 'vouch.oneself' }],
    ['twice', { earlier: [{ id: 'voucher', vouchedBy: [] }] }, { code: 'vouch.alreadyVouched' }],
    [
      'who vouched for the other',
      { earlier: [{ id: 'other', vouchedBy: ['voucher'] }] },
      { code: 'vouch.tooClose' },
    ],
    ['for whom the other vouched', { earlier: [{ id: 'y', vouchedBy: [] }] }, { code: 'vouch.tooClose' }],
    [
      'vouched by the same person',
      { earlier: [stranger, { id: 'z', vouchedBy: ['p', 'y'] }] },
      { code: 'vouch.tooClose' },
    ],
    ['for a guest', { candidate: { status: 'guest' } }, { code: 'admission.candidateNotSigned' }],
    ['for a member', { candidate: { status: 'member' } }, { code: 'admission.candidateIsMember' }],
    ['by a used link', { link: { used: true } }, { code: 'vouch.linkUsed' }],
    [
      'by a link of 8 days',
      { link: { createdOn: ago(8) } },
      { code: 'vouch.linkExpired', facts: { until: ago(1) } },
    ],
  ])('refuses one %s', (_, change, refusal) => {
    expect(vouch(change)).toEqual({ ok: false, refusals: [refusal] });
  });

  it('takes the limits themselves: 60 days, two of three in 90 days, the 90th day, the link of 7 days', () => {
    expect(vouch({ voucher: { vouchedOn: [ago(1), ago(89), ago(90), ago(400)] } }).ok).toBe(true);
  });

  it('refuses when the way is switched off', () => {
    expect(codesOf(vouch({}, { verification: { vouching: false, officers: true } }))).toEqual([
      'vouch.vouchingOff',
    ]);
  });

  it('M5 a leader who attests a participant counts as one voucher, at once and however often', () => {
    const busy = { verifiedOn: today, vouchedOn: [today, today, today] };
    expect(codesOf(vouch({ voucher: busy }))).toEqual(['vouch.verifiedTooRecently', 'vouch.tooMany']);
    expect(accepted(vouch({ voucher: busy, isLeader: true }))).toEqual({
      count: 1,
      needed: 2,
      admitted: false,
    });
    expect(accepted(vouch({ isLeader: true, earlier: [stranger] })).admitted).toBe(true);
    const vouchingOff = { verification: { vouching: false, officers: true } };
    expect(vouch({ isLeader: true }, vouchingOff).ok).toBe(true);
    expect(codesOf(vouch({ isLeader: true }, { ...vouchingOff, leaderAttestation: false }))).toEqual([
      'vouch.vouchingOff',
    ]);
    expect(codesOf(vouch({ voucher: busy, isLeader: true }, { leaderAttestation: false })).length).toBe(2);
    expect(codesOf(vouch({ isLeader: true, voucher: { status: 'signed' } }))).toEqual(['vouch.notMember']);
  });

  it('has no waiting times in the sample Alliance', () => {
    const none = { voucherVerifiedDays: 0, vouchingsWindowDays: 0 };
    const busy = { verifiedOn: today, vouchedOn: [today, today, today, today] };
    expect(vouch({ voucher: busy }, none).ok).toBe(true);
  });

  it('gives all reasons at once', () => {
    const result = vouch({
      voucher: { verifiedOn: ago(1), vouchedOn: [today, today, today] },
      candidate: { status: 'guest' },
      link: { used: true },
      earlier: [{ id: 'x', vouchedBy: [] }],
    });
    expect(codesOf(result)).toEqual([
      'vouch.verifiedTooRecently',
      'vouch.tooMany',
      'vouch.tooClose',
      'admission.candidateNotSigned',
      'vouch.linkUsed',
    ]);
  });

  it('M5 nobody admits a person with accomplices alone: any two vouchers of one group are too close', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const group = fc.uniqueArray(person, { maxLength: 3 });
    fc.assert(
      fc.property(person, group, person, group, (first, firstBy, second, secondBy) => {
        fc.pre(first !== second);
        const related =
          firstBy.includes(second) || secondBy.includes(first) || firstBy.some((by) => secondBy.includes(by));
        const oneWay = vouch({
          voucher: { id: second, vouchedBy: secondBy },
          earlier: [{ id: first, vouchedBy: firstBy }],
        });
        const otherWay = vouch({
          voucher: { id: first, vouchedBy: firstBy },
          earlier: [{ id: second, vouchedBy: secondBy }],
        });
        expect(oneWay.ok).toBe(!related);
        expect(otherWay.ok).toBe(!related);
      }),
    );
  });

  it('M5 whoever follows "from" is no longer refused for it', () => {
    const days = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 8 });
    fc.assert(
      fc.property(days, (past) => {
        const vouchedOn = past.map(ago);
        const result = vouch({ voucher: { vouchedOn } });
        const recent = past.filter((day) => day < 90).length;
        expect(result.ok).toBe(recent < 3);
        if (result.ok) return;
        const from = String(result.refusals[0].facts?.from);
        const at = (day: string) =>
          vouchedOn.filter((vouched) => addDays(vouched, 90) > day).length < conceptBylaws.vouchingsMax;
        expect(at(from)).toBe(true);
        expect(at(addDays(from, -1))).toBe(false);
      }),
    );
  });
});

describe('M5 approval by two officers', () => {
  const facts: OfficerApprovalFacts = {
    candidate: { id: 'candidate', status: 'signed' },
    officer: { id: 'officer', canApprove: true },
    approvals: [],
  };
  const approve = (change: Partial<OfficerApprovalFacts> = {}, bylaws: Partial<Bylaws> = {}) =>
    decideOfficerApproval({ ...facts, ...change }, { ...conceptBylaws, ...bylaws });

  it('two different officers admit', () => {
    expect(accepted(approve())).toEqual({ count: 1, needed: 2, admitted: false });
    expect(accepted(approve({ approvals: ['second'] }))).toEqual({ count: 2, needed: 2, admitted: true });
    expect(accepted(approve({ approvals: ['second'] }, { officersNeeded: 3 })).admitted).toBe(false);
    expect(accepted(approve({ approvals: ['second', 'third'] })).admitted).toBe(true);
  });

  test.each<[string, Partial<OfficerApprovalFacts>, string]>([
    ['without the power', { officer: { id: 'officer', canApprove: false } }, 'admission.notOfficer'],
    ['for oneself', { officer: { id: 'candidate', canApprove: true } }, 'admission.ownAdmission'],
    ['twice', { approvals: ['officer'] }, 'admission.alreadyApproved'],
    ['for a guest', { candidate: { id: 'candidate', status: 'guest' } }, 'admission.candidateNotSigned'],
    ['for a member', { candidate: { id: 'candidate', status: 'member' } }, 'admission.candidateIsMember'],
  ])('refuses an approval %s', (_, change, code) => {
    expect(codesOf(approve(change))).toEqual([code]);
  });

  it('refuses when the way is switched off, with all other reasons', () => {
    const off = { verification: { vouching: true, officers: false } };
    expect(codesOf(approve({}, off))).toEqual(['admission.officersOff']);
    expect(
      codesOf(approve({ officer: { id: 'candidate', canApprove: false }, approvals: ['candidate'] }, off)),
    ).toEqual([
      'admission.officersOff',
      'admission.notOfficer',
      'admission.ownAdmission',
      'admission.alreadyApproved',
    ]);
  });
});
