import { openVouchCase } from '../../actions/openVouchCase.ts';
import { proposeFinding, proposeVerdict } from '../../actions/proposeFinding.ts';
import { findOwnCase, placeParties } from '../../actions/readVouchCase.ts';
import { listVouchCases } from '../../db/read/vouchCase.ts';
import type { Deps } from '../../deps.ts';
import { refuse } from '../../result.ts';
import type { Api, Caller } from '../context.ts';
import { pageFrom } from '../contract.ts';
import { RefusedError } from '../problem.ts';
import {
  getCaseRoute,
  listCasesRoute,
  openCaseRoute,
  proposeFindingRoute,
  proposeVerdictRoute,
} from './caseContract.ts';

const requirePower = ({ powers }: Caller): void => {
  if (!powers.has('finding.propose')) throw new RefusedError(refuse('finding.noPower').refusals);
};

/** Cases of false vouching, by number (rule M5): the same actions as in the chat. */
export const caseRoutes = (api: Api, deps: Deps): void => {
  api.openapi(listCasesRoute, async (c) => {
    requirePower(c.get('caller'));
    const { limit, cursor: afterNumber = 0 } = c.req.valid('query');
    const rows = await listVouchCases(deps.db, c.get('caller').holderId, { limit, afterNumber });
    const items = rows.map(({ number, state, openedAt, dueAt }) => ({
      number,
      state,
      openedAt: openedAt.toISOString(),
      dueAt: dueAt.toISOString(),
    }));
    return c.json(
      pageFrom(items, limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(getCaseRoute, async (c) => {
    requirePower(c.get('caller'));
    const { number } = c.req.valid('param');
    const found = await findOwnCase(deps, { officerId: c.get('caller').holderId, number });
    if (found === undefined) throw new RefusedError(refuse('finding.notFound').refusals);
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
    return c.json(
      {
        number,
        state,
        grounds,
        parties,
        openedAt: openedAt.toISOString(),
        dueAt: dueAt.toISOString(),
        hearingUntil: hearingUntil.toISOString(),
      },
      200,
    );
  });
  api.openapi(openCaseRoute, async (c) => {
    const { grounds, memberNumber, alarm } = c.req.valid('json');
    const opened = await openVouchCase(deps, {
      officerId: c.get('caller').holderId,
      grounds,
      ...(memberNumber === undefined ? {} : { memberNumber }),
      ...(alarm === undefined ? {} : { alarm }),
    });
    if (!opened.ok) throw new RefusedError(opened.refusals);
    return c.json(opened.value, 200);
  });
  api.openapi(proposeFindingRoute, async (c) => {
    const about = { officerId: c.get('caller').holderId, number: c.req.valid('param').number };
    const proposed = await proposeFinding(deps, { ...about, ...c.req.valid('json') });
    if (!proposed.ok) throw new RefusedError(proposed.refusals);
    return c.json(proposed.value, 200);
  });
  api.openapi(proposeVerdictRoute, async (c) => {
    const about = { officerId: c.get('caller').holderId, number: c.req.valid('param').number };
    const proposed = await proposeVerdict(deps, { ...about, ...c.req.valid('json') });
    if (!proposed.ok) throw new RefusedError(proposed.refusals);
    return c.json(proposed.value, 200);
  });
};
