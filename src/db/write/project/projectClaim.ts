import { eq } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Tx } from '../../client.ts';
import { claimContext } from '../../read/project/projectClaim.ts';
import { projectClaim } from '../../schema/project.ts';

/** Opens a claim in a project that is locked. */
export const insertClaim = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    readonly id: string;
    readonly projectId: string;
    readonly personId: string;
    readonly grounds: string;
    readonly now: Date;
  },
): Promise<void> => {
  const { id, projectId, personId, grounds, now } = given;
  await tx.insert(projectClaim).values({
    id,
    projectId,
    personId,
    groundsSealed: deps.vault.seal(claimContext(id), grounds),
    state: 'open',
    openedAt: now,
  });
};

export const closeClaim = async (tx: Tx, id: string, state: 'upheld' | 'dismissed'): Promise<void> => {
  await tx.update(projectClaim).set({ state }).where(eq(projectClaim.id, id));
};
