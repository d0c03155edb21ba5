import type { Tx } from '../../db/client.ts';
import { findPendingAdmission, type Proposal } from '../../db/read/proposal/proposal.ts';
import type { Interview } from '../../db/read/verification/interview.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
import { lockProposal } from '../../db/write/proposal/proposal.ts';
import { lockInterview } from '../../db/write/verification/interview.ts';
import type { Deps } from '../../deps.ts';
import type { NoticeKind } from '../../governance/notice/notice.ts';
import {
  type InterviewFacts,
  type InterviewRefusal,
  interviewIsUnderWay,
} from '../../governance/verification/interview.ts';
import { ok, type Result, refuse } from '../../result.ts';

export type CaseInterview = { readonly found: Proposal; readonly interview: Interview | undefined };
export type TakenInterview = { readonly found: Proposal; readonly interview: Interview };

/** The person's open case and its appointment, locked; undefined when they have none. */
export const lockOwnInterview = async (
  tx: Tx,
  deps: Deps,
  personId: string,
): Promise<CaseInterview | undefined> => {
  const number = await findPendingAdmission(tx, personId);
  const found = number === undefined ? undefined : await lockProposal(tx, deps, number);
  if (found?.state !== 'pending') return undefined;
  return { found, interview: await lockInterview(tx, deps.vault, found.number) };
};

/** An open case's appointment, locked. Refusals: call.none. */
export const lockCaseInterview = async (
  tx: Tx,
  deps: Deps,
  number: number,
): Promise<Result<TakenInterview, InterviewRefusal>> => {
  const found = await lockProposal(tx, deps, number);
  const interview = found?.state === 'pending' ? await lockInterview(tx, deps.vault, number) : undefined;
  return found === undefined || interview === undefined ? refuse('call.none') : ok({ found, interview });
};

/** A case about which two officers have agreed on a call is decided by what they enter after it, not by a button. */
export const refuseWhileCalled = async (
  tx: Tx,
  deps: Deps,
  { kind, number }: Proposal,
): Promise<Result<null, InterviewRefusal>> =>
  kind === 'admission' && interviewIsUnderWay(await lockInterview(tx, deps.vault, number))
    ? refuse('call.inProgress')
    : ok(null);

/** The officers of an appointment who are still there. */
export const officersOf = ({
  firstOfficer,
  secondOfficer,
}: Pick<InterviewFacts, 'firstOfficer' | 'secondOfficer'>): string[] =>
  [firstOfficer, secondOfficer].filter((id) => id !== null);

/** Tells people that something about an appointment changed; `once` makes the notice the same one when it is repeated. */
export const tellOfInterview = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: {
    readonly personIds: readonly string[];
    readonly kind: NoticeKind;
    readonly number: number;
    readonly once?: string;
    readonly until?: Date;
    readonly now: Date;
  },
): Promise<void> => {
  const { personIds, kind, number, until, now } = given;
  const subject = `call:${number}/${given.once ?? deps.random.uuid()}`;
  await tellPeople(tx, { kind, subject, personIds, facts: until && sealedUntil(deps.vault, until), now });
};
