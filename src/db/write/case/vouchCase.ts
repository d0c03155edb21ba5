import { and, eq, inArray } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { CaseState, FindingOutcome } from '../../../governance/case/finding.ts';
import type { Day } from '../../../governance/kit/day.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import {
  groundsContext,
  type PartyDecision,
  partyContext,
  selectVouchCase,
  type VouchCase,
} from '../../read/case/vouchCase.ts';
import { vouchCase, vouchCaseParty } from '../../schema/finding.ts';
import { person } from '../../schema/person.ts';
import type { Vault } from '../../vault.ts';
import { nextNumber } from '../kit/number.ts';

export type NewParty = { readonly personId: string; readonly role: 'candidate' | 'voucher' };

/** A case with its parties; somebody who was erased a moment ago is none. */
export const insertVouchCase = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: {
    readonly raisedBy: string;
    readonly grounds: string;
    readonly parties: readonly NewParty[];
    readonly openedAt: Date;
    readonly hearingUntil: Date;
    readonly dueAt: Date;
  },
): Promise<{ number: number; personIds: string[] }> => {
  const { parties, grounds, ...plain } = given;
  await hold(tx, 'vouchCaseNumber');
  const id = deps.random.uuid();
  const number = await nextNumber(tx, vouchCase.number);
  const groundsSealed = deps.vault.seal(groundsContext(id), grounds);
  await tx.insert(vouchCase).values({ id, number, groundsSealed, state: 'hearing', ...plain });
  const there = await tx
    .select({ id: person.id })
    .from(person)
    .where(
      inArray(
        person.id,
        parties.map(({ personId }) => personId),
      ),
    )
    .for('key share');
  const present = parties.filter(({ personId }) => there.some((row) => row.id === personId));
  if (present.length > 0)
    await tx.insert(vouchCaseParty).values(present.map((party) => ({ caseId: id, ...party })));
  return { number, personIds: present.map(({ personId }) => personId) };
};

/** The case, locked: statements, decisions and appeals come one after the other. */
export const lockVouchCase = async (
  tx: Tx,
  vault: Vault,
  by: { readonly number: number } | { readonly id: string },
): Promise<VouchCase | undefined> => {
  const where = 'id' in by ? eq(vouchCase.id, by.id) : eq(vouchCase.number, by.number);
  await tx.select({ id: vouchCase.id }).from(vouchCase).where(where).for('update');
  return selectVouchCase(tx, vault, where);
};

type PartyKey = { readonly caseId: string; readonly personId: string };

const partyIs = ({ caseId, personId }: PartyKey) =>
  and(eq(vouchCaseParty.caseId, caseId), eq(vouchCaseParty.personId, personId));

/** What a party says, sealed: the explanation, or the appeal. */
export const writePartyWords = async (
  tx: Tx,
  vault: Vault,
  key: PartyKey,
  column: 'statement' | 'appeal',
  words: string,
): Promise<void> => {
  const sealed = vault.seal(partyContext(column, key.caseId, key.personId), words);
  await tx
    .update(vouchCaseParty)
    .set(column === 'statement' ? { statementSealed: sealed } : { appealSealed: sealed })
    .where(partyIs(key));
};

/** What was decided about a party, by the officers or by a session. */
export const writePartyDecision = async (
  tx: Tx,
  vault: Vault,
  key: PartyKey,
  given: { readonly outcome: FindingOutcome; readonly decision: PartyDecision; readonly decidedOn?: Day },
): Promise<void> => {
  const { outcome, decision, decidedOn } = given;
  const reasonSealed = vault.seal(partyContext('reason', key.caseId, key.personId), JSON.stringify(decision));
  await tx
    .update(vouchCaseParty)
    .set({ outcome, reasonSealed, ...(decidedOn === undefined ? {} : { decidedOn }) })
    .where(partyIs(key));
};

export const setCaseState = async (
  tx: Tx,
  id: string,
  state: CaseState,
  appealUntil: Date | null = null,
): Promise<void> => {
  await tx
    .update(vouchCase)
    .set({ state, ...(appealUntil === null ? {} : { appealUntil }) })
    .where(eq(vouchCase.id, id));
};

/** The cases of somebody who leaves the secretariat are anybody's again. */
export const freeVouchCases = async (tx: Tx, officerId: string): Promise<void> => {
  await tx.update(vouchCase).set({ raisedBy: null }).where(eq(vouchCase.raisedBy, officerId));
};

/** Ends a case: who was in it and every word go; that there was a case with this number stays. */
export const endVouchCase = async (tx: Tx, vault: Vault, id: string): Promise<void> => {
  await tx.delete(vouchCaseParty).where(eq(vouchCaseParty.caseId, id));
  await tx
    .update(vouchCase)
    .set({ state: 'final', raisedBy: null, groundsSealed: vault.seal(groundsContext(id), '') })
    .where(eq(vouchCase.id, id));
};
