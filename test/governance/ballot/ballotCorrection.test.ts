import { expect, it, test } from 'vitest';
import type { BallotState } from '../../../src/governance/ballot/ballot.ts';
import {
  decideMoving,
  parseCorrection,
  withdrawalIsPublic,
} from '../../../src/governance/ballot/ballotCorrection.ts';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { accepted, codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00Z');
const move = (state: BallotState, opensAt = '2026-11-26T12:00:00Z') =>
  decideMoving(
    {
      state,
      class: 'strawPoll',
      electorate: 'members',
      rule: 'advisory',
      plan: { opensAt, durationMinutes: 60 },
      now,
    },
    { version: 1, bylaws: conceptBylaws },
  );

it('moves what is scheduled, by the rules of scheduling', () => {
  expect(accepted(move('scheduled')).closesAt).toEqual(new Date('2026-11-26T13:00:00Z'));
  expect(codesOf(move('scheduled', '2026-11-24T12:00:00Z'))).toEqual(['ballot.windowPast']);
});

test.each<BallotState>(['draft', 'open', 'closing', 'closed', 'published', 'withdrawn'])(
  'does not move what is %s',
  (state) => expect(codesOf(move(state))).toEqual(['ballot.notScheduled']),
);

it('only what is scheduled needs a public reason, in both languages', () => {
  expect(withdrawalIsPublic('scheduled')).toBe(true);
  expect(withdrawalIsPublic('draft')).toBe(false);
  expect(codesOf(parseCorrection(undefined))).toEqual(['ballot.reasonMissing']);
  expect(accepted(parseCorrection({ ru: ' Дата неверна. ', en: 'Wrong date.' }))).toEqual({
    ru: 'Дата неверна.',
    en: 'Wrong date.',
  });
  expect(parseCorrection({ ru: '', en: 'no' })).toEqual({
    ok: false,
    refusals: [
      { code: 'text.empty', path: 'reason.ru' },
      { code: 'text.tooShort', facts: { min: 3, length: 2 }, path: 'reason.en' },
    ],
  });
});
