import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import type { TransactionSql } from 'postgres';
import { MIGRATIONS_FOLDER } from '../../db/migrate.ts';

export type Migrations = {
  /** What the backup's database had. */
  readonly before: readonly MigrationMeta[];
  /** What this program adds. */
  readonly after: readonly MigrationMeta[];
};

/** This program's migrations, parted at the backup's last one; undefined when the backup has one that is not this program's. */
export const partMigrations = (applied: readonly string[]): Migrations | undefined => {
  const all = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER });
  const isOurs = applied.every((hash, index) => all[index]?.hash === hash);
  return isOurs ? { before: all.slice(0, applied.length), after: all.slice(applied.length) } : undefined;
};

/** As Drizzle's migrator does it and records it; that one can neither stop halfway nor work in a given transaction. */
export const applyMigrations = async (
  sql: TransactionSql,
  migrations: readonly MigrationMeta[],
): Promise<void> => {
  await sql`create schema if not exists drizzle`;
  await sql`create table if not exists drizzle.__drizzle_migrations (
    id serial primary key, hash text not null, created_at bigint)`;
  for (const migration of migrations) {
    for (const statement of migration.sql) await sql.unsafe(statement);
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at)
      values (${migration.hash}, ${migration.folderMillis})`;
  }
};
