import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import type { BallotClass } from '../../../governance/ballot/ballot.ts';
import type { Rule } from '../../../governance/congress/majority.ts';
import type { Texts } from '../../../governance/kit/text.ts';
import type { Reader } from '../../client.ts';
import { ballot } from '../../schema/ballot.ts';
import { type Ballot, type BallotContent, selectBallots, toBallot } from './ballot.ts';
import type { BallotResult } from './ballotResult.ts';

/** What the world may know of a ballot: nothing before the opening, no number before the publication. Plain JSON. */
export type PublicBallot = {
  readonly number: number;
  readonly class: BallotClass;
  readonly rule: Rule;
  readonly state: 'open' | 'closing' | 'closed' | 'published';
  readonly content: BallotContent;
  readonly electorate: 'members' | 'congress' | { readonly list: number; readonly title: Texts };
  /** Numbers of the agenda's item and of the session, where it is about one and held in one. */
  readonly item?: number;
  readonly session?: number;
  readonly openedAt: string;
  readonly closesAt: string;
  readonly rollSize: number;
  readonly rollHash: string;
  readonly base: { readonly all: number; readonly present?: number };
  readonly bylawsVersion: number;
  readonly result?: BallotResult;
  readonly resultHash?: string;
  /** Its number in the register of the Congress's decisions. */
  readonly decision?: number;
};

const publicStates = ['open', 'closing', 'closed', 'published'] as const;

const publicElectorate = ({ electorate, list }: Ballot): PublicBallot['electorate'] => {
  if (list !== undefined) return { list: list.number, title: list.title };
  return electorate === 'congress' ? 'congress' : 'members';
};

/** Undefined for one that was never opened, or withdrawn. */
export const toPublic = (found: Ballot): PublicBallot | undefined => {
  const { openedAt, closesAt, rollSize, rollHash, base, bylawsVersion, result, resultHash } = found;
  const state = publicStates.find((known) => known === found.state);
  if (state === undefined || openedAt === null || closesAt === null || base === null) return undefined;
  if (rollSize === null || rollHash === null || bylawsVersion === null) return undefined;
  const published = state === 'published' && result !== null && resultHash !== null;
  return {
    number: found.number,
    class: found.class,
    rule: found.rule,
    state,
    content: found.content,
    electorate: publicElectorate(found),
    ...(found.item === undefined ? {} : { item: found.item.number }),
    ...(found.session === undefined ? {} : { session: found.session.number }),
    openedAt: openedAt.toISOString(),
    closesAt: closesAt.toISOString(),
    rollSize,
    rollHash,
    base,
    bylawsVersion,
    ...(published ? { result, resultHash } : {}),
    ...(published && found.decision !== null ? { decision: found.decision } : {}),
  };
};

/** Undefined for a number that was never opened: a draft's existence is not public either. */
export const findPublicBallot = async (reader: Reader, number: number): Promise<PublicBallot | undefined> => {
  const [row] = await selectBallots(reader).where(
    and(eq(ballot.number, number), inArray(ballot.state, [...publicStates])),
  );
  return row && toPublic(toBallot(undefined, row));
};

/** Newest first; `after` is the number of the last one of the page before. */
export const listPublicBallots = async (
  reader: Reader,
  page: { readonly after?: number; readonly limit: number },
): Promise<PublicBallot[]> => {
  const rows = await selectBallots(reader)
    .where(
      and(
        inArray(ballot.state, [...publicStates]),
        page.after === undefined ? undefined : lt(ballot.number, page.after),
      ),
    )
    .orderBy(desc(ballot.number))
    .limit(page.limit);
  return rows.flatMap((row) => toPublic(toBallot(undefined, row)) ?? []);
};
