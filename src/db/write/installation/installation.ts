import { eq } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { installationKeyCheck } from '../../read/installation/installation.ts';
import { installation } from '../../schema/installation.ts';
import { equalBytes, type Vault } from '../../vault.ts';

const ONE_ROW = 1;

/** Remembers the vault's key at the first start; false when the database was begun with another one. */
export const claimInstallation = async (tx: Tx, vault: Vault): Promise<boolean> => {
  const keyCheck = installationKeyCheck(vault);
  await tx
    .insert(installation)
    .values({ id: ONE_ROW, keyCheck })
    .onConflictDoNothing({ target: installation.id });
  const [row] = await tx.select().from(installation).where(eq(installation.id, ONE_ROW));
  return row !== undefined && equalBytes(row.keyCheck, keyCheck);
};
