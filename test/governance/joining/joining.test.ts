import { expect, test } from 'vitest';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { decideJoinStep, type JoinFacts } from '../../../src/governance/joining/joining.ts';
import { decideVouchLink, maxOpenVouchLinks } from '../../../src/governance/verification/vouching.ts';
import { codesOf } from '../codes.ts';

const newcomer: JoinFacts = {
  status: 'guest',
  originConfirmed: false,
  signedVersion: null,
  requiredVersion: 1,
  hasPhrase: false,
};
const signed: JoinFacts = { ...newcomer, status: 'signed', originConfirmed: true, signedVersion: 1 };
const member: JoinFacts = { ...signed, status: 'member', hasPhrase: true };

test('joining goes on at the first missing step (M2)', () => {
  expect(decideJoinStep(newcomer)).toBe('origin');
  expect(decideJoinStep({ ...newcomer, originConfirmed: true })).toBe('declaration');
  expect(decideJoinStep(signed)).toBe('phrase');
  expect(decideJoinStep({ ...signed, hasPhrase: true })).toBe('verification');
  expect(decideJoinStep(member)).toBe('done');
});

test('before the first version a newcomer waits at the Declaration; nobody signs twice (M4)', () => {
  expect(decideJoinStep({ ...newcomer, originConfirmed: true, requiredVersion: null })).toBe('declaration');
  expect(decideJoinStep({ ...member, requiredVersion: null })).toBe('done');
});

test('whoever is leaving decides first whether they stay (M6)', () => {
  expect(decideJoinStep({ ...member, status: 'leaving', originConfirmed: false })).toBe('stay');
});

test('a new version is signed anew, by members too (M4)', () => {
  expect(decideJoinStep({ ...member, requiredVersion: 2 })).toBe('declaration');
  expect(decideJoinStep({ ...member, requiredVersion: 2, signedVersion: 2 })).toBe('done');
  expect(decideJoinStep({ ...member, requiredVersion: 2, signedVersion: 3 })).toBe('done');
});

test('a member without a phrase is asked for one', () => {
  expect(decideJoinStep({ ...member, hasPhrase: false })).toBe('phrase');
});

test('links are for those who signed and are not verified yet (M5)', () => {
  const open = maxOpenVouchLinks - 1;
  expect(decideVouchLink({ status: 'signed', open }, conceptBylaws).ok).toBe(true);
  expect(codesOf(decideVouchLink({ status: 'guest', open }, conceptBylaws))).toEqual([
    'admission.candidateNotSigned',
  ]);
  expect(codesOf(decideVouchLink({ status: 'member', open }, conceptBylaws))).toEqual([
    'admission.candidateIsMember',
  ]);
});

test('every reason against a link is said: the way is off, too many are open (M5)', () => {
  const off = { ...conceptBylaws, verification: { vouching: false, officers: true } };
  expect(decideVouchLink({ status: 'signed', open: maxOpenVouchLinks }, off)).toEqual({
    ok: false,
    refusals: [{ code: 'vouch.vouchingOff' }, { code: 'vouch.linksOpen', facts: { max: maxOpenVouchLinks } }],
  });
});
