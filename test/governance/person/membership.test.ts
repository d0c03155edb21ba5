import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Doing,
  decideMove,
  decideStaying,
  doings,
  type MemberState,
  type MembershipEvent,
  memberStates,
  membershipEvents,
  stateAllows,
} from '../../../src/governance/person/membership.ts';
import { codesOf } from '../codes.ts';

type Next = MemberState | undefined;
/** In the order of memberStates: guest, signed, verifying, member, suspended, leaving, left. */
const table: readonly (readonly [Exclude<MembershipEvent, 'leavingTakenBack'>, readonly Next[]])[] = [
  ['declarationSigned', ['signed', 'signed', 'verifying', 'member', 'suspended', undefined, undefined]],
  ['verificationAsked', [undefined, 'verifying', 'verifying', undefined, 'suspended', undefined, undefined]],
  ['verificationDeclined', [undefined, undefined, 'signed', undefined, 'suspended', undefined, undefined]],
  ['verified', [undefined, 'member', 'member', undefined, 'member', undefined, undefined]],
  ['lockedByPanic', Array.from({ length: 7 }, (_, at) => (at < 6 ? 'suspended' : undefined))],
  ['lockedByRecovery', Array.from({ length: 7 }, (_, at) => (at < 6 ? 'suspended' : undefined))],
  ['findingSuspends', [undefined, undefined, undefined, 'suspended', 'suspended', undefined, undefined]],
  ['findingOverturned', [undefined, undefined, undefined, undefined, 'member', undefined, undefined]],
  ['leavingAsked', [undefined, 'leaving', 'leaving', 'leaving', 'leaving', undefined, undefined]],
  ['leavingConfirmed', ['left', undefined, undefined, undefined, undefined, 'left', undefined]],
];

test('the table has every event but the one that needs to know where somebody came from', () => {
  expect(table.map(([event]) => event).sort()).toEqual(
    membershipEvents.filter((event) => event !== 'leavingTakenBack').sort(),
  );
});

const moves = table.flatMap(([event, nexts]) =>
  memberStates.map((state, at) => ({ event, state, next: nexts[at] })),
);
test.each(moves)('M2–M6: $event from $state leads to $next', ({ event, state, next }) => {
  const moved = decideMove(state, event);
  if (next === undefined) {
    expect(moved).toEqual({ ok: false, refusals: [{ code: 'membership.notPossible', facts: { state } }] });
  } else expect(moved).toEqual({ ok: true, value: next });
});

test.each(memberStates.map((state) => [state]))('staying brings %s back to what they were', (state) => {
  const stayed = decideStaying(state, 'verifying');
  if (state === 'leaving') expect(stayed).toEqual({ ok: true, value: 'verifying' });
  else expect(codesOf(stayed)).toEqual(['membership.notPossible']);
  expect(codesOf(decideStaying(state, null))).toEqual(['membership.notPossible']);
});

const allowed: Readonly<Record<MemberState, readonly Doing[]>> = {
  guest: ['sign', 'leave', 'lock'],
  signed: ['sign', 'askVerification', 'leave', 'lock'],
  verifying: ['sign', 'askVerification', 'leave', 'lock'],
  member: ['sign', 'act', 'leave', 'lock'],
  suspended: ['sign', 'askVerification', 'leave', 'lock'],
  leaving: ['stay', 'lock'],
  left: [],
};
test.each(memberStates.map((state) => [state]))('M3: what %s may do', (state) => {
  expect(doings.filter((doing) => stateAllows(state, doing))).toEqual(
    doings.filter((doing) => allowed[state].includes(doing)),
  );
});

test('what a state allows is what the machine then does', () => {
  const events: Readonly<Partial<Record<Doing, MembershipEvent>>> = {
    sign: 'declarationSigned',
    askVerification: 'verificationAsked',
    lock: 'lockedByPanic',
  };
  for (const [doing, event] of Object.entries(events)) {
    if (event === 'leavingTakenBack') continue;
    for (const state of memberStates) {
      expect([state, doing, decideMove(state, event).ok]).toEqual([
        state,
        doing,
        stateAllows(state, doing as Doing),
      ]);
    }
  }
});

const anyEvent = fc.constantFrom(...table.map(([event]) => event));

test('along any path: a member only through verification, and nobody comes back from having left', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 20 }), (events) => {
      let state: MemberState = 'guest';
      let wasVerified = false;
      for (const event of events) {
        const moved = decideMove(state, event);
        const before: MemberState = state;
        if (moved.ok) state = moved.value;
        if (moved.ok && event === 'verified') wasVerified = true;
        if (before === 'left') expect(state).toBe('left');
        // An overturned finding gives back what a finding took: it presupposes a member.
        if (event === 'findingOverturned') return;
        if (state === 'member') expect(wasVerified).toBe(true);
        if (event.startsWith('lockedBy') && before !== 'left') expect(state).toBe('suspended');
      }
    }),
  );
});
