import { and, desc, eq, gt, isNull, lt, ne, or } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { mandateNameContext, mandateNameIndex, substituteNameContext } from '../../read/mandate/mandate.ts';
import { mandate } from '../../schema/mandate.ts';
import { nextNumber } from '../kit/number.ts';

export type NewMandate = {
  readonly id: string;
  readonly source: 'project' | 'members';
  readonly projectId: string | null;
  readonly personId: string;
  readonly substituteId?: string | null;
  readonly publicName: string;
  readonly substituteName?: string;
  readonly protocolNumber: number | null;
  readonly seat: number;
  readonly term: number;
  readonly begins: Date;
  readonly ends: Date;
};

/** Adds a mandate under the next number and answers with it. */
export const insertMandate = async (
  tx: Tx,
  { vault }: Pick<Deps, 'vault'>,
  { publicName, substituteName, ...given }: NewMandate,
): Promise<number> => {
  await hold(tx, 'mandateNumber');
  const number = await nextNumber(tx, mandate.number);
  await tx.insert(mandate).values({
    ...given,
    number,
    publicNameSealed: vault.seal(mandateNameContext(given.id), publicName),
    publicNameIndex: mandateNameIndex(vault, publicName),
    substituteNameSealed:
      substituteName === undefined ? null : vault.seal(substituteNameContext(given.id), substituteName),
  });
  return number;
};

export type MandateEnd = NonNullable<(typeof mandate.$inferSelect)['endReason']>;

/** Ends a mandate before its term; one that has ended keeps its end. */
export const endMandate = async (
  tx: Tx,
  id: string,
  end: { readonly at: Date; readonly reason: MandateEnd },
): Promise<void> => {
  await tx
    .update(mandate)
    .set({ endedAt: end.at, endReason: end.reason })
    .where(and(eq(mandate.id, id), isNull(mandate.endedAt)));
};

/**
 * A person goes, is locked, or resigns it: their mandates end, the public names stay as in the minutes. Where they stood in for
 * somebody, nobody does any more. Answers with the numbers of what ended.
 */
export const endMandatesOf = async (
  tx: Tx,
  personId: string,
  end: { readonly at: Date; readonly reason: 'left' | 'locked' | 'resigned' },
): Promise<number[]> => {
  const goesOn = and(isNull(mandate.endedAt), gt(mandate.ends, end.at));
  const ended = await tx
    .update(mandate)
    .set({ endedAt: end.at, endReason: end.reason })
    .where(and(eq(mandate.personId, personId), goesOn))
    .returning({ number: mandate.number });
  await tx
    .update(mandate)
    .set({ substituteId: null, substituteNameSealed: null })
    .where(and(eq(mandate.substituteId, personId), goesOn));
  return ended.map(({ number }) => number);
};

/** The seat has somebody else, now or later within the term. */
const isSeatGiven = async (tx: Tx, old: typeof mandate.$inferSelect, now: Date): Promise<boolean> =>
  (await tx.$count(
    mandate,
    and(
      ne(mandate.id, old.id),
      old.projectId === null ? isNull(mandate.projectId) : eq(mandate.projectId, old.projectId),
      eq(mandate.seat, old.seat),
      lt(mandate.begins, old.ends),
      gt(mandate.ends, now),
      or(isNull(mandate.endedAt), gt(mandate.endedAt, now)),
    ),
  )) > 0;

/**
 * Somebody came back to a locked account: the mandate that the lock ended goes on for the rest of its term, as one of its own, so
 * that past days stay what they were; not where the seat was given to another meanwhile, or the person has a mandate.
 */
export const resumeMandate = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  personId: string,
  now: Date,
): Promise<void> => {
  const own = await tx
    .select()
    .from(mandate)
    .where(eq(mandate.personId, personId))
    .orderBy(desc(mandate.begins));
  const [old] = own;
  if (old === undefined || old.endReason !== 'locked' || old.ends <= now) return;
  if (await isSeatGiven(tx, old, now)) return;
  const { vault } = deps;
  const { source, projectId, substituteId, protocolNumber, seat, term, ends } = old;
  await insertMandate(tx, deps, {
    id: deps.random.uuid(),
    source,
    projectId,
    personId,
    substituteId,
    publicName: vault.open(mandateNameContext(old.id), old.publicNameSealed),
    ...(old.substituteNameSealed === null
      ? {}
      : { substituteName: vault.open(substituteNameContext(old.id), old.substituteNameSealed) }),
    protocolNumber,
    seat,
    term,
    begins: old.begins > now ? old.begins : now,
    ends,
  });
};
