import { describe, expect, it, test } from 'vitest';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import {
  appealLastDay,
  caseStateOf,
  decideAppealing,
  decideProposingFinding,
  decideProposingRuling,
  decideStatement,
  type PartyFacts,
} from '../../../src/governance/case/finding.ts';
import { addDays } from '../../../src/governance/kit/day.ts';
import { codesOf } from '../codes.ts';

const today = '2026-11-24';
const hearingUntil = new Date('2026-12-01T12:00:00Z');
const before = new Date('2026-12-01T12:00:00Z');
const after = new Date('2026-12-01T12:00:01Z');
const silent: PartyFacts = { answered: false, outcome: null, decidedOn: null, appeal: 'none' };
const answered: PartyFacts = { ...silent, answered: true };
const barred: PartyFacts = { ...answered, outcome: 'barred', decidedOn: today };

describe('M5 a case of false vouching', () => {
  it('a party explains until the hearing ends', () => {
    expect(codesOf(decideStatement({ hearingUntil }, silent, before))).toEqual([]);
    expect(codesOf(decideStatement({ hearingUntil }, answered, after))).toEqual(['finding.hearingOver']);
    expect(codesOf(decideStatement({ hearingUntil }, barred, before))).toEqual(['finding.alreadyDecided']);
  });

  test.each<[string, readonly PartyFacts[], Date, boolean, string[]]>([
    ['while one is silent', [silent, answered], before, false, ['finding.hearingOpen']],
    ['when all have answered', [answered, answered], before, false, []],
    ['when the hearing is over', [silent, answered], after, false, []],
    ['while a colleague decides', [answered], before, true, ['finding.alreadyProposed']],
  ])('nobody is decided on unheard: %s', (_name, parties, now, isProposed, codes) => {
    const decided = decideProposingFinding({ hearingUntil, parties }, { outcome: null, isProposed }, now);
    expect(codesOf(decided)).toEqual(codes);
  });

  it('nor twice', () => {
    const party = { ...barred, isProposed: false };
    expect(codesOf(decideProposingFinding({ hearingUntil, parties: [barred] }, party, before))).toEqual([
      'finding.alreadyDecided',
    ]);
  });

  test.each<[string, PartyFacts, string, string[]]>([
    ['on the last day', barred, addDays(today, 14), []],
    ['a day later', barred, addDays(today, 15), ['finding.appealOver']],
    ['before a decision', answered, today, ['finding.notDecided']],
    ['when cleared', { ...barred, outcome: 'cleared' }, today, ['finding.nothingToAppeal']],
    ['twice', { ...barred, appeal: 'waiting' }, today, ['finding.alreadyAppealed']],
    ['after a session', { ...barred, appeal: 'upheld' }, today, ['finding.alreadyAppealed']],
  ])('an appeal %s (K5)', (_name, party, on, codes) => {
    expect(codesOf(decideAppealing(party, conceptBylaws, on))).toEqual(codes);
  });

  it('a session answers an appeal once', () => {
    expect(codesOf(decideProposingRuling({ appeal: 'waiting', isProposed: false }))).toEqual([]);
    expect(codesOf(decideProposingRuling({ appeal: 'waiting', isProposed: true }))).toEqual([
      'finding.alreadyProposed',
    ]);
    expect(codesOf(decideProposingRuling({ appeal: 'none', isProposed: false }))).toEqual([
      'finding.notAppealed',
    ]);
  });

  test.each<[string, readonly PartyFacts[], string, string]>([
    ['nobody decided on', [silent, answered], today, 'hearing'],
    ['one of two', [barred, answered], today, 'deciding'],
    ['all, days to appeal left', [barred, { ...barred, outcome: 'cleared' }], addDays(today, 14), 'decided'],
    ['all, the days over', [barred], addDays(today, 15), 'final'],
    ['an appeal waits', [{ ...barred, appeal: 'waiting' }], addDays(today, 60), 'appealed'],
    ['nobody is left', [], today, 'final'],
  ])('stands: %s', (_name, parties, on, state) => {
    expect(caseStateOf(parties, conceptBylaws, on)).toBe(state);
  });

  it('fourteen days to appeal', () => {
    expect(appealLastDay(today, conceptBylaws)).toBe('2026-12-08');
  });
});
