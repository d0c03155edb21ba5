import { and, eq } from 'drizzle-orm';
import type { Reader } from '../client.ts';
import { project } from '../schema/project.ts';
import { projectNameOf } from './mandate.ts';

/** The verified project that a person leads, under the name in the registry. */
export const findLedProject = async (
  reader: Reader,
  personId: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> => {
  const [row] = await reader
    .select({ id: project.id, content: project.content })
    .from(project)
    .where(and(eq(project.leaderId, personId), eq(project.state, 'verified')))
    .orderBy(project.number)
    .limit(1);
  return row && { id: row.id, name: projectNameOf(row.content) ?? '' };
};
