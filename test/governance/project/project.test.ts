import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  contentOf,
  decideApplying,
  decideChanging,
  decideHeadActing,
  type OwnProject,
  parseActive,
  parseApplication,
  parseProjectNumber,
  parseProjectText,
  participantsMax,
  projectContent,
  projectLimits,
} from '../../../src/governance/project/project.ts';
import { accepted, codesOf } from '../codes.ts';

const answers = {
  name: 'Открытая школа',
  goals: 'Учить людей самоуправлению.',
  tasks: 'Двенадцать занятий и сборник.',
  mechanism: 'Занятия по видеосвязи раз в неделю.',
  timeFrame: 'Год',
  budget: 'Нет денег, только время.',
  results: 'Сто человек умеют вести собрание.',
  people: 'Трое преподавателей.',
  kind: 'civic',
  region: ' Сибирь ',
  participants: 12,
  active: 7,
  locale: 'ru',
  democratic: true,
  internationalLaw: true,
};

describe('D1 an application', () => {
  it('is cleaned, and loses nothing but its commitments', () => {
    const { democratic: _, internationalLaw: __, ...kept } = answers;
    expect(accepted(parseApplication(answers))).toEqual({ ...kept, region: 'Сибирь' });
    expect(accepted(parseApplication({ ...answers, region: null, kind: null })).region).toBeNull();
  });

  it('says everything that is wrong with it at once', () => {
    const wrong = { ...answers, name: 'x', region: '', active: 13, internationalLaw: false };
    const parsed = parseApplication(wrong);
    expect(parsed.ok ? [] : parsed.refusals.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'text.tooShort name',
      'text.empty region',
      'project.commitmentMissing internationalLaw',
      'project.activeTooMany active',
    ]);
    expect(codesOf(parseApplication({ ...answers, democratic: false }))).toEqual([
      'project.commitmentMissing',
    ]);
  });

  it('of another shape is refused with the path', () => {
    const parsed = parseApplication({ ...answers, goals: undefined, kind: 'war' });
    expect(parsed.ok ? [] : parsed.refusals.map(({ path }) => path)).toEqual(['goals', 'kind']);
  });

  it('U1 is published without budget and people', () => {
    const content = projectContent.parse(contentOf(accepted(parseApplication(answers))));
    expect(JSON.stringify(content)).not.toMatch(/денег|преподавателей/);
    const plain = contentOf(accepted(parseApplication({ ...answers, kind: null, region: null })));
    expect(Object.keys(plain)).not.toContain('kind');
    expect(Object.keys(plain)).not.toContain('region');
  });
});

test.each([
  ['0', 0],
  [' 1 200 ', 1200],
  ['100\u00A0000', participantsMax],
])('D2 "%s" people are %i', (text, number) => {
  expect(parseProjectNumber(text)).toEqual({ ok: true, value: number });
});

test.each(['', '-1', '1.5', 'десять', '100001', '9999999999'])('D2 "%s" is no number of people', (text) => {
  expect(codesOf(parseProjectNumber(text))).toEqual(['project.numberUnreadable']);
});

it('D2 never more active people than participants', () => {
  expect(parseActive('10', 10)).toEqual({ ok: true, value: 10 });
  expect(codesOf(parseActive('11', 10))).toEqual(['project.activeTooMany']);
  expect(codesOf(parseActive('много', 10))).toEqual(['project.numberUnreadable']);
});

it('every text within its limits is accepted, and only those', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1600 }), (length) => {
      const { min = 1, max } = projectLimits.goals;
      expect(parseProjectText('goals', 'я'.repeat(length)).ok).toBe(length >= min && length <= max);
    }),
    { numRuns: 30 },
  );
});

it('D2 one person leads one project', () => {
  expect(decideApplying({ leads: null }).ok).toBe(true);
  expect(decideApplying({ leads: 3 })).toEqual({
    ok: false,
    refusals: [{ code: 'project.alreadyLeads', facts: { number: 3 } }],
  });
});

const own = (change: Partial<OwnProject> = {}): OwnProject => ({
  state: 'returned',
  takenBy: null,
  leaderId: 'leader',
  deputyId: 'deputy',
  ...change,
});

test.each<[string, Partial<OwnProject>, string, string[]]>([
  ['returned', {}, 'leader', []],
  ['not begun', { state: 'submitted' }, 'leader', []],
  ['being read', { state: 'submitted', takenBy: 'e' }, 'leader', ['project.beingJudged']],
  ['verified', { state: 'verified' }, 'leader', ['project.alreadyVerified']],
  ['refused', { state: 'refused' }, 'leader', ['project.closed']],
  ['withdrawn', { state: 'withdrawn' }, 'deputy', ['project.notLeader', 'project.closed']],
])('D1 changing an application that is %s', (_, change, personId, codes) => {
  expect(codesOf(decideChanging(own(change), personId))).toEqual(codes);
});

test.each<[string, Partial<OwnProject>, string[]]>([
  ['leader', {}, []],
  ['deputy', { state: 'verified' }, []],
  ['other', {}, ['project.notHead']],
  ['leader', { state: 'refused' }, ['project.closed']],
  ['other', { state: 'withdrawn', leaderId: null }, ['project.notHead', 'project.closed']],
])('D3 %s acts for a project %j', (personId, change, codes) => {
  expect(codesOf(decideHeadActing(own(change), personId))).toEqual(codes);
});
