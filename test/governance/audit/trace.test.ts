import { expect, it } from 'vitest';
import { decideSearch, searchesPerHour } from '../../../src/governance/audit/trace.ts';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { deskDeadline } from '../../../src/governance/letter/desk.ts';
import { codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const searches = (count: number) => Array.from({ length: count }, (_, index) => minutesAgo(index + 1));

it('searching needs the power, and stops at the limit of an hour until the oldest is an hour old', () => {
  expect(codesOf(decideSearch({ maySearch: false, earlier: [], now }))).toEqual(['search.noPower']);
  expect(decideSearch({ maySearch: true, earlier: searches(searchesPerHour - 1), now }).ok).toBe(true);
  expect(decideSearch({ maySearch: true, earlier: searches(searchesPerHour), now })).toEqual({
    ok: false,
    refusals: [
      { code: 'search.tooMany', facts: { max: searchesPerHour, seconds: (60 - searchesPerHour) * 60 } },
    ],
  });
});

it('what waits is due after the days of the bylaws', () => {
  const due = deskDeadline(now, conceptBylaws);
  expect(due.getTime() - now.getTime()).toBe(conceptBylaws.deskDays * 86_400_000);
});
