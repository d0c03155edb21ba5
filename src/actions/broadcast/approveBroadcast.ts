import { type Json, sha256Bytes } from '../../canonical.ts';
import { inTransactionNow, type Tx } from '../../db/client.ts';
import { countAudience } from '../../db/read/broadcast/audience.ts';
import {
  type Broadcast,
  countRecipients,
  findBroadcast,
  findBroadcastById,
  findDocument,
} from '../../db/read/broadcast/broadcast.ts';
import { lockBroadcast, updateBroadcast } from '../../db/write/broadcast/broadcast.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import { decideBroadcastMove, decideCorrecting, decideMoment } from '../../governance/broadcast/broadcast.ts';
import { broadcastHash } from '../../governance/broadcast/broadcastContent.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { openProposal } from '../proposal/openProposal.ts';
import { broadcastPayload } from '../proposal/proposalPayload.ts';
import { lockFor } from './writeBroadcast.ts';

/** Of what is stored now, the document's bytes included: what was approved is exactly what is sent. */
const hashOf = async (tx: Tx, deps: Deps, found: Broadcast): Promise<string> => {
  const bytes = found.document === null ? undefined : await findDocument(tx, deps.vault, found.id);
  const document = found.document && {
    ...found.document,
    sha256: bytes === undefined ? '' : sha256Bytes(bytes),
  };
  return broadcastHash(found.content, document, found.correction);
};

const check = async (tx: Tx, deps: Deps, found: Broadcast, now: Date): Promise<Result<null>> => {
  const { sendsAt } = found.content;
  const moment = decideMoment(sendsAt === null ? null : new Date(sendsAt), now);
  if (!moment.ok) return moment;
  if (found.correction === null) {
    const size = await countAudience(tx, deps.vault, found.content.audience, now);
    return size === 0 ? refuse('broadcast.nobody') : ok(null);
  }
  const corrected = await findBroadcast(tx, deps.vault, found.correction.corrects);
  if (corrected === undefined) return refuse('broadcast.recipientsGone');
  const { sent: reached } = await countRecipients(tx, corrected.id);
  return decideCorrecting({ state: corrected.state, reached });
};

type Proposed = { readonly number: number; readonly case: number; readonly hash: string };

/** The same within an action's transaction. */
export const putForward = async (
  tx: Tx,
  deps: Deps,
  command: OfficerActs,
  now: Date,
): Promise<Result<Proposed>> => {
  const found = await lockFor(tx, deps, command);
  if (!found.ok) return found;
  const { id, state } = found.value;
  const moved = decideBroadcastMove(state, 'proposed');
  if (!moved.ok) return moved;
  const checked = await check(tx, deps, found.value, now);
  if (!checked.ok) return checked;
  const hash = await hashOf(tx, deps, found.value);
  const payload: Json = { broadcastId: id, hash };
  const opened = await openProposal(tx, deps, {
    kind: 'broadcast',
    payload,
    proposedBy: command.officerId,
    now,
  });
  if (!opened.ok) return opened;
  await updateBroadcast(tx, id, { state: moved.value });
  return ok({ number: command.number, case: opened.value.number, hash });
};

/**
 * Puts a draft before a second officer, by its hash. From now on nobody can change it; the proposer may take it back. Source:
 * security.md, two persons. Refusals: broadcast.notDraft, .nobody, .momentPast, .recipientsGone, .noPower, .unknown, proposal.noPower.
 */
export const proposeBroadcast = (deps: Deps, command: OfficerActs): Promise<Result<Proposed>> =>
  inTransactionNow(deps, 'proposeBroadcast', async (tx, now) => putForward(tx, deps, command, now));

const lockProposed = async (tx: Tx, deps: Deps, payload: unknown): Promise<Broadcast | undefined> => {
  const { broadcastId } = broadcastPayload.parse(payload);
  const found = await findBroadcastById(tx, deps.vault, broadcastId);
  return found && lockBroadcast(tx, deps.vault, found.number);
};

/**
 * The last approval: only of the text that was proposed. `callWhatItCarries` calls the session whose agenda it is, before anything is
 * written. Refusals: broadcast.changed, .momentPast, .recipientsGone, those of `callWhatItCarries`.
 */
export const applyBroadcast = async (
  tx: Tx,
  deps: Deps,
  payload: unknown,
  now: Date,
  callWhatItCarries: (found: Broadcast) => Promise<Result<readonly JournalFact[]>>,
): Promise<Result<readonly JournalFact[]>> => {
  const found = await lockProposed(tx, deps, payload);
  if (found === undefined) return refuse('broadcast.changed');
  const { hash } = broadcastPayload.parse(payload);
  const moved = decideBroadcastMove(found.state, 'approved');
  if (!moved.ok) return moved;
  if ((await hashOf(tx, deps, found)) !== hash) return refuse('broadcast.changed');
  const checked = await check(tx, deps, found, now);
  if (!checked.ok) return checked;
  const called = await callWhatItCarries(found);
  if (!called.ok) return called;
  await updateBroadcast(tx, found.id, { state: moved.value });
  return ok([{ kind: 'broadcast.approved', at: now, number: found.number, hash }, ...called.value]);
};

/** Declined by another officer it may be written anew; taken back by the proposer it is the draft it was. */
export const returnBroadcast = async (
  tx: Tx,
  deps: Deps,
  payload: unknown,
  isProposer: boolean,
): Promise<void> => {
  const found = await lockProposed(tx, deps, payload);
  if (found === undefined) return;
  const moved = decideBroadcastMove(found.state, isProposer ? 'returned' : 'rejected');
  if (moved.ok) await updateBroadcast(tx, found.id, { state: moved.value });
};
