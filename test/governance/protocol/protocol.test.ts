import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import {
  type DelegatingFacts,
  delegatingReasons,
  headOf,
  seatsToFill,
} from '../../../src/governance/mandate/delegating.ts';
import {
  consecutiveTerm,
  decideResigning,
  dueReminder,
  mandateEnd,
  monthsAfter,
} from '../../../src/governance/mandate/term.ts';
import {
  decideProtocol,
  isUnderWay,
  type NamedFacts,
  type ProtocolDraft,
  type ProtocolFacts,
  parseDay,
  parsePeople,
  parsePlace,
  parseReturn,
  protocolStates,
} from '../../../src/governance/protocol/protocol.ts';
import { paperOf, textHash } from '../../../src/governance/protocol/protocolPaper.ts';
import { decideScan, scanMaxBytes } from '../../../src/governance/protocol/protocolScan.ts';
import {
  checkDeadline,
  codeTriesMax,
  decideAnswer,
  decideChange,
  decideChecking,
  decideCode,
  decideSigning,
  decideTakingBack,
  type SigningFacts,
  stateAfter,
} from '../../../src/governance/protocol/protocolSteps.ts';
import { planRotation } from '../../../src/governance/protocol/rotation.ts';
import { accepted, codesOf } from '../codes.ts';

const day = 86_400_000;
const now = new Date('2026-11-28T12:00:00Z');
const good: NamedFacts = { participant: true, otherMandate: false, term: 1 };
const free: DelegatingFacts = {
  head: 'leader',
  takesPart: true,
  disputed: false,
  protocolUnderWay: null,
  voteUnderWay: null,
  confirmed: { participants: 5, active: 5 },
};
const facts = (change: Partial<ProtocolFacts> = {}): ProtocolFacts => ({
  ...free,
  people: new Map([
    ['a', good],
    ['b', good],
    ['c', good],
  ]),
  lastVote: null,
  today: '2026-11-28',
  ...change,
});
const vote = {
  kind: 'elsewhere',
  day: '2026-11-27',
  place: 'Рига',
  present: 10,
  for: 6,
  against: 3,
  abstained: 1,
} as const;
const draft = (change: Partial<ProtocolDraft> = {}): ProtocolDraft => ({
  numbers: { participants: 12, active: 12 },
  vote,
  delegates: ['a', 'b'],
  begins: 'acceptance',
  ...change,
});
const codes = (f: ProtocolFacts, d: ProtocolDraft, bylaws = conceptBylaws) =>
  codesOf(decideProtocol(f, d, bylaws));

describe('the form of a protocol (rules D1 to D4)', () => {
  it('accepts one that is in order and says how many seats it fills', () => {
    expect(accepted(decideProtocol(facts(), draft(), conceptBylaws))).toEqual({ seats: 2 });
  });

  test.each<[string, Partial<ProtocolFacts>, Partial<ProtocolDraft>, string[]]>([
    ['not a head', { head: null }, {}, ['protocol.notHead']],
    ['the deputy', { head: 'deputy' }, {}, []],
    ['not verified', { takesPart: false }, {}, ['protocol.notVerified']],
    ['rival leaders', { disputed: true }, {}, ['protocol.disputed']],
    ['another protocol', { protocolUnderWay: 3 }, {}, ['protocol.underWay']],
    ['a vote', { voteUnderWay: 3 }, {}, ['protocol.voteUnderWay']],
    [
      'more active than there are',
      {},
      { numbers: { participants: 12, active: 13 } },
      ['protocol.activeTooMany'],
    ],
    [
      'the replaced one is gone',
      { replaced: { inForce: false } },
      { delegates: ['a'] },
      ['protocol.replacedGone'],
    ],
    ['one is replaced', { replaced: { inForce: true } }, { delegates: ['a'] }, []],
    ['too few', {}, { delegates: ['a'] }, ['protocol.delegateCount']],
    ['twice', {}, { delegates: ['a', 'a'] }, ['protocol.namedTwice']],
    ['a stranger', {}, { delegates: ['a', 'x'] }, ['protocol.notParticipant']],
    ['tie', {}, { vote: { ...vote, for: 5, against: 5, abstained: 0 } }, ['protocol.noMajority']],
    [
      'an abstention weighs',
      {},
      { vote: { ...vote, for: 5, against: 4, abstained: 1 } },
      ['protocol.noMajority'],
    ],
    ['zero votes', {}, { vote: { ...vote, for: 0, against: 0, abstained: 0 } }, ['protocol.noMajority']],
    ['more votes than present', {}, { vote: { ...vote, present: 9 } }, ['protocol.presentTooFew']],
    ['more present than there are', {}, { vote: { ...vote, present: 13 } }, ['protocol.presentTooMany']],
    ['tomorrow', {}, { vote: { ...vote, day: '2026-11-29' } }, ['protocol.dateFuture']],
    ['today', { lastVote: '2026-11-28' }, { vote: { ...vote, day: '2026-11-28' } }, []],
    ['before the present ones', { lastVote: '2026-11-28' }, {}, ['protocol.dateTooEarly']],
    [
      'nobody elected in the bot',
      {},
      {
        delegates: [],
        vote: { kind: 'internal', day: '2026-11-28', number: 1, rollSize: 3, voted: 0, votes: [] },
      },
      ['protocol.noneElected'],
    ],
    [
      'a seat left empty by a vote in the bot',
      {},
      {
        delegates: ['a'],
        vote: { kind: 'internal', day: '2026-11-28', number: 1, rollSize: 3, voted: 3, votes: [3] },
      },
      [],
    ],
    [
      'more than seats',
      {},
      {
        delegates: ['a', 'b', 'c'],
        vote: { kind: 'internal', day: '2026-11-28', number: 1, rollSize: 3, voted: 3, votes: [3, 3, 3] },
      },
      ['protocol.delegateCount'],
    ],
  ])('%s', (_, f, d, expected) => {
    expect(codes(facts(f), draft(d))).toEqual(expected);
  });

  it('one mandate a person, and as many terms as the bylaws allow', () => {
    const people = new Map([
      ['a', { ...good, otherMandate: true }],
      ['b', { ...good, term: 3 }],
    ]);
    expect(codes(facts({ people }), draft())).toEqual(['protocol.otherMandate']);
    const limited = { ...conceptBylaws, consecutiveTermsMax: 2 };
    expect(codes(facts({ people }), draft(), limited)).toEqual([
      'protocol.otherMandate',
      'protocol.termLimit',
    ]);
  });

  it('the bylaws can ask for participants who confirmed themselves', () => {
    const strict = { ...conceptBylaws, confirmedParticipantsOnly: true };
    const reasons = (confirmed: DelegatingFacts['confirmed']) =>
      delegatingReasons({ ...free, confirmed }, { participants: 12, active: 10 }, strict).map(
        ({ code }) => code,
      );
    expect(reasons({ participants: 11, active: 11 })).toEqual(['protocol.notConfirmed']);
    expect(reasons({ participants: 12, active: 9 })).toEqual(['protocol.notConfirmed']);
    expect(reasons({ participants: 12, active: 10 })).toEqual([]);
  });

  it('D2: a project without participants has no seat to give', () => {
    const reasons = delegatingReasons(free, { participants: 0, active: 0 }, conceptBylaws);
    expect(reasons.map(({ code }) => code)).toEqual(['protocol.noSeats']);
  });

  test.each([
    [0, 0],
    [1, 1],
    [10, 1],
    [11, 2],
    [50, 2],
    [51, 3],
  ])('D2 %i participants: %i seats', (participants, seats) => {
    const numbers = { participants, active: participants };
    expect(seatsToFill(numbers, false, conceptBylaws)).toBe(seats);
    expect(seatsToFill(numbers, true, conceptBylaws)).toBe(Math.min(1, seats));
  });
});

it('reads numbers, days, places and reasons as people type them', () => {
  expect(accepted(parsePeople('1 200'))).toBe('1200');
  for (const text of ['', '-1', '1.5', '999999999', 'пять'])
    expect(codesOf(parsePeople(text))).toHaveLength(1);
  expect(accepted(parseDay('1.3.2026'))).toBe('2026-03-01');
  expect(accepted(parseDay('2026-03-01'))).toBe('2026-03-01');
  for (const text of ['30.02.2026', '2026-13-01', 'вчера', ''])
    expect(codesOf(parseDay(text))).toHaveLength(1);
  expect(accepted(parsePlace(' Рига '))).toBe('Рига');
  expect(codesOf(parseReturn('нет'))).toEqual(['text.tooShort']);
});

it('heads, states and answers', () => {
  expect(['l', 'd', 'x'].map((id) => headOf({ leaderId: 'l', deputyId: 'd' }, id))).toEqual([
    'leader',
    'deputy',
    null,
  ]);
  expect(protocolStates.filter(isUnderWay)).toEqual(['confirming', 'signing', 'submitted']);
  expect([stateAfter(1), stateAfter(0)]).toEqual(['confirming', 'signing']);
  expect(codesOf(decideAnswer({ state: 'confirming', named: false, nameTaken: true }))).toEqual([
    'protocol.notNamed',
  ]);
  expect(codesOf(decideAnswer({ state: 'submitted', named: true, nameTaken: true }))).toEqual([
    'protocol.answersClosed',
    'protocol.nameTaken',
  ]);
  expect(decideAnswer({ state: 'signing', named: true, nameTaken: false }).ok).toBe(true);
  expect(codesOf(decideChange({ head: null, state: 'submitted' }))).toEqual([
    'protocol.notHead',
    'protocol.signed',
  ]);
  expect(decideChange({ head: 'deputy', state: 'signing' }).ok).toBe(true);
  expect(codesOf(decideTakingBack({ head: null, state: 'accepted' }))).toEqual([
    'protocol.notHead',
    'protocol.notUnderWay',
  ]);
  expect(accepted(decideTakingBack({ head: 'leader', state: 'submitted' })).changed).toBe(true);
  expect(accepted(decideTakingBack({ head: 'leader', state: 'withdrawn' })).changed).toBe(false);
  const checking = { state: 'accepted', hasPower: false, isOwn: true } as const;
  expect(codesOf(decideChecking(checking))).toEqual([
    'protocol.noPower',
    'protocol.ownProtocol',
    'protocol.notSubmitted',
  ]);
  expect(decideChecking({ state: 'submitted', hasPower: true, isOwn: false }).ok).toBe(true);
  expect(checkDeadline(now, conceptBylaws).getTime() - now.getTime()).toBe(7 * day);
  expect(codesOf(decideResigning(undefined))).toEqual(['mandate.none']);
  expect(accepted(decideResigning('delegate')).as).toBe('delegate');
});

describe('signing (rule D3)', () => {
  const ready: SigningFacts = {
    head: 'leader',
    state: 'signing',
    disputed: false,
    source: 'elsewhere',
    hasScan: true,
    waiting: 0,
    confirmed: 1,
    isSameText: true,
  };
  test.each<[Partial<SigningFacts>, string[]]>([
    [{}, []],
    [
      { head: null, disputed: true, state: 'accepted' },
      ['protocol.notHead', 'protocol.disputed', 'protocol.notSigning'],
    ],
    [{ waiting: 1, confirmed: 0, hasScan: false }, ['protocol.stillWaiting', 'protocol.scanMissing']],
    [{ confirmed: 0, isSameText: false }, ['protocol.nobodyConfirmed']],
    [{ source: 'internal', hasScan: false }, []],
    [{ isSameText: false }, ['protocol.textChanged']],
  ])('%o', (change, expected) => {
    expect(codesOf(decideSigning({ ...ready, ...change }))).toEqual(expected);
  });

  it('a code works until its end, and for so many tries', () => {
    const until = new Date(now.getTime() + 1);
    const code = { until, tries: 0, matches: true, now };
    expect(decideCode(code).ok).toBe(true);
    expect(codesOf(decideCode({ ...code, until: null }))).toEqual(['protocol.codeNone']);
    expect(codesOf(decideCode({ ...code, now: until }))).toEqual(['protocol.codeExpired']);
    expect(decideCode({ ...code, tries: codeTriesMax - 1 }).ok).toBe(true);
    expect(codesOf(decideCode({ ...code, tries: codeTriesMax }))).toEqual(['protocol.codeSpent']);
    expect(decideCode({ ...code, matches: false })).toMatchObject({
      refusals: [{ code: 'protocol.codeWrong', facts: { left: codeTriesMax - 1 } }],
    });
  });
});

test.each<[number, string | undefined, string | undefined, string[]]>([
  [10, 'pdf', 'скан.PDF', []],
  [10, 'jpg', 'a.jpeg', []],
  [10, 'png', undefined, []],
  [10, 'png', 'без расширения', []],
  [10, 'png', 'a.jpg', ['protocol.scanNotAsNamed']],
  [10, 'pdf', 'a.constructor', ['protocol.scanNotAsNamed']],
  [10, 'exe', 'a.pdf', ['protocol.scanType']],
  [scanMaxBytes, 'pdf', 'a.pdf', []],
  [scanMaxBytes + 1, undefined, 'a.pdf', ['protocol.scanTooLarge', 'protocol.scanType']],
])('a file of %i bytes, %s inside, named %s', (bytes, sniffed, name, expected) => {
  expect(codesOf(decideScan({ bytes, sniffed, name }))).toEqual(expected);
});

describe('terms (rule D4)', () => {
  it('six calendar months by UTC, whatever the clocks do', () => {
    expect(monthsAfter(new Date('2026-08-31T23:30:00Z'), 6).toISOString()).toBe('2027-02-28T23:30:00.000Z');
    expect(mandateEnd(new Date('2026-10-01T00:00:00Z'), conceptBylaws).toISOString()).toBe(
      '2027-04-01T00:00:00.000Z',
    );
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
        const end = monthsAfter(at, 6);
        expect((end.getUTCMonth() - at.getUTCMonth() + 12) % 12).toBe(6);
        expect(end.getTime() % day).toBe(at.getTime() % day);
      }),
    );
  });

  it('counts terms in a row; a pause of a whole term begins anew', () => {
    const ended = new Date('2026-01-15T00:00:00Z');
    const at = (text: string) => consecutiveTerm({ term: 2, ended }, new Date(text), conceptBylaws);
    expect(consecutiveTerm(undefined, now, conceptBylaws)).toBe(1);
    expect(at('2026-01-15T00:00:00Z')).toBe(3);
    expect(at('2026-07-14T23:59:59Z')).toBe(3);
    expect(at('2026-07-15T00:00:00Z')).toBe(1);
  });

  test.each<[number, number | null, number | undefined]>([
    [30.5, null, undefined],
    [30, null, 30],
    [29, 30, undefined],
    [7, 30, 7],
    [0.5, null, 1],
    [0.5, 1, undefined],
    [0, null, undefined],
  ])('%d days before the end, %s sent: %s', (left, reminded, expected) => {
    const ends = new Date(now.getTime() + left * day);
    expect(dueReminder({ ends, reminded, now }, conceptBylaws)).toBe(expected);
  });
});

describe('rotation (rule D4)', () => {
  const old = {
    id: 'm',
    seat: 1,
    begins: new Date(now.getTime() - 90 * day),
    ends: new Date(now.getTime() + 90 * day),
  };
  const later = { id: 'n', seat: 1, begins: old.ends, ends: new Date(old.ends.getTime() + 180 * day) };
  const base = {
    standing: [old],
    coming: [{ personId: 'a', seat: 2 }],
    earlier: new Map(),
    replaces: null,
    now,
  };

  it('begins with the acceptance, and the old ones end at that instant; those to come never begin', () => {
    const plan = planRotation({ ...base, standing: [old, later], begins: 'acceptance' }, conceptBylaws);
    expect(plan).toMatchObject({ begins: now, ends: mandateEnd(now, conceptBylaws) });
    expect(plan.ended).toEqual([
      { id: 'm', at: now, reason: 'renewed' },
      { id: 'n', at: later.begins, reason: 'renewed' },
    ]);
    expect(plan.mandates).toEqual([{ personId: 'a', seat: 2, term: 1 }]);
  });

  it('or begins when the present ones end, which then end by themselves', () => {
    const plan = planRotation({ ...base, begins: 'afterCurrent' }, conceptBylaws);
    expect([plan.begins, plan.ended]).toEqual([old.ends, []]);
    expect(planRotation({ ...base, standing: [], begins: 'afterCurrent' }, conceptBylaws).begins).toEqual(
      now,
    );
  });

  it('replaces one: at its seat, until its end', () => {
    const plan = planRotation({ ...base, begins: 'acceptance', replaces: old }, conceptBylaws);
    expect(plan).toEqual({
      begins: now,
      ends: old.ends,
      mandates: [{ personId: 'a', seat: 1, term: 1 }],
      ended: [{ id: 'm', at: now, reason: 'replaced' }],
    });
  });
});

it('says of a protocol what is signed: seats in order, nobody who declined, a substitute only beside a delegate', () => {
  const named = (
    personId: string,
    role: 'delegate' | 'substitute',
    seat: number,
    publicName: string | null,
  ) => ({
    personId,
    role,
    seat,
    answer: publicName === null ? ('declined' as const) : ('confirmed' as const),
    publicName,
  });
  const given = {
    number: 5,
    project: { number: 1, name: 'П' },
    numbers: { participants: 12, active: 12 },
    limits: conceptBylaws,
    seats: 2,
    begins: 'acceptance',
    isReplacement: false,
    named: [
      named('b', 'delegate', 2, null),
      named('a', 'delegate', 1, 'А'),
      named('s', 'substitute', 2, 'С'),
      named('z', 'substitute', 1, 'З'),
    ],
    terms: new Map([['a', 2]]),
    scanHash: null,
    bylawsVersion: 1,
    signer: 'leader',
  } as const;
  const internal = {
    kind: 'internal',
    day: '2026-11-28',
    number: 1,
    rollSize: 9,
    voted: 8,
    votes: [7, 6],
  } as const;
  const paper = paperOf({ ...given, vote: internal });
  expect(paper.size).toBe('medium');
  expect(paper.delegates).toEqual([
    { seat: 1, publicName: 'А', term: 2, votes: 7, substitute: 'З' },
    { seat: 2, publicName: null, term: 1, votes: 6, substitute: null },
  ]);
  expect(paperOf({ ...given, vote }).delegates[0]?.votes).toBeNull();
  expect(textHash({ ru: 'а', en: 'b' })).toMatch(/^[\da-f]{64}$/);
});
