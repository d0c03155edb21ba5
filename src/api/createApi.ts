import { OpenAPIHono } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Deps } from '../deps.ts';
import { errorCode } from '../log.ts';
import { authenticate } from './authenticate.ts';
import { guardBody } from './body.ts';
import type { ApiEnv, ApiOptions } from './context.ts';
import { docsRoutes } from './docs/page.ts';
import { idempotent } from './idempotency.ts';
import { defaultLimits, limitByAddress, limitByToken } from './limits.ts';
import { openApiDocument } from './openApi.ts';
import { countingProblems, createProblems, RefusedError, statusOf } from './problem.ts';
import { alarmRoutes } from './routes/alarm/alarms.ts';
import { ballotRoutes } from './routes/ballot/ballots.ts';
import { broadcastRoutes } from './routes/broadcast/broadcasts.ts';
import { caseRoutes } from './routes/case/cases.ts';
import { congressRoutes } from './routes/congress/congress.ts';
import { decisionRoutes } from './routes/decision/decisions.ts';
import { declarationRoutes } from './routes/declaration/declarations.ts';
import { founderRoutes } from './routes/founder/founders.ts';
import { journalRoutes } from './routes/journal/journal.ts';
import { healthRoutes } from './routes/kit/health.ts';
import { letterRoutes } from './routes/letter/letters.ts';
import { memberRoutes } from './routes/member/members.ts';
import { officeRoutes } from './routes/office/offices.ts';
import { meRoutes } from './routes/person/me.ts';
import { petitionRoutes } from './routes/petition/petitions.ts';
import { projectRoutes } from './routes/project/projects.ts';
import { approvalRoutes } from './routes/proposal/approvals.ts';
import { protocolRoutes } from './routes/protocol/protocols.ts';
import { erasureRoutes } from './routes/safety/erasures.ts';
import { sessionRoutes } from './routes/session/sessions.ts';
import { sittingRoutes } from './routes/sitting/sittings.ts';
import { statisticsRoutes } from './routes/statistics/statistics.ts';
import { tokenRoutes } from './routes/token/tokens.ts';
import { interviewRoutes } from './routes/verification/interviews.ts';
import { createRateWindows } from './windows.ts';

/** The API of officers, its description, and the health pages. Every write is an action that the chat calls too. */
export const createApi = (deps: Deps, options: ApiOptions): Hono => {
  const problems = countingProblems(createProblems(options.i18n), options.onProblem);
  const limits = options.limits ?? defaultLimits;
  const api = new OpenAPIHono<ApiEnv>();
  api.onError((error, c) => {
    if (error instanceof RefusedError) {
      const [first] = error.refusals;
      const answer = problems(c, statusOf(first), error.refusals);
      const seconds = first.facts?.seconds;
      if (answer.status === 429 && seconds !== undefined) answer.headers.set('retry-after', String(seconds));
      return answer;
    }
    const ref = deps.random.uuid();
    deps.log('error', 'api.failed', { ref, code: errorCode(error) });
    return problems(c, 500, [{ code: 'api.internal', facts: { ref } }]);
  });

  api.use('/api/*', secureHeaders({ referrerPolicy: 'no-referrer' }), async (c, next) => {
    await next();
    // The page of the description brings its own.
    if (!c.res.headers.has('content-security-policy'))
      c.res.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  });
  api.use('/api/v1/*', async (c, next) => {
    // What officers read must not lie in a proxy's cache.
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  api.use('/api/*', limitByAddress(problems, limits));
  api.use('/api/v1/*', authenticate(deps, problems, createRateWindows(limits.failures)));
  api.use('/api/v1/*', limitByToken(problems, limits));
  api.use('/api/v1/*', guardBody(problems));
  api.use('/api/v1/*', idempotent(deps, problems));

  declarationRoutes(api, deps);
  ballotRoutes(api, deps);
  sittingRoutes(api, deps);
  decisionRoutes(api, deps);
  broadcastRoutes(api, deps);
  approvalRoutes(api, deps, options.username);
  interviewRoutes(api, deps);
  alarmRoutes(api, deps);
  caseRoutes(api, deps);
  founderRoutes(api, deps);
  erasureRoutes(api, deps);
  projectRoutes(api, deps);
  letterRoutes(api, deps);
  protocolRoutes(api, deps);
  memberRoutes(api, deps);
  officeRoutes(api, deps);
  tokenRoutes(api, deps);
  journalRoutes(api, deps);
  meRoutes(api);
  petitionRoutes(api, deps);
  statisticsRoutes(api, deps);
  sessionRoutes(api, deps, options);
  congressRoutes(api, deps);

  const document = openApiDocument(api);
  api.get('/api/openapi.json', (c) => c.json(document));
  api.route('/api/docs', docsRoutes(document, limits));
  api.all('/api/*', (c) => problems(c, 404, [{ code: 'api.notFound' }]));
  return new Hono().route('/', healthRoutes(deps, options)).route('/', api);
};
