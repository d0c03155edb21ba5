import { and, asc, eq, gt } from 'drizzle-orm';
import type { LinkKind } from '../../../governance/project/projectPeople.ts';
import type { Reader } from '../../client.ts';
import { projectLink } from '../../schema/project.ts';
import type { Vault } from '../../vault.ts';

export const projectTokenIndex = (vault: Vault, token: string): Buffer => vault.index('project.token', token);

export type ProjectLink = {
  readonly projectId: string;
  readonly kind: LinkKind;
  readonly usesLeft: number;
  readonly expiresAt: Date;
};

export const findProjectLink = async (
  reader: Reader,
  vault: Vault,
  token: string,
): Promise<ProjectLink | undefined> => {
  const [row] = await reader
    .select()
    .from(projectLink)
    .where(eq(projectLink.tokenIndex, projectTokenIndex(vault, token)));
  if (row === undefined) return undefined;
  const { tokenIndex: _, ...link } = row;
  return link;
};

/** Links of a project that still work, the first to expire first; their tokens are known to nobody but those who got them. */
export const listOpenLinks = async (reader: Reader, projectId: string, now: Date): Promise<ProjectLink[]> => {
  const rows = await reader
    .select()
    .from(projectLink)
    .where(
      and(eq(projectLink.projectId, projectId), gt(projectLink.usesLeft, 0), gt(projectLink.expiresAt, now)),
    )
    .orderBy(asc(projectLink.expiresAt));
  return rows.map(({ tokenIndex: _, ...link }) => link);
};
