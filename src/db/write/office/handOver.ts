import { eq } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { alarmsOf, callsOf, questionsOf } from '../../read/office/handOver.ts';
import { alarm } from '../../schema/finding.ts';
import { interview } from '../../schema/interview.ts';
import { letter } from '../../schema/letter.ts';
import { project } from '../../schema/project.ts';

export type TakenCall = typeof interview.$inferSelect;

/** Gives back the questions an officer has taken; answers how many. */
export const freeQuestions = async (tx: Tx, officerId: string): Promise<number> => {
  const freed = await tx
    .update(letter)
    .set({ takenBy: null })
    .where(questionsOf(officerId))
    .returning({ id: letter.id });
  return freed.length;
};

export const freeAlarms = async (tx: Tx, officerId: string): Promise<number> => {
  const freed = await tx
    .update(alarm)
    .set({ takenBy: null })
    .where(alarmsOf(officerId))
    .returning({ id: alarm.id });
  return freed.length;
};

export const freeApplications = async (tx: Tx, officerId: string): Promise<void> => {
  await tx.update(project).set({ takenBy: null }).where(eq(project.takenBy, officerId));
};

/** The calls an officer takes part in, locked. */
export const lockCallsOf = (tx: Tx, officerId: string): Promise<TakenCall[]> =>
  tx.select().from(interview).where(callsOf(officerId)).orderBy(interview.proposalId).for('update');

export const updateCallOfficers = async (
  tx: Tx,
  proposalId: string,
  fields: Partial<
    Pick<
      TakenCall,
      'state' | 'startsAt' | 'firstOfficer' | 'secondOfficer' | 'firstOutcome' | 'secondOutcome'
    >
  >,
): Promise<void> => {
  await tx.update(interview).set(fields).where(eq(interview.proposalId, proposalId));
};
