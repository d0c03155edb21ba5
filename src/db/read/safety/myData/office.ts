import { asc, eq, or } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { broadcast } from '../../../schema/broadcast.ts';
import { alarm, vouchCase } from '../../../schema/finding.ts';
import { interview } from '../../../schema/interview.ts';
import { letter } from '../../../schema/letter.ts';
import { listLink } from '../../../schema/list.ts';
import { apiToken, approval, office, officer, proposal } from '../../../schema/office.ts';
import { type MyDataContext, type MyDataSource, plainRows } from './source.ts';

const readOffice = async ({ reader, account: { id } }: MyDataContext) => {
  const [number] = await reader
    .select({ number: officer.number })
    .from(officer)
    .where(eq(officer.personId, id));
  const roles = await reader
    .select({ role: office.role, grantedOn: office.grantedOn })
    .from(office)
    .where(eq(office.personId, id))
    .orderBy(asc(office.role));
  const tokens = await reader
    .select({ label: apiToken.label, state: apiToken.state, expiresAt: apiToken.expiresAt })
    .from(apiToken)
    .where(eq(apiToken.holderId, id))
    .orderBy(asc(apiToken.label));
  return { number: number?.number ?? null, roles: plainRows(roles), tokens: plainRows(tokens) };
};

/** An officer's work by number: whose case it is, and what is in it, is not the officer's data. */
const readWork = async ({ reader, account: { id } }: MyDataContext) => {
  const proposed = await reader
    .select({ number: proposal.number, kind: proposal.kind, state: proposal.state })
    .from(proposal)
    .where(eq(proposal.proposedBy, id))
    .orderBy(asc(proposal.number));
  const approved = await reader
    .select({ number: proposal.number, kind: proposal.kind, approvedOn: approval.approvedOn })
    .from(approval)
    .innerJoin(proposal, eq(proposal.id, approval.proposalId))
    .where(eq(approval.officerId, id))
    .orderBy(asc(proposal.number));
  const calls = await reader
    .select({ number: proposal.number, state: interview.state, startsAt: interview.startsAt })
    .from(interview)
    .innerJoin(proposal, eq(proposal.id, interview.proposalId))
    .where(or(eq(interview.firstOfficer, id), eq(interview.secondOfficer, id)))
    .orderBy(asc(proposal.number));
  const states = (table: typeof letter | typeof alarm | typeof vouchCase | typeof broadcast, by: PgColumn) =>
    reader
      .select({ number: table.number, state: table.state })
      .from(table)
      .where(eq(by, id))
      .orderBy(asc(table.number));
  const invited = await reader
    .select({ expiresAt: listLink.expiresAt, usedOn: listLink.usedOn })
    .from(listLink)
    .where(eq(listLink.invitedBy, id))
    .orderBy(asc(listLink.expiresAt));
  return {
    proposed: plainRows(proposed),
    approved: plainRows(approved),
    calls: plainRows(calls),
    questions: plainRows(await states(letter, letter.takenBy)),
    alarms: plainRows(await states(alarm, alarm.takenBy)),
    cases: plainRows(await states(vouchCase, vouchCase.raisedBy)),
    broadcasts: plainRows(await states(broadcast, broadcast.writtenBy)),
    listInvitations: plainRows(invited),
  };
};

/** Of people who work in the secretariat. */
export const officeSources: readonly MyDataSource[] = [
  {
    section: 'office',
    covers: ['officer.person_id', 'office.person_id', 'api_token.holder_id'],
    read: readOffice,
  },
  {
    section: 'work',
    covers: [
      'proposal.proposed_by',
      'approval.officer_id',
      'call.first_officer',
      'call.second_officer',
      'question.taken_by',
      'alarm.taken_by',
      'vouch_case.raised_by',
      'broadcast.written_by',
      'list_link.invited_by',
    ],
    read: readWork,
  },
];
