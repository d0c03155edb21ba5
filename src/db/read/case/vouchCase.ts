import { and, asc, count, eq, gt, isNull, lt, min, ne, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { appealRulings, type CaseState, type PartyFacts } from '../../../governance/case/finding.ts';
import type { Reader } from '../../client.ts';
import { vouchCase, vouchCaseParty } from '../../schema/finding.ts';
import { proposal } from '../../schema/office.ts';
import type { Vault } from '../../vault.ts';

export const groundsContext = (id: string) => ({ table: 'vouch_case', column: 'grounds_sealed', row: id });
export const partyContext = (
  column: 'statement' | 'reason' | 'appeal',
  caseId: string,
  personId: string,
) => ({
  table: 'vouch_case_party',
  column: `${column}_sealed`,
  row: `${caseId}/${personId}`,
});

const decisionSchema = z.strictObject({
  reason: z.string(),
  verdict: z.enum(appealRulings).optional(),
  session: z.string().optional(),
});
export type PartyDecision = z.infer<typeof decisionSchema>;

export type Party = PartyFacts & {
  readonly personId: string;
  /** What officers call the party by within the case; it says nothing about the person. */
  readonly ref: string;
  readonly role: 'candidate' | 'voucher';
  readonly statement: string | undefined;
  readonly decision: PartyDecision | undefined;
  readonly appealWords: string | undefined;
};

export type VouchCase = {
  readonly id: string;
  readonly number: number;
  readonly state: CaseState;
  readonly raisedBy: string | null;
  readonly openedAt: Date;
  readonly hearingUntil: Date;
  readonly dueAt: Date;
  readonly grounds: string;
  readonly parties: readonly Party[];
};

const REF_LENGTH = 8;
const partyRef = (vault: Vault, caseId: string, personId: string): string =>
  vault.index('vouchCase.party', `${caseId}/${personId}`).toString('hex').slice(0, REF_LENGTH);

const toParty = (vault: Vault, row: typeof vouchCaseParty.$inferSelect): Party => {
  const { caseId, personId, role, outcome, decidedOn, statementSealed, reasonSealed, appealSealed } = row;
  const open = (column: 'statement' | 'reason' | 'appeal', sealed: Uint8Array | null): string | undefined =>
    sealed === null ? undefined : vault.open(partyContext(column, caseId, personId), sealed);
  const reason = open('reason', reasonSealed);
  const decision = reason === undefined ? undefined : decisionSchema.parse(JSON.parse(reason));
  return {
    personId,
    ref: partyRef(vault, caseId, personId),
    role,
    outcome,
    decidedOn,
    answered: statementSealed !== null,
    appeal: decision?.verdict ?? (appealSealed === null ? 'none' : 'waiting'),
    statement: open('statement', statementSealed),
    decision,
    appealWords: open('appeal', appealSealed),
  };
};

export const selectVouchCase = async (
  reader: Reader,
  vault: Vault,
  where: SQL,
): Promise<VouchCase | undefined> => {
  const [row] = await reader.select().from(vouchCase).where(where);
  if (row === undefined) return undefined;
  const parties = await reader
    .select()
    .from(vouchCaseParty)
    .where(eq(vouchCaseParty.caseId, row.id))
    .orderBy(asc(vouchCaseParty.role), asc(vouchCaseParty.personId));
  const { groundsSealed, appealUntil: _, ...plain } = row;
  return {
    ...plain,
    grounds: vault.open(groundsContext(row.id), groundsSealed),
    parties: parties.map((party) => toParty(vault, party)),
  };
};

export const findVouchCase = (reader: Reader, vault: Vault, number: number): Promise<VouchCase | undefined> =>
  selectVouchCase(reader, vault, eq(vouchCase.number, number));

export const findVouchCaseById = (reader: Reader, vault: Vault, id: string): Promise<VouchCase | undefined> =>
  selectVouchCase(reader, vault, eq(vouchCase.id, id));

// A case that a colleague raised is theirs; a party's own case does not exist for them at the desk.
const openFor = (officerId: string): SQL | undefined =>
  and(
    ne(vouchCase.state, 'final'),
    or(isNull(vouchCase.raisedBy), eq(vouchCase.raisedBy, officerId)),
    sql`not exists (select 1 from ${vouchCaseParty} where ${vouchCaseParty.caseId} = ${vouchCase.id}
      and ${vouchCaseParty.personId} = ${officerId})`,
  );

export type VouchCaseLine = Pick<VouchCase, 'number' | 'state' | 'openedAt' | 'dueAt'>;

/** Cases that this officer raised, or nobody who is still there; oldest first. */
export const listVouchCases = (
  reader: Reader,
  officerId: string,
  page: { readonly limit: number; readonly offset?: number; readonly afterNumber?: number },
): Promise<VouchCaseLine[]> =>
  reader
    .select({
      number: vouchCase.number,
      state: vouchCase.state,
      openedAt: vouchCase.openedAt,
      dueAt: vouchCase.dueAt,
    })
    .from(vouchCase)
    .where(and(openFor(officerId), gt(vouchCase.number, page.afterNumber ?? 0)))
    .orderBy(asc(vouchCase.number))
    .limit(page.limit)
    .offset(page.offset ?? 0);

export const countVouchCases = async (
  reader: Reader,
  officerId: string,
): Promise<{ waiting: number; oldest: Date | undefined; due: Date | undefined }> => {
  const [row] = await reader
    .select({ waiting: count(), oldest: min(vouchCase.openedAt), due: min(vouchCase.dueAt) })
    .from(vouchCase)
    .where(openFor(officerId));
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? undefined, due: row?.due ?? undefined };
};

/** Cases that a person is a party of, oldest first. */
export const casesOf = (reader: Reader, personId: string) =>
  reader
    .select({ number: vouchCase.number })
    .from(vouchCaseParty)
    .innerJoin(vouchCase, eq(vouchCase.id, vouchCaseParty.caseId))
    .where(eq(vouchCaseParty.personId, personId))
    .orderBy(asc(vouchCase.number));

/** Numbers of cases that may have come to their end: decided, or older than anything personal is kept. */
export const listEndingCases = async (reader: Reader, openedBefore: Date): Promise<number[]> => {
  const rows = await reader
    .select({ number: vouchCase.number })
    .from(vouchCase)
    .where(
      and(
        ne(vouchCase.state, 'final'),
        or(eq(vouchCase.state, 'decided'), lt(vouchCase.openedAt, openedBefore)),
      ),
    );
  return rows.map(({ number }) => number);
};

/** Parties about whom officers are deciding already: a finding or an appeal waits for a second officer. */
export const listProposedParties = async (
  reader: Reader,
  personIds: readonly string[],
): Promise<string[]> => {
  if (personIds.length === 0) return [];
  const rows = await reader
    .select({ id: proposal.subjectId })
    .from(proposal)
    .where(
      and(
        eq(proposal.state, 'pending'),
        or(eq(proposal.kind, 'finding'), eq(proposal.kind, 'appeal')),
        sql`${proposal.subjectId} = any(${sql.param([...personIds])}::uuid[])`,
      ),
    );
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
};
