import { boolean, date, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './person.ts';

/** Published versions of the Founding Declaration; the highest version is the one to sign (rule M4). */
export const declaration = pgTable('declaration', {
  version: integer().primaryKey(),
  /** The Congress's decision as it numbers them; null for the first version. */
  decisionNumber: text('decision_number'),
  /** An editorial change asks for no new signature (rule M4). */
  editorial: boolean().notNull().default(false),
  publishedAt: timestamp('published_at', { withTimezone: true }).notNull(),
});

export const declarationText = pgTable(
  'declaration_text',
  {
    version: integer()
      .notNull()
      .references(() => declaration.version),
    locale: text().notNull(),
    text: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.version, table.locale] })],
);

/** A signature is of one version, in one language, by its SHA-256 (rule M4). */
export const signature = pgTable(
  'signature',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    version: integer()
      .notNull()
      .references(() => declaration.version),
    locale: text().notNull(),
    hash: text().notNull(),
    signedOn: date('signed_on', { mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.version] })],
);
