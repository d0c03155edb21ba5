import { and, eq, or, sql } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { project } from '../../schema/project.ts';
import { projectNameOf } from '../mandate/mandate.ts';

/** The verified project that a person leads or is deputy of, under the name in the registry; one that they lead comes first. */
export const findHeadedProject = async (
  reader: Reader,
  personId: string,
): Promise<
  | { readonly id: string; readonly number: number; readonly name: string; readonly leaderId: string | null }
  | undefined
> => {
  const [row] = await reader
    .select({
      id: project.id,
      number: project.number,
      content: project.content,
      leaderId: project.leaderId,
    })
    .from(project)
    .where(
      and(or(eq(project.leaderId, personId), eq(project.deputyId, personId)), eq(project.state, 'verified')),
    )
    .orderBy(sql`${project.leaderId} is distinct from ${personId}`, project.number)
    .limit(1);
  if (row === undefined) return undefined;
  const { content, ...rest } = row;
  return { ...rest, name: projectNameOf(content) ?? '' };
};
