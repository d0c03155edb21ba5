import { and, asc, eq, isNull, lt, lte, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Day } from '../../../governance/kit/day.ts';
import type { Reader } from '../../client.ts';
import { draft } from '../../schema/dialogue.ts';
import { office } from '../../schema/office.ts';
import { person } from '../../schema/person.ts';
import { projectParticipant } from '../../schema/project.ts';
import { question } from '../../schema/question.ts';

/** `only`: this account, if it is among them, as read under its lock. */
type Page = { readonly limit: number; readonly only?: string };
const isWanted = ({ only }: Page) => (only === undefined ? undefined : eq(person.id, only));
const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

const hasNone = (
  reader: Reader,
  table: typeof draft | typeof question | typeof office | typeof projectParticipant,
) => notExists(reader.select({ one: sql`1` }).from(table).where(eq(table.personId, person.id)));

/** Guests since before `day` who left nothing that is still under way, and hold no office. */
export const listIdleGuests = async (reader: Reader, day: Day, page: Page): Promise<string[]> =>
  ids(
    await reader
      .select({ id: person.id })
      .from(person)
      .where(
        and(
          isWanted(page),
          eq(person.status, 'guest'),
          lt(person.createdOn, day),
          hasNone(reader, draft),
          hasNone(reader, question),
          hasNone(reader, office),
          hasNone(reader, projectParticipant),
        ),
      )
      .orderBy(asc(person.id))
      .limit(page.limit),
  );

const heir = alias(person, 'heir');

/** Accounts locked on `day` or before, for whom nobody is coming back through a new one. */
export const listLockedSince = async (reader: Reader, day: Day, page: Page): Promise<string[]> =>
  ids(
    await reader
      .select({ id: person.id })
      .from(person)
      .where(
        and(
          isWanted(page),
          eq(person.status, 'suspended'),
          isNull(person.telegramIndex),
          lte(person.suspendedOn, day),
          notExists(reader.select({ one: sql`1` }).from(heir).where(eq(heir.recovers, person.id))),
        ),
      )
      .orderBy(asc(person.id))
      .limit(page.limit),
  );

/** Who could have confirmed leaving since `moment` or earlier, and did not. */
export const listLapsedLeavings = async (reader: Reader, moment: Date, page: Page): Promise<string[]> =>
  ids(
    await reader
      .select({ id: person.id })
      .from(person)
      .where(and(isWanted(page), eq(person.status, 'leaving'), lte(person.leaveFrom, moment)))
      .orderBy(asc(person.id))
      .limit(page.limit),
  );
