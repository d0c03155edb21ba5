import { expect, test } from 'vitest';
import { decideTakingAlarm, isSignupBurst, isVouchBurst } from '../../../src/governance/alarm/alarm.ts';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { codesOf } from '../codes.ts';

test('M5 a burst: more sign-ups an hour than the bylaws say, as many vouchings a day as they say', () => {
  expect([20, 21].map((count) => isSignupBurst(count, conceptBylaws))).toEqual([false, true]);
  expect([1, 2].map((count) => isVouchBurst(count, conceptBylaws))).toEqual([false, true]);
});

test.each<[string, 'open' | 'closed', string | null, boolean, string[]]>([
  ['free', 'open', null, true, []],
  ['again', 'open', 'me', true, []],
  ['a colleague’s', 'open', 'other', true, ['alarm.taken']],
  ['closed', 'closed', 'me', true, ['alarm.closed']],
  ['without the power', 'open', null, false, ['alarm.noPower']],
])('taking an alarm: %s', (_name, state, takenBy, canManage, codes) => {
  expect(codesOf(decideTakingAlarm({ state, takenBy }, { id: 'me', canManage }))).toEqual(codes);
});
