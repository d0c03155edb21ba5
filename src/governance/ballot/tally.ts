import { hashJson } from '../../canonical.ts';
import type { Counted } from '../congress/majority.ts';

/** How often each choice was made, all keys of the ballot included, in its order. Plain JSON. */
export type Tally = {
  readonly counts: Readonly<Record<string, number>>;
  readonly voted: number;
  readonly notVoted: number;
};

/**
 * Counts the stored votes of a closed ballot against its frozen roll (G9, G10). Throws RangeError on a choice that the ballot does not
 * have and on more votes than the roll has people: stored data is broken then and must not be published.
 */
export const tally = (votes: Iterable<string>, keys: readonly string[], rollSize: number): Tally => {
  const counts = new Map(keys.map((key) => [key, 0]));
  let voted = 0;
  for (const vote of votes) {
    const count = counts.get(vote);
    if (count === undefined)
      throw new RangeError('A stored vote has a choice that its ballot does not have.');
    counts.set(vote, count + 1);
    voted += 1;
  }
  if (voted > rollSize) throw new RangeError('There are more stored votes than people on the roll.');
  return { counts: Object.fromEntries(counts), voted, notVoted: rollSize - voted };
};

/** The tally of a yes-no ballot as `judge` takes it. */
export const countedOf = ({ counts, notVoted }: Tally): Counted => {
  const { yes = 0, no = 0, abstain = 0 } = counts;
  return { yes, no, abstained: abstain, notVoted };
};

/** The choices made most often, in the ballot's order; none when nobody voted. Several: a tie (G8). */
export const leadingChoices = ({ counts }: Tally): string[] => {
  const most = Math.max(1, ...Object.values(counts));
  return Object.keys(counts).filter((key) => counts[key] === most);
};

const sortedHash = (lines: readonly string[]): string => {
  if (new Set(lines).size !== lines.length) throw new RangeError('A person stands twice on the roll.');
  return hashJson(lines.toSorted());
};

/**
 * The roll's fingerprint for the journal (G9): SHA-256 of the canonical JSON array of the marks sorted by code unit. A mark must be
 * random, not an id: small sets of ids could be guessed from the hash.
 */
export const rollHash = (marks: readonly string[]): string => sortedHash(marks);

/** The same over who voted how, published with the result of a roll call: 'mark choice', sorted. */
export const votesHash = (votes: readonly { readonly mark: string; readonly choice: string }[]): string =>
  sortedHash(votes.map(({ mark, choice }) => `${mark} ${choice}`));
