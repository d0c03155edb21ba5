import { describe, expect, it, test } from 'vitest';
import { conceptBylaws, parseBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { accepted, codesOf } from '../codes.ts';

describe('parseBylaws', () => {
  it('takes the Concept: G3 2/3, G4 1/2 and 1/2, G14 72 hours, M5 60, 3 in 90, 30 days', () => {
    expect(accepted(parseBylaws(JSON.parse(JSON.stringify(conceptBylaws))))).toEqual(conceptBylaws);
    expect(conceptBylaws).toMatchObject({
      strategicMajority: { numerator: 2, denominator: 3 },
      quorum: { numerator: 1, denominator: 2 },
      strategicWindowHours: 72,
      vouchersNeeded: 2,
      voucherVerifiedDays: 60,
      vouchingsMax: 3,
      vouchingsWindowDays: 90,
      officersNeeded: 2,
      voteWaitDays: 30,
      signatureGraceDays: 120,
    });
  });

  it('takes the sample Alliance: every waiting time 0', () => {
    const sample = {
      ...conceptBylaws,
      voucherVerifiedDays: 0,
      vouchingsWindowDays: 0,
      voteWaitDays: 0,
      signatureGraceDays: 0,
    };
    expect(parseBylaws(sample).ok).toBe(true);
  });

  const half = { numerator: 1, denominator: 2 };
  const whole = { numerator: 1, denominator: 1 };
  const under = { numerator: 49, denominator: 99 };
  const invalid = 'bylaws.invalid';
  test.each([
    [
      'G8 a strategic majority of one half',
      { strategicMajority: half },
      'strategicMajority',
      'bylaws.tieAdopts',
    ],
    [
      'G8 a current majority under one half',
      { currentMajority: under },
      'currentMajority',
      'bylaws.tieAdopts',
    ],
    [
      'G8 a statement majority under one half',
      { statementMajority: under },
      'statementMajority',
      'bylaws.tieAdopts',
    ],
    ['more than the whole of all', { currentMajority: whole }, 'currentMajority', 'bylaws.neverReached'],
    [
      'the whole for the individual members',
      { individualShare: whole },
      'individualShare',
      'bylaws.neverReached',
    ],
    ['a quorum over one', { quorum: { numerator: 3, denominator: 2 } }, 'quorum', 'bylaws.neverReached'],
    [
      'no way of verification',
      { verification: { vouching: false, officers: false } },
      'verification',
      'bylaws.neverReached',
    ],
    ['a quorum of zero', { quorum: { numerator: 0, denominator: 2 } }, 'quorum.numerator', invalid],
    ['a denominator of 0', { quorum: { numerator: 1, denominator: 0 } }, 'quorum.denominator', invalid],
    ['a fraction in a fraction', { quorum: { numerator: 1.5, denominator: 2 } }, 'quorum.numerator', invalid],
    [
      'a denominator over 1000',
      { quorum: { numerator: 1, denominator: 1001 } },
      'quorum.denominator',
      invalid,
    ],
    [
      'a numerator over 1000',
      { quorum: { numerator: 1001, denominator: 1000 } },
      'quorum.numerator',
      invalid,
    ],
    ['one officer', { officersNeeded: 1 }, 'officersNeeded', invalid],
    ['one voucher', { vouchersNeeded: 1 }, 'vouchersNeeded', invalid],
    ['too many vouchers', { vouchersNeeded: 101 }, 'vouchersNeeded', invalid],
    ['no vouchings at all', { vouchingsMax: 0 }, 'vouchingsMax', invalid],
    ['a window of 0 hours', { strategicWindowHours: 0 }, 'strategicWindowHours', invalid],
    ['a presence of over a year', { presenceHours: 8761 }, 'presenceHours', invalid],
    ['a link for 0 days', { vouchLinkDays: 0 }, 'vouchLinkDays', invalid],
    ['negative days', { voteWaitDays: -1 }, 'voteWaitDays', invalid],
    ['over ten years', { voteWaitDays: 3651 }, 'voteWaitDays', invalid],
    ['a number as text', { voteWaitDays: '30' }, 'voteWaitDays', invalid],
    ['infinity', { voteWaitDays: Number.POSITIVE_INFINITY }, 'voteWaitDays', invalid],
    ['an unknown field', { extra: 1 }, 'extra', invalid],
    [
      'an unknown field inside',
      { verification: { vouching: true, officers: true, photo: true } },
      'verification.photo',
      invalid,
    ],
  ])('refuses %s and names the field', (_, change, path, code) => {
    const result = parseBylaws({ ...conceptBylaws, ...change });
    expect(result.ok ? [] : result.refusals).toContainEqual({ code, path });
  });

  test.each([
    { strategicMajority: { numerator: 1000, denominator: 1000 } },
    { strategicMajority: { numerator: 501, denominator: 1000 } },
    { currentMajority: { numerator: 999, denominator: 1000 } },
    { quorum: whole },
    { verification: { vouching: true, officers: false } },
    { verification: { vouching: false, officers: true } },
    { vouchersNeeded: 100, officersNeeded: 2, vouchingsMax: 1 },
    { strategicWindowHours: 1, presenceHours: 8760, vouchLinkDays: 1, listInvitationDays: 3650 },
  ])('takes the limits themselves: %j', (change) => {
    expect(parseBylaws({ ...conceptBylaws, ...change }).ok).toBe(true);
  });

  it('reports every problem at once', () => {
    const { quorum: _, ...rest } = conceptBylaws;
    const result = parseBylaws({ ...rest, voteWaitDays: -1, officersNeeded: 0, a: 1, b: 2 });
    const paths = result.ok ? [] : result.refusals.map(({ path }) => path);
    expect(paths.toSorted()).toEqual(['a', 'b', 'officersNeeded', 'quorum', 'voteWaitDays']);
  });

  test.each([[null], [[]], ['{}'], [undefined]])('refuses %j', (input) => {
    expect(codesOf(parseBylaws(input))).toEqual([invalid]);
  });
});
