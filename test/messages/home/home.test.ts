import { expect, it } from 'vitest';
import { renderHome } from '../../../src/messages/home/home.ts';
import { i18n } from '../../support/texts.ts';

const reader = { translator: i18n.translatorFor('en'), zone: 'Europe/Berlin' };
const ballots = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    question: { ru: `Вопрос ${index + 1}.`, en: `Question ${index + 1}.` },
    closesAt: new Date('2026-12-24T18:00:00Z'),
    voted: index === 0,
  }));
const home = (facts: Partial<Parameters<typeof renderHome>[1]>): string =>
  renderHome(reader, {
    decidable: [],
    drafts: [],
    step: 'done',
    isMember: true,
    lacksCode: false,
    isOfficer: false,
    ...facts,
  }).text;

it('names what can be decided, five at most; the list has the rest', () => {
  const named = (count: number) => home({ decidable: ballots(count) }).match(/Question \d+\./g)?.length;
  expect([1, 5, 6, 9].map(named)).toEqual([1, 5, 5, 5]);
});

it('with nothing to decide a member reads something else than a newcomer', () => {
  const [member, newcomer] = [home({}), home({ isMember: false, step: 'declaration' })];
  expect(member).not.toBe(newcomer);
  expect(member).not.toContain('Question');
});
