import { joiningStory } from '../support/crashJoining.ts';
import { testStory } from './killed.ts';

testStory(joiningStory, {
  withCommon: true,
  ordinary: ['close · send.after:sendMessage · 2'],
  notes: { close: 1 },
  facts: {
    guest: { status: 'member', phrase: 'зелёная лампа' },
    signatures: 1,
    vouches: 2,
    votesLeft: 0,
    unfinished: 0,
    journalFault: undefined,
    ballot: { state: 'published', result: { counts: { yes: 0, no: 1, abstain: 0 } } },
  },
});
