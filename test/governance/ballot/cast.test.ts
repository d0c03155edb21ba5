import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ballotStates } from '../../../src/governance/ballot/ballot.ts';
import { type CastFacts, decideCast } from '../../../src/governance/ballot/cast.ts';
import { accepted, codesOf } from '../codes.ts';

const opensAt = new Date('2026-11-21T18:00:00.000Z');
const closesAt = new Date('2026-11-24T18:00:00.000Z');
const facts: CastFacts = {
  state: 'open',
  opensAt,
  closesAt,
  onRoll: true,
  choices: ['yes', 'no', 'abstain'],
};
const earlier = (instant: Date, milliseconds: number) => new Date(instant.getTime() - milliseconds);
const cast = (change: Partial<CastFacts>, choice = 'yes', at = opensAt, order = 5) =>
  decideCast({ ...facts, ...change }, choice, { at, order });

describe('decideCast', () => {
  it('G12 records, replaces, and knows a vote again', () => {
    expect(accepted(cast({}))).toEqual({ effect: 'recorded', store: true });
    expect(accepted(cast({ previous: { choice: 'no', order: 4 } }))).toEqual({
      effect: 'replaced',
      store: true,
    });
    // The order is stored: an update between the two may still be under way.
    expect(accepted(cast({ previous: { choice: 'yes', order: 4 } }))).toEqual({
      effect: 'unchanged',
      store: true,
    });
  });

  it('the same update again changes nothing', () => {
    expect(accepted(cast({ previous: { choice: 'yes', order: 5 } }))).toEqual({
      effect: 'unchanged',
      store: false,
    });
  });

  it('G12 a later arrival that is stored already wins', () => {
    expect(accepted(cast({ previous: { choice: 'no', order: 6 } }))).toEqual({
      effect: 'superseded',
      store: false,
    });
    expect(accepted(cast({ previous: { choice: 'yes', order: 6 } }))).toEqual({
      effect: 'superseded',
      store: false,
    });
  });

  it('the window is [opening, deadline) by arrival, also while the ballot is closing', () => {
    for (const state of ['open', 'closing'] as const) {
      expect(cast({ state }, 'yes', opensAt).ok).toBe(true);
      expect(cast({ state }, 'yes', earlier(closesAt, 1)).ok).toBe(true);
      expect(codesOf(cast({ state }, 'yes', earlier(opensAt, 1)))).toEqual(['ballot.notOpen']);
      expect(codesOf(cast({ state }, 'yes', closesAt))).toEqual(['ballot.closed']);
    }
  });

  it.each(ballotStates)('takes votes in open and closing only: %s', (state) => {
    const code = {
      draft: 'notOpen',
      scheduled: 'notOpen',
      withdrawn: 'notOpen',
      closed: 'closed',
      published: 'closed',
    };
    const expected = state === 'open' || state === 'closing' ? [] : [`ballot.${code[state]}`];
    expect(codesOf(cast({ state }))).toEqual(expected);
  });

  test.each<Partial<CastFacts>>([{ opensAt: null }, { closesAt: null }])(
    'is not open without times: %j',
    (change) => {
      expect(codesOf(cast(change))).toEqual(['ballot.notOpen']);
    },
  );

  it('G10 refuses who is not on the frozen roll, and a choice that the ballot lacks', () => {
    expect(codesOf(cast({ onRoll: false }))).toEqual(['ballot.notOnRoll']);
    expect(codesOf(cast({}, 'maybe'))).toEqual(['ballot.unknownChoice']);
    expect(codesOf(cast({ onRoll: false, state: 'closed' }, 'maybe'))).toEqual([
      'ballot.closed',
      'ballot.notOnRoll',
      'ballot.unknownChoice',
    ]);
  });

  it('blames no missing roll before the opening', () => {
    expect(codesOf(cast({ onRoll: false, state: 'scheduled' }))).toEqual(['ballot.notOpen']);
  });

  it('G12 whatever the order and the repeats of work, the last by arrival is stored', () => {
    const updates = fc.uniqueArray(
      fc.record({ order: fc.nat({ max: 50 }), choice: fc.constantFrom('yes', 'no', 'abstain') }),
      { selector: ({ order }) => order, minLength: 1, maxLength: 10 },
    );
    const deliveries = updates.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(deliveries, ([list, worked]) => {
        let stored: { choice: string; order: number } | undefined;
        for (const { choice, order } of worked) {
          const outcome = accepted(cast(stored ? { previous: stored } : {}, choice, opensAt, order));
          if (outcome.store) stored = { choice, order };
        }
        expect(stored).toEqual(list.toSorted((a, b) => a.order - b.order).at(-1));
      }),
    );
  });
});
