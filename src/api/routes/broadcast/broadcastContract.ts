import { createRoute, z } from '@hono/zod-openapi';
import { broadcastStates, correctionKinds } from '../../../governance/broadcast/broadcast.ts';
import {
  audienceKinds,
  broadcastClasses,
  broadcastContentRefusals,
  maxButtons,
} from '../../../governance/broadcast/broadcastContent.ts';
import { broadcastDocumentRefusals } from '../../../governance/broadcast/broadcastDocument.ts';
import { broadcastTextRefusals } from '../../../governance/broadcast/broadcastText.ts';
import { contentLocales } from '../../../governance/kit/text.ts';
import { countries } from '../../../governance/statistics/country.ts';
import {
  emptyBody,
  instantSchema,
  json,
  jsonBody,
  needs,
  notFound,
  numberParams,
  pageOf,
  pageQuery,
  readProblems,
  security,
  textsSchema,
  writeHeaders,
  writeProblems,
} from '../../contract.ts';

const country = z
  .string()
  .refine((code) => countries.includes(code))
  .openapi({ description: 'ISO 3166-1 alpha-2, as people declared it themselves', example: 'DE' });
const audience = z
  .strictObject({
    who: z.enum(audienceKinds),
    locale: z.enum(contentLocales).optional(),
    country: country.optional(),
  })
  .openapi('Audience');
const buttons = z.array(z.strictObject({ label: textsSchema, url: z.string() })).max(maxButtons);
const fields = {
  texts: textsSchema.openapi({
    description: "Telegram's HTML: b, i, u, s, a (https), code, pre, blockquote, tg-spoiler",
  }),
  buttons: buttons.optional(),
  class: z.enum(broadcastClasses),
  audience,
  sendsAt: instantSchema.nullable().optional(),
};
const draft = z
  .strictObject({
    ...fields,
    correction: z.strictObject({ corrects: z.int().min(1), kind: z.enum(correctionKinds) }).optional(),
  })
  .openapi('BroadcastDraft');
const changes = z.strictObject(fields).partial().openapi('BroadcastChanges');
const counts = z
  .object({ sent: z.int(), unreachable: z.int(), failed: z.int(), leftOut: z.int() })
  .openapi('BroadcastCounts');

/** A broadcast as officers see it; nothing in it names a recipient. */
export const broadcastLine = z
  .object({
    number: z.int(),
    state: z.enum(broadcastStates),
    ...fields,
    buttons,
    sendsAt: z.string().nullable(),
    document: z.object({ name: z.string(), size: z.int(), sha256: z.string() }).nullable(),
    hash: z
      .string()
      .openapi({ description: 'SHA-256 of everything above: what the second officer approves' }),
    correction: z.object({ corrects: z.int(), kind: z.enum(correctionKinds) }).nullable(),
  })
  .openapi('Broadcast');
const report = z
  .object({
    number: z.int(),
    state: z.enum(broadcastStates),
    size: z.int().openapi({ description: 'Of the snapshot; before it is taken, whom the filters mean now' }),
    waiting: z.int(),
    counts,
    corrections: z.array(z.int()),
  })
  .openapi('BroadcastReport');
const numbered = z.object({ number: z.int() });

const tags = ['broadcasts'];
const path = '/api/v1/broadcasts';
const one = `${path}/{number}`;
const target = { params: numberParams, headers: writeHeaders };
const power = 'broadcast.propose' as const;
const known = ['broadcast.noPower', 'broadcast.unknown'];
const contentRefusals = [
  ...broadcastContentRefusals,
  ...broadcastTextRefusals,
  'broadcast.momentPast',
  'broadcast.momentFar',
];
const common = { tags, security };

export const listBroadcastsRoute = createRoute({
  ...common,
  method: 'get',
  path,
  operationId: 'listBroadcasts',
  summary: 'Broadcasts, newest first',
  ...needs(power, ['broadcast.noPower']),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(broadcastLine), 'A page of broadcasts'), ...readProblems },
});
export const getBroadcastRoute = createRoute({
  ...common,
  method: 'get',
  path: one,
  operationId: 'getBroadcast',
  summary: 'One broadcast with its exact texts and hash',
  ...needs(power, known),
  request: { params: numberParams },
  responses: { 200: json(broadcastLine, 'The broadcast'), ...readProblems, ...notFound },
});
export const reportRoute = createRoute({
  ...common,
  method: 'get',
  path: `${one}/report`,
  operationId: 'getBroadcastReport',
  summary: 'How far it is, or what became of it; no names',
  ...needs(power, known),
  request: { params: numberParams },
  responses: { 200: json(report, 'The counts'), ...readProblems, ...notFound },
});
export const audienceRoute = createRoute({
  ...common,
  method: 'get',
  path: '/api/v1/broadcast-audience',
  operationId: 'measureAudience',
  summary: 'How many people a filter means now',
  ...needs(power, ['broadcast.noPower']),
  request: {
    query: z.strictObject({
      who: z.enum(audienceKinds),
      locale: z.enum(contentLocales).optional(),
      country: country.optional(),
    }),
  },
  responses: { 200: json(z.object({ size: z.int() }).openapi('AudienceSize'), 'The size'), ...readProblems },
});
export const draftBroadcastRoute = createRoute({
  ...common,
  method: 'post',
  path,
  operationId: 'draftBroadcast',
  summary: 'Write a draft; with `correction` it goes to those whom the corrected one reached',
  ...needs(power, [...known, 'broadcast.notEnded', 'broadcast.recipientsGone', ...contentRefusals]),
  request: { headers: writeHeaders, body: jsonBody(draft) },
  responses: { 201: json(numbered.openapi('DraftedBroadcast'), 'The draft'), ...writeProblems },
});
export const changeBroadcastRoute = createRoute({
  ...common,
  method: 'post',
  path: `${one}/change`,
  operationId: 'changeBroadcast',
  summary: 'Change fields of a draft, or of one that was declined',
  ...needs(power, [...known, 'broadcast.notEditable', ...contentRefusals]),
  request: { ...target, body: jsonBody(changes) },
  responses: {
    200: json(numbered.extend({ hash: z.string() }).openapi('ChangedBroadcast'), 'The new hash'),
    ...writeProblems,
  },
});
export const documentRoute = createRoute({
  ...common,
  method: 'post',
  path: `${one}/document`,
  operationId: 'attachDocument',
  summary: 'Attach a PDF of at most 20 MB as base64, or take it away with null',
  ...needs(power, [...known, 'broadcast.notEditable', 'broadcast.tooLong', ...broadcastDocumentRefusals]),
  request: {
    ...target,
    body: jsonBody(
      z
        .strictObject({
          document: z
            .strictObject({ name: z.string(), base64: z.base64() })
            .nullable()
            .openapi({ example: { name: 'agenda.pdf', base64: 'JVBERi0xLjc=' } }),
        })
        .openapi('Attachment'),
    ),
  },
  responses: {
    200: json(
      numbered.extend({ document: broadcastLine.shape.document }).openapi('AttachedDocument'),
      'The document as it was read',
    ),
    ...writeProblems,
  },
});
export const discardBroadcastRoute = createRoute({
  ...common,
  method: 'post',
  path: `${one}/discard`,
  operationId: 'discardBroadcast',
  summary: 'Delete a draft of your own',
  ...needs(power, [...known, 'broadcast.notDiscardable', 'broadcast.notWriter']),
  request: { ...target, body: emptyBody },
  responses: { 200: json(numbered.openapi('DiscardedBroadcast'), 'Deleted'), ...writeProblems },
});
export const proposeBroadcastRoute = createRoute({
  ...common,
  method: 'post',
  path: `${one}/propose`,
  operationId: 'proposeBroadcast',
  summary: 'Put the exact text before a second officer, who approves the case',
  ...needs(power, [
    ...known,
    'broadcast.notDraft',
    'broadcast.nobody',
    'broadcast.momentPast',
    'broadcast.recipientsGone',
  ]),
  request: { ...target, body: emptyBody },
  responses: {
    200: json(
      numbered.extend({ case: z.int(), hash: z.string() }).openapi('ProposedBroadcast'),
      'The case to approve, and the hash it names',
    ),
    ...writeProblems,
  },
});
const steered = numbered.extend({ state: z.enum(broadcastStates) }).openapi('SteeredBroadcast');
const steering = <Act extends string>(act: Act, summary: string, refusal: string) =>
  createRoute({
    ...common,
    method: 'post',
    path: `${one}/${act}`,
    operationId: `${act}Broadcast`,
    summary,
    ...needs(power, [...known, refusal]),
    request: { ...target, body: emptyBody },
    responses: { 200: json(steered, 'Its state now'), ...writeProblems },
  });
export const pauseRoute = steering('pause', 'Pause the sending', 'broadcast.notSending');
export const resumeRoute = steering('resume', 'Go on after a pause', 'broadcast.notPaused');
export const stopRoute = steering('stop', 'Stop for good; one officer is enough', 'broadcast.notStoppable');
