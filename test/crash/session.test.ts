import { sessionStory } from '../support/crashSession.ts';
import { testStory } from './killed.ts';

testStory(sessionStory, {
  ordinary: [
    'freezes · commit.after:sendAgenda · 1',
    'the vote ends · commit.before:publishBallot · 1',
    'the opinion is published · commit.after:writeDissent · 1',
  ],
  notes: {},
  facts: {
    sessions: [{ state: 'closed' }],
    items: [{ state: 'decided', class: 'current' }],
    broadcasts: [{ state: 'sent' }],
    dissents: [{ declines: true }],
    unfinished: 0,
    journalFault: undefined,
  },
});
