import { and, asc, count, eq, min } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { project, projectClaim } from '../../schema/project.ts';
import type { Vault } from '../../vault.ts';

export const claimContext = (id: string) => ({ table: 'project_claim', column: 'grounds_sealed', row: id });

export type Claim = {
  readonly id: string;
  readonly projectId: string;
  readonly personId: string;
  readonly grounds: string;
  readonly openedAt: Date;
};

/** The claim of leadership that waits to be settled; one at a time (rule D3). */
export const findOpenClaim = async (
  reader: Reader,
  vault: Vault,
  projectId: string,
): Promise<Claim | undefined> => {
  const [row] = await reader
    .select()
    .from(projectClaim)
    .where(and(eq(projectClaim.projectId, projectId), eq(projectClaim.state, 'open')));
  if (row === undefined) return undefined;
  const { id, personId, openedAt, groundsSealed } = row;
  return { id, projectId, personId, openedAt, grounds: vault.open(claimContext(id), groundsSealed) };
};

/** Projects whose leadership is disputed, the oldest dispute first. */
export const listOpenClaims = (reader: Reader): Promise<{ number: number; openedAt: Date }[]> =>
  reader
    .select({ number: project.number, openedAt: projectClaim.openedAt })
    .from(projectClaim)
    .innerJoin(project, eq(project.id, projectClaim.projectId))
    .where(eq(projectClaim.state, 'open'))
    .orderBy(asc(projectClaim.openedAt));

export const countOpenClaims = async (
  reader: Reader,
): Promise<{ waiting: number; oldest: Date | undefined }> => {
  const [row] = await reader
    .select({ waiting: count(), oldest: min(projectClaim.openedAt) })
    .from(projectClaim)
    .where(eq(projectClaim.state, 'open'));
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? undefined };
};
