import { z } from '@hono/zod-openapi';
import { acceptProtocol, returnProtocol } from '../../../actions/protocol/checkProtocol.ts';
import { findProtocol } from '../../../db/read/protocol/protocol.ts';
import { listSubmitted } from '../../../db/read/protocol/submittedProtocol.ts';
import type { Deps } from '../../../deps.ts';
import { returnLimits } from '../../../governance/protocol/protocol.ts';
import { ok, refuse } from '../../../result.ts';
import type { Api } from '../../context.ts';
import { nothing, numberParams, textsSchema } from '../../contract.ts';
import { operations } from '../../operation.ts';
import { valueOrThrow } from '../../problem.ts';

const line = z
  .object({ number: z.int(), submittedAt: z.string(), dueAt: z.string() })
  .openapi('ProtocolLine');
const protocol = z
  .object({
    number: z.int(),
    project: z.int(),
    source: z.enum(['internal', 'elsewhere']),
    participants: z.int(),
    activeParticipants: z.int(),
    seats: z.int(),
    signedBy: z.enum(['leader', 'deputy']),
    signedOn: z.string(),
    dueAt: z.string(),
    text: textsSchema,
    textHash: z.string(),
    hasScan: z.boolean(),
  })
  .openapi('Protocol');
const accepted = z
  .object({ number: z.int(), mandates: z.int(), begins: z.string().nullable() })
  .openapi('ProtocolAccepted');
const numbered = z.object({ number: z.int() }).openapi('ProtocolNumber');
const returning = z
  .strictObject({
    reason: z
      .string()
      .openapi({ description: `Every fault of form at once, up to ${returnLimits.max} characters` }),
  })
  .openapi('ProtocolReturn');

const path = '/api/v1/protocols';
const one = `${path}/{number}`;
const checking = ['protocol.unknown', 'protocol.noPower', 'protocol.ownProtocol', 'protocol.notSubmitted'];

/** The secretariat's part of protocols about delegates: checking their form (rule D3). */
export const protocolRoutes = (api: Api, deps: Deps): void => {
  const { db, vault } = deps;
  const { get, post, list } = operations(api, 'protocols');

  list({
    path,
    id: 'listProtocols',
    summary:
      'Protocols about delegates whose form waits to be checked; a head hands them in and signs them in the chat',
    power: 'protocol.check',
    refusals: ['protocol.noPower'],
    items: [line, 'A page of submitted protocols'],
    handle: async ({ limit, cursor: afterNumber = 0 }, { officerId }) => {
      const rows = await listSubmitted(db, officerId, { afterNumber, limit });
      return rows.map(({ number, submittedAt, dueAt }) => ({
        number,
        submittedAt: submittedAt.toISOString(),
        dueAt: dueAt.toISOString(),
      }));
    },
  });
  get({
    path: one,
    id: 'readProtocol',
    summary: 'The signed text of a submitted protocol, under public names; the scan is opened in the chat',
    power: 'protocol.check',
    refusals: ['protocol.noPower', 'protocol.unknown'],
    takes: { params: numberParams },
    answer: [protocol, 'The protocol'],
    handle: async ({ params: { number } }, { officerId }) => {
      // What waits for this officer; their own project's protocol does not exist for them.
      const [waiting] = await listSubmitted(db, officerId, { afterNumber: number - 1, limit: 1 });
      const found = waiting?.number === number ? await findProtocol(db, vault, number) : undefined;
      const { content, textHash, signedBy, signedOn, dueAt } = found ?? {};
      const isSigned = textHash != null && signedBy != null && signedOn != null && dueAt != null;
      if (found === undefined || content?.texts === undefined || !isSigned) return refuse('protocol.unknown');
      return ok({
        number,
        project: found.projectNumber,
        source: found.source,
        participants: found.participants,
        activeParticipants: found.active,
        seats: found.seats,
        signedBy,
        signedOn,
        dueAt: dueAt.toISOString(),
        text: content.texts,
        textHash,
        hasScan: found.fileType !== null,
      });
    },
  });
  post({
    path: `${one}/accept`,
    id: 'acceptProtocol',
    summary: 'The form is in order: the mandates are given, the earlier ones end',
    power: 'protocol.check',
    refusals: [...checking, 'protocol.disputed'],
    takes: { params: numberParams, body: nothing },
    answer: [accepted, 'Accepted; no mandates: nobody could take one, it was returned'],
    handle: async ({ params }, { officerId }) => ({
      ...params,
      ...valueOrThrow(await acceptProtocol(deps, { officerId, ...params })),
    }),
  });
  post({
    path: `${one}/return`,
    id: 'returnProtocol',
    summary: 'Return a protocol to its project with every fault of form; the earlier mandates go on',
    power: 'protocol.check',
    refusals: [...checking, 'text.empty', 'text.tooShort', 'text.tooLong'],
    takes: { params: numberParams, body: returning },
    answer: [numbered, 'Returned'],
    handle: ({ params, body }, { officerId }) => returnProtocol(deps, { officerId, ...params, ...body }),
  });
};
