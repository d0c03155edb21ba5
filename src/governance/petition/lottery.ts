import { z } from 'zod';
import { sha256Hex, sha256Parts } from '../../canonical.ts';

/** Marks stand for persons: without the vault's key nobody can tell whose one is, and no two lots have one in common. */
const markPattern = /^[0-9a-f]{32}$/;
const hashPattern = /^[0-9a-f]{64}$/;

/** What anybody recomputes a lot from. The hash of the secret was published before the roll was known (rules T3, H4). */
export type Lot = {
  readonly commitment: string;
  readonly secret: string;
  readonly rollSize: number;
  readonly rollHash: string;
  readonly seed: string;
  /** How many are drawn. */
  readonly draw: number;
  readonly drawn: readonly string[];
};

/** With the roll itself, as it is published. */
export type PublishedLot = Lot & { readonly format: string; readonly roll: readonly string[] };

export const lotFormat = 'veche-lot/1';

/** Published before a draw, so that the secret can't be chosen after the roll. */
export const commitmentOf = (secret: string): string => sha256Hex(secret);

const seedOf = (secret: string, rollHash: string): string => sha256Hex(`${secret}\n${rollHash}`);

type Ranked = { readonly mark: string; readonly rank: string };
const byRank = (a: Ranked, b: Ranked): number => (a.rank < b.rank ? -1 : 1);

/** So many marks are some milliseconds' work. */
const MARKS_AT_ONCE = 1000;

/** Goes through a roll and gives the turn back now and then. */
function* inSteps(roll: Iterable<string>, each: (mark: string) => void): Generator<undefined, void> {
  let done = 0;
  for (const mark of roll) {
    each(mark);
    done += 1;
    if (done % MARKS_AT_ONCE === 0) yield;
  }
}

/** Keeps the `count` first in order, whatever order they come in. */
const keepFirst = (seed: string, count: number) => {
  let first: Ranked[] = [];
  return {
    offer: (mark: string): void => {
      const rank = sha256Hex(`${seed}\n${mark}`);
      // Behind every hexadecimal digit while there are places left.
      if (rank < (first[count - 1]?.rank ?? 'g'))
        first = [...first, { mark, rank }].toSorted(byRank).slice(0, count);
    },
    marks: (): string[] => first.map(({ mark }) => mark),
  };
};

/**
 * Draws `draw` marks of a roll, which comes sorted and is gone through twice, in steps: among a million others must have their turns
 * in between. The stated shuffle: the roll's hash is SHA-256 of the sorted marks, joined by line feeds; the seed is SHA-256 of the secret, a
 * line feed and the roll's hash; the roll is put in the order of SHA-256 of the seed, a line feed and the mark (lower-case hex
 * throughout); the first are drawn. Neither who holds the secret nor who makes the roll can choose: the one was fixed before, the other
 * changes every rank. Source: rules T3, H4.
 */
export function* drawInSteps(given: {
  readonly secret: string;
  readonly sorted: Iterable<string>;
  readonly draw: number;
}): Generator<undefined, Lot> {
  const { secret, sorted, draw } = given;
  const hash = sha256Parts();
  let rollSize = 0;
  yield* inSteps(sorted, (mark) => {
    hash.add(rollSize === 0 ? mark : `\n${mark}`);
    rollSize += 1;
  });
  const rollHash = hash.hex();
  const seed = seedOf(secret, rollHash);
  const first = keepFirst(seed, draw);
  yield* inSteps(sorted, first.offer);
  return { commitment: commitmentOf(secret), secret, rollSize, rollHash, seed, draw, drawn: first.marks() };
}

/** The same at once, of a roll in any order. */
export const drawLot = (given: {
  readonly secret: string;
  readonly roll: readonly string[];
  readonly draw: number;
}): Lot => {
  const { secret, roll, draw } = given;
  const steps = drawInSteps({ secret, sorted: roll.toSorted(), draw });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

const publishedSchema = z.object({
  format: z.literal(lotFormat),
  commitment: z.string().regex(hashPattern),
  secret: z.string().min(1),
  rollSize: z.int().min(0),
  rollHash: z.string().regex(hashPattern),
  seed: z.string().regex(hashPattern),
  draw: z.int().min(1),
  drawn: z.array(z.string().regex(markPattern)),
  roll: z.array(z.string().regex(markPattern)),
});

/** A published lot from a file; undefined when it is none. Other fields are left alone. */
export const parseLot = (input: unknown): PublishedLot | undefined => {
  const parsed = publishedSchema.safeParse(input);
  return parsed.success ? parsed.data : undefined;
};

/** What of a published lot does not hold, in the order in which it follows from the part before. */
export type LotFault = 'commitment' | 'roll' | 'rollSize' | 'rollHash' | 'seed' | 'drawn';

/** Recomputes a published lot from its secret and its roll. Empty: everything holds. */
export const lotFaults = (lot: PublishedLot): LotFault[] => {
  const { secret, roll, draw } = lot;
  const again = drawLot({ secret, roll, draw });
  const sorted = roll.toSorted();
  const isOnce = new Set(roll).size === roll.length && roll.every((mark, at) => mark === sorted[at]);
  const holds: readonly (readonly [LotFault, boolean])[] = [
    ['commitment', lot.commitment === again.commitment],
    ['roll', isOnce],
    ['rollSize', lot.rollSize === again.rollSize],
    ['rollHash', lot.rollHash === again.rollHash],
    ['seed', lot.seed === again.seed],
    ['drawn', lot.drawn.join() === again.drawn.join()],
  ];
  return holds.flatMap(([fault, isSo]) => (isSo ? [] : [fault]));
};
