import { sessionStory } from '../support/crashSession.ts';
import { testStory } from './killed.ts';

testStory(sessionStory, {
  ordinary: ['the vote ends · commit.before:publishBallot · 1'],
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
