import { z } from '@hono/zod-openapi';
import { searchMember } from '../../../actions/member/searchMember.ts';
import { listOutcomes } from '../../../db/read/audit/outcomes.ts';
import { listTraces } from '../../../db/read/audit/trace.ts';
import type { Deps } from '../../../deps.ts';
import { traceActs } from '../../../governance/audit/trace.ts';
import { caseKinds } from '../../../governance/person/role.ts';
import type { Api } from '../../context.ts';
import { pageFrom, pageOf, pageQuery } from '../../contract.ts';
import { operations } from '../../operation.ts';

const member = z
  .object({
    memberNumber: z.string(),
    state: z.enum(['guest', 'signed', 'verifying', 'member', 'suspended', 'leaving']),
    verifiedSince: z.string().nullable().openapi({ example: '2026-11' }),
    signature: z.enum(['current', 'outdated', 'none']),
    reachable: z.boolean(),
  })
  .openapi('Member');
const trace = z
  .object({
    seq: z.int(),
    at: z.string(),
    officer: z.int(),
    act: z.enum(traceActs),
    about: z.string().nullable().openapi({ description: 'A member number, or case:12, question:7' }),
  })
  .openapi('Trace');
const outcome = z
  .object({
    month: z.string(),
    kind: z.enum(caseKinds),
    state: z.enum(['pending', 'approved', 'rejected', 'withdrawn']),
    count: z.int(),
  })
  .openapi('Outcome');

/** A year of outcomes fits on a page. */
const MONTHS = 12;
/** No written form of a number is longer. */
const MAX_NUMBER = 40;

const memberParams = z.strictObject({
  number: z
    .string()
    .max(MAX_NUMBER)
    .openapi({ param: { name: 'number', in: 'path' }, example: '4K7M-2XPA-C' }),
});

/** Looking up one member, and what the auditor reads of that. There is no route that lists members. */
export const memberRoutes = (api: Api, deps: Deps): void => {
  const { db, vault } = deps;
  const { get } = operations(api, 'members');
  const audit = operations(api, 'audit');

  get({
    path: '/api/v1/members/{number}',
    id: 'findMember',
    summary: 'One member by number. Every request leaves a trace that the auditor reads; at most 20 an hour',
    power: 'member.search',
    refusals: ['search.noPower', 'search.tooMany', 'code.unreadable', 'member.notFound'],
    takes: { params: memberParams },
    answer: [member, 'What an officer may know'],
    handle: ({ params }, { officerId }) => searchMember(deps, { officerId, memberNumber: params.number }),
  });
  audit.get({
    path: '/api/v1/traces',
    id: 'listTraces',
    summary: 'What officers did, newest first; for the auditor',
    power: 'trace.read',
    refusals: ['trace.noPower'],
    takes: { query: pageQuery },
    answer: [pageOf(trace), 'A page of traces'],
    handle: async ({ query: { limit, cursor: before } }) => {
      const rows = await listTraces(db, vault, { before, limit });
      const items = rows.map(({ at, about = null, ...row }) => ({ ...row, at: at.toISOString(), about }));
      return pageFrom(items, limit, ({ seq }) => seq);
    },
  });
  audit.get({
    path: '/api/v1/outcomes',
    id: 'listOutcomes',
    summary: 'How many proposals of each kind came to what, by month; for the auditor',
    power: 'trace.read',
    refusals: ['trace.noPower'],
    takes: {},
    answer: [z.object({ items: z.array(outcome) }).openapi('Outcomes'), 'The last twelve months'],
    handle: async () => ({ items: await listOutcomes(db, MONTHS) }),
  });
};
