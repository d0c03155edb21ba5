import type { Tx } from '../../db/client.ts';
import type { Project } from '../../db/read/project/project.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import { tellHolders } from '../person/officerPower.ts';

/** Those who judge projects are told that something waits; `what` tells one occasion from another. */
export const tellEvaluators = async (
  tx: Tx,
  given: { readonly number: number; readonly what: string; readonly now: Date },
): Promise<void> => {
  const { number, what, now } = given;
  await tellHolders(tx, 'project.judge', { subject: `project:${number}:${what}`, now });
};

/** Whoever answers for a project hears that there is news of it; not what. `judged`: about its rights, never switched off. */
export const tellHeads = async (
  tx: Tx,
  { number, leaderId, deputyId }: Pick<Project, 'number' | 'leaderId' | 'deputyId'>,
  given: {
    readonly kind: 'project.judged' | 'project.news';
    readonly what: string;
    readonly except?: string;
    readonly now: Date;
  },
): Promise<void> => {
  const { kind, what, except, now } = given;
  const personIds = [leaderId, deputyId];
  await tellPeople(tx, { kind, subject: `project:${number}:${what}`, personIds, except, now });
};
