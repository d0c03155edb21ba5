import type { Tx } from '../../db/client.ts';
import type { Project } from '../../db/read/project/project.ts';
import { queueNotices } from '../../db/write/notice/notice.ts';
import { listHolders } from '../person/officerPower.ts';

/** Those who judge projects are told that something waits; `what` tells one occasion from another. */
export const tellEvaluators = async (
  tx: Tx,
  given: { readonly number: number; readonly what: string; readonly now: Date },
): Promise<void> => {
  const { number, what, now } = given;
  const holders = await listHolders(tx, 'project.judge');
  await queueNotices(
    tx,
    holders.map((personId) => ({
      personId,
      kind: 'office.waiting' as const,
      subject: `project:${number}:${what}`,
      notBefore: now,
    })),
  );
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
  const heads = [leaderId, deputyId].filter((id): id is string => id !== null && id !== except);
  await queueNotices(
    tx,
    heads.map((personId) => ({ personId, kind, subject: `project:${number}:${what}`, notBefore: now })),
  );
};
