import { expect, it, test } from 'vitest';
import {
  decideAnswering,
  decideAsking,
  decideHandingBack,
  decideLetterClosing,
  decideTaking,
  decideWritingOn,
  type LetterFacts,
  openQuestionsMax,
  wordsInARowMax,
} from '../../../src/governance/letter/letter.ts';
import { accepted, codesOf } from '../codes.ts';

const facts = (change: Partial<LetterFacts> = {}): LetterFacts => ({
  state: 'open',
  askedBy: 'person',
  takenBy: 'officer',
  officer: { id: 'officer', mayAnswer: true },
  ...change,
});

it('three questions may wait, a fourth is refused', () => {
  expect(decideAsking({ waiting: openQuestionsMax - 1 }).ok).toBe(true);
  expect(codesOf(decideAsking({ waiting: openQuestionsMax }))).toEqual(['question.tooMany']);
});

it('so many words in a row, and none after the end', () => {
  expect(decideWritingOn({ state: 'open', unanswered: wordsInARowMax - 1 }).ok).toBe(true);
  expect(decideWritingOn({ state: 'answered', unanswered: 0 }).ok).toBe(true);
  expect(codesOf(decideWritingOn({ state: 'closed', unanswered: wordsInARowMax }))).toEqual([
    'question.closed',
    'question.waitForAnswer',
  ]);
});

test.each<[string, Partial<LetterFacts>, string[], boolean?]>([
  ['free', { takenBy: null }, [], true],
  ['mine', {}, [], false],
  ['mine and answered', { state: 'answered' }, [], false],
  ['of a colleague', { takenBy: 'other' }, ['question.taken']],
  ['answered and free', { takenBy: null, state: 'answered' }, ['question.notWaiting']],
  [
    'of a colleague, closed',
    { takenBy: 'other', state: 'closed' },
    ['question.taken', 'question.notWaiting'],
  ],
  ['my own letter', { takenBy: null, askedBy: 'officer' }, ['question.ownQuestion']],
  [
    'without the power',
    { takenBy: null, officer: { id: 'officer', mayAnswer: false } },
    ['question.noPower'],
  ],
])('taking one that is %s', (_, change, codes, changed) => {
  const decided = decideTaking(facts(change));
  expect(codesOf(decided)).toEqual(codes);
  if (changed !== undefined) expect(accepted(decided).changed).toBe(changed);
});

test.each<[string, Partial<LetterFacts>, string[], string[], string[]]>([
  ['mine and open', {}, [], [], []],
  ['mine and answered', { state: 'answered' }, [], ['question.notWaiting'], []],
  ['mine and closed', { state: 'closed' }, ['question.closed'], ['question.notWaiting'], []],
  [
    'of a colleague',
    { takenBy: 'other' },
    ['question.notTaken'],
    ['question.notTaken'],
    ['question.notTaken'],
  ],
  [
    'mine, the role is gone',
    { officer: { id: 'officer', mayAnswer: false } },
    ['question.noPower'],
    ['question.noPower'],
    ['question.noPower'],
  ],
])('answering, handing back and closing one that is %s', (_, change, answering, handingBack, closing) => {
  expect(codesOf(decideAnswering(facts(change)))).toEqual(answering);
  expect(codesOf(decideHandingBack(facts(change)))).toEqual(handingBack);
  expect(codesOf(decideLetterClosing(facts(change), 'officer'))).toEqual(closing);
});

it('the person closes at any time; twice changes nothing', () => {
  expect(accepted(decideLetterClosing(facts(), 'officer'))).toEqual({ changed: true });
  const none = { officer: { id: 'person', mayAnswer: false }, takenBy: null };
  expect(accepted(decideLetterClosing(facts(none), 'person'))).toEqual({ changed: true });
  expect(accepted(decideLetterClosing(facts({ ...none, state: 'closed' }), 'person'))).toEqual({
    changed: false,
  });
});
