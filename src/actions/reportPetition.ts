import { canonicalJson } from '../canonical.ts';
import { inTransaction, type Tx } from '../db/client.ts';
import { type BylawsVersion, currentBylaws } from '../db/read/bylaws.ts';
import { noticeContext } from '../db/read/notice.ts';
import { findPetition } from '../db/read/petition.ts';
import { lotSecretContext, reporterMark } from '../db/read/petitionMarks.ts';
import { findAuthor } from '../db/read/petitionOfPerson.ts';
import { listReviews } from '../db/read/petitionReview.ts';
import { appendJournal } from '../db/write/journal.ts';
import { queueNotices } from '../db/write/notice.ts';
import { lockPetition, renewLotSecret } from '../db/write/petition.ts';
import { findReviewOf, insertReview, listReviewFacts } from '../db/write/petitionReview.ts';
import type { Deps } from '../deps.ts';
import type { PetitionRefusal } from '../governance/petition.ts';
import {
  decideJury,
  decideReport,
  type PetitionReviewRefusal,
  reportLimits,
} from '../governance/petitionReview.ts';
import type { RightRefusal } from '../governance/rights.ts';
import { cleanText, type TextRefusal } from '../governance/text.ts';
import { ok, type Result, refuse } from '../result.ts';
import { drawJury, gatherJuryRoll, type JuryRoll } from './drawJury.ts';
import { lockPerson } from './lockPerson.ts';
import { newLotSecret } from './openPetition.ts';
import { tellAuthor } from './tellAuthor.ts';
import { voteRightOf } from './voteRight.ts';

const HOUR_MS = 3_600_000;

type Row = Awaited<ReturnType<typeof lockPetition>>;
type Given = {
  readonly personId: string;
  readonly submissionId: string;
  readonly reason: string;
  readonly bylaws: BylawsVersion;
  readonly now: Date;
};

const tellJurors = async (
  tx: Tx,
  { vault }: Deps,
  given: {
    readonly jurors: readonly string[];
    readonly number: number;
    readonly dueAt: Date;
    readonly now: Date;
  },
): Promise<void> => {
  const { jurors, number, dueAt, now } = given;
  const kind = 'petition.jury';
  const rows = jurors.map((personId) => {
    const key = { personId, kind, subject: `review:${number}` } as const;
    const facts = vault.seal(noticeContext(key), canonicalJson({ until: dueAt.toISOString() }));
    return { ...key, facts, notBefore: now };
  });
  await queueNotices(tx, rows);
};

/** Reveals the secret, draws, fixes the next secret, tells the three. */
const openReview = async (
  tx: Tx,
  deps: Deps,
  petition: Row,
  roll: JuryRoll,
  given: Given,
): Promise<number> => {
  const { vault, random } = deps;
  const { id, number: petitionNumber, authorSealed } = petition;
  const { personId, submissionId, reason, bylaws, now } = given;
  const { petitionJurors: draw, petitionReviewHours } = bylaws.bylaws;
  const secret = vault.open(lotSecretContext(id), petition.lotSecretSealed);
  const { lot, marks, jurors } = drawJury(roll, { secret, draw });
  const dueAt = new Date(now.getTime() + petitionReviewHours * HOUR_MS);
  const number = await insertReview(tx, vault, {
    id: random.uuid(),
    submissionId,
    petitionId: id,
    reason,
    reporterMark: reporterMark(vault, id, personId),
    openedAt: now,
    dueAt,
    lot,
    roll: marks,
    jurors,
  });
  const next = newLotSecret(deps, id);
  await renewLotSecret(tx, id, next);
  await tellJurors(tx, deps, { jurors, number, dueAt, now });
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

type Refused = PetitionRefusal | PetitionReviewRefusal | RightRefusal | TextRefusal;

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
    // Before the lock: supporters must not wait until everybody's mark is made. Who reports meanwhile is met below.
    const draw = (await listReviews(tx, id)).length + 1;
    const author = await findAuthor(tx, deps.vault, id);
    const except = new Set([personId, ...(author === undefined ? [] : [author])]);
    const roll = await gatherJuryRoll(tx, deps, { petitionId: id, draw, except, bylaws, now });
    const row = await lockPetition(tx, id);
    const own = reporterMark(deps.vault, id, personId);
    const reviews = (await listReviewFacts(tx, id)).map(({ state, reporterMark: mark }) => ({
      state,
      mine: own.equals(mark),
    }));
    const decided = decideReport({ ...row, vote, isAuthor: author === personId, reviews }, now);
    if (!decided.ok) return decided;
    const jury = decideJury(roll.size, bylaws.bylaws.petitionJurors);
    if (!jury.ok) return jury;
    const given = { personId, submissionId, reason: reason.value, bylaws, now };
    const number = await openReview(tx, deps, row, roll, given);
    const dueAt = new Date(now.getTime() + bylaws.bylaws.petitionReviewHours * HOUR_MS);
    return ok({ number, dueAt: dueAt.toISOString() });
  });
