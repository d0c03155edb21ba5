import { expect, it } from 'vitest';
import { decideTakingOffice } from '../../../src/governance/office/officeLink.ts';
import type { Role } from '../../../src/governance/person/role.ts';
import { codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00Z');
const past = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const take = (used: boolean, expiresAt: Date, held: Role[] = []) =>
  decideTakingOffice({ role: 'secretary', used, expiresAt }, held, now);

it('gives the office once, until it expires', () => {
  expect(take(false, past(1))).toEqual({ ok: true, value: { role: 'secretary' } });
  expect(codesOf(take(false, past(0)))).toEqual(['office.linkExpired']);
  expect(codesOf(take(true, past(1)))).toEqual(['office.linkUsed']);
  expect(codesOf(take(true, past(-1)))).toEqual(['office.linkUsed']);
  expect(codesOf(decideTakingOffice(undefined, [], now))).toEqual(['office.linkUnknown']);
});

it('an auditor holds nothing else', () => {
  expect(codesOf(take(false, past(1), ['auditor']))).toEqual(['office.auditorAlone']);
  const link = { role: 'auditor', used: false, expiresAt: past(1) } as const;
  expect(codesOf(decideTakingOffice(link, ['verifier'], now))).toEqual(['office.auditorAlone']);
  expect(decideTakingOffice(link, [], now).ok).toBe(true);
});

it('gives nothing to who holds it already, and says all reasons', () => {
  expect(take(false, past(1), ['verifier']).ok).toBe(true);
  expect(codesOf(take(false, past(1), ['secretary']))).toEqual(['office.alreadyHeld']);
  expect(codesOf(take(true, past(1), ['secretary']))).toEqual(['office.linkUsed', 'office.alreadyHeld']);
});
