import { and, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import { canonicalJson } from '../../../canonical.ts';
import type { Deps } from '../../../deps.ts';
import type { ScanType } from '../../../governance/protocol/protocolScan.ts';
import type { PersonAnswer } from '../../../governance/protocol/protocolSteps.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { mandateNameIndex } from '../../read/mandate/mandate.ts';
import {
  findProtocol,
  type Protocol,
  type ProtocolContent,
  protocolContext,
  protocolNameContext,
} from '../../read/protocol/protocol.ts';
import { mandate } from '../../schema/mandate.ts';
import { protocol, protocolPerson } from '../../schema/protocol.ts';
import type { Vault } from '../../vault.ts';
import type { Changes } from '../kit/changes.ts';
import { findNumber, nextNumber } from '../kit/number.ts';

export type NewProtocol = Pick<
  typeof protocol.$inferInsert,
  'submissionId' | 'projectId' | 'source' | 'participants' | 'seats' | 'bylawsVersion' | 'createdAt'
> & {
  readonly active: number;
  readonly voteId: string | null;
  readonly replaces: string | null;
  readonly content: ProtocolContent;
  /** Ids in the order of the seats; `seat` of a replaced delegate is the old one's. */
  readonly delegates: readonly { readonly personId: string; readonly seat: number }[];
};

/** Adds a protocol with the people it names under the next number. The caller holds the project. */
export const insertProtocol = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  { active, content, delegates, ...given }: NewProtocol,
): Promise<{ readonly id: string; readonly number: number }> => {
  await hold(tx, 'protocolNumber');
  const number = await nextNumber(tx, protocol.number);
  const id = deps.random.uuid();
  await tx.insert(protocol).values({
    ...given,
    id,
    number,
    state: 'confirming',
    activeParticipants: active,
    contentSealed: deps.vault.seal(protocolContext(id, 'content_sealed'), canonicalJson(content)),
  });
  for (const { personId, seat } of delegates)
    await insertNamed(tx, { protocolId: id, personId, seat, role: 'delegate' });
  return { id, number };
};

/** One more person whom a protocol names; their answer waits. */
export const insertNamed = async (
  tx: Tx,
  given: {
    readonly protocolId: string;
    readonly personId: string;
    readonly seat: number;
    readonly role: 'delegate' | 'substitute';
  },
): Promise<void> => {
  await tx.insert(protocolPerson).values({ ...given, answer: 'waiting' });
};

export const deleteSubstitute = async (tx: Tx, protocolId: string, seat: number): Promise<void> => {
  await tx
    .delete(protocolPerson)
    .where(
      and(
        eq(protocolPerson.protocolId, protocolId),
        eq(protocolPerson.role, 'substitute'),
        eq(protocolPerson.seat, seat),
      ),
    );
};

/** What was submitted with this id before; a repeated form finds what it did. */
export const findSubmittedProtocol = (tx: Tx, submissionId: string): Promise<number | undefined> =>
  findNumber(tx, protocol.number, protocol.submissionId, submissionId);

/** The protocol, locked: head, named people, officer and clock come one after the other. */
export const lockProtocol = async (tx: Tx, vault: Vault, number: number): Promise<Protocol | undefined> => {
  await tx.select({ id: protocol.id }).from(protocol).where(eq(protocol.number, number)).for('update');
  return findProtocol(tx, vault, number);
};

export type ProtocolChange = Changes<typeof protocol> & { readonly content?: ProtocolContent };

export const updateProtocol = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  id: string,
  { content, ...fields }: ProtocolChange,
): Promise<void> => {
  const sealed =
    content === undefined
      ? {}
      : { contentSealed: deps.vault.seal(protocolContext(id, 'content_sealed'), canonicalJson(content)) };
  await tx
    .update(protocol)
    .set({ ...fields, ...sealed })
    .where(eq(protocol.id, id));
};

/** The one-time code that was given out; its index alone is kept. */
export const findCodeIndex = async (tx: Tx, id: string): Promise<Uint8Array | null> => {
  const [row] = await tx.select({ index: protocol.codeIndex }).from(protocol).where(eq(protocol.id, id));
  return row?.index ?? null;
};

export const storeScan = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  id: string,
  scan: { readonly type: ScanType; readonly bytes: Uint8Array },
): Promise<void> => {
  await tx
    .update(protocol)
    .set({
      fileType: scan.type,
      fileSealed: deps.vault.sealBytes(protocolContext(id, 'file_sealed'), scan.bytes),
    })
    .where(eq(protocol.id, id));
};

/**
 * Whether somebody else has, in a mandate that is not over or in a protocol under way, a name that reads the same; held against
 * others who choose one until the transaction ends.
 */
export const isPublicNameTaken = async (
  tx: Tx,
  vault: Vault,
  given: { readonly name: string; readonly personId: string; readonly now: Date },
): Promise<boolean> => {
  await hold(tx, 'congressNames');
  const { personId, now } = given;
  const index = mandateNameIndex(vault, given.name);
  const isElse = (column: typeof mandate.personId | typeof protocolPerson.personId) =>
    sql`${column} is distinct from ${personId}`;
  const mandates = await tx.$count(
    mandate,
    and(
      eq(mandate.publicNameIndex, index),
      isElse(mandate.personId),
      sql`coalesce(${mandate.endedAt}, ${mandate.ends}) > ${now.toISOString()}`,
    ),
  );
  if (mandates > 0) return true;
  const named = await tx
    .select({ id: protocolPerson.protocolId })
    .from(protocolPerson)
    .innerJoin(protocol, eq(protocol.id, protocolPerson.protocolId))
    .where(
      and(
        eq(protocolPerson.publicNameIndex, index),
        isElse(protocolPerson.personId),
        inArray(protocol.state, ['confirming', 'signing', 'submitted']),
      ),
    )
    .limit(1);
  return named.length > 0;
};

export const answerNamed = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    readonly protocolId: string;
    readonly personId: string;
    readonly answer: PersonAnswer;
    readonly publicName: string | null;
  },
): Promise<void> => {
  const { protocolId, personId, answer, publicName } = given;
  await tx
    .update(protocolPerson)
    .set({
      answer,
      publicNameSealed:
        publicName === null ? null : deps.vault.seal(protocolNameContext(protocolId, personId), publicName),
      publicNameIndex: publicName === null ? null : mandateNameIndex(deps.vault, publicName),
    })
    .where(and(eq(protocolPerson.protocolId, protocolId), eq(protocolPerson.personId, personId)));
};

/** Deletes protocols that came to nothing before `before`; answers how many. */
export const deleteDeadProtocols = async (tx: Tx, before: Date): Promise<number> => {
  const gone = await tx
    .delete(protocol)
    .where(and(inArray(protocol.state, ['returned', 'withdrawn']), lt(protocol.createdAt, before)))
    .returning({ id: protocol.id });
  return gone.length;
};

/** Deletes scans whose protocols gave mandates that are all over at `now`; answers how many. */
export const deleteSpentScans = async (tx: Tx, now: Date): Promise<number> => {
  const gone = await tx
    .update(protocol)
    .set({ fileSealed: null, fileType: null })
    .where(
      and(
        eq(protocol.state, 'accepted'),
        isNotNull(protocol.fileSealed),
        sql`not exists (select 1 from ${mandate} where ${mandate.protocolNumber} = ${protocol.number}
          and coalesce(${mandate.endedAt}, ${mandate.ends}) > ${now.toISOString()})`,
      ),
    )
    .returning({ id: protocol.id });
  return gone.length;
};
