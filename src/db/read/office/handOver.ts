import { and, eq, ne, or } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { call } from '../../schema/call.ts';
import { alarm } from '../../schema/finding.ts';
import { question } from '../../schema/question.ts';

/** What an officer has taken and not finished. */
export type TakenWork = { readonly questions: number; readonly calls: number; readonly alarms: number };

export const questionsOf = (officerId: string) =>
  and(eq(question.takenBy, officerId), ne(question.state, 'closed'));
export const alarmsOf = (officerId: string) => and(eq(alarm.takenBy, officerId), eq(alarm.state, 'open'));
export const callsOf = (officerId: string) =>
  or(eq(call.firstOfficer, officerId), eq(call.secondOfficer, officerId));

export const countTaken = async (reader: Reader, officerId: string): Promise<TakenWork> => ({
  questions: await reader.$count(question, questionsOf(officerId)),
  calls: await reader.$count(call, callsOf(officerId)),
  alarms: await reader.$count(alarm, alarmsOf(officerId)),
});
