import { describe, expect, it, test } from 'vitest';
import {
  calledOff,
  decideHandingBack,
  decideOffer,
  decideOfferTakenBack,
  decideOutcome,
  decideTaking,
  decideTakingPart,
  type InterviewFacts,
  interviewFreed,
  interviewIsDue,
  interviewIsUnderWay,
  interviewOpensAt,
  parseInterviewLink,
  placeIn,
} from '../../../src/governance/verification/interview.ts';
import { daysToOffer, hoursToOffer } from '../../../src/governance/verification/interviewTime.ts';
import { drawWords, interviewWords } from '../../../src/governance/verification/interviewWords.ts';
import { accepted, codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const start = inHours(5);
const iso = start.toISOString();

const wished: InterviewFacts = {
  candidateId: 'person',
  state: 'wished',
  wishes: [iso],
  startsAt: null,
  firstOfficer: null,
  secondOfficer: null,
  firstOutcome: null,
  secondOutcome: null,
  misses: 0,
};
const taken: InterviewFacts = { ...wished, state: 'taken', startsAt: start, firstOfficer: 'first' };
const agreed: InterviewFacts = { ...taken, state: 'agreed', secondOfficer: 'second' };
const missed: InterviewFacts = { ...wished, state: 'missed', wishes: [] };
const officer = (id: string, canApprove = true) => ({ id, canApprove });

describe('M5 what the applicant offers', () => {
  it('up to three times, in order, each once', () => {
    expect(accepted(decideOffer(undefined, start, now))).toMatchObject({ state: 'wished', wishes: [iso] });
    expect(accepted(decideOffer(wished, start, now)).wishes).toEqual([iso]);
    expect(accepted(decideOffer(wished, inHours(3), now)).wishes).toEqual([inHours(3).toISOString(), iso]);
    const three = { ...wished, wishes: [inHours(2), inHours(3), start].map((at) => at.toISOString()) };
    expect(decideOffer(three, inHours(4), now)).toMatchObject({
      refusals: [{ code: 'call.tooMany', facts: { max: 3 } }],
    });
    expect(codesOf(decideOffer(three, start, now))).toEqual([]);
  });

  test.each([
    [0.99, ['call.tooSoon']],
    [1, []],
    [8 * 24, []],
    [8 * 24 + 0.01, ['call.tooFar']],
  ])('%d hours ahead', (hours, codes) => {
    expect(codesOf(decideOffer(missed, inHours(hours), now))).toEqual(codes);
  });

  it('what one officer took stays taken while others are added, and is free when it is taken back', () => {
    expect(accepted(decideOffer(taken, inHours(6), now))).toEqual({
      wishes: [iso, inHours(6).toISOString()],
    });
    const two = { ...taken, wishes: [iso, inHours(6).toISOString()] };
    expect(accepted(decideOfferTakenBack(two, inHours(6)))).toEqual({ wishes: [iso] });
    expect(accepted(decideOfferTakenBack(two, start))).toMatchObject({ state: 'wished', firstOfficer: null });
    expect(accepted(decideOfferTakenBack(wished, start))).toMatchObject({ state: 'missed', wishes: [] });
  });

  it('agreed is agreed', () => {
    expect(codesOf(decideOffer(agreed, inHours(6), now))).toEqual(['call.settled']);
    expect(codesOf(decideOfferTakenBack(agreed, start))).toEqual(['call.settled']);
    expect(calledOff).toMatchObject({ state: 'missed', wishes: [], firstOfficer: null, startsAt: null });
  });
});

describe('M5 two officers', () => {
  test.each<[string, InterviewFacts, ReturnType<typeof officer>, Date, string[]]>([
    ['takes', wished, officer('first'), start, []],
    ['without the power', wished, officer('first', false), start, ['call.noPower']],
    ['about oneself', wished, officer('person'), start, ['call.ownCase']],
    ['second to take', taken, officer('second'), start, ['call.alreadyTaken']],
    ['of an agreed call', agreed, officer('third'), start, ['call.alreadyTaken']],
    ['not offered', wished, officer('first'), inHours(6), ['call.notOffered']],
  ])('the first: %s', (_name, call, who, at, codes) => {
    expect(codesOf(decideTaking(call, who, at, now))).toEqual(codes);
  });

  test.each<[string, InterviewFacts, ReturnType<typeof officer>, Date, string[]]>([
    ['joins', taken, officer('second'), now, []],
    ['without the power', taken, officer('second', false), now, ['call.noPower']],
    ['about oneself', taken, officer('person'), now, ['call.ownCase']],
    ['is the first', taken, officer('first'), now, ['call.sameOfficer']],
    ['is a third', agreed, officer('third'), now, ['call.alreadyTaken']],
    ['before anybody took', wished, officer('second'), now, ['call.notTaken']],
    ['after it began', taken, officer('second'), start, ['call.tooSoon']],
  ])('the second: %s', (_name, call, who, at, codes) => {
    expect(codesOf(decideTakingPart(call, who, at))).toEqual(codes);
  });

  it('a time that has come can be taken no more', () => {
    expect(codesOf(decideTaking(wished, officer('first'), start, start))).toEqual(['call.tooSoon']);
    expect(accepted(decideTaking(wished, officer('first'), start, now))).toMatchObject({
      state: 'taken',
      startsAt: start,
      firstOfficer: 'first',
      secondOfficer: null,
    });
  });

  it('whoever stays goes on as the first', () => {
    expect(accepted(decideHandingBack(agreed, 'first'))).toMatchObject({
      state: 'taken',
      firstOfficer: 'second',
      secondOfficer: null,
    });
    const said = { ...agreed, firstOutcome: 'known' as const };
    expect(accepted(decideHandingBack(said, 'second'))).toMatchObject({
      firstOfficer: 'first',
      firstOutcome: 'known',
    });
    expect(codesOf(decideHandingBack(said, 'first'))).toEqual(['call.outcomeGiven']);
    expect(accepted(decideHandingBack(taken, 'first'))).toMatchObject({
      state: 'wished',
      firstOfficer: null,
    });
    expect(codesOf(decideHandingBack(agreed, 'third'))).toEqual(['call.notYours']);
    expect(placeIn(agreed, 'second')).toBe('second');
  });
});

describe('M5 what came of it', () => {
  it('each enters it alone, after the start', () => {
    expect(decideOutcome(agreed, 'first', 'known', inHours(4.9))).toMatchObject({
      refusals: [{ code: 'call.notStarted', facts: { at: iso } }],
    });
    expect(accepted(decideOutcome(agreed, 'first', 'known', start))).toEqual({
      step: 'approved',
      change: { firstOutcome: 'known' },
    });
    expect(accepted(decideOutcome(agreed, 'second', 'known', start)).change).toEqual({
      secondOutcome: 'known',
    });
    expect(accepted(decideOutcome(agreed, 'second', 'notKnown', start)).step).toBe('declined');
    expect(codesOf(decideOutcome(agreed, 'third', 'known', start))).toEqual(['call.notYours']);
    expect(codesOf(decideOutcome(taken, 'first', 'known', start))).toEqual(['call.notAgreed']);
  });

  it('the first miss frees the time, the second closes; it is no miss for one when the person came for the other', () => {
    expect(accepted(decideOutcome(agreed, 'first', 'absent', start))).toMatchObject({
      step: 'freed',
      change: { state: 'missed', misses: 1, wishes: [] },
    });
    expect(accepted(decideOutcome({ ...agreed, misses: 1 }, 'second', 'absent', start)).step).toBe('closed');
    const said = { ...agreed, firstOutcome: 'known' as const };
    expect(codesOf(decideOutcome(said, 'second', 'absent', start))).toEqual(['call.contradicted']);
    expect(codesOf(decideOutcome(said, 'first', 'absent', start))).toEqual(['call.outcomeGiven']);
    const other = { ...agreed, secondOutcome: 'known' as const };
    expect(codesOf(decideOutcome(other, 'first', 'absent', start))).toEqual(['call.contradicted']);
  });

  it('only an agreed call whose outcome is owed keeps others from deciding', () => {
    expect([undefined, wished, taken, agreed].map(interviewIsUnderWay)).toEqual([false, false, false, true]);
    expect(interviewIsUnderWay({ ...agreed, firstOutcome: 'known' })).toBe(true);
    expect(interviewIsUnderWay({ ...agreed, firstOutcome: 'known', secondOutcome: 'known' })).toBe(false);
  });
});

describe('what is due by the clock', () => {
  test.each<[string, InterviewFacts, Date, ReturnType<typeof interviewIsDue>]>([
    ['nothing on offer', missed, inHours(100), undefined],
    ['an offer in time', wished, now, undefined],
    ['every offer over', wished, start, 'free'],
    ['taken by one, in time', taken, now, undefined],
    ['taken by one, begun', taken, start, 'free'],
    ['more than a day before', agreed, inHours(5 - 24.01), undefined],
    ['a day before', agreed, inHours(5 - 24), 'dayBefore'],
    ['twenty hours before', agreed, inHours(5 - 20), undefined],
    ['an hour before', agreed, inHours(4), 'hourBefore'],
    ['begun', agreed, start, undefined],
    ['a day after, no outcome', agreed, inHours(29), 'free'],
  ])('%s', (_name, call, at, due) => {
    expect(interviewIsDue(call, at)).toBe(due);
  });

  it('the place and the words are shown 15 minutes before', () => {
    expect(interviewOpensAt(start)).toEqual(new Date('2026-11-24T16:45:00Z'));
    expect(interviewFreed.state).toBe('missed');
  });
});

test.each<[string, boolean]>([
  ['https://meet.example.org/x', true],
  ['  https://meet.example.org/x ', true],
  ['http://meet.example.org/x', false],
  ['javascript:alert(1)', false],
  ['https://meet example.org', false],
  ['https://localhost/x', false],
  ['https://user@example.org/', false],
  [`https://example.org/${'x'.repeat(300)}`, false],
  ['https://example.org/\ud800', false],
  ['звонок', false],
])('a place to talk: %s', (text, isGood) => {
  expect(parseInterviewLink(text).ok).toBe(isGood);
});

describe('days and hours in the applicant’s zone', () => {
  it('seven days, today while hours are left', () => {
    expect(daysToOffer('Europe/Berlin', now)).toHaveLength(7);
    const late = new Date('2026-11-24T20:30:00Z');
    expect(daysToOffer('Europe/Berlin', late)[0]).toBe('2026-11-25');
    expect(daysToOffer('America/New_York', late)[0]).toBe('2026-11-24');
  });

  it('from 8 to 22 by their clock, an hour ahead at least', () => {
    const hours = hoursToOffer('2026-11-24', '+03:00', now);
    expect(hours.at(0)).toEqual(new Date('2026-11-24T13:00:00Z'));
    expect(hours.at(-1)).toEqual(new Date('2026-11-24T19:00:00Z'));
    expect(hoursToOffer('2026-11-25', '+03:00', now)).toHaveLength(15);
    expect(hoursToOffer('2026-13-45', '+03:00', now)).toEqual([]);
  });
});

describe('code words', () => {
  it.each(['ru', 'en'] as const)('sixty-four different ones in %s', (locale) => {
    expect(new Set(interviewWords(locale)).size).toBe(64);
    expect(interviewWords(locale)).toHaveLength(64);
  });

  it('are two, drawn again while they are the same', () => {
    const draws = [Uint8Array.of(3, 3), Uint8Array.of(3, 67), Uint8Array.of(64, 1)];
    const words = drawWords('en', () => draws.shift() ?? Uint8Array.of());
    expect(words).toEqual({ officers: 'april', person: 'birch' });
    expect(() => drawWords('ru', (count) => Uint8Array.from({ length: count }, (_, at) => at))).not.toThrow();
  });
});
