import { inTransaction, type Tx } from '../../db/client.ts';
import { type BylawsVersion, currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findPetition } from '../../db/read/petition/petition.ts';
import { lotSecretContext, reporterMark } from '../../db/read/petition/petitionMarks.ts';
import { findAuthor } from '../../db/read/petition/petitionOfPerson.ts';
import { listReviews } from '../../db/read/petition/petitionReview.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
import { lockPetition, readLotSecret, renewLotSecret } from '../../db/write/petition/petition.ts';
import { findReviewOf, insertReview, listReviewFacts } from '../../db/write/petition/petitionReview.ts';
import type { Deps } from '../../deps.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import type { RightsRefusal } from '../../governance/member/rights.ts';
import type { PetitionRefusal } from '../../governance/petition/petition.ts';
import {
  decideJury,
  decideReport,
  type PetitionReviewRefusal,
  type ReportFacts,
  reportLimits,
} from '../../governance/petition/petitionReview.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { voteRightOf } from '../member/voteRight.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { type Drawn, drawJury, gatherJuryRoll } from './drawJury.ts';
import { newLotSecret } from './openPetition.ts';
import { tellAuthor } from './tellAuthor.ts';

const HOUR_MS = 3_600_000;

type Row = Awaited<ReturnType<typeof lockPetition>>;
type Given = {
  readonly personId: string;
  readonly submissionId: string;
  readonly reason: string;
  readonly bylaws: BylawsVersion;
  readonly now: Date;
};

/** Reveals the secret with the lot, fixes the next secret, tells the three. */
const openReview = async (tx: Tx, deps: Deps, petition: Row, drawn: Drawn, given: Given): Promise<number> => {
  const { vault, random } = deps;
  const { id, number: petitionNumber, authorSealed } = petition;
  const { personId, submissionId, reason, bylaws, now } = given;
  const { lot, lotRoll, jurors } = drawn;
  const dueAt = new Date(now.getTime() + bylaws.bylaws.petitionReviewHours * HOUR_MS);
  const number = await insertReview(tx, vault, {
    id: random.uuid(),
    submissionId,
    petitionId: id,
    reason,
    reporterMark: reporterMark(vault, id, personId),
    openedAt: now,
    dueAt,
    lot,
    lotRoll,
    jurors,
  });
  const next = newLotSecret(deps, id);
  await renewLotSecret(tx, id, next);
  await tellPeople(tx, {
    kind: 'petition.jury',
    subject: `review:${number}`,
    personIds: jurors,
    facts: sealedUntil(vault, dueAt),
    now,
  });
  await tellAuthor(tx, deps, {
    petitionId: id,
    number: petitionNumber,
    authorSealed,
    news: `reported:${number}`,
    now,
  });
  await appendJournal(tx, {
    kind: 'petition.lotDrawn',
    at: now,
    number,
    petition: petitionNumber,
    lot,
    dueAt,
    nextCommitment: next.lotCommitment,
    bylawsVersion: bylaws.version,
  });
  return number;
};

/** Whether the report can be made, by what is known of the petition now. */
const weighReport = async (
  tx: Tx,
  { vault }: Deps,
  facts: Omit<ReportFacts, 'reviews'> & {
    readonly id: string;
    readonly personId: string;
    readonly now: Date;
  },
) => {
  const { id, personId, now, ...known } = facts;
  const own = reporterMark(vault, id, personId);
  const reviews = (await listReviewFacts(tx, id)).map(({ state, reporterMark: mark }) => ({
    state,
    mine: own.equals(mark),
  }));
  return decideReport({ ...known, reviews }, now);
};

/** The roll and the lot, made before the petition is locked; whoever drew another lot meanwhile took the secret, and it is drawn again. */
const prepareDraw = async (
  tx: Tx,
  deps: Deps,
  given: {
    readonly petitionId: string;
    readonly except: ReadonlySet<string>;
    readonly bylaws: BylawsVersion;
    readonly now: Date;
  },
): Promise<{ readonly size: number; readonly drawnFor: (row: Row) => Promise<Drawn> }> => {
  const { petitionId: id, bylaws } = given;
  const draw = (await listReviews(tx, id)).length + 1;
  const roll = await gatherJuryRoll(tx, deps, { ...given, draw });
  const drawWith = (sealed: Uint8Array) =>
    drawJury(roll, {
      secret: deps.vault.open(lotSecretContext(id), sealed),
      draw: bylaws.bylaws.petitionJurors,
    });
  const early = await drawWith(await readLotSecret(tx, id));
  const drawnFor = async ({ lotCommitment, lotSecretSealed }: Row): Promise<Drawn> =>
    lotCommitment === early.lot.commitment ? early : drawWith(lotSecretSealed);
  return { size: roll.size, drawnFor };
};

type Refused = PetitionRefusal | PetitionReviewRefusal | RightsRefusal | TextRefusal;

/**
 * A member reports that a petition contradicts the Declaration: three members are drawn by lot and have 72 hours; the petition goes on
 * meanwhile. The same `submissionId` again answers with the same lot. Source: T3. Refusals: text.* at `reason`, petition.unknown,
 * those of decideReport, petition.juryTooSmall {needed}.
 */
export const reportPetition = (
  deps: Deps,
  command: Pick<Given, 'personId' | 'submissionId' | 'reason'> & { readonly number: number },
): Promise<Result<{ readonly number: number; readonly dueAt: string }, Refused>> =>
  inTransaction(deps, 'reportPetition', async (tx) => {
    const { personId, submissionId } = command;
    const account = await lockPerson(tx, deps, personId);
    const petition = await findPetition(tx, command.number);
    if (petition === undefined) return refuse('petition.unknown');
    const { id } = petition;
    const earlier = await findReviewOf(tx, submissionId);
    if (earlier !== undefined) return ok({ number: earlier.number, dueAt: earlier.dueAt.toISOString() });
    const reason = cleanText(command.reason, reportLimits);
    if (!reason.ok) return refuse({ ...reason.refusals[0], path: 'reason' });
    const now = await deps.clock.now(tx);
    const bylaws = await currentBylaws(tx, now);
    const vote = await voteRightOf(tx, deps, account, now);
    const author = await findAuthor(tx, deps.vault, id);
    const weigh = (state: Pick<Row, 'state' | 'closesAt'>) =>
      weighReport(tx, deps, { ...state, id, personId, isAuthor: author === personId, vote, now });
    // Nobody makes a million marks for nothing: what is refused now is refused at once.
    const allowed = await weigh(petition);
    if (!allowed.ok) return allowed;
    const except = new Set([personId, ...(author === undefined ? [] : [author])]);
    // Before the lock: supporters must not wait until everybody's mark is made and drawn. Who reports meanwhile is met below.
    const prepared = await prepareDraw(tx, deps, { petitionId: id, except, bylaws, now });
    const row = await lockPetition(tx, id);
    const decided = await weigh(row);
    if (!decided.ok) return decided;
    const jury = decideJury(prepared.size, bylaws.bylaws.petitionJurors);
    if (!jury.ok) return jury;
    const given = { personId, submissionId, reason: reason.value, bylaws, now };
    const number = await openReview(tx, deps, row, await prepared.drawnFor(row), given);
    const dueAt = new Date(now.getTime() + bylaws.bylaws.petitionReviewHours * HOUR_MS);
    return ok({ number, dueAt: dueAt.toISOString() });
  });
