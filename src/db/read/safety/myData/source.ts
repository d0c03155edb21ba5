import type { Json } from '../../../../canonical.ts';
import type { Reader } from '../../../client.ts';
import type { Vault } from '../../../vault.ts';
import type { Account } from '../../person/person.ts';

export type MyDataContext = { readonly reader: Reader; readonly vault: Vault; readonly account: Account };

/** One section of a person's data. */
export type MyDataSource = {
  /** A stable name: programs rely on it. */
  readonly section: MyDataSection;
  /** The columns that reference a person and are told here, as `table.column`; a test holds all of them against the tables. */
  readonly covers: readonly string[];
  readonly read: (context: MyDataContext) => Promise<Json>;
};

/** In the order of the readable page. */
export const myDataSections = [
  'account',
  'declared',
  'signatures',
  'vouching',
  'requests',
  'call',
  'cases',
  'ballots',
  'petitions',
  'lists',
  'mandates',
  'sessions',
  'projects',
  'delegating',
  'questions',
  'lookUps',
  'notices',
  'broadcasts',
  'messages',
  'drafts',
  'office',
  'work',
] as const;
export type MyDataSection = (typeof myDataSections)[number];

type Field = Json | Date | undefined | Uint8Array;

/** A row as JSON: moments as ISO text, nothing sealed, nothing empty. */
export const plainRow = (row: Readonly<Record<string, Field>>): Json =>
  Object.fromEntries(
    Object.entries(row).flatMap(([key, value]): [string, Json][] => {
      if (value === null || value === undefined || value instanceof Uint8Array) return [];
      return [[key, value instanceof Date ? value.toISOString() : value]];
    }),
  );

export const plainRows = (rows: readonly Readonly<Record<string, Field>>[]): Json => rows.map(plainRow);
