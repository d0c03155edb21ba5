import { describe, expect, it, test } from 'vitest';
import { parseBallotDraft } from '../../../src/governance/ballot/ballotDraft.ts';
import { accepted } from '../codes.ts';

const poll = {
  class: 'strawPoll',
  electorate: { kind: 'members' },
  rule: 'advisory',
  question: { ru: ' Где встретиться? ', en: 'Where to meet?' },
  durationMinutes: 60,
};
const rollCall = {
  class: 'rollCall',
  electorate: { kind: 'list', listId: 'l1' },
  rule: 'strategic',
  question: { ru: 'Принять?', en: 'Adopt?' },
  closesAt: '2026-11-27T20:00:00+01:00',
};
const option = (text: string) => ({ ru: `${text} р`, en: `${text} e` });
const options = (count: number) => Array.from({ length: count }, (_, index) => option(`Option ${index}`));

/** 'code path' of each reason. */
const reasonsOf = (input: unknown): string[] => {
  const result = parseBallotDraft(input);
  return result.ok
    ? []
    : result.refusals.map(({ code, path }) => (path === undefined ? code : `${code} ${path}`));
};

describe('parseBallotDraft', () => {
  it('takes a straw poll among members, texts tidied', () => {
    expect(accepted(parseBallotDraft({ ...poll, description: { ru: 'а\n\n\n\nб', en: 'a' } }))).toEqual({
      class: 'strawPoll',
      electorate: { kind: 'members' },
      rule: 'advisory',
      question: { ru: 'Где встретиться?', en: 'Where to meet?' },
      description: { ru: 'а\n\nб', en: 'a' },
      choices: { kind: 'yesNo' },
      plan: { durationMinutes: 60 },
    });
  });

  it('takes a roll call of a list; instants become UTC; the draft is plain JSON', () => {
    const draft = accepted(parseBallotDraft({ ...rollCall, opensAt: '2026-11-24T20:00:00+01:00' }));
    expect(draft).toEqual({
      class: 'rollCall',
      electorate: { kind: 'list', listId: 'l1' },
      rule: 'strategic',
      question: rollCall.question,
      choices: { kind: 'yesNo' },
      plan: { opensAt: '2026-11-24T19:00:00.000Z', closesAt: '2026-11-27T19:00:00.000Z' },
    });
    expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
    expect(accepted(parseBallotDraft({ ...poll, opensAt: '2026-11-24T20:00:00Z' })).plan).toEqual({
      opensAt: '2026-11-24T20:00:00.000Z',
      durationMinutes: 60,
    });
  });

  it('takes two to eight options of a straw poll', () => {
    for (const count of [2, 8]) {
      const draft = accepted(parseBallotDraft({ ...poll, options: options(count) }));
      expect(draft.choices).toEqual({ kind: 'options', options: options(count) });
    }
    expect(reasonsOf({ ...poll, options: options(1) })).toEqual(['draft.invalid options']);
    expect(reasonsOf({ ...poll, options: options(9) })).toEqual(['draft.invalid options']);
  });

  test.each<[string, object, string[]]>([
    [
      'M7 a roll call of members',
      { ...rollCall, electorate: { kind: 'members' } },
      ['ballot.rollCallOfMembers'],
    ],
    ['a binding straw poll', { ...poll, rule: 'current' }, ['ballot.ruleOfClass']],
    ['an advisory roll call', { ...rollCall, rule: 'advisory' }, ['ballot.ruleOfClass']],
    ['own options of a roll call', { ...rollCall, options: options(2) }, ['draft.optionsOfRollCall options']],
    ['no window', { ...poll, durationMinutes: undefined }, ['draft.windowMissing closesAt']],
    ['two windows', { ...rollCall, durationMinutes: 5 }, ['draft.windowTwice durationMinutes']],
    [
      'a deadline at the opening',
      { ...rollCall, opensAt: '2026-11-27T19:00:00Z' },
      ['draft.windowBackwards closesAt'],
    ],
    ['an empty question', { ...poll, question: { ru: 'Да?', en: '\u200B' } }, ['text.empty question.en']],
    ['a short question', { ...poll, question: { ru: 'Я?', en: 'Me?' } }, ['text.tooShort question.ru']],
    [
      'a long question',
      { ...poll, question: { ru: 'я'.repeat(501), en: 'e'.repeat(500) } },
      ['text.tooLong question.ru'],
    ],
    [
      'a long description',
      { ...poll, description: { ru: 'я'.repeat(3000), en: 'e'.repeat(3001) } },
      ['text.tooLong description.en'],
    ],
    [
      'a long option',
      {
        ...poll,
        options: [
          { ru: 'а', en: 'b'.repeat(60) },
          { ru: 'б', en: 'c'.repeat(61) },
        ],
      },
      ['text.tooLong options.1.en'],
    ],
    [
      'two options that read the same in one language',
      {
        ...poll,
        options: [
          { ru: 'Да', en: 'Yes' },
          { ru: 'да ', en: 'No' },
        ],
      },
      ['draft.sameOptions options'],
    ],
    [
      'two empty options: as empty, not as the same',
      {
        ...poll,
        options: [
          { ru: ' ', en: 'a' },
          { ru: '', en: 'b' },
        ],
      },
      ['text.empty options.0.ru', 'text.empty options.1.ru'],
    ],
    ['one language', { ...poll, question: { ru: 'Да?' } }, ['draft.invalid question.en']],
    ['an unknown class', { ...poll, class: 'secret' }, ['draft.invalid class']],
    [
      'a list without id',
      { ...rollCall, electorate: { kind: 'list', listId: '' } },
      ['draft.invalid electorate.listId'],
    ],
    ['a duration of 0', { ...poll, durationMinutes: 0 }, ['draft.invalid durationMinutes']],
    ['a duration over 90 days', { ...poll, durationMinutes: 129_601 }, ['draft.invalid durationMinutes']],
    [
      'a day that does not exist',
      { ...rollCall, closesAt: '2026-02-30T00:00:00Z' },
      ['draft.invalid closesAt'],
    ],
    ['a time without zone', { ...rollCall, closesAt: '2026-12-01T00:00:00' }, ['draft.invalid closesAt']],
    [
      'an unknown key',
      JSON.parse(`${JSON.stringify(poll).slice(0, -1)},"__proto__":1}`),
      ['draft.invalid __proto__'],
    ],
  ])('refuses %s', (_, input, reasons) => {
    expect(reasonsOf(input)).toEqual(reasons);
  });

  it('gives all reasons at once', () => {
    const input = {
      ...rollCall,
      electorate: { kind: 'members' },
      question: { ru: '', en: '' },
      closesAt: undefined,
    };
    expect(reasonsOf(input)).toEqual([
      'ballot.rollCallOfMembers',
      'text.empty question.ru',
      'text.empty question.en',
      'draft.windowMissing closesAt',
    ]);
  });
});
