import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { decideBootstrap } from '../../../src/governance/office/bootstrap.ts';
import {
  type Power,
  powersOf,
  proposalKinds,
  type Role,
  readableKinds,
  roles,
} from '../../../src/governance/person/role.ts';
import {
  approvalsNeeded,
  decideProposalApproval,
  decideProposalRejection,
  decideProposing,
  officersNeededFor,
  type ProposalFacts,
} from '../../../src/governance/proposal/proposal.ts';
import { accepted, codesOf } from '../codes.ts';

const facts: ProposalFacts = {
  kind: 'token',
  state: 'pending',
  proposedBy: 'first',
  approvals: [],
  actor: 'second',
  actorPowers: powersOf(['secretary']),
};
const approve = (change: Partial<ProposalFacts> = {}, officersNeeded = 2) =>
  decideProposalApproval({ ...facts, ...change }, { ...conceptBylaws, officersNeeded });

describe('powers', () => {
  it('opens to each role the cases that it may decide, and to an auditor none', () => {
    const kindsOf = (...held: Role[]) => readableKinds(powersOf(held));
    expect(kindsOf('verifier')).toContain('admission');
    expect(kindsOf('administrator')).not.toContain('admission');
    expect(kindsOf('administrator')).toContain('bylaws');
    expect(kindsOf('auditor')).toEqual([]);
  });

  test.each<[Power, Role[]]>([
    ['admission.approve', ['secretary', 'verifier']],
    ['ballot.manage', ['secretary']],
    ['list.manage', ['secretary']],
    ['declaration.propose', ['secretary', 'administrator']],
    ['bylaws.propose', ['secretary', 'administrator']],
    ['role.propose', ['secretary', 'administrator']],
    ['dismissal.propose', ['secretary', 'administrator']],
    ['question.answer', ['secretary']],
    ['member.search', ['secretary', 'verifier']],
    ['trace.read', ['auditor']],
    ['token.propose', ['secretary', 'administrator']],
  ])('%s belongs to %j', (power, holders) => {
    expect(roles.filter((role) => powersOf([role]).has(power))).toEqual(holders);
  });

  it('adds up over roles and is empty without any', () => {
    expect(powersOf([]).size).toBe(0);
    const both = powersOf(['verifier', 'administrator']);
    expect(both).toEqual(new Set([...powersOf(['verifier']), ...powersOf(['administrator'])]));
  });
});

describe('two persons', () => {
  it('an officer proposes, one other completes it', () => {
    expect(accepted(approve())).toEqual({ approvals: 1, needed: 1, complete: true });
    expect(approvalsNeeded('first', conceptBylaws)).toBe(1);
  });

  it('the command line proposes, two officers complete it', () => {
    expect(accepted(approve({ proposedBy: null }))).toEqual({ approvals: 1, needed: 2, complete: false });
    expect(accepted(approve({ proposedBy: null, approvals: ['first'] })).complete).toBe(true);
    expect(approvalsNeeded(null, conceptBylaws)).toBe(2);
  });

  it('bylaws may ask for more', () => {
    expect(accepted(approve({}, 3))).toEqual({ approvals: 1, needed: 2, complete: false });
  });

  test.each<[string, Partial<ProposalFacts>, string]>([
    ['by whom it is about', { kind: 'dismissal', about: 'second' }, 'proposal.aboutYourself'],
    ['by the proposer', { actor: 'first' }, 'proposal.ownProposal'],
    ['a second time', { proposedBy: null, approvals: ['second'] }, 'proposal.alreadyApproved'],
    ['without the power', { actorPowers: powersOf(['verifier']) }, 'proposal.noPower'],
    ['of a rejected one', { state: 'rejected' }, 'proposal.notPending'],
    ['of an approved one', { state: 'approved' }, 'proposal.notPending'],
  ])('refuses an approval %s', (_, change, code) => {
    expect(codesOf(approve(change))).toEqual([code]);
  });

  it('gives all reasons', () => {
    const change = {
      state: 'approved',
      actor: 'first',
      approvals: ['first'],
      actorPowers: powersOf([]),
    } as const;
    expect(codesOf(approve(change))).toEqual([
      'proposal.notPending',
      'proposal.noPower',
      'proposal.ownProposal',
      'proposal.alreadyApproved',
    ]);
  });

  it('no sequence of presses completes a proposal with fewer than two persons', () => {
    const person = fc.constantFrom('a', 'b', 'c');
    const proposer = fc.option(person, { nil: null });
    fc.assert(
      fc.property(proposer, fc.array(person, { maxLength: 8 }), (proposedBy, presses) => {
        const approvals: string[] = [];
        for (const actor of presses) {
          const result = approve({ proposedBy, approvals: [...approvals], actor });
          if (!result.ok) continue;
          approvals.push(actor);
          const persons = new Set([...approvals, ...(proposedBy === null ? [] : [proposedBy])]);
          expect(result.value.complete).toBe(persons.size >= 2);
        }
      }),
    );
  });

  it('rejecting takes one officer with the power, the proposer too', () => {
    const reject = (change: Partial<ProposalFacts>) => decideProposalRejection({ ...facts, ...change });
    expect(accepted(reject({}))).toEqual({ state: 'rejected' });
    expect(reject({ actor: 'first' }).ok).toBe(true);
    expect(codesOf(reject({ kind: 'dismissal', about: 'second' }))).toEqual(['proposal.aboutYourself']);
    expect(codesOf(reject({ state: 'approved', actorPowers: new Set() }))).toEqual([
      'proposal.notPending',
      'proposal.noPower',
    ]);
  });

  it.each(proposalKinds)('%s is proposed and approved with the power of that kind only', (kind) => {
    const own = new Set<Power>([`${kind}.propose`]);
    const others = new Set(
      proposalKinds.filter((other) => other !== kind).map((other): Power => `${other}.propose`),
    );
    expect(decideProposing(kind, own)).toEqual({ ok: true, value: null });
    expect(codesOf(decideProposing(kind, others))).toEqual(['proposal.noPower']);
    expect(approve({ kind, actorPowers: own }).ok).toBe(true);
    expect(codesOf(approve({ kind, actorPowers: others }))).toEqual(['proposal.noPower']);
  });
});

describe('bootstrap', () => {
  it('invites the first two officers only', () => {
    expect(decideBootstrap({ officers: 0, role: 'secretary' }).ok).toBe(true);
    expect(decideBootstrap({ officers: 1, role: 'administrator' }).ok).toBe(true);
    expect(codesOf(decideBootstrap({ officers: 2, role: 'secretary' }))).toEqual(['bootstrap.alreadyDone']);
    expect(codesOf(decideBootstrap({ officers: 3, role: 'verifier' }))).toEqual([
      'bootstrap.alreadyDone',
      'bootstrap.roleCannotAppoint',
    ]);
  });
  it('never leaves an Alliance whose officers cannot appoint others', () => {
    expect(codesOf(decideBootstrap({ officers: 0, role: 'verifier' }))).toEqual([
      'bootstrap.roleCannotAppoint',
    ]);
  });
});

test('the number of officers was fixed with the proposal: one who proposed it counts, the command line does not', () => {
  expect(officersNeededFor({ approvalsNeeded: 1, proposedBy: 'first' })).toBe(2);
  expect(officersNeededFor({ approvalsNeeded: 2, proposedBy: null })).toBe(2);
});
