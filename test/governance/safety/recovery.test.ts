import { expect, test } from 'vitest';
import { memberStates } from '../../../src/governance/person/membership.ts';
import { decideRecovery } from '../../../src/governance/safety/recovery.ts';
import { accepted, codesOf } from '../codes.ts';

const states = memberStates.flatMap((status) => (status === 'left' ? [] : [{ status }]));

test.each(states)('M6: $status locks the account of the code, and follows unless a member', ({ status }) => {
  const typer = { id: 'a', status };
  expect(accepted(decideRecovery({ typer, found: { id: 'b', isLocked: false } }))).toEqual({
    lock: true,
    follow: status !== 'member',
  });
  expect(accepted(decideRecovery({ typer, found: { id: 'b', isLocked: true } }))).toEqual({
    lock: false,
    follow: status !== 'member',
  });
});

test('one’s own code in one’s own account is explained', () => {
  const typer = { id: 'a', status: 'member' as const };
  expect(codesOf(decideRecovery({ typer, found: { id: 'a', isLocked: false } }))).toEqual([
    'recovery.ownCode',
  ]);
});
