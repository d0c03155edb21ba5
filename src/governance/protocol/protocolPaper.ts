import { sha256Hex } from '../../canonical.ts';
import { type ProjectNumbers, type SizeClass, sizeClass } from '../congress/seats.ts';
import type { Texts } from '../kit/text.ts';
import type { Head } from '../mandate/delegating.ts';
import type { Beginning, VoteRecord } from './protocol.ts';

/** One seat as the protocol names it; without a name: whoever was chosen declined, and the seat stays empty. */
export type PaperSeat = {
  readonly seat: number;
  readonly publicName: string | null;
  /** Consecutive terms with this one (rule D4). */
  readonly term: number;
  /** In a vote in the bot. */
  readonly votes: number | null;
  readonly substitute: string | null;
};

/** Everything that the text of a protocol says; public names only (rule G7). */
export type ProtocolPaper = {
  readonly number: number;
  readonly project: { readonly number: number; readonly name: string };
  readonly vote: VoteRecord;
  readonly numbers: ProjectNumbers;
  readonly size: SizeClass;
  readonly seats: number;
  readonly begins: Beginning;
  /** About one delegate only, who is replaced. */
  readonly isReplacement: boolean;
  readonly delegates: readonly PaperSeat[];
  readonly scanHash: string | null;
  readonly bylawsVersion: number;
  readonly signer: Exclude<Head, null>;
};

type Named = {
  readonly personId: string;
  readonly role: 'delegate' | 'substitute';
  readonly seat: number;
  readonly answer: 'waiting' | 'confirmed' | 'declined';
  readonly publicName: string | null;
};

const nameOf = (named: Named | undefined): string | null =>
  named?.answer === 'confirmed' ? named.publicName : null;

/** What is signed, from what is known: seats in order, a substitute only beside a delegate. Source: rules D3, D4, G7, G13. */
export const paperOf = (given: {
  readonly number: number;
  readonly project: ProtocolPaper['project'];
  readonly vote: VoteRecord;
  readonly numbers: ProjectNumbers;
  readonly limits: Parameters<typeof sizeClass>[1];
  readonly seats: number;
  readonly begins: Beginning;
  readonly isReplacement: boolean;
  readonly named: readonly Named[];
  readonly terms: ReadonlyMap<string, number>;
  readonly scanHash: string | null;
  readonly bylawsVersion: number;
  readonly signer: ProtocolPaper['signer'];
}): ProtocolPaper => {
  const { named, terms, limits, ...paper } = given;
  const delegates = named.filter(({ role }) => role === 'delegate').toSorted((a, b) => a.seat - b.seat);
  const votes = paper.vote.kind === 'internal' ? paper.vote.votes : [];
  return {
    ...paper,
    size: sizeClass(paper.numbers, limits),
    delegates: delegates.map((delegate, at) => {
      const publicName = nameOf(delegate);
      const substitute = named.find(({ role, seat }) => role === 'substitute' && seat === delegate.seat);
      return {
        seat: delegate.seat,
        publicName,
        term: terms.get(delegate.personId) ?? 1,
        votes: votes[at] ?? null,
        substitute: publicName === null ? null : nameOf(substitute),
      };
    }),
  };
};

/** SHA-256 of the exact text in both languages: the Russian one, an empty line, the English one. */
export const textHash = ({ ru, en }: Texts): string => sha256Hex(`${ru}\n\n${en}`);
