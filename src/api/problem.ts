import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { I18n } from '../i18n/translator.ts';
import { type Refusal, type Refusals, type Result, refuse } from '../result.ts';

/** RFC 9457. `code` is the first refusal's; values that were sent are never repeated. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    errors: z.array(
      z.object({
        code: z.string(),
        path: z.string().optional(),
        facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    ),
  })
  .openapi('Problem');

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

const forbidden = new Set(['admission.notOfficer']);
/** By an action's own count, not by the requests. */
const limited = new Set(['search.tooMany']);
const missing = /\.(unknown|notFound|none)$/;

/** A refusal's place in HTTP: no right, nothing there, an unusable field, or a state that does not allow it. */
export const statusOf = ({ code, path }: Refusal): ProblemStatus => {
  if (forbidden.has(code) || code.endsWith('.noPower')) return 403;
  if (limited.has(code)) return 429;
  if (path !== undefined) return 400;
  return missing.test(code) ? 404 : 409;
};

export type Problems = (c: Context, status: ProblemStatus, refusals: readonly Refusal[]) => Response;

/** A key of a hostile body may be anything; only names that a field or a header could have are shown. Empty: the whole body. */
const safePath = (path: string): string =>
  path
    .split('.')
    .map((part) => (/^[\w-]{0,40}$/.test(part) ? part : '?'))
    .slice(0, 10)
    .join('.');

/** Makes the answers; titles are in English, because machines' logs have one language. */
export const createProblems = (i18n: I18n): Problems => {
  const { plainByCode } = i18n.translatorFor(i18n.nearestLocale('en'));
  return (_c, status, refusals) => {
    const [first = { code: 'api.internal' }] = refusals;
    const body = {
      type: `urn:veche:refusal:${first.code}`,
      title: plainByCode(first.code, first.facts) ?? first.code,
      status,
      code: first.code,
      errors: refusals.map(({ code, path, facts }) => ({
        code,
        ...(path === undefined ? {} : { path: safePath(path) }),
        ...(facts === undefined ? {} : { facts }),
      })),
    };
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/problem+json; charset=UTF-8' },
    });
  };
};

/** Tells `onProblem` of every refusal's status, for the metrics. */
export const countingProblems =
  (problems: Problems, onProblem: ((status: ProblemStatus) => void) | undefined): Problems =>
  (c, status, refusals) => {
    onProblem?.(status);
    return problems(c, status, refusals);
  };

/** Ends a request with an action's refusals; `createApi` turns it into the answer. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusals: Refusals;
  constructor(refusals: Refusals) {
    super('refused');
    this.refusals = refusals;
  }
}

/** What an action did, or the end of the request with its refusals. */
export const valueOrThrow = <Value>(done: Result<Value>): Value => {
  if (!done.ok) throw new RefusedError(done.refusals);
  return done.value;
};

/** What was found, or the end of the request. */
export const foundOr = <Value>(found: Value | undefined, code: string): Value =>
  found === undefined ? valueOrThrow<Value>(refuse(code)) : found;
