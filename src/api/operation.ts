import { z } from '@hono/zod-openapi';
import type { Power } from '../governance/person/role.ts';
import { type Refusals, type Result, refuse } from '../result.ts';
import type { Api, ApiContext, Caller } from './context.ts';
import { nothing, pageFrom, pageOf, pageQuery } from './contract.ts';
import type { Tag } from './openApi.ts';
import { problemSchema, RefusedError, statusOf, valueOrThrow } from './problem.ts';

/** What a request brings: each part is checked by its schema before the handler sees it. */
type Parts = z.ZodRawShape & {
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
};

/** Who asks. A `submissionId` is the same for every attempt of a write under one Idempotency-Key. */
type Asker = Caller & { readonly submissionId: string };

type Described = {
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  /** 'anyOfficer': a working token is enough; 'byKind': the power over that kind of case, which the action knows. */
  readonly power: Power | 'anyOfficer' | 'byKind';
  /** Codes by which it refuses, told in the document. Who lacks the power is refused by the one among them that says so. */
  readonly refusals?: readonly string[];
};

type Operation<Given extends Parts, Answer extends z.ZodType> = Described & {
  readonly takes: Given;
  readonly answer: readonly [schema: Answer, description: string];
  readonly status?: 200 | 201;
  readonly handle: (
    given: z.output<z.ZodObject<Given>>,
    asker: Asker,
  ) => Promise<z.input<Answer> | Result<z.input<Answer>>> | z.input<Answer>;
};

/** A list of numbered things, each page of which goes on after the last number. */
type List<Item extends z.ZodType<unknown, { readonly number: number }>> = Described & {
  readonly items: readonly [schema: Item, description: string];
  readonly handle: (page: z.output<typeof pageQuery>, asker: Asker) => Promise<readonly z.input<Item>[]>;
};

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** What any operation with a token may answer beside its own. */
const readProblems = {
  400: problem('A parameter is unusable; `errors` name it'),
  401: problem('No token, or one that does not work'),
  403: problem("The token's holder has not the right"),
  429: problem('Too many requests; `Retry-After` says when to come back'),
};
const notFound = { 404: problem('There is no such thing') };
const writeProblems = {
  ...readProblems,
  ...notFound,
  408: problem('The body came too slowly'),
  409: problem('Its state does not allow it, or another person has to do it'),
  413: problem('The body is too large'),
  415: problem('The body is not JSON'),
  422: problem('The Idempotency-Key was used for another request'),
};

/** On every write; repeating a request with the same key does nothing twice. */
const writeHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
});

const describe = <Given extends Parts, Answer extends z.ZodType>(
  api: Api,
  method: 'get' | 'post',
  tag: Tag,
  { path, id, summary, power, refusals = [], takes, answer, status = 200 }: Operation<Given, Answer>,
): void => {
  const [schema, description] = answer;
  const { params, query, body = nothing } = takes;
  const isWrite = method === 'post';
  const isMissable = refusals.some((code) => statusOf({ code }) === 404);
  api.openAPIRegistry.registerPath({
    method,
    path,
    operationId: id,
    summary,
    tags: [tag],
    security: [{ token: [] }],
    'x-power': power,
    'x-refusals': refusals,
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(isWrite && {
        headers: writeHeaders,
        body: { required: true, content: { 'application/json': { schema: body } } },
      }),
    },
    responses: {
      [status]: { description, content: { 'application/json': { schema } } },
      ...(isWrite ? writeProblems : readProblems),
      ...(isMissable ? notFound : {}),
    },
  });
};

/** Ends the request of somebody without the power; nothing where any officer may, or only the action can tell. */
const powerCheck = ({ id, power, refusals = [] }: Described): ((asker: Caller) => void) => {
  if (power === 'anyOfficer' || power === 'byKind') return () => {};
  const code = refusals.find((one) => one.endsWith('.noPower'));
  if (code === undefined) throw new TypeError(`Nothing refuses those who lack ${power} for ${id}.`);
  return ({ powers }) => {
    if (!powers.has(power)) throw new RefusedError(refuse(code).refusals);
  };
};

const partsOf = async (c: ApiContext, isWrite: boolean) => ({
  params: c.req.param(),
  query: Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  ),
  body: isWrite ? await c.req.json() : undefined,
});

/** The first part that does not fit, with every fault in it; an unknown key is named itself, not its parent. */
const faultsOf = ({ issues }: z.ZodError): Refusals => {
  const part = issues[0]?.path[0];
  const faults = issues
    .filter(({ path }) => path[0] === part)
    .flatMap((issue) => {
      const ends = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
      return ends.map((end) => [...issue.path.slice(1), ...end].join('.'));
    })
    .map((path) => ({ code: 'api.invalid', path }));
  const [first = { code: 'api.invalid', path: '' }, ...rest] = faults;
  return [first, ...rest];
};

const isResult = <Value>(done: Value | Result<Value>): done is Result<Value> =>
  typeof done === 'object' && done !== null && 'ok' in done;

/**
 * How the API's operations are written: contract and handler side by side. Who lacks the power is refused before anything is
 * read or said of the thing itself; the action asks once more, under its locks.
 */
export const operations = (api: Api, tag: Tag) => {
  const add = <Given extends Parts, Answer extends z.ZodType>(
    method: 'get' | 'post',
    operation: Operation<Given, Answer>,
  ): void => {
    const { path, takes, handle, status = 200 } = operation;
    const checkPower = powerCheck(operation);
    const parts = z.object(takes);
    describe(api, method, tag, operation);
    api.on(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
      const caller = c.get('caller');
      checkPower(caller);
      const given = parts.safeParse(await partsOf(c, method === 'post'));
      if (!given.success) throw new RefusedError(faultsOf(given.error));
      const done = await handle(given.data, { ...caller, submissionId: c.get('submissionId') });
      return c.json(isResult(done) ? valueOrThrow(done) : done, status);
    });
  };
  const get = <Given extends Parts, Answer extends z.ZodType>(operation: Operation<Given, Answer>): void =>
    add('get', operation);
  const post = <Given extends Parts, Answer extends z.ZodType>(operation: Operation<Given, Answer>): void =>
    add('post', operation);
  const list = <Item extends z.ZodType<unknown, { readonly number: number }>>({
    items,
    handle,
    ...rest
  }: List<Item>): void =>
    get({
      ...rest,
      takes: { query: pageQuery },
      answer: [pageOf(items[0]), items[1]],
      handle: async ({ query }, asker) =>
        pageFrom(await handle(query, asker), query.limit, ({ number }) => number),
    });
  return { get, post, list };
};
