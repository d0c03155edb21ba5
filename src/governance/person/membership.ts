import { ok, type Result, refuse } from '../../result.ts';

export const membershipRefusals = ['membership.notPossible'] as const;
export type MembershipRefusal = (typeof membershipRefusals)[number];

/**
 * Where a person stands. `signed`: the Declaration, but no verification asked for; `verifying`: asked for it; `member`: all
 * three conditions of M2; `suspended`: locked by the person or by a finding, until verified again; `leaving`: thinks about
 * it (M6); `left`: erased, no account is kept. Source: M2 to M6, M8.
 */
export const memberStates = [
  'guest',
  'signed',
  'verifying',
  'member',
  'suspended',
  'leaving',
  'left',
] as const;
export type MemberState = (typeof memberStates)[number];
/** The states that an account can be in: who left has none. */
export type MemberStatus = Exclude<MemberState, 'left'>;

/** What a state lets a person do; rights beyond it depend on days and signatures (rights.ts). */
export const doings = ['sign', 'askVerification', 'act', 'leave', 'stay', 'lock'] as const;
export type Doing = (typeof doings)[number];

const may: Readonly<Record<MemberState, readonly Doing[]>> = {
  guest: ['sign', 'leave', 'lock'],
  signed: ['sign', 'askVerification', 'leave', 'lock'],
  verifying: ['sign', 'askVerification', 'leave', 'lock'],
  // `act`: vote, vouch, and everything else that M3 gives to members.
  member: ['sign', 'act', 'leave', 'lock'],
  suspended: ['sign', 'askVerification', 'leave', 'lock'],
  leaving: ['stay', 'lock'],
  left: [],
};

export const stateAllows = (state: MemberState, doing: Doing): boolean => may[state].includes(doing);

/** Every reason for which a person moves from one state to another. */
export const membershipEvents = [
  'declarationSigned',
  'verificationAsked',
  'verificationDeclined',
  'verified',
  'lockedByPanic',
  'lockedByRecovery',
  'findingSuspends',
  'findingOverturned',
  'leavingAsked',
  'leavingTakenBack',
  'leavingConfirmed',
] as const;
export type MembershipEvent = (typeof membershipEvents)[number];

type Moves = Readonly<Partial<Record<MemberState, MemberState>>>;

const locks: Moves = {
  guest: 'suspended',
  signed: 'suspended',
  verifying: 'suspended',
  member: 'suspended',
  suspended: 'suspended',
  leaving: 'suspended',
};

const moves: Readonly<Record<MembershipEvent, Moves>> = {
  // A member who signs a new version stays one; a suspended person may sign, and stays suspended.
  declarationSigned: {
    guest: 'signed',
    signed: 'signed',
    verifying: 'verifying',
    member: 'member',
    suspended: 'suspended',
  },
  verificationAsked: { signed: 'verifying', verifying: 'verifying', suspended: 'suspended' },
  verificationDeclined: { verifying: 'signed', suspended: 'suspended' },
  verified: { signed: 'member', verifying: 'member', suspended: 'member' },
  lockedByPanic: locks,
  lockedByRecovery: locks,
  findingSuspends: { member: 'suspended', suspended: 'suspended' },
  findingOverturned: { suspended: 'member' },
  // A guest has nothing to think about: see leavingConfirmed.
  leavingAsked: { signed: 'leaving', verifying: 'leaving', member: 'leaving', suspended: 'leaving' },
  // To where they came from; decideStaying knows it.
  leavingTakenBack: {},
  leavingConfirmed: { guest: 'left', leaving: 'left' },
};

/** The state that an event leads to. Refusals: membership.notPossible {state}. */
export const decideMove = (
  state: MemberState,
  event: Exclude<MembershipEvent, 'leavingTakenBack'>,
): Result<MemberState, MembershipRefusal> => {
  const next = moves[event][state];
  return next === undefined ? refuse({ code: 'membership.notPossible', facts: { state } }) : ok(next);
};

/** Somebody who was leaving stays what they were. Refusals: membership.notPossible {state}. */
export const decideStaying = (
  state: MemberState,
  before: MemberStatus | null,
): Result<MemberStatus, MembershipRefusal> =>
  state === 'leaving' && before !== null
    ? ok(before)
    : refuse({ code: 'membership.notPossible', facts: { state } });
