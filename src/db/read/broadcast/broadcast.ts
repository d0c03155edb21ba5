import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNull,
  lt,
  lte,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { z } from 'zod';
import type { CorrectionKind } from '../../../governance/broadcast/broadcast.ts';
import {
  audienceSchema,
  type BroadcastContent,
  type DocumentFacts,
} from '../../../governance/broadcast/broadcastContent.ts';
import type { Reader } from '../../client.ts';
import { broadcast, broadcastRecipient } from '../../schema/broadcast.ts';
import type { Vault } from '../../vault.ts';

type Row = typeof broadcast.$inferSelect;

/** What became of the snapshot; `leftOut`: news switched off, account locked or erased, or sending was stopped. */
export type BroadcastCounts = {
  readonly size: number;
  readonly sent: number;
  readonly unreachable: number;
  readonly failed: number;
  readonly leftOut: number;
};

export type Broadcast = {
  readonly id: string;
  readonly number: number;
  readonly state: Row['state'];
  readonly content: BroadcastContent;
  readonly document: DocumentFacts | null;
  readonly hash: string;
  readonly writtenBy: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Of the whole snapshot, once it was taken. */
  readonly size: number | null;
  /** Once it has ended. */
  readonly counts: BroadcastCounts | null;
  readonly correction: { readonly corrects: number; readonly kind: CorrectionKind } | null;
  readonly progressSealed: Uint8Array | null;
};

export const broadcastContext = (id: string) => ({
  table: 'broadcast',
  column: 'content_sealed',
  row: id,
});
export const documentContext = (id: string) => ({ ...broadcastContext(id), column: 'document_sealed' });
export const progressContext = (id: string) => ({ ...broadcastContext(id), column: 'progress_sealed' });

const texts = z.strictObject({ ru: z.string(), en: z.string() });
/** What is sealed as the content; the filters and the time have columns of their own. */
const sealedContent = z.strictObject({
  texts,
  buttons: z.array(z.strictObject({ label: texts, url: z.string() })),
  class: z.enum(['binding', 'news']),
  document: z.strictObject({ name: z.string(), size: z.number(), sha256: z.string() }).nullable(),
});
export type SealedContent = z.infer<typeof sealedContent>;

const countsOf = ({
  size,
  sent,
  unreachable,
  failed,
}: Pick<Row, 'size' | 'sent' | 'unreachable' | 'failed'>): BroadcastCounts | null => {
  if (size === null || sent === null || unreachable === null || failed === null) return null;
  return { size, sent, unreachable, failed, leftOut: size - sent - unreachable - failed };
};

// Everything but the document, which may be 20 MB.
const { documentSealed: _, ...light } = getTableColumns(broadcast);
type LightRow = Omit<Row, 'documentSealed'>;

const toBroadcast = (vault: Vault, row: LightRow): Broadcast => {
  const opened = JSON.parse(vault.open(broadcastContext(row.id), row.contentSealed));
  const { document, ...written } = sealedContent.parse(opened);
  const { id, number, state, writtenBy, createdAt, startedAt, finishedAt, size, progressSealed } = row;
  const { corrects, correction: kind } = row;
  return {
    id,
    number,
    state,
    content: {
      ...written,
      audience: audienceSchema.parse(row.audience),
      sendsAt: row.sendsAt?.toISOString() ?? null,
    },
    document,
    hash: row.contentHash,
    writtenBy,
    createdAt,
    startedAt,
    finishedAt,
    size,
    counts: countsOf(row),
    correction: corrects === null || kind === null ? null : { corrects, kind },
    progressSealed,
  };
};

const selectBroadcasts = (reader: Reader, where: SQL | undefined) =>
  reader.select(light).from(broadcast).where(where).$dynamic();

export const findBroadcast = async (
  reader: Reader,
  vault: Vault,
  number: number,
): Promise<Broadcast | undefined> => {
  const [row] = await selectBroadcasts(reader, eq(broadcast.number, number));
  return row && toBroadcast(vault, row);
};

export const findBroadcastById = async (
  reader: Reader,
  vault: Vault,
  id: string,
): Promise<Broadcast | undefined> => {
  const [row] = await selectBroadcasts(reader, eq(broadcast.id, id));
  return row && toBroadcast(vault, row);
};

/** Newest first, below `before`. */
export const listBroadcasts = async (
  reader: Reader,
  vault: Vault,
  page: { readonly before?: number | undefined; readonly offset?: number; readonly limit: number },
): Promise<Broadcast[]> => {
  const rows = await selectBroadcasts(
    reader,
    page.before === undefined ? undefined : lt(broadcast.number, page.before),
  )
    .orderBy(desc(broadcast.number))
    .offset(page.offset ?? 0)
    .limit(page.limit);
  return rows.map((row) => toBroadcast(vault, row));
};

export const countBroadcasts = (reader: Reader): Promise<number> => reader.$count(broadcast);

/** Corrections of this one, oldest first. */
export const listCorrections = async (reader: Reader, number: number) =>
  reader
    .select({ number: broadcast.number, kind: broadcast.correction, state: broadcast.state })
    .from(broadcast)
    .where(eq(broadcast.corrects, number))
    .orderBy(asc(broadcast.number));

/** The document's bytes; undefined where there is none, or none any more. */
export const findDocument = async (
  reader: Reader,
  vault: Vault,
  id: string,
): Promise<Uint8Array | undefined> => {
  const [row] = await reader
    .select({ sealed: broadcast.documentSealed })
    .from(broadcast)
    .where(eq(broadcast.id, id));
  if (row === undefined || row.sealed === null) return undefined;
  return Buffer.from(vault.open(documentContext(id), row.sealed), 'base64');
};

/** Approved ones whose time has come, oldest first. */
export const listStartable = async (reader: Reader, now: Date): Promise<string[]> => {
  const isDue = or(isNull(broadcast.sendsAt), lte(broadcast.sendsAt, now));
  const rows = await reader
    .select({ id: broadcast.id })
    .from(broadcast)
    .where(and(eq(broadcast.state, 'approved'), isDue))
    .orderBy(asc(broadcast.number));
  return rows.map(({ id }) => id);
};

/** The one to send now: a correction before the rest, then the oldest. */
export const findSending = async (reader: Reader): Promise<string | undefined> => {
  const [row] = await reader
    .select({ id: broadcast.id })
    .from(broadcast)
    .where(eq(broadcast.state, 'sending'))
    .orderBy(sql`${broadcast.corrects} is null`, asc(broadcast.number))
    .limit(1);
  return row?.id;
};

/** What officers have under way or have to decide about, for the desk. */
export const countUnderWay = async (
  reader: Reader,
): Promise<{ waiting: number; oldest: Date | undefined }> => {
  const [row] = await reader
    .select({ waiting: count(), oldest: sql<string | null>`min(${broadcast.createdAt})` })
    .from(broadcast)
    .where(inArray(broadcast.state, ['draft', 'rejected', 'approved', 'sending', 'paused']));
  const oldest = row?.oldest;
  return { waiting: row?.waiting ?? 0, oldest: oldest == null ? undefined : new Date(oldest) };
};

export type RecipientCounts = Omit<BroadcastCounts, 'size' | 'leftOut'> & { readonly waiting: number };

/** How far the sending is. */
export const countRecipients = async (reader: Reader, id: string): Promise<RecipientCounts> => {
  const rows = await reader
    .select({ state: broadcastRecipient.state, count: count() })
    .from(broadcastRecipient)
    .where(eq(broadcastRecipient.broadcastId, id))
    .groupBy(broadcastRecipient.state);
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
  return {
    waiting: of('waiting'),
    sent: of('sent'),
    unreachable: of('unreachable'),
    failed: of('failed'),
  };
};

/** The next who wait, by key, so that a million recipients take the memory of a page. */
export const listWaiting = async (
  reader: Reader,
  id: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<string[]> => {
  const rows = await reader
    .select({ personId: broadcastRecipient.personId })
    .from(broadcastRecipient)
    .where(
      and(
        eq(broadcastRecipient.broadcastId, id),
        eq(broadcastRecipient.state, 'waiting'),
        page.after === undefined ? undefined : gt(broadcastRecipient.personId, page.after),
      ),
    )
    .orderBy(asc(broadcastRecipient.personId))
    .limit(page.limit);
  return rows.map(({ personId }) => personId);
};

/** What a correction's first line names: the day on which the corrected one went out, and its words. */
export const findCorrected = async (
  reader: Reader,
  vault: Vault,
  { correction }: Pick<Broadcast, 'correction'>,
) => {
  if (correction === null) return null;
  const corrected = await findBroadcast(reader, vault, correction.corrects);
  if (corrected === undefined) return null;
  const { startedAt, createdAt, content } = corrected;
  return { kind: correction.kind, startedAt: startedAt ?? createdAt, texts: content.texts };
};
