import { and, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { BallotClass, BallotState, Electorate, WindowPlan } from '../../../governance/ballot/ballot.ts';
import type { Rule } from '../../../governance/congress/majority.ts';
import type { Texts } from '../../../governance/kit/text.ts';
import type { Reader } from '../../client.ts';
import { ballot, rollEntry, vote } from '../../schema/ballot.ts';
import { nameList } from '../../schema/list.ts';
import { agendaItem, session } from '../../schema/session.ts';
import type { Vault } from '../../vault.ts';
import type { Account } from '../person/person.ts';
import { type BallotResult, resultSchema } from './ballotResult.ts';

const texts = z.object({ ru: z.string(), en: z.string() });
const contentSchema = z.object({
  question: texts,
  description: texts.optional(),
  choices: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('yesNo') }),
    z.object({ kind: z.literal('options'), options: z.array(texts) }),
  ]),
});
/** What is asked; sealed while it is a draft, published with the opening. */
export type BallotContent = z.infer<typeof contentSchema>;

export type Ballot = {
  readonly id: string;
  readonly number: number;
  readonly class: BallotClass;
  readonly electorate: Electorate['kind'];
  /** The item of an agenda that the Congress votes on, or that the members are asked about beforehand (M7). */
  readonly item: { readonly id: string; readonly number: number } | undefined;
  /** The session that the Congress votes in; absent: outside of one (G14), or not the Congress. */
  readonly session: { readonly id: string; readonly number: number } | undefined;
  /** The named list whose people vote; absent: no list. */
  readonly list: { readonly id: string; readonly number: number; readonly title: Texts } | undefined;
  readonly rule: Rule;
  readonly state: BallotState;
  readonly content: BallotContent;
  readonly plan: WindowPlan;
  readonly openedAt: Date | null;
  /** Before the opening: only where the plan names a fixed close. */
  readonly closesAt: Date | null;
  readonly bylawsVersion: number | null;
  readonly rollSize: number | null;
  readonly rollHash: string | null;
  readonly base: { readonly all: number; readonly present?: number } | null;
  /** Present from the closing on, shown from the publication on. */
  readonly result: BallotResult | null;
  readonly resultHash: string | null;
  /** Its number in the register of decisions, from the publication on. */
  readonly decision: number | null;
  readonly decidedAt: Date | null;
};

export const draftContext = (id: string) => ({ table: 'ballot', column: 'draft_sealed', row: id });

/** The keyed mark of a person on one roll: without the key it names nobody and ties no two rolls together. */
export const rollMark = (vault: Vault, ballotId: string, personId: string): Buffer =>
  vault.index('roll', `${ballotId}/${personId}`);

const rowContext = (table: string, column: string) => (ballotId: string, mark: Uint8Array) => ({
  table,
  column,
  row: `${ballotId}/${Buffer.from(mark).toString('hex')}`,
});
export const choiceContext = rowContext('vote', 'choice_sealed');
export const rollNameContext = rowContext('roll_entry', 'public_name_sealed');

type Row = {
  readonly ballot: typeof ballot.$inferSelect;
  readonly list: { readonly number: number; readonly title: unknown } | null;
  readonly item: { readonly id: string; readonly number: number } | null;
  readonly session: { readonly id: string; readonly number: number } | null;
};

const planOf = ({ opensAt, openedAt, closesAt, durationMinutes }: Row['ballot']): WindowPlan => ({
  ...(opensAt === null ? {} : { opensAt: opensAt.toISOString() }),
  ...(openedAt === null && closesAt !== null ? { closesAt: closesAt.toISOString() } : { durationMinutes }),
});

/** Reads a row; without a vault those that are public anyway, of which nothing is sealed. */
export const toBallot = (
  vault: Vault | undefined,
  { ballot: row, list, item, session: held }: Row,
): Ballot => {
  const { id, draftSealed, content, listId, baseAll, basePresent } = row;
  const sealed = draftSealed === null ? undefined : vault?.open(draftContext(id), draftSealed);
  return {
    id,
    number: row.number,
    class: row.class,
    electorate: row.electorate,
    item: item ?? undefined,
    session: held ?? undefined,
    list:
      listId === null || list === null
        ? undefined
        : { id: listId, number: list.number, title: texts.parse(list.title) },
    rule: row.rule,
    state: row.state,
    content: contentSchema.parse(sealed === undefined ? content : JSON.parse(sealed)),
    plan: planOf(row),
    openedAt: row.openedAt,
    closesAt: row.closesAt,
    bylawsVersion: row.bylawsVersion,
    rollSize: row.rollSize,
    rollHash: row.rollHash,
    base:
      baseAll === null ? null : { all: baseAll, ...(basePresent === null ? {} : { present: basePresent }) },
    result: row.result === null ? null : resultSchema.parse(row.result),
    resultHash: row.resultHash,
    decision: row.decision,
    decidedAt: row.decidedAt,
  };
};

/** Ballots with what they belong to; `toBallot` reads a row. */
export const selectBallots = (reader: Reader) =>
  reader
    .select({
      ballot,
      list: { number: nameList.number, title: nameList.title },
      item: { id: agendaItem.id, number: agendaItem.number },
      session: { id: session.id, number: session.number },
    })
    .from(ballot)
    .leftJoin(agendaItem, eq(agendaItem.id, ballot.itemId))
    .leftJoin(session, eq(session.id, ballot.sessionId))
    .leftJoin(nameList, eq(nameList.id, ballot.listId));

/** One ballot with everything an officer may see; what others see is decided by its state. */
export const findBallot = async (
  reader: Reader,
  vault: Vault,
  number: number,
): Promise<Ballot | undefined> => {
  const [row] = await selectBallots(reader).where(eq(ballot.number, number));
  return row && toBallot(vault, row);
};

const inWork: readonly BallotState[] = ['draft', 'scheduled', 'open', 'closing', 'closed', 'published'];

/** The officer's desk: newest first; withdrawn drafts are left out. */
export const listBallots = async (
  reader: Reader,
  vault: Vault,
  page: { readonly offset?: number; readonly before?: number | undefined; readonly limit: number },
): Promise<Ballot[]> => {
  const { offset = 0, before } = page;
  const rows = await selectBallots(reader)
    .where(
      and(inArray(ballot.state, [...inWork]), before === undefined ? undefined : lt(ballot.number, before)),
    )
    .orderBy(desc(ballot.number))
    .offset(offset)
    .limit(page.limit);
  return rows.map((row) => toBallot(vault, row));
};

/** How many the desk has. */
export const countBallots = (reader: Reader): Promise<number> =>
  reader.$count(ballot, inArray(ballot.state, [...inWork]));

/** A person's place on a frozen roll and whether a vote of theirs is stored; never the choice. */
export const findRollPlace = async (
  reader: Reader,
  vault: Vault,
  ballotId: string,
  personId: string,
): Promise<{ readonly onRoll: boolean; readonly voted: boolean }> => {
  const mark = rollMark(vault, ballotId, personId);
  const [row] = await reader
    .select({ voted: sql<boolean>`${vote.mark} is not null` })
    .from(rollEntry)
    .leftJoin(vote, and(eq(vote.ballotId, rollEntry.ballotId), eq(vote.mark, rollEntry.mark)))
    .where(and(eq(rollEntry.ballotId, ballotId), eq(rollEntry.mark, mark)));
  return { onRoll: row !== undefined, voted: row?.voted ?? false };
};

/** The same by the ballot's number. */
export const findRollPlaceByNumber = async (
  reader: Reader,
  vault: Vault,
  number: number,
  personId: string,
): Promise<{ readonly onRoll: boolean; readonly voted: boolean }> => {
  const [row] = await reader.select({ id: ballot.id }).from(ballot).where(eq(ballot.number, number));
  return row === undefined ? { onRoll: false, voted: false } : findRollPlace(reader, vault, row.id, personId);
};

/** The name under which the roll of a roll call lists a person; undefined for who is not on it. */
export const findRollName = async (
  reader: Reader,
  vault: Vault,
  number: number,
  personId: string,
): Promise<string | undefined> => {
  const [found] = await reader.select({ id: ballot.id }).from(ballot).where(eq(ballot.number, number));
  if (found === undefined) return undefined;
  const mark = rollMark(vault, found.id, personId);
  const [row] = await reader
    .select({ sealed: rollEntry.publicNameSealed })
    .from(rollEntry)
    .where(and(eq(rollEntry.ballotId, found.id), eq(rollEntry.mark, mark)));
  return row?.sealed == null ? undefined : vault.open(rollNameContext(found.id, mark), row.sealed);
};

export type Decidable = {
  readonly number: number;
  readonly question: Texts;
  readonly closesAt: Date;
  readonly voted: boolean;
};

/** Open ballots on whose roll the person is, the nearest deadline first; their places are looked up together. */
export const listDecidable = async (
  reader: Reader,
  vault: Vault,
  account: Pick<Account, 'id'>,
  now: Date,
): Promise<Decidable[]> => {
  const rows = await selectBallots(reader)
    .where(and(eq(ballot.state, 'open'), gt(ballot.closesAt, now)))
    .orderBy(ballot.closesAt, ballot.number);
  if (rows.length === 0) return [];
  const marks = rows.map(({ ballot: { id } }) => rollMark(vault, id, account.id));
  // A mark is of one ballot only, so that pairing it with its ballot again would find nothing else.
  const places = await reader
    .select({ id: rollEntry.ballotId, voted: sql<boolean>`${vote.mark} is not null` })
    .from(rollEntry)
    .leftJoin(vote, and(eq(vote.ballotId, rollEntry.ballotId), eq(vote.mark, rollEntry.mark)))
    .where(
      and(
        inArray(
          rollEntry.ballotId,
          rows.map(({ ballot: { id } }) => id),
        ),
        inArray(rollEntry.mark, marks),
      ),
    );
  const voted = new Map(places.map((place) => [place.id, place.voted]));
  return rows.flatMap((row) => {
    const { id, number, content, closesAt } = toBallot(vault, row);
    const place = voted.get(id);
    if (place === undefined || closesAt === null) return [];
    return [{ number, question: content.question, closesAt, voted: place }];
  });
};
