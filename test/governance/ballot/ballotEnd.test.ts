import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BallotState, ballotStates, closingGraceMs } from '../../../src/governance/ballot/ballot.ts';
import {
  decideClosing,
  decidePublishing,
  decideWithdrawal,
} from '../../../src/governance/ballot/ballotEnd.ts';
import { accepted } from '../codes.ts';

const closesAt = new Date('2026-11-24T18:00:00.000Z');
const past = (milliseconds: number) => new Date(closesAt.getTime() + milliseconds);
const close = (state: BallotState, late: number, closingSince?: Date) =>
  decideClosing({ state, closesAt, now: past(late), ...(closingSince && { closingSince }) });

describe('decideClosing', () => {
  it('an open ballot is closing from its deadline on, not before', () => {
    expect(close('open', -1)).toEqual({
      ok: false,
      refusals: [{ code: 'ballot.notDue', facts: { at: '2026-11-24T18:00:00.000Z' } }],
    });
    expect(accepted(close('open', 0))).toEqual({ state: 'closing', changed: true });
  });

  it('a closing ballot is closed after two minutes', () => {
    expect(closingGraceMs).toBe(120_000);
    expect(accepted(close('closing', closingGraceMs - 1))).toEqual({ state: 'closing', changed: false });
    expect(accepted(close('closing', closingGraceMs))).toEqual({ state: 'closed', changed: true });
  });

  it('after an outage the two minutes begin with the closing, so that votes that came in time are finished', () => {
    const hour = 3_600_000;
    expect(accepted(close('open', hour))).toEqual({ state: 'closing', changed: true });
    expect(accepted(close('closing', hour + closingGraceMs - 1, past(hour))).state).toBe('closing');
    expect(accepted(close('closing', hour + closingGraceMs, past(hour))).state).toBe('closed');
  });

  it('closing twice gives the same', () => {
    expect(accepted(close('closed', hourLater))).toEqual({ state: 'closed', changed: false });
    expect(accepted(close('published', hourLater))).toEqual({ state: 'published', changed: false });
  });
  const hourLater = 3_600_000;

  it.each(['draft', 'scheduled', 'withdrawn'] as const)('refuses a ballot that is %s', (state) => {
    expect(close(state, hourLater)).toEqual({
      ok: false,
      refusals: [{ code: 'ballot.notOpened', facts: { state } }],
    });
  });

  it('sweeps at any moments lead to closed once and never back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -300_000, max: 900_000 }), { maxLength: 20 }), (moments) => {
        let state: BallotState = 'open';
        let since: Date | undefined;
        let closings = 0;
        for (const late of [...moments.toSorted((a, b) => a - b), 900_000, 900_000 + closingGraceMs]) {
          const result = close(state, late, since);
          if (!result.ok) {
            expect(late).toBeLessThan(0);
            continue;
          }
          if (result.value.state === 'closing' && result.value.changed) since = past(late);
          if (result.value.state === 'closed' && result.value.changed) closings += 1;
          state = result.value.state;
        }
        expect({ state, closings }).toEqual({ state: 'closed', closings: 1 });
      }),
    );
  });
});

describe('G12 publishing is an act of its own', () => {
  it.each(ballotStates)('%s', (state) => {
    const result = decidePublishing(state);
    if (state === 'closed') expect(result).toEqual({ ok: true, value: { changed: true } });
    else if (state === 'published') expect(result).toEqual({ ok: true, value: { changed: false } });
    else expect(result).toEqual({ ok: false, refusals: [{ code: 'ballot.notClosed', facts: { state } }] });
  });
});

describe('withdrawing is for ballots not yet opened', () => {
  it.each(ballotStates)('%s', (state) => {
    const result = decideWithdrawal(state);
    if (state === 'draft' || state === 'scheduled') expect(result).toEqual({ ok: true, value: null });
    else
      expect(result).toEqual({ ok: false, refusals: [{ code: 'ballot.notWithdrawable', facts: { state } }] });
  });
});
