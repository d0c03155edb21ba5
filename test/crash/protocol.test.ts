import { protocolStory } from '../support/crashProtocol.ts';
import { testStory } from './killed.ts';

testStory(protocolStory, {
  ordinary: ['signs · commit.after:signProtocol · 1'],
  notes: {},
  facts: {
    projects: [{ state: 'verified' }],
    reviews: 1,
    protocols: [{ state: 'accepted' }],
    mandates: [
      { seat: 1, term: 1, endedAt: null },
      { seat: 2, term: 1, endedAt: null },
    ],
    unfinished: 0,
    journalFault: undefined,
  },
});
