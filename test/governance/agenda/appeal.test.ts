import { expect, it } from 'vitest';
import { appealOutcome, reopenedUntil } from '../../../src/governance/agenda/appeal.ts';

it('K5, G8 what is not adopted leaves the decision as it is', () => {
  expect([true, false].map(appealOutcome)).toEqual(['upheld', 'dismissed']);
});

it.each([
  ['2026-12-01T00:00:00Z', '2026-11-21', '2027-01-11T12:00:00.000Z'],
  ['2026-11-21T06:00:00Z', '2026-11-21', '2027-01-01T18:00:00.000Z'],
  // Closed by the clock of another day: never a time that is over already.
  ['2026-11-20T00:00:00Z', '2026-11-21', '2027-01-01T12:00:00.000Z'],
])('T2, T3 a petition until %s that was closed on %s is open again until %s', (closesAt, closedOn, until) => {
  const now = new Date('2027-01-01T12:00:00Z');
  expect(reopenedUntil({ closesAt: new Date(closesAt), closedOn }, now).toISOString()).toBe(until);
});
