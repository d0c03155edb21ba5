import { createRoute, z } from '@hono/zod-openapi';
import { acceptProtocol, returnProtocol } from '../../../actions/protocol/checkProtocol.ts';
import { findProtocol } from '../../../db/read/protocol/protocol.ts';
import { listSubmitted } from '../../../db/read/protocol/submittedProtocol.ts';
import type { Deps } from '../../../deps.ts';
import { returnLimits } from '../../../governance/protocol/protocol.ts';
import { refuse } from '../../../result.ts';
import type { Api } from '../../context.ts';
import {
  emptyBody,
  json,
  jsonBody,
  needs,
  notFound,
  numberParams,
  pageFrom,
  pageOf,
  pageQuery,
  readProblems,
  security,
  textsSchema,
  writeHeaders,
  writeProblems,
} from '../../contract.ts';
import { RefusedError, valueOrThrow } from '../../problem.ts';

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

const tags = ['protocols'];
const path = '/api/v1/protocols';
const one = `${path}/{number}`;
const checking = ['protocol.unknown', 'protocol.noPower', 'protocol.ownProtocol', 'protocol.notSubmitted'];

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listProtocols',
  summary:
    'Protocols about delegates whose form waits to be checked; a head hands them in and signs them in the chat',
  tags,
  security,
  ...needs('protocol.check', ['protocol.noPower']),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(line), 'A page of submitted protocols'), ...readProblems },
});
const read = createRoute({
  method: 'get',
  path: one,
  operationId: 'readProtocol',
  summary: 'The signed text of a submitted protocol, under public names; the scan is opened in the chat',
  tags,
  security,
  ...needs('protocol.check', ['protocol.noPower', 'protocol.unknown']),
  request: { params: numberParams },
  responses: { 200: json(protocol, 'The protocol'), ...readProblems, ...notFound },
});
const accept = createRoute({
  method: 'post',
  path: `${one}/accept`,
  operationId: 'acceptProtocol',
  summary: 'The form is in order: the mandates are given, the earlier ones end',
  tags,
  security,
  ...needs('protocol.check', [...checking, 'protocol.disputed']),
  request: { params: numberParams, headers: writeHeaders, body: emptyBody },
  responses: {
    200: json(accepted, 'Accepted; no mandates: nobody could take one, it was returned'),
    ...writeProblems,
  },
});
const giveBack = createRoute({
  method: 'post',
  path: `${one}/return`,
  operationId: 'returnProtocol',
  summary: 'Return a protocol to its project with every fault of form; the earlier mandates go on',
  tags,
  security,
  ...needs('protocol.check', [...checking, 'text.empty', 'text.tooShort', 'text.tooLong']),
  request: { params: numberParams, headers: writeHeaders, body: jsonBody(returning) },
  responses: { 200: json(numbered, 'Returned'), ...writeProblems },
});

/** The secretariat's part of protocols about delegates: checking their form (rule D3). */
export const protocolRoutes = (api: Api, deps: Deps): void => {
  api.openapi(list, async (c) => {
    const { holderId } = c.get('caller');
    const { limit, cursor } = c.req.valid('query');
    const rows = await listSubmitted(deps.db, holderId, { afterNumber: cursor ?? 0, limit });
    const lines = rows.map(({ number, submittedAt, dueAt }) => ({
      number,
      submittedAt: submittedAt.toISOString(),
      dueAt: dueAt.toISOString(),
    }));
    return c.json(
      pageFrom(lines, limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(read, async (c) => {
    const { holderId } = c.get('caller');
    const { number } = c.req.valid('param');
    // What waits for this officer; their own project's protocol does not exist for them.
    const [waiting] = await listSubmitted(deps.db, holderId, { afterNumber: number - 1, limit: 1 });
    const found = waiting?.number === number ? await findProtocol(deps.db, deps.vault, number) : undefined;
    const { content, textHash, signedBy, signedOn, dueAt } = found ?? {};
    const isSigned = textHash != null && signedBy != null && signedOn != null && dueAt != null;
    if (found === undefined || content?.texts === undefined || !isSigned)
      throw new RefusedError(refuse('protocol.unknown').refusals);
    return c.json(
      {
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
      },
      200,
    );
  });
  api.openapi(accept, async (c) => {
    const { number } = c.req.valid('param');
    const done = valueOrThrow(await acceptProtocol(deps, { officerId: c.get('caller').holderId, number }));
    return c.json({ number, ...done }, 200);
  });
  api.openapi(giveBack, async (c) => {
    const { number } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    const officerId = c.get('caller').holderId;
    return c.json(valueOrThrow(await returnProtocol(deps, { officerId, number, reason })), 200);
  });
};
