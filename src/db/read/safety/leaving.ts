import { and, asc, eq, isNull, lt, lte, notExists, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Day } from '../../../governance/kit/day.ts';
import type { Reader } from '../../client.ts';
import { draft } from '../../schema/dialogue.ts';
import { letter } from '../../schema/letter.ts';
import { office } from '../../schema/office.ts';
import { person } from '../../schema/person.ts';
import { projectParticipant } from '../../schema/project.ts';

/** `only`: this account, if it is among them, as read under its lock. */
type Page = { readonly limit: number; readonly only?: string };

const listPeople = async (reader: Reader, { limit, only }: Page, ...where: SQL[]): Promise<string[]> => {
  const rows = await reader
    .select({ id: person.id })
    .from(person)
    .where(and(only === undefined ? undefined : eq(person.id, only), ...where))
    .orderBy(asc(person.id))
    .limit(limit);
  return rows.map(({ id }) => id);
};

const hasNone = (
  reader: Reader,
  table: typeof draft | typeof letter | typeof office | typeof projectParticipant,
) => notExists(reader.select({ one: sql`1` }).from(table).where(eq(table.personId, person.id)));

/** Guests since before `day` who left nothing that is still under way, and hold no office. */
export const listIdleGuests = (reader: Reader, day: Day, page: Page): Promise<string[]> =>
  listPeople(
    reader,
    page,
    eq(person.status, 'guest'),
    lt(person.createdOn, day),
    hasNone(reader, draft),
    hasNone(reader, letter),
    hasNone(reader, office),
    hasNone(reader, projectParticipant),
  );

const heir = alias(person, 'heir');

/** Accounts locked on `day` or before, for whom nobody is coming back through a new one. */
export const listLockedSince = (reader: Reader, day: Day, page: Page): Promise<string[]> =>
  listPeople(
    reader,
    page,
    eq(person.status, 'suspended'),
    isNull(person.telegramIndex),
    lte(person.suspendedOn, day),
    notExists(reader.select({ one: sql`1` }).from(heir).where(eq(heir.recovers, person.id))),
  );

/** Who could have confirmed leaving since `moment` or earlier, and did not. */
export const listLapsedLeavings = (reader: Reader, moment: Date, page: Page): Promise<string[]> =>
  listPeople(reader, page, eq(person.status, 'leaving'), lte(person.leaveFrom, moment));
