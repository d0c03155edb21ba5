import { and, eq, inArray, isNotNull, lt, notInArray, sql } from 'drizzle-orm';
import { canonicalJson } from '../../../canonical.ts';
import type { Deps } from '../../../deps.ts';
import type { CorrectionKind } from '../../../governance/broadcast/broadcast.ts';
import {
  type BroadcastContent,
  broadcastHash,
  type DocumentFacts,
} from '../../../governance/broadcast/broadcastContent.ts';
import { wantsNews } from '../../../governance/notice/notice.ts';
import type { Database, Tx } from '../../client.ts';
import { hold, holdOne } from '../../locks.ts';
import { type AudienceKey, plainAudience, streamAudience } from '../../read/broadcast/audience.ts';
import {
  type Broadcast,
  broadcastContext,
  countRecipients,
  documentContext,
  findBroadcast,
  type SealedContent,
} from '../../read/broadcast/broadcast.ts';
import { broadcast, broadcastRecipient } from '../../schema/broadcast.ts';
import { person } from '../../schema/person.ts';
import type { Vault } from '../../vault.ts';
import { findNumber, nextNumber } from '../kit/number.ts';

export type Correction = { readonly corrects: number; readonly kind: CorrectionKind };

const written = (
  vault: Vault,
  id: string,
  content: BroadcastContent,
  document: DocumentFacts | null,
  correction: Correction | null,
) => {
  const { texts, buttons, class: kind, audience, sendsAt } = content;
  const sealed: SealedContent = { texts, buttons: [...buttons], class: kind, document };
  return {
    contentSealed: vault.seal(broadcastContext(id), canonicalJson(sealed)),
    contentHash: broadcastHash(content, document, correction),
    audience,
    sendsAt: sendsAt === null ? null : new Date(sendsAt),
  };
};

/** Adds a draft under the next number; the same submission again answers with the number it got. */
export const insertBroadcast = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: {
    readonly submissionId: string;
    readonly content: BroadcastContent;
    readonly correction: Correction | null;
    readonly writtenBy: string;
    readonly now: Date;
  },
): Promise<number> => {
  const { submissionId, content, correction, writtenBy, now } = given;
  await hold(tx, 'broadcastNumber');
  const known = await findNumber(tx, broadcast.number, broadcast.submissionId, submissionId);
  if (known !== undefined) return known;
  const id = deps.random.uuid();
  const number = await nextNumber(tx, broadcast.number);
  await tx.insert(broadcast).values({
    id,
    number,
    submissionId,
    state: 'draft',
    ...written(deps.vault, id, content, null, correction),
    writtenBy,
    createdAt: now,
    corrects: correction?.corrects ?? null,
    correction: correction?.kind ?? null,
  });
  return number;
};

/** The broadcast, alone until the transaction ends. */
export const lockBroadcast = async (tx: Tx, vault: Vault, number: number): Promise<Broadcast | undefined> => {
  await holdOne(tx, 'broadcast', number);
  return findBroadcast(tx, vault, number);
};

export const rewriteBroadcast = async (
  tx: Tx,
  vault: Vault,
  found: Broadcast,
  content: BroadcastContent,
  document: DocumentFacts | null,
): Promise<void> => {
  await tx
    .update(broadcast)
    .set({ ...written(vault, found.id, content, document, found.correction), state: 'draft' })
    .where(eq(broadcast.id, found.id));
};

/** The bytes as base64 under the vault; null takes the document away. */
export const putDocument = async (
  tx: Tx,
  vault: Vault,
  id: string,
  bytes: Uint8Array | null,
): Promise<void> => {
  const documentSealed =
    bytes === null ? null : vault.seal(documentContext(id), Buffer.from(bytes).toString('base64'));
  await tx.update(broadcast).set({ documentSealed }).where(eq(broadcast.id, id));
};

export const updateBroadcast = async (
  tx: Tx,
  id: string,
  fields: Partial<
    Pick<typeof broadcast.$inferInsert, 'state' | 'startedAt' | 'finishedAt' | 'size' | 'progressSealed'>
  >,
): Promise<void> => {
  await tx.update(broadcast).set(fields).where(eq(broadcast.id, id));
};

export const deleteBroadcast = async (tx: Tx, id: string): Promise<void> => {
  await tx.delete(broadcast).where(eq(broadcast.id, id));
};

const firstState = sql`case when ${person.reachable} then 'waiting' else 'unreachable' end`;

const snapshotStreamed = async (tx: Tx, vault: Vault, id: string, key: AudienceKey): Promise<number> => {
  let size = 0;
  for await (const batch of streamAudience(tx, vault, key)) {
    size += batch.length;
    const rows = batch
      .filter(({ locked, profile }) => !locked && (key.class === 'binding' || wantsNews(profile)))
      .map(({ id: personId, reachable }) => ({
        broadcastId: id,
        personId,
        state: reachable ? ('waiting' as const) : ('unreachable' as const),
      }));
    if (rows.length > 0) await tx.insert(broadcastRecipient).values(rows);
  }
  return size;
};

/** Writes down who gets it, and answers how many the filters meant; who is left out of those is not written down. */
export const takeSnapshot = async (
  tx: Tx,
  vault: Vault,
  { id, content }: Pick<Broadcast, 'id' | 'content'>,
  at: Date,
): Promise<number> => {
  const key = { ...content, at };
  const plain = plainAudience(key);
  if (plain === undefined) return snapshotStreamed(tx, vault, id, key);
  await tx.execute(sql`
    insert into ${broadcastRecipient} (broadcast_id, person_id, state)
    select ${id}::uuid, ${person.id}, ${firstState} from ${person} where ${plain.reached}`);
  return tx.$count(person, plain.meant);
};

/** A correction goes to those whom the corrected message reached. Answers how many. */
export const copySnapshot = async (tx: Tx, id: string, corrected: string): Promise<number> => {
  await tx.execute(sql`
    insert into ${broadcastRecipient} (broadcast_id, person_id, state)
    select ${id}::uuid, ${person.id}, ${firstState}
    from ${broadcastRecipient} join ${person} on ${person.id} = ${broadcastRecipient.personId}
    where ${broadcastRecipient.broadcastId} = ${corrected} and ${broadcastRecipient.state} = 'sent'
      and ${isNotNull(person.telegramIndex)}`);
  const reached = and(eq(broadcastRecipient.broadcastId, corrected), eq(broadcastRecipient.state, 'sent'));
  return tx.$count(broadcastRecipient, reached);
};

/**
 * Writes down what became of one recipient and answers with the broadcast's state, so that a pause is noticed after the message
 * under way. One statement and no transaction around it: it runs once for every message.
 */
export const markRecipient = async (
  db: Database,
  id: string,
  personId: string,
  state: 'sent' | 'unreachable' | 'failed',
): Promise<Broadcast['state'] | undefined> => {
  const rows = await db.execute<{ state: Broadcast['state'] }>(sql`
    with marked as (
      update ${broadcastRecipient} set state = ${state}
      where broadcast_id = ${id} and person_id = ${personId} and state = 'waiting'
    )
    select state from ${broadcast} where id = ${id}`);
  return rows[0]?.state;
};

/** Somebody who has no chat any more is left out. */
export const dropRecipient = async (tx: Tx, id: string, personId: string): Promise<void> => {
  await tx
    .delete(broadcastRecipient)
    .where(and(eq(broadcastRecipient.broadcastId, id), eq(broadcastRecipient.personId, personId)));
};

/** Ends it with the counts, which stay when the recipients are forgotten. */
export const endBroadcast = async (
  tx: Tx,
  id: string,
  state: 'sent' | 'stopped',
  now: Date,
): Promise<void> => {
  const { sent, unreachable, failed } = await countRecipients(tx, id);
  await tx
    .update(broadcast)
    .set({ state, finishedAt: now, sent, unreachable, failed, size: sql`coalesce(${broadcast.size}, 0)` })
    .where(eq(broadcast.id, id));
};

/** Forgets recipients of what ended before, but for corrections still under way. Answers how many rows. */
export const deleteRecipients = async (tx: Tx, before: Date): Promise<number> => {
  const underWay = tx
    .select({ number: sql<number>`${broadcast.corrects}` })
    .from(broadcast)
    .where(
      and(
        isNotNull(broadcast.corrects),
        inArray(broadcast.state, ['proposed', 'approved', 'sending', 'paused']),
      ),
    );
  const old = tx
    .select({ id: broadcast.id })
    .from(broadcast)
    .where(and(lt(broadcast.finishedAt, before), notInArray(broadcast.number, underWay)));
  const gone = await tx
    .delete(broadcastRecipient)
    .where(inArray(broadcastRecipient.broadcastId, old))
    .returning({ id: broadcastRecipient.broadcastId });
  return gone.length;
};

/** Documents that nobody can open any more. */
export const deleteOldDocuments = async (tx: Tx, before: Date): Promise<void> => {
  await tx
    .update(broadcast)
    .set({ documentSealed: null })
    .where(and(lt(broadcast.finishedAt, before), isNotNull(broadcast.documentSealed)));
};
