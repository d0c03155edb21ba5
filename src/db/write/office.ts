import { sql } from 'drizzle-orm';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/day.ts';
import type { Role } from '../../governance/office.ts';
import { type OfficeLink, officeLinkHours } from '../../governance/officeLink.ts';
import type { Tx } from '../client.ts';
import { linkFrom, linkHasRef, officeTokenIndex } from '../read/office.ts';
import { office, officeLink } from '../schema/office.ts';

/** Any fixed number: two operators who invite at once must not both be the second. */
const OFFICE_LOCK = 7_301_011;
/** Guessing one takes more presses than Telegram carries. */
const TOKEN_BYTES = 16;
const HOUR_MS = 3_600_000;

export const lockOffices = async (tx: Tx): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${OFFICE_LOCK})`);
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

/** Gives the office and uses up the invitation. */
export const insertOffice = async (
  tx: Tx,
  given: { readonly personId: string; readonly role: Role; readonly ref: string; readonly now: Date },
): Promise<void> => {
  const { personId, role, ref, now } = given;
  await tx.insert(office).values({ personId, role, grantedOn: dayOf(now) });
  await tx
    .update(officeLink)
    .set({ usedOn: dayOf(now) })
    .where(linkHasRef(ref));
};
