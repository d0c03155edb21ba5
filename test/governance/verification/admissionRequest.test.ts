import { expect, it, test } from 'vitest';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import type { MemberStatus } from '../../../src/governance/person/membership.ts';
import { decideAdmissionRequest } from '../../../src/governance/verification/admissionRequest.ts';
import { codesOf } from '../codes.ts';

const request = (status: MemberStatus, openCase?: number, officers = true) =>
  decideAdmissionRequest(
    { status, openCase },
    { ...conceptBylaws, verification: { vouching: true, officers } },
  );

it('M5 somebody who signed asks two officers, once at a time', () => {
  expect(request('signed').ok).toBe(true);
  expect(request('signed', 7)).toEqual({
    ok: false,
    refusals: [{ code: 'admission.alreadyRequested', facts: { number: 7 } }],
  });
});

test.each<[MemberStatus, string]>([
  ['guest', 'admission.candidateNotSigned'],
  ['member', 'admission.candidateIsMember'],
])('M2 refuses a %s', (status, code) => {
  expect(codesOf(request(status))).toEqual([code]);
  expect(codesOf(request(status, 1, false))).toEqual([
    'admission.officersOff',
    code,
    'admission.alreadyRequested',
  ]);
});
