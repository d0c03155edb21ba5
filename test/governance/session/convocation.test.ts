import { describe, expect, it } from 'vitest';
import { decideSending } from '../../../src/governance/session/convocation.ts';
import { accepted, codesOf } from '../codes.ts';

describe('what goes out about a session (rules G11, H2)', () => {
  it.each([
    ['the agenda is not frozen yet', 'planned', 0, null, null, 'agenda', false],
    ['frozen, never sent', 'frozen', 0, null, null, 'agenda', false],
    ['frozen, changed, never sent', 'frozen', 2, null, null, 'agenda', false],
    ['the same waits for approval', 'frozen', 2, null, 2, 'agenda', true],
    ['called, then changed', 'called', 1, 0, null, 'changes', false],
    ['these changes wait', 'called', 3, 1, 3, 'changes', true],
    ['called, then cancelled', 'cancelled', 4, 3, null, 'cancelled', false],
  ] as const)('%s', (_, state, seq, toldSeq, pending, kind, isRepeated) => {
    expect(accepted(decideSending({ state, seq, toldSeq, pending }))).toEqual({ kind, isRepeated });
  });

  it.each([
    ['called, nothing changed', 'called', 0, 0, null, 'session.nothingToSend'],
    ['cancelled before anybody was called', 'cancelled', 1, null, null, 'session.nothingToSend'],
    ['cancelled, and everybody knows', 'cancelled', 4, 4, null, 'session.nothingToSend'],
    ['changed while the agenda waits', 'frozen', 1, null, 0, 'session.beingSent'],
    ['under way', 'open', 1, 0, null, 'session.over'],
    ['over', 'closed', 1, 0, null, 'session.over'],
  ] as const)('%s', (_, state, seq, toldSeq, pending, code) => {
    expect(codesOf(decideSending({ state, seq, toldSeq, pending }))).toEqual([code]);
  });
});
