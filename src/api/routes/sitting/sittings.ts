import { askMembers, declineAdvisory } from '../../../actions/ballot/askMembers.ts';
import { openItemVote } from '../../../actions/ballot/openItemVote.ts';
import { openItem, setItemAside } from '../../../actions/sitting/steerItem.ts';
import { closeSession, openSession } from '../../../actions/sitting/steerSession.ts';
import { findSession } from '../../../db/read/session/session.ts';
import { readHall } from '../../../db/read/sitting/hall.ts';
import type { Deps } from '../../../deps.ts';
import type { Api, ApiContext } from '../../context.ts';
import { foundOr, valueOrThrow } from '../../problem.ts';
import {
  advisoryRoute,
  callUpRoute,
  closeSessionRoute,
  declineRoute,
  openSessionRoute,
  presenceRoute,
  setAsideRoute,
  voteRoute,
} from './sittingContract.ts';

/** A session as officers run it on the chair's word; the actions are the chat's own. */
export const sittingRoutes = (api: Api, deps: Deps): void => {
  const commandOf = (c: ApiContext, number: number) => ({ officerId: c.get('caller').holderId, number });

  api.openapi(presenceRoute, async (c) => {
    const session = foundOr(
      await findSession(deps.db, deps.vault, c.req.valid('param').number),
      'sitting.unknown',
    );
    const hall = await readHall(deps.db, deps.vault, session, await deps.clock.now());
    const { number, state, presence, plans, votes, decisions } = hall;
    return c.json({ number, state, ...presence, plans, votes: [...votes], decisions }, 200);
  });
  api.openapi(openSessionRoute, async (c) => {
    const command = { ...commandOf(c, c.req.valid('param').number), ...c.req.valid('json') };
    return c.json(valueOrThrow(await openSession(deps, command)), 200);
  });
  api.openapi(closeSessionRoute, async (c) =>
    c.json(valueOrThrow(await closeSession(deps, commandOf(c, c.req.valid('param').number))), 200),
  );
  api.openapi(callUpRoute, async (c) =>
    c.json(valueOrThrow(await openItem(deps, commandOf(c, c.req.valid('param').number))), 200),
  );
  api.openapi(setAsideRoute, async (c) =>
    c.json(valueOrThrow(await setItemAside(deps, commandOf(c, c.req.valid('param').number))), 200),
  );
  api.openapi(declineRoute, async (c) =>
    c.json(valueOrThrow(await declineAdvisory(deps, commandOf(c, c.req.valid('param').number))), 200),
  );
  api.openapi(voteRoute, async (c) => {
    const command = { ...commandOf(c, c.req.valid('param').number), ...c.req.valid('json') };
    const submissionId = c.get('submissionId');
    return c.json(valueOrThrow(await openItemVote(deps, { ...command, submissionId })), 200);
  });
  api.openapi(advisoryRoute, async (c) => {
    const command = { ...commandOf(c, c.req.valid('param').number), ...c.req.valid('json') };
    const submissionId = c.get('submissionId');
    return c.json(valueOrThrow(await askMembers(deps, { ...command, submissionId })), 200);
  });
};
