import type { z } from '@hono/zod-openapi';
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
import type { Audience } from '../../../governance/broadcast/broadcastContent.ts';
import type { Api, ApiContext } from '../../context.ts';
import { pageFrom } from '../../contract.ts';
import { foundOr, valueOrThrow } from '../../problem.ts';
import {
  audienceRoute,
  type broadcastLine,
  changeBroadcastRoute,
  discardBroadcastRoute,
  documentRoute,
  draftBroadcastRoute,
  getBroadcastRoute,
  listBroadcastsRoute,
  pauseRoute,
  proposeBroadcastRoute,
  reportRoute,
  resumeRoute,
  stopRoute,
} from './broadcastContract.ts';

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
  const commandOf = (c: ApiContext, number: number) => ({ officerId: c.get('caller').holderId, number });
  const findOr404 = async (number: number): Promise<Broadcast> =>
    foundOr(await findBroadcast(db, vault, number), 'broadcast.unknown');

  api.openapi(audienceRoute, async (c) => {
    // Read by the contract: a kind of people, a language, a country.
    const audience = given(c.req.valid('query')) as Audience;
    return c.json({ size: await countAudience(db, vault, audience, await deps.clock.now()) }, 200);
  });
  api.openapi(listBroadcastsRoute, async (c) => {
    const { limit, cursor: before } = c.req.valid('query');
    const rows = await listBroadcasts(db, vault, { before, limit });
    return c.json(
      pageFrom(rows.map(toLine), limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(getBroadcastRoute, async (c) =>
    c.json(toLine(await findOr404(c.req.valid('param').number)), 200),
  );
  api.openapi(reportRoute, async (c) => {
    const found = await findOr404(c.req.valid('param').number);
    const { number, state } = found;
    const { waiting, ...reached } = await countRecipients(db, found.id);
    const { size: _, ...counts } = found.counts ?? { ...reached, leftOut: 0, size: 0 };
    const corrections = (await listCorrections(db, number)).map((one) => one.number);
    const size = await broadcastSize(db, vault, found, await deps.clock.now());
    return c.json({ number, state, size, waiting, counts, corrections }, 200);
  });
  api.openapi(draftBroadcastRoute, async (c) => {
    const { correction, ...input } = c.req.valid('json');
    const done = await draftBroadcast(deps, {
      officerId: c.get('caller').holderId,
      submissionId: c.get('submissionId'),
      input: given(input),
      ...(correction === undefined ? {} : { correction }),
    });
    return c.json(valueOrThrow(done), 201);
  });
  api.openapi(changeBroadcastRoute, async (c) => {
    const { number } = c.req.valid('param');
    const changes = given(c.req.valid('json'));
    return c.json(valueOrThrow(await editBroadcast(deps, { ...commandOf(c, number), changes })), 200);
  });
  api.openapi(documentRoute, async (c) => {
    const { number } = c.req.valid('param');
    const { document } = c.req.valid('json');
    const read = document && { name: document.name, bytes: Buffer.from(document.base64, 'base64') };
    return c.json(valueOrThrow(await attachDocument(deps, { ...commandOf(c, number), document: read })), 200);
  });
  api.openapi(discardBroadcastRoute, async (c) =>
    c.json(valueOrThrow(await discardBroadcast(deps, commandOf(c, c.req.valid('param').number))), 200),
  );
  api.openapi(proposeBroadcastRoute, async (c) =>
    c.json(valueOrThrow(await proposeBroadcast(deps, commandOf(c, c.req.valid('param').number))), 200),
  );
  const steer = async (c: ApiContext, number: number, act: Steering) =>
    valueOrThrow(await steerBroadcast(deps, { ...commandOf(c, number), act }));
  api.openapi(pauseRoute, async (c) => c.json(await steer(c, c.req.valid('param').number, 'paused'), 200));
  api.openapi(resumeRoute, async (c) => c.json(await steer(c, c.req.valid('param').number, 'resumed'), 200));
  api.openapi(stopRoute, async (c) => c.json(await steer(c, c.req.valid('param').number, 'stopped'), 200));
};
