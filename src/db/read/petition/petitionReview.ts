import { and, asc, desc, eq, isNotNull, lte, ne, or } from 'drizzle-orm';
import { z } from 'zod';
import type { AppealOutcome } from '../../../governance/agenda/appeal.ts';
import { type Lot, lotFormat, type PublishedLot } from '../../../governance/petition/lottery.ts';
import type { PetitionState } from '../../../governance/petition/petition.ts';
import type { JurorVerdict, ReviewState } from '../../../governance/petition/petitionReview.ts';
import type { Reader } from '../../client.ts';
import { petition, petitionJuror, petitionReview } from '../../schema/petition.ts';
import { agendaItem, session } from '../../schema/session.ts';
import type { Vault } from '../../vault.ts';
import { jurorMark, LOT_MARK_BYTES, reportContext, verdictReasonContext } from './petitionMarks.ts';

const lotSchema: z.ZodType<Lot> = z.object({
  commitment: z.string(),
  secret: z.string(),
  rollSize: z.int(),
  rollHash: z.string(),
  seed: z.string(),
  draw: z.int(),
  drawn: z.array(z.string()),
});

const outcomeSchema = z.object({
  close: z.int(),
  keep: z.int(),
  silent: z.int(),
  /** Why the three closed it, in their words; none when it was kept. */
  reasons: z.array(z.string()),
  bylawsVersion: z.int(),
});
export type ReviewOutcome = z.infer<typeof outcomeSchema>;

/** What is public of a review. */
export type Review = {
  /** Also the lot's. */
  readonly number: number;
  readonly petition: number;
  readonly state: ReviewState;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly lot: Lot;
  readonly outcome: ReviewOutcome | null;
  readonly decidedOn: string | null;
  readonly appeal: string | null;
  readonly appealedOn: string | null;
  /** Where the appeal stands: its item, and the session it is on. */
  readonly item: number | null;
  readonly session: number | null;
  readonly appealVerdict: AppealOutcome | null;
};

const columns = {
  number: petitionReview.number,
  petition: petition.number,
  state: petitionReview.state,
  openedAt: petitionReview.openedAt,
  dueAt: petitionReview.dueAt,
  lot: petitionReview.lot,
  outcome: petitionReview.outcome,
  decidedOn: petitionReview.decidedOn,
  appeal: petitionReview.appeal,
  appealedOn: petitionReview.appealedOn,
  item: agendaItem.number,
  session: session.number,
  appealVerdict: petitionReview.appealVerdict,
};
type Row = Omit<Review, 'lot' | 'outcome'> & { readonly lot: unknown; readonly outcome: unknown };
const toReview = (row: Row): Review => ({
  ...row,
  lot: lotSchema.parse(row.lot),
  outcome: row.outcome === null ? null : outcomeSchema.parse(row.outcome),
});

const select = (reader: Reader) =>
  reader
    .select(columns)
    .from(petitionReview)
    .innerJoin(petition, eq(petition.id, petitionReview.petitionId))
    .leftJoin(agendaItem, eq(agendaItem.petitionReviewId, petitionReview.id))
    .leftJoin(session, eq(session.id, agendaItem.sessionId));

/** Reviews of one petition, oldest first. */
export const listReviews = async (reader: Reader, petitionId: string): Promise<Review[]> =>
  (
    await select(reader).where(eq(petitionReview.petitionId, petitionId)).orderBy(asc(petitionReview.number))
  ).map(toReview);

export const findReview = async (reader: Reader, number: number): Promise<Review | undefined> => {
  const [row] = await select(reader).where(eq(petitionReview.number, number));
  return row && toReview(row);
};

/** Closings that the authors appealed against: the next session hears them. Newest first. */
export const listPetitionAppeals = async (reader: Reader, limit: number): Promise<Review[]> =>
  (
    await select(reader)
      .where(isNotNull(petitionReview.appeal))
      .orderBy(desc(petitionReview.number))
      .limit(limit)
  ).map(toReview);

/** Lots, the newest first, without their rolls. */
export const listLots = async (reader: Reader, limit: number): Promise<Review[]> =>
  (await select(reader).orderBy(desc(petitionReview.number)).limit(limit)).map(toReview);

/** A lot with its whole roll, as anybody recomputes it. */
export const findLot = async (
  reader: Reader,
  number: number,
): Promise<(PublishedLot & { readonly number: number; readonly petition: number }) | undefined> => {
  const [row] = await reader
    .select({ lot: petitionReview.lot, roll: petitionReview.lotRoll, petition: petition.number })
    .from(petitionReview)
    .innerJoin(petition, eq(petition.id, petitionReview.petitionId))
    .where(eq(petitionReview.number, number));
  if (row === undefined) return undefined;
  const bytes = Buffer.from(row.roll);
  const roll = Array.from({ length: bytes.length / LOT_MARK_BYTES }, (_, at) =>
    bytes.subarray(at * LOT_MARK_BYTES, (at + 1) * LOT_MARK_BYTES).toString('hex'),
  );
  return { format: lotFormat, number, petition: row.petition, ...lotSchema.parse(row.lot), roll };
};

/** Reviews that are over: their time is, or the petition is no longer open. */
export const listDueReviews = async (reader: Reader, now: Date): Promise<number[]> => {
  const rows = await reader
    .select({ number: petitionReview.number })
    .from(petitionReview)
    .innerJoin(petition, eq(petition.id, petitionReview.petitionId))
    .where(
      and(
        eq(petitionReview.state, 'deciding'),
        or(lte(petitionReview.dueAt, now), ne(petition.state, 'open')),
      ),
    )
    .orderBy(asc(petitionReview.dueAt));
  return rows.map(({ number }) => number);
};

/** What one of the three has to decide, or has decided. */
export type Duty = {
  readonly number: number;
  readonly petition: number;
  readonly petitionState: PetitionState;
  readonly state: ReviewState;
  readonly dueAt: Date;
  readonly verdict: JurorVerdict | null;
  /** What the reporter holds against the petition; gone when it is decided. */
  readonly report: string | undefined;
  /** Why this one would close it. */
  readonly reason: string | undefined;
};

const dutiesWhere = async (
  reader: Reader,
  vault: Vault,
  personId: string,
  where: ReturnType<typeof eq> | undefined,
): Promise<Duty[]> => {
  const rows = await reader
    .select({
      id: petitionReview.id,
      number: petitionReview.number,
      petition: petition.number,
      petitionState: petition.state,
      state: petitionReview.state,
      dueAt: petitionReview.dueAt,
      report: petitionReview.reasonSealed,
      mark: petitionJuror.mark,
      verdict: petitionJuror.verdict,
      reason: petitionJuror.reasonSealed,
    })
    .from(petitionJuror)
    .innerJoin(petitionReview, eq(petitionReview.id, petitionJuror.reviewId))
    .innerJoin(petition, eq(petition.id, petitionReview.petitionId))
    .where(where)
    .orderBy(asc(petitionReview.dueAt));
  return rows
    .filter(({ id, mark }) => jurorMark(vault, id, personId).equals(mark))
    .map(({ id, mark, report, reason, ...duty }) => ({
      ...duty,
      report: report === null ? undefined : vault.open(reportContext(id), report),
      reason: reason === null ? undefined : vault.open(verdictReasonContext(id, mark), reason),
    }));
};

/** Reviews in which a person was drawn and still decides, the nearest end first. */
export const listDuties = (reader: Reader, vault: Vault, personId: string): Promise<Duty[]> =>
  dutiesWhere(reader, vault, personId, eq(petitionReview.state, 'deciding'));

export const listAllDuties = (reader: Reader, vault: Vault, personId: string): Promise<Duty[]> =>
  dutiesWhere(reader, vault, personId, undefined);

export const findDuty = async (
  reader: Reader,
  vault: Vault,
  number: number,
  personId: string,
): Promise<Duty | undefined> =>
  (await dutiesWhere(reader, vault, personId, eq(petitionReview.number, number)))[0];
