import { z } from '@hono/zod-openapi';
import { openVouchCase } from '../../../actions/case/openVouchCase.ts';
import { proposeFinding, proposeRuling } from '../../../actions/case/proposeFinding.ts';
import { findOwnCase, placeParties } from '../../../actions/case/readVouchCase.ts';
import { listVouchCases } from '../../../db/read/case/vouchCase.ts';
import type { Deps } from '../../../deps.ts';
import { appealRulings, findingOutcomes } from '../../../governance/case/finding.ts';
import type { Api } from '../../context.ts';
import { numberParams } from '../../contract.ts';
import { operations } from '../../operation.ts';
import { foundOr } from '../../problem.ts';

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
    appeal: z.enum(['none', 'waiting', ...appealRulings]),
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

const opening = z.strictObject({
  memberNumber: z.string().optional(),
  alarm: z.int().min(1).optional(),
  grounds: z.string().openapi({ example: 'The voucher says that they have never met.' }),
});
const finding = z.strictObject({
  party: partyRef,
  outcome: z.enum(findingOutcomes),
  reason: z.string().openapi({ example: 'They have known each other since 2019.' }),
});
const verdict = z.strictObject({
  party: partyRef,
  verdict: z.enum(appealRulings),
  session: z.string().openapi({ example: '3' }),
});

const path = '/api/v1/cases';
const one = `${path}/{number}`;
const own = ['finding.noPower', 'finding.notFound', 'finding.ownCase', 'finding.partyUnknown'];

/** Cases of false vouching, by number (rule M5): the same actions as in the chat. */
export const caseRoutes = (api: Api, deps: Deps): void => {
  const { get, post, list } = operations(api, 'cases');

  list({
    path,
    id: 'listVouchCases',
    summary: 'Cases of false vouching that the holder raised, or nobody who is still there',
    power: 'finding.propose',
    refusals: ['finding.noPower'],
    items: [line, 'A page of cases'],
    handle: async ({ limit, cursor: afterNumber = 0 }, { officerId }) => {
      const rows = await listVouchCases(deps.db, officerId, { limit, afterNumber });
      return rows.map(({ number, state, openedAt, dueAt }) => ({
        number,
        state,
        openedAt: openedAt.toISOString(),
        dueAt: dueAt.toISOString(),
      }));
    },
  });
  get({
    path: one,
    id: 'getVouchCase',
    summary: 'One case of the holder, with its parties',
    power: 'finding.propose',
    refusals: ['finding.noPower', 'finding.notFound'],
    takes: { params: numberParams },
    answer: [whole, 'The case'],
    handle: async ({ params: { number } }, { officerId }) => {
      const found = foundOr(await findOwnCase(deps, { officerId, number }), 'finding.notFound');
      const { state, openedAt, dueAt, hearingUntil, grounds } = found;
      const parties = (await placeParties(deps, found)).map((party) => ({
        party: party.ref,
        role: party.role,
        statement: party.statement ?? null,
        outcome: party.outcome,
        appeal: party.appeal,
        appealWords: party.appealWords ?? null,
        proposed: party.isProposed,
      }));
      return {
        number,
        state,
        grounds,
        parties,
        openedAt: openedAt.toISOString(),
        dueAt: dueAt.toISOString(),
        hearingUntil: hearingUntil.toISOString(),
      };
    },
  });
  post({
    path,
    id: 'openVouchCase',
    summary: 'Open a case on a member number, or from an alarm about a voucher',
    power: 'finding.propose',
    refusals: [
      'finding.noPower',
      'finding.ownCase',
      'finding.personUnknown',
      'code.unreadable',
      'alarm.notFound',
      'alarm.taken',
      'text.tooShort',
    ],
    takes: { body: opening },
    answer: [opened, 'The parties are told'],
    handle: ({ body: { grounds, memberNumber, alarm } }, { officerId }) =>
      openVouchCase(deps, {
        officerId,
        grounds,
        ...(memberNumber === undefined ? {} : { memberNumber }),
        ...(alarm === undefined ? {} : { alarm }),
      }),
  });
  post({
    path: `${one}/finding`,
    id: 'proposeFinding',
    summary: 'Propose what the case says of one party; a second officer approves it',
    power: 'finding.propose',
    refusals: [
      ...own,
      'finding.hearingOpen',
      'finding.alreadyDecided',
      'finding.alreadyProposed',
      'text.tooShort',
    ],
    takes: { params: numberParams, body: finding },
    answer: [proposed, 'Proposed'],
    handle: ({ params, body }, { officerId }) => proposeFinding(deps, { officerId, ...params, ...body }),
  });
  post({
    path: `${one}/appeal`,
    id: 'proposeVerdict',
    summary: "Enter what the Congress's session decided on a party's appeal; a second officer approves it",
    power: 'appeal.propose',
    refusals: [...own, 'finding.notAppealed', 'finding.alreadyProposed', 'finding.sessionMissing'],
    takes: { params: numberParams, body: verdict },
    answer: [proposed, 'Proposed'],
    handle: ({ params, body }, { officerId }) => proposeRuling(deps, { officerId, ...params, ...body }),
  });
};
