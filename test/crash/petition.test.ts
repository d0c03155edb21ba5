import { petitionStory } from '../support/crashPetition.ts';
import { testStory } from './killed.ts';

const counted = (support: number, state = 'open') => ({ rows: support, petitions: [{ state, support }] });

testStory(petitionStory, {
  ordinary: ['reaches · commit.after:supportPetition · 1'],
  notes: {
    supports: counted(1),
    withdraws: counted(2),
    'supports again': counted(1),
    reaches: counted(2),
  },
  facts: {
    ...counted(3, 'reached'),
    items: 1,
    participants: 2,
    unfinished: 0,
    journalFault: undefined,
  },
});
