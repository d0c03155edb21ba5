import { expect, it, test } from 'vitest';
import { decideDismissal, decideEndingOffice } from '../../../src/governance/office/officeEnd.ts';
import { type Role, roles, rolesGoTogether } from '../../../src/governance/person/role.ts';
import { accepted, codesOf } from '../codes.ts';

test.each<[Role[], Role, number, string[]]>([
  [['secretary'], 'secretary', 3, []],
  [['secretary'], 'secretary', 2, ['office.lastAppointers']],
  [['secretary', 'administrator'], 'secretary', 2, []],
  [['verifier'], 'verifier', 2, []],
  [['auditor'], 'auditor', 0, []],
  [['verifier'], 'secretary', 2, ['office.notHeld']],
  [[], 'secretary', 3, ['office.notHeld']],
])('who holds %j leaves %s while %i can appoint', (held, role, appointers, codes) => {
  expect(codesOf(decideEndingOffice({ held, role, appointers }))).toEqual(codes);
});

it('says which roles stay', () => {
  const held: Role[] = ['secretary', 'verifier'];
  expect(accepted(decideEndingOffice({ held, role: 'secretary', appointers: 3 })).left).toEqual(['verifier']);
});

it('a dismissal is of somebody else, by the same rule; all reasons at once', () => {
  const facts = { officer: 'first', about: 'second', held: ['secretary'], role: 'secretary' } as const;
  expect(decideDismissal({ ...facts, appointers: 3 }).ok).toBe(true);
  expect(codesOf(decideDismissal({ ...facts, about: 'first', appointers: 3 }))).toEqual([
    'office.dismissYourself',
  ]);
  expect(codesOf(decideDismissal({ ...facts, about: 'first', appointers: 2 }))).toEqual([
    'office.dismissYourself',
    'office.lastAppointers',
  ]);
});

it.each(roles)('an auditor holds no other role: %s', (role) => {
  const isAuditor = role === 'auditor';
  expect(rolesGoTogether([], role)).toBe(true);
  expect(rolesGoTogether(['auditor'], role)).toBe(isAuditor);
  expect(rolesGoTogether(['verifier'], role)).toBe(!isAuditor);
});
