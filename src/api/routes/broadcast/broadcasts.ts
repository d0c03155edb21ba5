import { z } from '@hono/zod-openapi';
import { proposeBroadcast } from '../../../actions/broadcast/approveBroadcast.ts';
import { type Steering, steerBroadcast } from '../../../actions/broadcast/steerBroadcast.ts';
import {
  attachDocument,
  discardBroadcast,
  draftBroadcast,
  editBroadcast,
} from '../../../actions/broadcast/writeBroadcast.ts';
import { broadcastSize, countAudience } from '../../../db/read/broadcast/audience.ts';
import {
  type Broadcast,
  countRecipients,
  findBroadcast,
  listBroadcasts,
  listCorrections,
} from '../../../db/read/broadcast/broadcast.ts';
import type { Deps } from '../../../deps.ts';
import { broadcastContentRefusals } from '../../../governance/broadcast/broadcastContent.ts';
import { broadcastDocumentRefusals } from '../../../governance/broadcast/broadcastDocument.ts';
import { broadcastTextRefusals } from '../../../governance/broadcast/broadcastText.ts';
import type { Api } from '../../context.ts';
import { nothing, numberParams } from '../../contract.ts';
import { operations } from '../../operation.ts';
import { foundOr } from '../../problem.ts';
import {
  attached,
  attachment,
  audience,
  broadcastLine,
  changed,
  changes,
  draft,
  numbered,
  proposed,
  report,
  steered,
} from './broadcastContract.ts';

const path = '/api/v1/broadcasts';
const one = `${path}/{number}`;
const power = 'broadcast.propose';
const known = ['broadcast.noPower', 'broadcast.unknown'];
const contentRefusals = [
  ...broadcastContentRefusals,
  ...broadcastTextRefusals,
  'broadcast.momentPast',
  'broadcast.momentFar',
];

const toLine = (found: Broadcast): z.infer<typeof broadcastLine> => {
  const { number, state, content, document, hash, correction } = found;
  return { number, state, ...content, buttons: [...content.buttons], document, hash, correction };
};

/** Optional fields arrive as `undefined`; what was not sent is not there. */
const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Broadcasts as officers run them; the actions are the chat's own, approving is a case's. */
export const broadcastRoutes = (api: Api, deps: Deps): void => {
  const { db, vault } = deps;
  const { get, post, list } = operations(api, 'broadcasts');
  const findOr404 = async (number: number): Promise<Broadcast> =>
    foundOr(await findBroadcast(db, vault, number), 'broadcast.unknown');

  get({
    path: '/api/v1/broadcast-audience',
    id: 'measureAudience',
    summary: 'How many people a filter means now',
    power,
    refusals: ['broadcast.noPower'],
    takes: { query: audience },
    answer: [z.object({ size: z.int() }).openapi('AudienceSize'), 'The size'],
    handle: async ({ query: { who, locale, country } }) => {
      const meant = { who, ...(locale && { locale }), ...(country && { country }) };
      return { size: await countAudience(db, vault, meant, await deps.clock.now()) };
    },
  });
  list({
    path,
    id: 'listBroadcasts',
    summary: 'Broadcasts, newest first',
    power,
    refusals: ['broadcast.noPower'],
    items: [broadcastLine, 'A page of broadcasts'],
    handle: async ({ limit, cursor: before }) =>
      (await listBroadcasts(db, vault, { before, limit })).map(toLine),
  });
  get({
    path: one,
    id: 'getBroadcast',
    summary: 'One broadcast with its exact texts and hash',
    power,
    refusals: known,
    takes: { params: numberParams },
    answer: [broadcastLine, 'The broadcast'],
    handle: async ({ params }) => toLine(await findOr404(params.number)),
  });
  get({
    path: `${one}/report`,
    id: 'getBroadcastReport',
    summary: 'How far it is, or what became of it; no names',
    power,
    refusals: known,
    takes: { params: numberParams },
    answer: [report, 'The counts'],
    handle: async ({ params }) => {
      const found = await findOr404(params.number);
      const { number, state } = found;
      const { waiting, ...reached } = await countRecipients(db, found.id);
      const { size: _, ...counts } = found.counts ?? { ...reached, leftOut: 0, size: 0 };
      const corrections = (await listCorrections(db, number)).map((other) => other.number);
      const size = await broadcastSize(db, vault, found, await deps.clock.now());
      return { number, state, size, waiting, counts, corrections };
    },
  });
  post({
    path,
    id: 'draftBroadcast',
    summary: 'Write a draft; with `correction` it goes to those whom the corrected one reached',
    power,
    refusals: [...known, 'broadcast.notEnded', 'broadcast.recipientsGone', ...contentRefusals],
    takes: { body: draft },
    status: 201,
    answer: [numbered.openapi('DraftedBroadcast'), 'The draft'],
    handle: ({ body: { correction, ...input } }, { officerId, submissionId }) =>
      draftBroadcast(deps, {
        officerId,
        submissionId,
        input: given(input),
        ...(correction === undefined ? {} : { correction }),
      }),
  });
  post({
    path: `${one}/change`,
    id: 'changeBroadcast',
    summary: 'Change fields of a draft, or of one that was declined',
    power,
    refusals: [...known, 'broadcast.notEditable', ...contentRefusals],
    takes: { params: numberParams, body: changes },
    answer: [changed, 'The new hash'],
    handle: ({ params, body }, { officerId }) =>
      editBroadcast(deps, { officerId, ...params, changes: given(body) }),
  });
  post({
    path: `${one}/document`,
    id: 'attachDocument',
    summary: 'Attach a PDF of at most 20 MB as base64, or take it away with null',
    power,
    refusals: [...known, 'broadcast.notEditable', 'broadcast.tooLong', ...broadcastDocumentRefusals],
    takes: { params: numberParams, body: attachment },
    answer: [attached, 'The document as it was read'],
    handle: ({ params, body: { document } }, { officerId }) => {
      const read = document && { name: document.name, bytes: Buffer.from(document.base64, 'base64') };
      return attachDocument(deps, { officerId, ...params, document: read });
    },
  });
  post({
    path: `${one}/discard`,
    id: 'discardBroadcast',
    summary: 'Delete a draft of your own',
    power,
    refusals: [...known, 'broadcast.notDiscardable', 'broadcast.notWriter'],
    takes: { params: numberParams, body: nothing },
    answer: [numbered.openapi('DiscardedBroadcast'), 'Deleted'],
    handle: ({ params }, { officerId }) => discardBroadcast(deps, { officerId, ...params }),
  });
  post({
    path: `${one}/propose`,
    id: 'proposeBroadcast',
    summary: 'Put the exact text before a second officer, who approves the case',
    power,
    refusals: [
      ...known,
      'broadcast.notDraft',
      'broadcast.nobody',
      'broadcast.momentPast',
      'broadcast.recipientsGone',
    ],
    takes: { params: numberParams, body: nothing },
    answer: [proposed, 'The case to approve, and the hash it names'],
    handle: ({ params }, { officerId }) => proposeBroadcast(deps, { officerId, ...params }),
  });

  const steering = (name: string, act: Steering, summary: string, refusal: string): void =>
    post({
      path: `${one}/${name}`,
      id: `${name}Broadcast`,
      summary,
      power,
      refusals: [...known, refusal],
      takes: { params: numberParams, body: nothing },
      answer: [steered, 'Its state now'],
      handle: ({ params }, { officerId }) => steerBroadcast(deps, { officerId, ...params, act }),
    });
  steering('pause', 'paused', 'Pause the sending', 'broadcast.notSending');
  steering('resume', 'resumed', 'Go on after a pause', 'broadcast.notPaused');
  steering('stop', 'stopped', 'Stop for good; one officer is enough', 'broadcast.notStoppable');
};
