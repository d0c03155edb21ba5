import { and, asc, desc, eq, gt, inArray, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { beginnings, type ProtocolState } from '../../../governance/protocol/protocol.ts';
import type { PersonAnswer } from '../../../governance/protocol/protocolSteps.ts';
import type { Reader } from '../../client.ts';
import { project } from '../../schema/project.ts';
import { protocol, protocolPerson } from '../../schema/protocol.ts';
import type { SealContext, Vault } from '../../vault.ts';

const whole = z.int().min(0);
const voteSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('elsewhere'),
    day: z.string(),
    place: z.string(),
    present: whole,
    for: whole,
    against: whole,
    abstained: whole,
  }),
  z.strictObject({
    kind: z.literal('internal'),
    day: z.string(),
    number: whole,
    rollSize: whole,
    voted: whole,
    votes: z.array(whole).readonly(),
  }),
]);
const contentSchema = z.strictObject({
  vote: voteSchema,
  begins: z.enum(beginnings),
  /** SHA-256 of the scan, as the signed text names it. */
  scanHash: z.string().optional(),
  /** The exact text that was signed. */
  texts: z.strictObject({ ru: z.string(), en: z.string() }).optional(),
  /** Why the secretariat returned it. */
  reason: z.string().optional(),
  /** Nobody whom it names could be a delegate any more when it was to be accepted. */
  lapsed: z.boolean().optional(),
});
export type ProtocolContent = Readonly<z.infer<typeof contentSchema>>;

export const protocolContext = (id: string, column: 'content_sealed' | 'file_sealed'): SealContext => ({
  table: 'protocol',
  column,
  row: id,
});
export const protocolNameContext = (protocolId: string, personId: string): SealContext => ({
  table: 'protocol_person',
  column: 'public_name_sealed',
  row: `${protocolId}/${personId}`,
});
export const signingCodeIndex = (vault: Vault, protocolId: string, code: string): Buffer =>
  vault.index('protocol.code', `${protocolId}/${code}`);

const columns = {
  id: protocol.id,
  number: protocol.number,
  projectId: protocol.projectId,
  projectNumber: project.number,
  leaderId: project.leaderId,
  deputyId: project.deputyId,
  projectContent: project.content,
  source: protocol.source,
  voteId: protocol.voteId,
  replaces: protocol.replaces,
  state: protocol.state,
  contentSealed: protocol.contentSealed,
  participants: protocol.participants,
  active: protocol.activeParticipants,
  seats: protocol.seats,
  bylawsVersion: protocol.bylawsVersion,
  textHash: protocol.textHash,
  signedBy: protocol.signedBy,
  signedOn: protocol.signedOn,
  codeUntil: protocol.codeUntil,
  codeTries: protocol.codeTries,
  submittedAt: protocol.submittedAt,
  dueAt: protocol.dueAt,
  acceptedAt: protocol.acceptedAt,
  // Never the file itself: it may weigh 20 MB.
  fileType: protocol.fileType,
  createdAt: protocol.createdAt,
};

const nameSchema = z.object({ name: z.string() });

const select = (reader: Reader) =>
  reader.select(columns).from(protocol).innerJoin(project, eq(project.id, protocol.projectId));
type Row = Awaited<ReturnType<typeof select>>[number];

const toProtocol =
  (vault: Vault) =>
  ({ contentSealed, projectContent, ...row }: Row) => ({
    ...row,
    projectName: nameSchema.safeParse(projectContent).data?.name ?? '',
    content: contentSchema.parse(
      JSON.parse(vault.open(protocolContext(row.id, 'content_sealed'), contentSealed)),
    ) as ProtocolContent,
  });

/** A protocol with what it records, opened; without its scan. */
export type Protocol = ReturnType<ReturnType<typeof toProtocol>>;

const findBy = async (reader: Reader, vault: Vault, where: SQL): Promise<Protocol | undefined> => {
  const [row] = await select(reader).where(where);
  return row && toProtocol(vault)(row);
};

export const findProtocol = (reader: Reader, vault: Vault, number: number): Promise<Protocol | undefined> =>
  findBy(reader, vault, eq(protocol.number, number));

const underWay: readonly ProtocolState[] = ['confirming', 'signing', 'submitted'];

/** The number of the project's protocol that is under way; there is one at most. */
export const findProtocolUnderWay = async (
  reader: Reader,
  projectId: string,
): Promise<{ readonly number: number; readonly voteId: string | null } | undefined> => {
  const [row] = await reader
    .select({ number: protocol.number, voteId: protocol.voteId })
    .from(protocol)
    .where(and(eq(protocol.projectId, projectId), inArray(protocol.state, [...underWay])));
  return row;
};

/** The project's protocols, the newest first, those that were taken back left out. */
export const listProtocolsOf = async (
  reader: Reader,
  vault: Vault,
  projectId: string,
  limit: number,
): Promise<Protocol[]> => {
  const rows = await select(reader)
    .where(and(eq(protocol.projectId, projectId), ne(protocol.state, 'withdrawn')))
    .orderBy(desc(protocol.number))
    .limit(limit);
  return rows.map(toProtocol(vault));
};

/** The day of the vote by which the project's newest mandates came; null before the first. */
export const findLastVoteDay = async (
  reader: Reader,
  vault: Vault,
  projectId: string,
): Promise<string | null> => {
  const [row] = await select(reader)
    .where(and(eq(protocol.projectId, projectId), eq(protocol.state, 'accepted')))
    .orderBy(desc(protocol.acceptedAt), desc(protocol.number))
    .limit(1);
  return row === undefined ? null : toProtocol(vault)(row).content.vote.day;
};

export type NamedPerson = {
  readonly personId: string;
  readonly role: 'delegate' | 'substitute';
  readonly seat: number;
  readonly answer: PersonAnswer;
  readonly publicName: string | null;
};

/** Everybody whom a protocol names, by seat, the delegate before the substitute. */
export const listNamed = async (reader: Reader, vault: Vault, protocolId: string): Promise<NamedPerson[]> => {
  const rows = await reader
    .select()
    .from(protocolPerson)
    .where(eq(protocolPerson.protocolId, protocolId))
    .orderBy(asc(protocolPerson.seat), asc(protocolPerson.role));
  return rows.map(({ personId, role, seat, answer, publicNameSealed }) => ({
    personId,
    role,
    seat,
    answer,
    publicName:
      publicNameSealed === null
        ? null
        : vault.open(protocolNameContext(protocolId, personId), publicNameSealed),
  }));
};

/** The query of listNamedIn, for reads of several things at once. */
export const namedIn = (reader: Reader, personId: string) =>
  reader
    .select({ number: protocol.number, answer: protocolPerson.answer })
    .from(protocolPerson)
    .innerJoin(protocol, eq(protocol.id, protocolPerson.protocolId))
    .where(and(eq(protocolPerson.personId, personId), inArray(protocol.state, ['confirming', 'signing'])))
    .orderBy(asc(protocol.number));

/** Protocols that name a person and are not signed yet: what they still have to answer, or may change. */
export const listNamedIn = async (
  reader: Reader,
  personId: string,
): Promise<{ readonly number: number; readonly answer: PersonAnswer }[]> => namedIn(reader, personId);

/** Protocols that everybody has answered and that wait for the signature of who answers for their projects (rule D3). */
export const signableBy = (reader: Reader, headId: string) =>
  reader
    .select({ number: protocol.number })
    .from(protocol)
    .innerJoin(project, eq(project.id, protocol.projectId))
    .where(and(eq(protocol.state, 'signing'), or(eq(project.leaderId, headId), eq(project.deputyId, headId))))
    .orderBy(protocol.number);

const newer = alias(protocol, 'newer');

/** Protocols that came back to who answers for their projects, with nothing newer in their place. */
export const returnedTo = (reader: Reader, headId: string) =>
  reader
    .select({ number: protocol.number })
    .from(protocol)
    .innerJoin(project, eq(project.id, protocol.projectId))
    .where(
      and(
        eq(protocol.state, 'returned'),
        or(eq(project.leaderId, headId), eq(project.deputyId, headId)),
        notExists(
          reader
            .select({ one: sql`1` })
            .from(newer)
            .where(
              and(
                eq(newer.projectId, protocol.projectId),
                gt(newer.number, protocol.number),
                ne(newer.state, 'withdrawn'),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(protocol.number));

/** The scan, opened; undefined when there is none. */
export const readScan = async (
  reader: Reader,
  vault: Vault,
  protocolId: string,
): Promise<{ readonly type: 'pdf' | 'jpeg' | 'png'; readonly bytes: Uint8Array } | undefined> => {
  const [row] = await reader
    .select({ sealed: protocol.fileSealed, type: protocol.fileType })
    .from(protocol)
    .where(eq(protocol.id, protocolId));
  if (row === undefined || row.sealed === null || row.type === null) return undefined;
  return { type: row.type, bytes: vault.openBytes(protocolContext(protocolId, 'file_sealed'), row.sealed) };
};
