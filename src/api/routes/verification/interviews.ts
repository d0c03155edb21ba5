import { z } from '@hono/zod-openapi';
import { enterInterviewOutcome } from '../../../actions/verification/enterInterviewOutcome.ts';
import {
  handBackInterview,
  joinInterview,
  takeInterview,
} from '../../../actions/verification/takeInterview.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findInterview, type Interview, listInterviews } from '../../../db/read/verification/interview.ts';
import type { Deps } from '../../../deps.ts';
import { deskDeadline } from '../../../governance/letter/desk.ts';
import { interviewOpensAt, interviewOutcomes, placeIn } from '../../../governance/verification/interview.ts';
import { ok, refuse } from '../../../result.ts';
import type { Api } from '../../context.ts';
import { instantSchema, nothing, numberParams } from '../../contract.ts';
import { operations } from '../../operation.ts';

const interview = z
  .object({
    number: z.int().openapi({ description: "The applicant's case" }),
    state: z.enum(['wished', 'taken', 'agreed', 'missed']),
    offered: z.array(z.string()),
    startsAt: z.string().nullable(),
    yours: z.boolean().openapi({ description: 'The holder is one of its officers' }),
    waitingSince: z.string(),
    dueAt: z.string(),
    link: z.string().nullable().openapi({ description: 'For its own officers' }),
    words: z
      .object({ officers: z.string(), person: z.string() })
      .nullable()
      .openapi({ description: 'For its own officers, from 15 minutes before the start' }),
  })
  .openapi('Call');
const done = z.object({ number: z.int() }).openapi('CallChanged');
const outcomeDone = z
  .object({
    number: z.int(),
    step: z.enum(['approved', 'declined', 'freed', 'closed']),
    admitted: z.boolean(),
  })
  .openapi('CallOutcome');
const place = z.strictObject({ at: instantSchema, link: z.string() });
const said = z.strictObject({
  outcome: z.enum(interviewOutcomes),
  reason: z.string().optional().openapi({ description: 'For notKnown: the applicant reads it' }),
});

const path = '/api/v1/calls';
const one = `${path}/{number}`;

const shown = (found: Interview, officerId: string, now: Date, dueAt: Date) => {
  const { number, state, wishes, startsAt, createdAt, link, words } = found;
  const yours = placeIn(found, officerId) !== undefined;
  const isOpen = startsAt !== null && now >= interviewOpensAt(startsAt);
  return {
    number,
    state,
    offered: [...wishes],
    startsAt: startsAt?.toISOString() ?? null,
    yours,
    waitingSince: createdAt.toISOString(),
    dueAt: dueAt.toISOString(),
    link: yours ? (link ?? null) : null,
    words: yours && isOpen ? (words ?? null) : null,
  };
};

/** Calls of officers with applicants (rule M5): the same actions as in the chat. */
export const interviewRoutes = (api: Api, deps: Deps): void => {
  const { db, vault } = deps;
  const { get, post, list } = operations(api, 'calls');

  list({
    path,
    id: 'listCalls',
    summary: 'Calls that applicants wait for, oldest case first',
    power: 'admission.approve',
    refusals: ['call.noPower'],
    items: [interview, 'A page of calls'],
    handle: async ({ limit, cursor: afterNumber = 0 }, { officerId }) => {
      const now = await deps.clock.now();
      const { bylaws } = await currentBylaws(db, now);
      const interviews = await listInterviews(db, vault, officerId, { limit, afterNumber });
      return interviews.map((found) => shown(found, officerId, now, deskDeadline(found.createdAt, bylaws)));
    },
  });
  get({
    path: one,
    id: 'getCall',
    summary: "One applicant's call",
    power: 'admission.approve',
    refusals: ['call.noPower', 'call.none'],
    takes: { params: numberParams },
    answer: [interview, 'The call'],
    handle: async ({ params }, { officerId }) => {
      const found = await findInterview(db, vault, params.number);
      if (found === undefined || found.candidateId === officerId) return refuse('call.none');
      const now = await deps.clock.now();
      const { bylaws } = await currentBylaws(db, now);
      return ok(shown(found, officerId, now, deskDeadline(found.createdAt, bylaws)));
    },
  });
  post({
    path: `${one}/take`,
    id: 'takeCall',
    summary: 'Take one of the offered times and say where to talk',
    power: 'admission.approve',
    refusals: [
      'call.none',
      'call.noPower',
      'call.ownCase',
      'call.alreadyTaken',
      'call.notOffered',
      'call.tooSoon',
      'call.linkInvalid',
    ],
    takes: { params: numberParams, body: place },
    answer: [done, 'Taken; a second officer is needed'],
    handle: ({ params, body: { at, link } }, { officerId }) =>
      takeInterview(deps, { officerId, ...params, at: new Date(at), link }),
  });
  post({
    path: `${one}/join`,
    id: 'joinCall',
    summary: 'Join a call as its second officer',
    power: 'admission.approve',
    refusals: [
      'call.none',
      'call.noPower',
      'call.ownCase',
      'call.sameOfficer',
      'call.alreadyTaken',
      'call.notTaken',
      'call.tooSoon',
    ],
    takes: { params: numberParams, body: nothing },
    answer: [done, 'Agreed'],
    handle: ({ params }, { officerId }) => joinInterview(deps, { officerId, ...params }),
  });
  post({
    path: `${one}/hand-back`,
    id: 'handBackCall',
    summary: 'Withdraw from a call',
    power: 'admission.approve',
    refusals: ['call.noPower', 'call.none', 'call.notYours', 'call.outcomeGiven'],
    takes: { params: numberParams, body: nothing },
    answer: [done, 'Handed back'],
    handle: ({ params }, { officerId }) => handBackInterview(deps, { officerId, ...params }),
  });
  post({
    path: `${one}/outcome`,
    id: 'enterCallOutcome',
    summary: 'Enter, alone, what came of a call',
    power: 'admission.approve',
    refusals: [
      'call.noPower',
      'call.none',
      'call.notYours',
      'call.notAgreed',
      'call.notStarted',
      'call.outcomeGiven',
      'call.contradicted',
      'text.tooShort',
    ],
    takes: { params: numberParams, body: said },
    answer: [outcomeDone, 'What it led to'],
    handle: ({ params, body: { outcome, reason } }, { officerId }) =>
      enterInterviewOutcome(deps, {
        officerId,
        ...params,
        outcome,
        ...(reason === undefined ? {} : { reason }),
      }),
  });
};
