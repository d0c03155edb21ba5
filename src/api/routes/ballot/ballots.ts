import type { z } from '@hono/zod-openapi';
import { draftBallot } from '../../../actions/ballot/draftBallot.ts';
import { moveBallot } from '../../../actions/ballot/moveBallot.ts';
import { openBallot } from '../../../actions/ballot/openBallot.ts';
import { scheduleBallot } from '../../../actions/ballot/scheduleBallot.ts';
import { withdrawBallot } from '../../../actions/ballot/withdrawBallot.ts';
import { findItem } from '../../../db/read/agenda/agenda.ts';
import { type Ballot, findBallot, listBallots } from '../../../db/read/ballot/ballot.ts';
import { findList } from '../../../db/read/list/list.ts';
import type { Deps } from '../../../deps.ts';
import type { Api, ApiContext } from '../../context.ts';
import { pageFrom } from '../../contract.ts';
import { foundOr, valueOrThrow } from '../../problem.ts';
import {
  type ballotDraft,
  type ballotLine,
  draftRoute,
  getRoute,
  listRoute,
  moveRoute,
  openRoute,
  scheduleRoute,
  withdrawRoute,
} from './ballotContract.ts';

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
  api.openapi(listRoute, async (c) => {
    const { limit, cursor: before } = c.req.valid('query');
    const rows = await listBallots(deps.db, deps.vault, { before, limit });
    return c.json(
      pageFrom(rows.map(toLine), limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(getRoute, async (c) => {
    const found = foundOr(
      await findBallot(deps.db, deps.vault, c.req.valid('param').number),
      'ballot.unknown',
    );
    return c.json(toLine(found), 200);
  });
  api.openapi(draftRoute, async (c) => {
    const input = await withId(deps, c.req.valid('json'));
    const officerId = c.get('caller').holderId;
    const done = await draftBallot(deps, { officerId, submissionId: c.get('submissionId'), input });
    return c.json(valueOrThrow(done), 201);
  });
  const commandOf = (c: ApiContext, number: number) => ({ officerId: c.get('caller').holderId, number });
  api.openapi(scheduleRoute, async (c) => {
    const { number } = c.req.valid('param');
    const { opensAt } = c.req.valid('json');
    const moment = opensAt === undefined ? {} : { opensAt: new Date(opensAt).toISOString() };
    return c.json(
      { number, ...valueOrThrow(await scheduleBallot(deps, { ...commandOf(c, number), ...moment })) },
      200,
    );
  });
  api.openapi(moveRoute, async (c) => {
    const { number } = c.req.valid('param');
    const { opensAt, reason } = c.req.valid('json');
    const command = { ...commandOf(c, number), opensAt: new Date(opensAt).toISOString(), reason };
    return c.json({ number, ...valueOrThrow(await moveBallot(deps, command)) }, 200);
  });
  api.openapi(openRoute, async (c) => {
    const { number } = c.req.valid('param');
    return c.json({ number, ...valueOrThrow(await openBallot(deps, commandOf(c, number))) }, 200);
  });
  api.openapi(withdrawRoute, async (c) => {
    const { number } = c.req.valid('param');
    valueOrThrow(await withdrawBallot(deps, { ...commandOf(c, number), ...c.req.valid('json') }));
    return c.json({ number }, 200);
  });
};
