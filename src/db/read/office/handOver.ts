import { and, eq, ne, or } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { alarm } from '../../schema/finding.ts';
import { interview } from '../../schema/interview.ts';
import { letter } from '../../schema/letter.ts';

/** What an officer has taken and not finished. */
export type TakenWork = { readonly questions: number; readonly calls: number; readonly alarms: number };

export const questionsOf = (officerId: string) =>
  and(eq(letter.takenBy, officerId), ne(letter.state, 'closed'));
export const alarmsOf = (officerId: string) => and(eq(alarm.takenBy, officerId), eq(alarm.state, 'open'));
export const callsOf = (officerId: string) =>
  or(eq(interview.firstOfficer, officerId), eq(interview.secondOfficer, officerId));

export const countTaken = async (reader: Reader, officerId: string): Promise<TakenWork> => ({
  questions: await reader.$count(letter, questionsOf(officerId)),
  calls: await reader.$count(interview, callsOf(officerId)),
  alarms: await reader.$count(alarm, alarmsOf(officerId)),
});
