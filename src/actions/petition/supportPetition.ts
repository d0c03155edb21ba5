import { inTransaction } from '../../db/client.ts';
import { getBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findPetition } from '../../db/read/petition/petition.ts';
import { supportMark } from '../../db/read/petition/petitionMarks.ts';
import { findOwnCode } from '../../db/read/petition/petitionOfPerson.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockSupportFacts, removeSupport } from '../../db/write/petition/petition.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import type { RightsRefusal } from '../../governance/member/rights.ts';
import {
  decideSupport,
  decideWithdrawal,
  type PetitionRefusal,
  type PetitionVerdict,
} from '../../governance/petition/petition.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';
import { voteRightOf } from '../member/voteRight.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { addPetitionSupport } from './addPetitionSupport.ts';

export type SupportReceipt = {
  /** False: it was supported already. */
  readonly changed: boolean;
  /** Finds the support in the public list. */
  readonly code: string;
  readonly verdict: PetitionVerdict;
};

/**
 * A member supports a petition; again answers with the same receipt. At the threshold the petition goes on the agenda, in this
 * transaction. No journal entry names or times a single support: commitments are published later, in batches. Source: T1. Refusals:
 * petition.unknown, .reached, .closed, .expired, right.*.
 */
export const supportPetition = (
  deps: Deps,
  { personId, number }: PersonActs,
): Promise<Result<SupportReceipt, PetitionRefusal | RightsRefusal>> =>
  inTransaction(deps, 'supportPetition', async (tx) => {
    // Two presses of one person come one after the other: the second finds the support of the first.
    const account = await lockPerson(tx, deps, personId);
    const petition = await findPetition(tx, number);
    if (petition === undefined) return refuse('petition.unknown');
    const now = await deps.clock.now(tx);
    const adopted = await getBylaws(tx, petition.bylawsVersion);
    const vote = await voteRightOf(tx, deps, account, now);
    const own = await findOwnCode(tx, deps.vault, petition.id, personId);
    // Everything that can be known is known: from here on other supporters wait.
    const facts = await lockSupportFacts(tx, petition.id);
    const decided = decideSupport({ ...facts, supports: own !== undefined, vote }, adopted, now);
    if (!decided.ok) return decided;
    const { verdict } = decided.value;
    if (own !== undefined) return ok({ changed: false, code: own, verdict: petition.verdict ?? verdict });
    const place = { ...petition, ...facts };
    const { code, journal } = await addPetitionSupport(tx, deps, { petition: place, personId, verdict, now });
    for (const fact of journal) await appendJournal(tx, fact);
    return ok({ changed: true, code, verdict });
  });

/**
 * A supporter takes the support back, until the threshold; again changes nothing. Source: T2. Refusals: petition.unknown, .reached,
 * .closed, .expired.
 */
export const withdrawSupport = (
  deps: Deps,
  { personId, number }: PersonActs,
): Promise<Result<{ readonly changed: boolean }, PetitionRefusal>> =>
  inTransaction(deps, 'withdrawSupport', async (tx) => {
    await lockPerson(tx, deps, personId);
    const petition = await findPetition(tx, number);
    if (petition === undefined) return refuse('petition.unknown');
    const now = await deps.clock.now(tx);
    const supports = (await findOwnCode(tx, deps.vault, petition.id, personId)) !== undefined;
    const facts = await lockSupportFacts(tx, petition.id);
    const decided = decideWithdrawal({ ...facts, supports }, now);
    if (!decided.ok || !decided.value.changed) return decided;
    const mark = supportMark(deps.vault, petition.id, personId);
    await removeSupport(tx, { petitionId: petition.id, mark, today: dayOf(now) });
    return decided;
  });
