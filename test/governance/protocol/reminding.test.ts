import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideReminding, remindingGapMs } from '../../../src/governance/protocol/reminding.ts';
import { codesOf } from '../codes.ts';

const now = new Date('2026-11-20T12:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);

describe('D3 who is waited for is reminded, nobody more than once a day', () => {
  it('names those who were not told within a day, and says when the others may be', () => {
    const waited = [
      { personId: 'a', toldAt: undefined },
      { personId: 'b', toldAt: ago(remindingGapMs) },
      { personId: 'c', toldAt: ago(remindingGapMs - 1) },
    ];
    expect(decideReminding(waited, now)).toMatchObject({ value: { personIds: ['a', 'b'] } });
    const lately = decideReminding([...waited.slice(2), { personId: 'd', toldAt: now }], now);
    expect(lately).toMatchObject({
      refusals: [{ code: 'reminding.lately', facts: { until: new Date(now.getTime() + 1).toISOString() } }],
    });
    expect(codesOf(decideReminding([], now))).toEqual(['reminding.nobodyWaits']);
  });

  it('whoever is reminded can be told nothing more for a day', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * remindingGapMs }), { minLength: 1 }), (agos) => {
        const waited = agos.map((ms, at) => ({ personId: String(at), toldAt: ago(ms) }));
        const first = decideReminding(waited, now);
        const told = new Set(first.ok ? first.value.personIds : []);
        const after = waited.map((one) => (told.has(one.personId) ? { ...one, toldAt: now } : one));
        expect(codesOf(decideReminding(after, now))).toEqual(['reminding.lately']);
      }),
    );
  });
});
