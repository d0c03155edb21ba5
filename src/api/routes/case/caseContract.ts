import { createRoute, z } from '@hono/zod-openapi';
import { appealVerdicts, findingOutcomes } from '../../../governance/case/finding.ts';
import {
  json,
  jsonBody,
  needs,
  notFound,
  numberParams,
  pageOf,
  pageQuery,
  readProblems,
  security,
  writeHeaders,
  writeProblems,
} from '../../contract.ts';

const state = z.enum(['hearing', 'deciding', 'decided', 'appealed', 'final']);
const line = z
  .object({ number: z.int(), state, openedAt: z.string(), dueAt: z.string() })
  .openapi('VouchCaseLine');
const partyRef = z
  .string()
  .regex(/^[0-9a-f]{8}$/)
  .openapi({ example: '1a2b3c4d' });
const party = z
  .object({
    party: z
      .string()
      .openapi({ description: 'What the case calls this party; it says nothing about the person' }),
    role: z.enum(['candidate', 'voucher']),
    statement: z.string().nullable(),
    outcome: z.enum(findingOutcomes).nullable(),
    appeal: z.enum(['none', 'waiting', ...appealVerdicts]),
    appealWords: z.string().nullable(),
    proposed: z.boolean().openapi({ description: 'A decision waits for a second officer' }),
  })
  .openapi('VouchCaseParty');
const whole = line
  .extend({ hearingUntil: z.string(), grounds: z.string(), parties: z.array(party) })
  .openapi('VouchCase');
const opened = z.object({ number: z.int(), parties: z.int() }).openapi('VouchCaseOpened');
const proposed = z
  .object({ number: z.int().openapi({ description: 'Of the proposal that a second officer approves' }) })
  .openapi('FindingProposed');

const tags = ['cases'];
const path = '/api/v1/cases';
const one = `${path}/{number}`;
const common = { tags, security } as const;
const own = ['finding.noPower', 'finding.notFound', 'finding.ownCase', 'finding.partyUnknown'];

export const listCasesRoute = createRoute({
  method: 'get',
  path,
  operationId: 'listVouchCases',
  summary: 'Cases of false vouching that the holder raised, or nobody who is still there',
  ...common,
  ...needs('finding.propose', ['finding.noPower']),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(line), 'A page of cases'), ...readProblems },
});
export const getCaseRoute = createRoute({
  method: 'get',
  path: one,
  operationId: 'getVouchCase',
  summary: 'One case of the holder, with its parties',
  ...common,
  ...needs('finding.propose', ['finding.noPower', 'finding.notFound']),
  request: { params: numberParams },
  responses: { 200: json(whole, 'The case'), ...readProblems, ...notFound },
});
export const openCaseRoute = createRoute({
  method: 'post',
  path,
  operationId: 'openVouchCase',
  summary: 'Open a case on a member number, or from an alarm about a voucher',
  ...common,
  ...needs('finding.propose', [
    'finding.noPower',
    'finding.ownCase',
    'finding.personUnknown',
    'code.unreadable',
    'alarm.notFound',
    'alarm.taken',
    'text.tooShort',
  ]),
  request: {
    headers: writeHeaders,
    body: jsonBody(
      z.strictObject({
        memberNumber: z.string().optional(),
        alarm: z.int().min(1).optional(),
        grounds: z.string().openapi({ example: 'The voucher says that they have never met.' }),
      }),
    ),
  },
  responses: { 200: json(opened, 'The parties are told'), ...writeProblems },
});
export const proposeFindingRoute = createRoute({
  method: 'post',
  path: `${one}/finding`,
  operationId: 'proposeFinding',
  summary: 'Propose what the case says of one party; a second officer approves it',
  ...common,
  ...needs('finding.propose', [
    ...own,
    'finding.hearingOpen',
    'finding.alreadyDecided',
    'finding.alreadyProposed',
    'text.tooShort',
  ]),
  request: {
    params: numberParams,
    headers: writeHeaders,
    body: jsonBody(
      z.strictObject({
        party: partyRef,
        outcome: z.enum(findingOutcomes),
        reason: z.string().openapi({ example: 'They have known each other since 2019.' }),
      }),
    ),
  },
  responses: { 200: json(proposed, 'Proposed'), ...writeProblems },
});
export const proposeVerdictRoute = createRoute({
  method: 'post',
  path: `${one}/appeal`,
  operationId: 'proposeVerdict',
  summary: "Enter what the Congress's session decided on a party's appeal; a second officer approves it",
  ...common,
  ...needs('appeal.propose', [
    ...own,
    'finding.notAppealed',
    'finding.alreadyProposed',
    'finding.sessionMissing',
  ]),
  request: {
    params: numberParams,
    headers: writeHeaders,
    body: jsonBody(
      z.strictObject({
        party: partyRef,
        verdict: z.enum(appealVerdicts),
        session: z.string().openapi({ example: '3' }),
      }),
    ),
  },
  responses: { 200: json(proposed, 'Proposed'), ...writeProblems },
});
