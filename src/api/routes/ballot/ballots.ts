import { z } from '@hono/zod-openapi';
import { draftBallot } from '../../../actions/ballot/draftBallot.ts';
import { moveBallot } from '../../../actions/ballot/moveBallot.ts';
import { openBallot } from '../../../actions/ballot/openBallot.ts';
import { scheduleBallot } from '../../../actions/ballot/scheduleBallot.ts';
import { withdrawBallot } from '../../../actions/ballot/withdrawBallot.ts';
import { findItem } from '../../../db/read/agenda/agenda.ts';
import { type Ballot, findBallot, listBallots } from '../../../db/read/ballot/ballot.ts';
import { findList } from '../../../db/read/list/list.ts';
import type { Deps } from '../../../deps.ts';
import { ballotClasses, ballotStates } from '../../../governance/ballot/ballot.ts';
import { ballotDraftRefusals } from '../../../governance/ballot/ballotDraft.ts';
import { congressVoteRefusals } from '../../../governance/ballot/congressVote.ts';
import { textRefusals } from '../../../governance/kit/text.ts';
import type { Api } from '../../context.ts';
import { instantSchema, nothing, numberParams, textsSchema } from '../../contract.ts';
import { operations } from '../../operation.ts';
import { foundOr, valueOrThrow } from '../../problem.ts';

const rules = ['strategic', 'current', 'statement', 'advisory'] as const;
const ballotLine = z
  .object({
    number: z.int(),
    class: z.enum(ballotClasses),
    rule: z.enum(rules),
    state: z.enum(ballotStates),
    electorate: z.enum(['members', 'list', 'congress']),
    list: z.int().nullable().openapi({ description: 'The named list that votes; null: no list does' }),
    item: z.int().nullable().openapi({
      description: 'The item that the Congress votes on, or that the members are asked about before it',
    }),
    session: z.int().nullable().openapi({ description: 'The session in which the Congress votes' }),
    decision: z.int().nullable().openapi({ description: 'Its number in the register of decisions' }),
    question: textsSchema,
    description: textsSchema.optional(),
    options: z.array(textsSchema).optional(),
    opensAt: z.string().nullable(),
    closesAt: z.string().nullable(),
    durationMinutes: z.int().nullable(),
    rollSize: z.int().nullable(),
    bylawsVersion: z.int().nullable(),
    result: z.record(z.string(), z.unknown()).nullable().openapi({
      description: 'Only after the publication; before it nobody sees a number',
    }),
  })
  .openapi('Ballot');

const ballotDraft = z
  .strictObject({
    class: z.enum(ballotClasses),
    electorate: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('members') }),
      z.strictObject({ kind: z.literal('list'), list: z.int().min(1) }),
      z.strictObject({ kind: z.literal('congress'), item: z.int().min(1) }),
    ]),
    rule: z.enum(rules),
    question: textsSchema,
    description: textsSchema.optional(),
    options: z.array(textsSchema).optional(),
    opensAt: instantSchema.optional(),
    closesAt: instantSchema.optional(),
    durationMinutes: z.int().min(1).optional(),
  })
  .openapi('BallotDraft', {
    example: {
      class: 'strawPoll',
      electorate: { kind: 'members' },
      rule: 'advisory',
      question: { ru: 'Поддержать обращение?', en: 'Support the appeal?' },
      durationMinutes: 4320,
    },
  });
const numbered = z.object({ number: z.int() });
const opened = numbered.extend({ rollSize: z.int(), closesAt: z.string() }).openapi('OpenedBallot');
const planned = numbered.extend({ opensAt: z.string(), closesAt: z.string() }).openapi('ScheduledBallot');

const windowRefusals = ['ballot.windowPast', 'ballot.windowBackwards', 'ballot.windowTooShort'];
const schedule = z.strictObject({ opensAt: instantSchema.optional() }).openapi('Schedule');
const move = z.strictObject({ opensAt: instantSchema, reason: textsSchema }).openapi('BallotMove');
const withdrawal = z
  .strictObject({
    reason: textsSchema
      .optional()
      .openapi({ description: 'Published; needed for what was scheduled, not for a draft' }),
  })
  .openapi('Withdrawal');

const path = '/api/v1/ballots';
const one = `${path}/{number}`;
const known = ['ballot.noPower', 'ballot.unknown'];

/** What an officer sees: nothing of who voted, and no number before the publication. */
const toLine = (ballot: Ballot): z.infer<typeof ballotLine> => {
  const { plan, content } = ballot;
  return {
    number: ballot.number,
    class: ballot.class,
    rule: ballot.rule,
    state: ballot.state,
    electorate: ballot.electorate,
    list: ballot.list?.number ?? null,
    item: ballot.item?.number ?? null,
    session: ballot.session?.number ?? null,
    decision: ballot.decision,
    question: content.question,
    ...(content.description === undefined ? {} : { description: content.description }),
    ...(content.choices.kind === 'options' ? { options: content.choices.options } : {}),
    opensAt: (ballot.openedAt?.toISOString() ?? plan.opensAt) || null,
    closesAt: ballot.closesAt?.toISOString() ?? null,
    durationMinutes: 'durationMinutes' in plan ? plan.durationMinutes : null,
    rollSize: ballot.rollSize,
    bylawsVersion: ballot.bylawsVersion,
    result: ballot.state === 'published' && ballot.result !== null ? { ...ballot.result } : null,
  };
};

/** Officers call lists and items by number; the rule knows ids. An unknown number is left for the rule to refuse. */
const withId = async (deps: Deps, { electorate, ...rest }: z.infer<typeof ballotDraft>) => {
  if (electorate.kind === 'members') return { ...rest, electorate };
  if (electorate.kind === 'congress') {
    const item = await findItem(deps.db, electorate.item);
    return { ...rest, electorate: { kind: 'congress', itemId: item?.id ?? 'unknown' } };
  }
  const found = await findList(deps.db, electorate.list);
  return { ...rest, electorate: { kind: 'list', listId: found?.id ?? 'unknown' } };
};

/** Ballots as officers run them; the actions are the chat's own. */
export const ballotRoutes = (api: Api, deps: Deps): void => {
  const { get, post, list } = operations(api, 'ballots');

  list({
    path,
    id: 'listBallots',
    summary: "The officer's desk, newest first",
    power: 'ballot.manage',
    refusals: ['ballot.noPower'],
    items: [ballotLine, 'A page of ballots'],
    handle: async ({ limit, cursor: before }) =>
      (await listBallots(deps.db, deps.vault, { before, limit })).map(toLine),
  });
  get({
    path: one,
    id: 'getBallot',
    summary: 'One ballot; no count before the publication',
    power: 'ballot.manage',
    refusals: known,
    takes: { params: numberParams },
    answer: [ballotLine, 'The ballot'],
    handle: async ({ params: { number } }) =>
      toLine(foundOr(await findBallot(deps.db, deps.vault, number), 'ballot.unknown')),
  });
  post({
    path,
    id: 'draftBallot',
    summary: 'Write a draft; exactly one of closesAt and durationMinutes',
    power: 'ballot.manage',
    refusals: [
      'ballot.noPower',
      'list.unknown',
      'agenda.unknown',
      'sitting.ruleOfItem',
      'ballot.rollCallOfMembers',
      'ballot.pollOfCongress',
      'ballot.ruleOfClass',
      ...ballotDraftRefusals,
      ...textRefusals,
    ],
    takes: { body: ballotDraft },
    status: 201,
    answer: [numbered.openapi('DraftedBallot'), 'The draft'],
    handle: async ({ body }, { officerId, submissionId }) =>
      draftBallot(deps, { officerId, submissionId, input: await withId(deps, body) }),
  });
  post({
    path: `${one}/schedule`,
    id: 'scheduleBallot',
    summary: 'Set the moment of opening; without one the draft’s own counts',
    power: 'ballot.manage',
    refusals: [...known, 'ballot.notDraft', 'sitting.needsSession', ...windowRefusals],
    takes: { params: numberParams, body: schedule },
    answer: [planned, 'Planned'],
    handle: async ({ params: { number }, body: { opensAt } }, { officerId }) => {
      const moment = opensAt === undefined ? {} : { opensAt: new Date(opensAt).toISOString() };
      return { number, ...valueOrThrow(await scheduleBallot(deps, { officerId, number, ...moment })) };
    },
  });
  post({
    path: `${one}/move`,
    id: 'moveBallot',
    summary: 'Another moment of opening for what is scheduled; the reason is published',
    power: 'ballot.manage',
    refusals: [...known, 'ballot.notScheduled', ...windowRefusals, ...textRefusals],
    takes: { params: numberParams, body: move },
    answer: [planned, 'Moved'],
    handle: async ({ params: { number }, body: { opensAt, reason } }, { officerId }) => {
      const command = { officerId, number, opensAt: new Date(opensAt).toISOString(), reason };
      return { number, ...valueOrThrow(await moveBallot(deps, command)) };
    },
  });
  post({
    path: `${one}/open`,
    id: 'openBallot',
    summary: 'Open now: the roll is frozen, and nothing can be taken back',
    power: 'ballot.manage',
    refusals: [
      ...known,
      'ballot.notOpenable',
      'ballot.emptyRoll',
      'ballot.noQuorum',
      ...congressVoteRefusals,
      ...windowRefusals,
    ],
    takes: { params: numberParams, body: nothing },
    answer: [opened, 'Open'],
    handle: async ({ params: { number } }, { officerId }) => ({
      number,
      ...valueOrThrow(await openBallot(deps, { officerId, number })),
    }),
  });
  post({
    path: `${one}/withdraw`,
    id: 'withdrawBallot',
    summary: 'Take back what is not open yet',
    power: 'ballot.manage',
    refusals: [...known, 'ballot.notWithdrawable', 'ballot.reasonMissing', ...textRefusals],
    takes: { params: numberParams, body: withdrawal },
    answer: [numbered.openapi('WithdrawnBallot'), 'Withdrawn'],
    handle: async ({ params, body }, { officerId }) => {
      valueOrThrow(await withdrawBallot(deps, { officerId, ...params, ...body }));
      return params;
    },
  });
};
