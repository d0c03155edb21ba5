import type { Tx } from '../../db/client.ts';
import { findPendingAdmission, type Proposal } from '../../db/read/proposal/proposal.ts';
import type { Call } from '../../db/read/verification/call.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
import { lockProposal } from '../../db/write/proposal/proposal.ts';
import { lockCall } from '../../db/write/verification/call.ts';
import type { Deps } from '../../deps.ts';
import type { NoticeKind } from '../../governance/notice/notice.ts';
import { type CallFacts, type CallRefusal, callIsUnderWay } from '../../governance/verification/call.ts';
import { ok, type Result, refuse } from '../../result.ts';

export type CaseCall = { readonly found: Proposal; readonly call: Call | undefined };
export type TakenCall = { readonly found: Proposal; readonly call: Call };

/** The person's open case and its appointment, locked; undefined when they have none. */
export const lockOwnCall = async (tx: Tx, deps: Deps, personId: string): Promise<CaseCall | undefined> => {
  const number = await findPendingAdmission(tx, personId);
  const found = number === undefined ? undefined : await lockProposal(tx, deps, number);
  if (found?.state !== 'pending') return undefined;
  return { found, call: await lockCall(tx, deps.vault, found.number) };
};

/** An open case's appointment, locked. Refusals: call.none. */
export const lockCaseCall = async (
  tx: Tx,
  deps: Deps,
  number: number,
): Promise<Result<TakenCall, CallRefusal>> => {
  const found = await lockProposal(tx, deps, number);
  const call = found?.state === 'pending' ? await lockCall(tx, deps.vault, number) : undefined;
  return found === undefined || call === undefined ? refuse('call.none') : ok({ found, call });
};

/** A case about which two officers have agreed on a call is decided by what they enter after it, not by a button. */
export const refuseWhileCalled = async (
  tx: Tx,
  deps: Deps,
  { kind, number }: Proposal,
): Promise<Result<null, CallRefusal>> =>
  kind === 'admission' && callIsUnderWay(await lockCall(tx, deps.vault, number))
    ? refuse('call.inProgress')
    : ok(null);

/** The officers of an appointment who are still there. */
export const officersOf = ({
  firstOfficer,
  secondOfficer,
}: Pick<CallFacts, 'firstOfficer' | 'secondOfficer'>): string[] =>
  [firstOfficer, secondOfficer].filter((id) => id !== null);

/** Tells people that something about an appointment changed; `once` makes the notice the same one when it is repeated. */
export const tellOfCall = async (
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
