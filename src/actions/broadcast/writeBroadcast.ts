import { sha256Bytes } from '../../canonical.ts';
import { inTransaction, inTransactionNow, type Tx } from '../../db/client.ts';
import { type Broadcast, countRecipients, findBroadcast } from '../../db/read/broadcast/broadcast.ts';
import {
  type Correction,
  deleteBroadcast,
  insertBroadcast,
  lockBroadcast,
  putDocument,
  rewriteBroadcast,
} from '../../db/write/broadcast/broadcast.ts';
import type { Deps } from '../../deps.ts';
import {
  type CorrectionKind,
  decideBroadcastMove,
  decideCorrecting,
  decideDiscarding,
  decideMoment,
} from '../../governance/broadcast/broadcast.ts';
import {
  type BroadcastContent,
  type DocumentFacts,
  parseBroadcast,
  type Room,
} from '../../governance/broadcast/broadcastContent.ts';
import { documentMaxBytes, parseDocument } from '../../governance/broadcast/broadcastDocument.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';

type Draft = { readonly officerId: string; readonly input: unknown };

const judge = (input: unknown, room: Room, now: Date): Result<BroadcastContent> => {
  const parsed = parseBroadcast(input, room);
  if (!parsed.ok) return parsed;
  const { sendsAt } = parsed.value;
  const moment = decideMoment(sendsAt === null ? null : new Date(sendsAt), now);
  return moment.ok ? parsed : moment;
};

const roomOf = (hasDocument: boolean, correction: unknown): Room => ({
  hasDocument,
  isCorrection: correction !== null,
});

/** What a correction is about: an ended broadcast whose recipients are still known. */
const checkCorrection = async (tx: Tx, deps: Deps, correction: Correction): Promise<Result<Correction>> => {
  const corrected = await findBroadcast(tx, deps.vault, correction.corrects);
  if (corrected === undefined) return refuse({ code: 'broadcast.unknown', path: 'corrects' });
  const { sent: reached } = await countRecipients(tx, corrected.id);
  const decided = decideCorrecting({ state: corrected.state, reached });
  return decided.ok ? ok(correction) : decided;
};

type Writing = Draft & {
  readonly submissionId: string;
  readonly correction?: { readonly corrects: number; readonly kind: CorrectionKind };
};

/** The same within an action's transaction. */
export const writeDraft = async (
  tx: Tx,
  deps: Deps,
  command: Writing,
  now: Date,
): Promise<Result<{ number: number }>> => {
  const { officerId: writtenBy, submissionId, correction = null } = command;
  if (!(await hasPower(tx, deps, writtenBy, 'broadcast.propose'))) return refuse('broadcast.noPower');
  const content = judge(command.input, roomOf(false, correction), now);
  if (!content.ok) return content;
  if (correction !== null) {
    const checked = await checkCorrection(tx, deps, correction);
    if (!checked.ok) return checked;
  }
  const given = { submissionId, content: content.value, correction, writtenBy, now };
  return ok({ number: await insertBroadcast(tx, deps, given) });
};

/**
 * An officer writes a broadcast; nobody but officers sees it before it is approved. `submissionId` again answers with the same
 * number. A correction names what it corrects and how, and goes to those whom that reached. Refusals: broadcast.noPower, .unknown,
 * .notEnded, .recipientsGone, .momentPast, .momentFar, those of parseBroadcast.
 */
export const draftBroadcast = (deps: Deps, command: Writing): Promise<Result<{ number: number }>> =>
  inTransactionNow(deps, 'draftBroadcast', async (tx, now) => writeDraft(tx, deps, command, now));

/** Locks a broadcast for an officer who may write. Refusals: broadcast.noPower, .unknown. */
export const lockFor = async (
  tx: Tx,
  deps: Deps,
  { officerId, number }: OfficerActs,
): Promise<Result<Broadcast>> => {
  if (!(await hasPower(tx, deps, officerId, 'broadcast.propose'))) return refuse('broadcast.noPower');
  const found = await lockBroadcast(tx, deps.vault, number);
  return found === undefined ? refuse('broadcast.unknown') : ok(found);
};

/** What was stored, as it was written: to be changed in one place and judged again as a whole. */
const inputOf = ({ content }: Pick<Broadcast, 'content'>): Record<string, unknown> => ({
  ...content,
});

/**
 * Replaces what a draft says; one that was declined becomes a draft again. `changes` are fields of the input. Refusals:
 * broadcast.notEditable and those of draftBroadcast.
 */
export const editBroadcast = (
  deps: Deps,
  command: {
    readonly officerId: string;
    readonly number: number;
    readonly changes: Readonly<Record<string, unknown>>;
  },
): Promise<Result<{ number: number; hash: string }>> =>
  inTransaction(deps, 'editBroadcast', async (tx) => {
    const found = await lockFor(tx, deps, command);
    if (!found.ok) return found;
    const moved = decideBroadcastMove(found.value.state, 'edited');
    if (!moved.ok) return moved;
    const { document, correction } = found.value;
    const input = { ...inputOf(found.value), ...command.changes };
    const room = roomOf(document !== null, correction);
    const content = judge(input, room, await deps.clock.now(tx));
    if (!content.ok) return content;
    await rewriteBroadcast(tx, deps.vault, found.value, content.value, document);
    const after = await findBroadcast(tx, deps.vault, command.number);
    return ok({ number: command.number, hash: after?.hash ?? '' });
  });

/** What came from Telegram or the API; undefined where Telegram did not give it. */
export type GivenDocument = { readonly name: string; readonly bytes: Uint8Array | undefined };

/**
 * Puts a document to a draft, or takes it away. The texts must fit below it. Refusals: broadcast.documentTooLarge {max}, .notPdf,
 * .activePdf, .tooLong {max, length}, those of editBroadcast.
 */
export const attachDocument = (
  deps: Deps,
  command: {
    readonly officerId: string;
    readonly number: number;
    readonly document: GivenDocument | null;
  },
): Promise<Result<{ number: number; document: DocumentFacts | null }>> =>
  inTransaction(deps, 'attachDocument', async (tx) => {
    const { document: given } = command;
    const found = await lockFor(tx, deps, command);
    if (!found.ok) return found;
    const moved = decideBroadcastMove(found.value.state, 'edited');
    if (!moved.ok) return moved;
    const read = given === null ? ok(null) : readDocument(given);
    if (!read.ok) return read;
    const content = parseBroadcast(inputOf(found.value), roomOf(read.value !== null, found.value.correction));
    if (!content.ok) return content;
    await rewriteBroadcast(tx, deps.vault, found.value, content.value, read.value);
    await putDocument(tx, deps.vault, found.value.id, given?.bytes ?? null);
    return ok({ number: command.number, document: read.value });
  });

const readDocument = ({ name, bytes }: GivenDocument): Result<DocumentFacts> => {
  const max = documentMaxBytes / 1024 / 1024;
  if (bytes === undefined) return refuse({ code: 'broadcast.documentTooLarge', facts: { max } });
  const parsed = parseDocument(name, bytes);
  return parsed.ok ? ok({ name: parsed.value.name, size: bytes.length, sha256: sha256Bytes(bytes) }) : parsed;
};

/** Takes a draft away, with its texts and its document. Refusals: broadcast.notDiscardable, .notWriter, .noPower, .unknown. */
export const discardBroadcast = (deps: Deps, command: OfficerActs): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'discardBroadcast', async (tx) => {
    const found = await lockFor(tx, deps, command);
    if (!found.ok) return found;
    const decided = decideDiscarding(found.value, command.officerId);
    if (!decided.ok) return decided;
    await deleteBroadcast(tx, found.value.id);
    return ok({ number: command.number });
  });
