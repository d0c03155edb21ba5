import { and, eq, gt, sql } from 'drizzle-orm';
import type { LinkKind } from '../../../governance/project/projectPeople.ts';
import type { Tx } from '../../client.ts';
import { projectTokenIndex } from '../../read/project/projectLink.ts';
import { projectLink } from '../../schema/project.ts';
import type { Vault } from '../../vault.ts';

export const insertProjectLink = async (
  tx: Tx,
  vault: Vault,
  given: {
    readonly token: string;
    readonly projectId: string;
    readonly kind: LinkKind;
    readonly uses: number;
    readonly expiresAt: Date;
  },
): Promise<void> => {
  const { token, uses, ...row } = given;
  await tx
    .insert(projectLink)
    .values({ tokenIndex: projectTokenIndex(vault, token), usesLeft: uses, ...row });
};

/** Uses a link up by one; false when others were faster. */
export const useProjectLink = async (tx: Tx, vault: Vault, token: string): Promise<boolean> => {
  const used = await tx
    .update(projectLink)
    .set({ usesLeft: sql`${projectLink.usesLeft} - 1` })
    .where(and(eq(projectLink.tokenIndex, projectTokenIndex(vault, token)), gt(projectLink.usesLeft, 0)))
    .returning({ projectId: projectLink.projectId });
  return used.length > 0;
};

/** Ends all links of a project; answers how many there were. */
export const deleteProjectLinks = async (tx: Tx, projectId: string): Promise<number> => {
  const gone = await tx
    .delete(projectLink)
    .where(eq(projectLink.projectId, projectId))
    .returning({ kind: projectLink.kind });
  return gone.length;
};
