import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideDemanding,
  decideMovingItem,
  decideSupporting,
  decideTakingBack,
  decideWithdrawing,
  demandNeeded,
  parseItem,
  reorder,
} from '../../../src/governance/agenda/agenda.ts';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { agendaChangeSchema, parseChangeReason } from '../../../src/governance/session/agendaChange.ts';
import { agendaHash, type FrozenItem } from '../../../src/governance/session/frozenAgenda.ts';
import { itemSubjects } from '../../../src/governance/session/item.ts';
import { accepted, codesOf } from '../codes.ts';

const title = { ru: 'О бюджете', en: 'The budget' };
const text = { ru: 'Текст предложения.', en: 'The text of it.' };
const input = { title, text, class: 'current' };

describe('items', () => {
  it('in both languages, or in one that stands for both', () => {
    expect(accepted(parseItem(input))).toEqual({
      title,
      text,
      locale: null,
      class: 'current',
      subject: 'other',
    });
    const one = accepted(parseItem({ ...input, title: { en: title.en }, text: { en: text.en } }));
    expect(one).toMatchObject({ locale: 'en', title: { ru: title.en, en: title.en }, text: { ru: text.en } });
  });

  it.each([
    ['no class', { class: 'urgent' }, ['agenda.invalid']],
    ['no language', { title: {}, text: {} }, ['agenda.noLanguage']],
    ['a title alone in one of them', { text: { ru: text.ru } }, ['agenda.noLanguage']],
    [
      'a title in one language, the text in the other',
      { title: { ru: title.ru }, text: { en: text.en } },
      ['agenda.noLanguage'],
    ],
    ['too short', { title: { ru: 'a', en: title.en } }, ['text.tooShort']],
    [
      'too long and current',
      { subject: 'charter', text: { ru: 'x'.repeat(6001), en: text.en } },
      ['agenda.strategicByKind', 'text.tooLong'],
    ],
  ])('%s', (_, change, codes) => {
    expect(codesOf(parseItem({ ...input, ...change }))).toEqual(codes);
  });

  it.each(itemSubjects.filter((subject) => subject !== 'other'))(
    'G11: %s is strategic, never current or a statement',
    (subject) => {
      expect(codesOf(parseItem({ ...input, subject }))).toEqual(['agenda.strategicByKind']);
      expect(codesOf(parseItem({ ...input, subject, class: 'statement' }))).toEqual([
        'agenda.strategicByKind',
      ]);
      expect(codesOf(parseItem({ ...input, subject, class: 'strategic' }))).toEqual([]);
    },
  );
});

describe('K5: until there is a Council, any five delegates put an item on the agenda', () => {
  it.each([
    ['a delegate', true, 0, []],
    ['a delegate with two that wait', true, 2, []],
    ['a delegate with three that wait', true, 3, ['agenda.tooManyMoved']],
    ['nobody without a mandate', false, 3, ['agenda.notDelegate', 'agenda.tooManyMoved']],
  ])('%s', (_, isDelegate, waiting, codes) => {
    expect(codesOf(decideMovingItem({ isDelegate, waiting }))).toEqual(codes);
  });

  it.each([
    [3, false],
    [4, true],
    [5, true],
  ])('with %i others: %s', (others, reached) => {
    const decided = decideSupporting({ state: 'moved', isDelegate: true, others }, conceptBylaws);
    expect(accepted(decided)).toEqual({ supporters: others + 1, needed: 5, reached });
  });

  it('only by delegates, only while it is put forward', () => {
    const facts = { state: 'waiting', isDelegate: false, others: 0 } as const;
    expect(codesOf(decideSupporting(facts, conceptBylaws))).toEqual([
      'agenda.notMoved',
      'agenda.notDelegate',
    ]);
    expect(codesOf(decideTakingBack(facts))).toEqual(['agenda.notMoved', 'agenda.notDelegate']);
    expect(codesOf(decideTakingBack({ ...facts, state: 'moved', isDelegate: true }))).toEqual([]);
  });
});

describe('G11: a tenth of the delegates may demand the strategic class', () => {
  it.each([
    [0, 1],
    [1, 1],
    [10, 1],
    [11, 2],
    [100, 10],
    [101, 11],
    [104, 11],
  ])('of %i: %i', (all, needed) => {
    expect(demandNeeded(all, conceptBylaws)).toBe(needed);
  });

  it('the smallest number that is a tenth at least', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (all) => {
        const needed = demandNeeded(all, conceptBylaws);
        expect(needed * 10).toBeGreaterThanOrEqual(all);
        expect((needed - 1) * 10).toBeLessThan(all);
      }),
    );
  });

  const facts = {
    state: 'agenda',
    session: 'planned',
    class: 'current',
    isDelegate: true,
    all: 104,
  } as const;
  it.each([
    [9, false],
    [10, true],
  ])('with %i others: %s', (others, reached) => {
    const decided = decideDemanding({ ...facts, others }, conceptBylaws);
    expect(accepted(decided)).toEqual({ demanding: others + 1, needed: 11, reached });
  });

  it.each([
    ['the agenda is frozen', { session: 'frozen' }, ['agenda.fixed']],
    ['the item is open', { state: 'open', session: 'open' }, ['agenda.fixed']],
    ['the item is decided', { state: 'decided', session: null }, ['agenda.fixed']],
    ['the item was withdrawn', { state: 'withdrawn', session: null }, ['agenda.fixed']],
    ['it waits for a session', { state: 'waiting', session: null }, []],
    ['it is strategic', { class: 'strategic' }, ['agenda.alreadyStrategic']],
    ['no mandate', { isDelegate: false }, ['agenda.notDelegate']],
  ] as const)('%s', (_, change, codes) => {
    expect(codesOf(decideDemanding({ ...facts, others: 0, ...change }, conceptBylaws))).toEqual(codes);
  });
});

describe('T3: nobody can keep a petition off', () => {
  it.each([
    ['petition', 'agenda', ['agenda.petitionStays']],
    ['petition', 'decided', ['agenda.petitionStays', 'agenda.notOnAgenda']],
    ['appeal', 'agenda', ['agenda.appealStays']],
    ['chair', 'agenda', []],
    ['delegates', 'waiting', []],
    ['delegates', 'open', ['agenda.notOnAgenda']],
  ] as const)('%s, %s', (mover, state, codes) => {
    expect(codesOf(decideWithdrawing({ mover, state, voted: null }))).toEqual(codes);
  });
});

it('G14: what is being voted on stays', () => {
  const facts = { mover: 'chair', voted: 7 } as const;
  expect(decideWithdrawing({ ...facts, state: 'waiting' })).toEqual({
    ok: false,
    refusals: [{ code: 'agenda.voteRunning', facts: { number: 7 } }],
  });
  expect(codesOf(decideWithdrawing({ ...facts, state: 'decided' }))).toEqual(['agenda.notOnAgenda']);
});

describe('the order', () => {
  it.each([
    ['b', 1, ['b', 'a', 'c']],
    ['b', 2, ['a', 'b', 'c']],
    ['b', 3, ['a', 'c', 'b']],
    ['a', 3, ['b', 'c', 'a']],
  ] as const)('%s to place %i', (id, to, order) => {
    expect(accepted(reorder(['a', 'b', 'c'], id, to))).toEqual(order);
  });

  it('ends at the edges', () => {
    expect(codesOf(reorder(['a', 'b'], 'a', 0))).toEqual(['agenda.edge']);
    expect(codesOf(reorder(['a', 'b'], 'b', 3))).toEqual(['agenda.edge']);
    expect(codesOf(reorder(['a', 'b'], 'c', 1))).toEqual(['agenda.notOnAgenda']);
  });

  it('loses and doubles nothing, and goes back the way it came', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 2 }), fc.nat(), (order, at) => {
        const from = at % order.length;
        const id = order[from] ?? 0;
        const moved = accepted(reorder(order, id, order.length));
        expect([...moved].sort()).toEqual([...order].sort());
        expect(accepted(reorder(moved, id, order.length))).toEqual(moved);
        expect(accepted(reorder(moved, id, from + 1))).toEqual(order);
      }),
    );
  });
});

describe('the frozen agenda (rule G11)', () => {
  const session = {
    number: 3,
    startsAt: new Date('2027-01-25T18:00:00Z'),
    lengthMinutes: 180,
    zone: 'Europe/Berlin',
  };
  const item: FrozenItem = {
    number: 1,
    class: 'current',
    classDemanded: false,
    subject: 'other',
    mover: 'chair',
    petitionNumber: null,
    title,
    text,
  };

  it('one hash for the same order, classes, texts and time; another for any other', () => {
    const other = { ...item, number: 2 };
    const hash = agendaHash(session, [item, other]);
    expect(hash).toBe(agendaHash({ ...session }, [{ ...item }, other]));
    const changed = [
      agendaHash(session, [other, item]),
      agendaHash(session, [item]),
      agendaHash(session, [{ ...item, class: 'strategic' }, other]),
      agendaHash(session, [{ ...item, text: { ...text, en: 'Other words.' } }, other]),
      agendaHash({ ...session, startsAt: new Date('2027-01-25T18:01:00Z') }, [item, other]),
    ];
    expect(new Set([hash, ...changed]).size).toBe(6);
  });

  it('changes carry a reason in both languages', () => {
    const reason = { ru: 'Зал занят.', en: 'The hall is taken.' };
    expect(accepted(parseChangeReason(reason))).toEqual(reason);
    expect(codesOf(parseChangeReason(undefined))).toEqual(['agenda.reasonMissing']);
    expect(codesOf(parseChangeReason({ ru: '', en: 'x' }))).toEqual(['text.empty', 'text.tooShort']);
    expect(agendaChangeSchema.safeParse({ kind: 'place', reason }).success).toBe(true);
    expect(agendaChangeSchema.safeParse({ kind: 'place' }).success).toBe(false);
  });
});
