import { inTransaction } from '../../db/client.ts';
import { hold } from '../../db/locks.ts';
import { latestBylawsVersion } from '../../db/read/bylaws/bylaws.ts';
import { insertBylaws } from '../../db/write/bylaws/bylaws.ts';
import { claimInstallation } from '../../db/write/installation/installation.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import { conceptBylaws } from '../../governance/bylaws/bylaws.ts';
import { numberMembers } from '../member/numberMembers.ts';
import { recountMembers } from '../member/recountMembers.ts';

/** The database was begun with another key; the sentence is for the terminal. */
export class OtherKeyError extends Error {
  override readonly name = 'OtherKeyError';
}

/**
 * What every start needs before anything is sealed or judged: the vault's key is the one this database was begun with, and
 * bylaws are in force (the Concept's numbers as version 1, journalled), every member has a number and is counted. Repeating it changes nothing. Source: Bylaws.
 * Throws OtherKeyError, so that nobody goes on by forgetting to look.
 */
export const ensureFoundations = async (deps: Deps): Promise<void> => {
  await inTransaction(deps, 'ensureFoundations', async (tx) => {
    await hold(tx, 'foundations');
    if (!(await claimInstallation(tx, deps.vault))) {
      throw new OtherKeyError(
        'VAULT_KEY is not the key that this database was begun with: give that key, or use another database.',
      );
    }
    if ((await latestBylawsVersion(tx)) === 0) {
      const now = await deps.clock.now(tx);
      const hash = await insertBylaws(tx, { version: 1, bylaws: conceptBylaws, effectiveFrom: now });
      await appendJournal(tx, { kind: 'bylaws.adopted', at: now, version: 1, hash, source: 'concept' });
    }
    await recountMembers(tx);
  });
  await numberMembers(deps);
};
