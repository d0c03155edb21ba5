import { and, eq, ne } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { type OfficeLink, officeLinkHours } from '../../../governance/office/officeLink.ts';
import type { Role } from '../../../governance/person/role.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { findOfficerNumber, linkFrom, linkHasRef, officeTokenIndex } from '../../read/office/office.ts';
import { apiToken, office, officeLink, officer, trace } from '../../schema/office.ts';
import { nextNumber } from '../kit/number.ts';

/** Guessing one takes more presses than Telegram carries. */
const TOKEN_BYTES = 16;
const HOUR_MS = 3_600_000;

export const lockOffices = async (tx: Tx): Promise<void> => {
  await hold(tx, 'offices');
};

/** A new invitation; the token is given away once and not kept. */
export const insertOfficeLink = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: { readonly role: Role; readonly now: Date },
): Promise<{ token: string; expiresAt: Date }> => {
  const token = Buffer.from(deps.random.bytes(TOKEN_BYTES)).toString('base64url');
  const expiresAt = new Date(given.now.getTime() + officeLinkHours * HOUR_MS);
  await tx
    .insert(officeLink)
    .values({ tokenIndex: officeTokenIndex(deps.vault, token), role: given.role, expiresAt });
  return { token, expiresAt };
};

/** The invitation, locked: two people who hold the same link come one after the other. */
export const lockOfficeLink = async (tx: Tx, ref: string): Promise<OfficeLink | undefined> => {
  const [row] = await tx.select().from(officeLink).where(linkHasRef(ref)).for('update');
  return row && linkFrom(row);
};

/**
 * A number for somebody who becomes an officer; who was one before keeps theirs. One of somebody erased is not given again: the
 * traces they left would be the new one's. Under lockOffices.
 */
const insertOfficer = async (tx: Tx, personId: string): Promise<void> => {
  const number = Math.max(await nextNumber(tx, officer.number), await nextNumber(tx, trace.officer));
  await tx.insert(officer).values({ personId, number }).onConflictDoNothing({ target: officer.personId });
};

/** Gives the office and uses up the invitation. */
export const insertOffice = async (
  tx: Tx,
  given: { readonly personId: string; readonly role: Role; readonly ref: string; readonly now: Date },
): Promise<void> => {
  const { personId, role, ref, now } = given;
  await tx.insert(office).values({ personId, role, grantedOn: dayOf(now) });
  await insertOfficer(tx, personId);
  await tx
    .update(officeLink)
    .set({ usedOn: dayOf(now) })
    .where(linkHasRef(ref));
};

/** The officer's number; who was appointed before there were numbers gets one now. */
export const ensureOfficerNumber = async (tx: Tx, personId: string): Promise<number> => {
  const known = await findOfficerNumber(tx, personId);
  if (known !== undefined) return known;
  await lockOffices(tx);
  await insertOfficer(tx, personId);
  return (await findOfficerNumber(tx, personId)) ?? 0;
};

export const deleteOffice = async (tx: Tx, personId: string, role: Role): Promise<void> => {
  await tx.delete(office).where(and(eq(office.personId, personId), eq(office.role, role)));
};

/** Tokens of one holder that are not revoked, locked. */
export const lockTokensOf = (tx: Tx, holderId: string): Promise<{ id: string }[]> =>
  tx
    .select({ id: apiToken.id })
    .from(apiToken)
    .where(and(eq(apiToken.holderId, holderId), ne(apiToken.state, 'revoked')))
    .orderBy(apiToken.id)
    .for('update');
