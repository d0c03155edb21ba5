import type { Ballot } from '../../db/read/ballot/ballot.ts';
import type { BallotResult } from '../../db/read/ballot/ballotResult.ts';
import { choiceKeys } from '../../governance/ballot/ballot.ts';
import { countedOf, leadingChoices, tally, votesHash } from '../../governance/ballot/tally.ts';
import type { AdoptedBylaws } from '../../governance/bylaws/bylaws.ts';
import { judge } from '../../governance/congress/majority.ts';

type Line = { readonly publicName: string | undefined; readonly choice: string | undefined };

// By code point, not by a language's rules: the same order everywhere, so that the hash is found again.
const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

const rollCallOf = (roll: readonly Line[]) =>
  roll
    .map(({ publicName, choice }) => {
      if (publicName === undefined) throw new Error('A roll call has a voter without a public name.');
      return { name: publicName, choice: choice ?? null };
    })
    .toSorted(byName);

/**
 * The result of a closed ballot from its frozen roll (G9). A straw poll gets no hash over its votes: with few voters and the keyed
 * marks at hand it could be searched for who chose what, after the votes themselves were deleted.
 */
export const countVotes = (
  { class: ballotClass, rule, base, content: { choices } }: Ballot,
  roll: readonly Line[],
  bylaws: AdoptedBylaws,
): BallotResult => {
  if (base === null) throw new Error('An opened ballot has no base.');
  const votes = roll.flatMap(({ choice }) => (choice === undefined ? [] : [choice]));
  const counted = tally(votes, choiceKeys(choices), roll.length);
  const result = {
    ...counted,
    counts: { ...counted.counts },
    leading: leadingChoices(counted),
    ...(choices.kind === 'yesNo' ? { verdict: judge(rule, base, countedOf(counted), bylaws) } : {}),
  };
  if (ballotClass === 'strawPoll') return result;
  const rollCall = rollCallOf(roll);
  const named = rollCall.flatMap(({ name, choice }) => (choice === null ? [] : [{ mark: name, choice }]));
  return { ...result, rollCall, votesHash: votesHash(named) };
};
