import { openVouchCase } from '../../../actions/case/openVouchCase.ts';
import { proposeFinding, proposeVerdict } from '../../../actions/case/proposeFinding.ts';
import { findOwnCase, placeParties } from '../../../actions/case/readVouchCase.ts';
import { listVouchCases } from '../../../db/read/case/vouchCase.ts';
import type { Deps } from '../../../deps.ts';
import type { Api } from '../../context.ts';
import { pageFrom } from '../../contract.ts';
import { foundOr, valueOrThrow } from '../../problem.ts';
import {
  getCaseRoute,
  listCasesRoute,
  openCaseRoute,
  proposeFindingRoute,
  proposeVerdictRoute,
} from './caseContract.ts';

/** Cases of false vouching, by number (rule M5): the same actions as in the chat. */
export const caseRoutes = (api: Api, deps: Deps): void => {
  api.openapi(listCasesRoute, async (c) => {
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
    const { number } = c.req.valid('param');
    const found = foundOr(
      await findOwnCase(deps, { officerId: c.get('caller').holderId, number }),
      'finding.notFound',
    );
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
    const opened = valueOrThrow(
      await openVouchCase(deps, {
        officerId: c.get('caller').holderId,
        grounds,
        ...(memberNumber === undefined ? {} : { memberNumber }),
        ...(alarm === undefined ? {} : { alarm }),
      }),
    );
    return c.json(opened, 200);
  });
  api.openapi(proposeFindingRoute, async (c) => {
    const about = { officerId: c.get('caller').holderId, number: c.req.valid('param').number };
    const proposed = valueOrThrow(await proposeFinding(deps, { ...about, ...c.req.valid('json') }));
    return c.json(proposed, 200);
  });
  api.openapi(proposeVerdictRoute, async (c) => {
    const about = { officerId: c.get('caller').holderId, number: c.req.valid('param').number };
    const proposed = valueOrThrow(await proposeVerdict(deps, { ...about, ...c.req.valid('json') }));
    return c.json(proposed, 200);
  });
};
