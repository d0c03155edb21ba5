import { recountMembers } from '../../actions/member/recountMembers.ts';
import { type AppliedErasures, applyErasures } from '../../actions/safety/applyErasures.ts';
import type { Tx } from '../../db/client.ts';
import { lockMigrations } from '../../db/migrate.ts';
import type { Deps } from '../../deps.ts';
import { createJournalVerifier, type JournalHead } from '../../governance/journal/journal.ts';
import { journalPages } from '../exportJournal.ts';
import { journalFaults } from '../verifyJournal.ts';
import { driverOf } from './copy.ts';
import { clearPlace } from './emptyPlace.ts';
import { BackupError } from './error.ts';
import { fillTables } from './fill.ts';
import type { BackupHeader } from './format.ts';
import { applyMigrations, type Migrations } from './migrations.ts';
import type { Progress } from './progress.ts';
import type { BackupReader } from './reader.ts';

const verifyJournal = async (
  tx: Tx,
  { journal }: BackupHeader,
  exported: JournalHead | undefined,
): Promise<void> => {
  const verifier = createJournalVerifier(exported);
  for await (const page of journalPages({ db: tx })) for (const row of page) verifier.feed(row);
  const { head, fault } = verifier.verdict();
  if (fault !== undefined) {
    const about = exported === undefined ? '' : `, which ends at ${exported.seq}`;
    throw new BackupError(
      `The backup's journal does not hold at entry ${fault.seq}: ${journalFaults[fault.fault]}${about}. Nothing was kept.`,
    );
  }
  if (head.seq !== journal.seq)
    throw new BackupError('The backup is damaged: its journal has another end. Use another copy.');
};

export type Restoration = {
  readonly header: BackupHeader;
  readonly migrations: Migrations;
  readonly reader: BackupReader;
  /** The head that was published elsewhere; compared before anything is kept. */
  readonly journalHead: JournalHead | undefined;
  readonly progress: Progress;
};

/** The whole restore within one transaction: whatever fails, nothing of it is there. */
export const restoreInto = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'erasures' | 'clock'>,
  { header, migrations, reader, journalHead, progress }: Restoration,
): Promise<AppliedErasures> => {
  const sql = driverOf(tx);
  await lockMigrations(tx);
  await clearPlace(sql);
  await applyMigrations(sql, migrations.before);
  await fillTables(sql, header, reader, progress);
  await applyMigrations(sql, migrations.after);
  await verifyJournal(tx, header, journalHead);
  await recountMembers(tx);
  const applied = await applyErasures(tx, deps, new Date(header.at));
  // Otherwise the first hour's queries are planned for empty tables.
  await sql`analyze`;
  return applied;
};
