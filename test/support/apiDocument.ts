import { z } from 'zod';
import { refusalText } from '../../src/api/docs/refusalTexts.ts';
import type { OpenApiDocument } from '../../src/api/openApi.ts';
import { problemSchema } from '../../src/api/problem.ts';
import { exampleOf, type Schema } from './schemaExample.ts';

/** One operation of the OpenAPI document, as tests over all of them need it. */
export type Route = {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** With its parameters in braces. */
  readonly path: string;
  readonly tag: string;
  readonly power: string;
  readonly refusals: readonly string[];
  /** Statuses that it says it may answer with. */
  readonly statuses: readonly number[];
  /** Names of what may stand behind the question mark. */
  readonly query: readonly string[];
  /** The shortest query that fits. */
  readonly asks: string;
  /** Fields of the body; undefined: a read. */
  readonly fields: readonly string[] | undefined;
  readonly required: readonly string[];
  /** The smallest body that fits. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What is wrong with a success: every field is described, and nothing else comes. Undefined: nothing. */
  readonly fits: (answer: unknown) => string | undefined;
};

type Item = NonNullable<OpenApiDocument['paths']>[string];
type Operation = NonNullable<Item['get']>;
type Schemas = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>;

const contentOf = (part: unknown): Schema | undefined =>
  (part as { content?: Record<string, { schema?: Schema }> } | undefined)?.content?.['application/json']
    ?.schema;

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const nameOf = (ref: unknown): string => String(ref).split('/').at(-1) ?? '';

/** A shape that all the parts of an `allOf` make together. */
const joined = (schemas: Node, { allOf, ...own }: Node): Node => {
  const parts = [...(Array.isArray(allOf) ? allOf.filter(isNode) : []), own]
    .map((part) => ('$ref' in part ? (schemas[nameOf(part.$ref)] as Node) : part))
    .map((part) => ('allOf' in part ? joined(schemas, part) : part));
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required }) => (Array.isArray(required) ? required : [])),
  };
};

/** References lead into `$defs`, and an object has no fields beside those that are described. */
const closed = (schemas: Node, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((inner) => closed(schemas, inner));
  if (!isNode(value)) return value;
  if ('allOf' in value) return closed(schemas, joined(schemas, value));
  const entries = Object.entries(value).map(([key, inner]) =>
    key === '$ref' ? [key, `#/$defs/${nameOf(inner)}`] : [key, closed(schemas, inner)],
  );
  const isOpen = isNode(value.properties) && !('additionalProperties' in value);
  return { ...Object.fromEntries(entries), ...(isOpen ? { additionalProperties: false } : {}) };
};

const routeOf = (schemas: Schemas, path: string, method: 'get' | 'post', operation: Operation): Route => {
  const { responses = {}, parameters = [] } = operation;
  const statuses = Object.keys(responses).map(Number);
  const success = contentOf(responses[String(statuses.find((status) => status < 300))]);
  const body = contentOf(operation.requestBody);
  const name = body?.$ref?.split('/').at(-1);
  const asked = parameters.flatMap((one) => ('name' in one && one.in === 'query' ? [one] : []));
  const shape = name === undefined ? body : schemas[name];
  return {
    id: operation.operationId ?? '',
    method: method === 'get' ? 'GET' : 'POST',
    path,
    tag: operation.tags?.[0] ?? '',
    power: String(operation['x-power']),
    refusals: operation['x-refusals'] ?? [],
    statuses,
    query: asked.map(({ name }) => name),
    asks: asked
      .filter(({ required }) => required === true)
      .map(({ name, schema = {} }) => `${name}=${String(exampleOf(schemas, schema as Schema, false))}`)
      .join('&'),
    fields: body && Object.keys((shape as { properties?: object }).properties ?? {}),
    required: (shape as { required?: string[] } | undefined)?.required ?? [],
    body: body === undefined ? {} : (exampleOf(schemas, body, false) as Record<string, unknown>),
    fits: (answer) => {
      const json = closed(schemas as Node, { ...success, $defs: schemas });
      return z.fromJSONSchema(json as Parameters<typeof z.fromJSONSchema>[0]).safeParse(answer).error
        ?.message;
    },
  };
};

/** Every operation that the document describes. */
export const routesOf = ({ paths = {}, components = {} }: OpenApiDocument): Route[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = item?.[method];
      return operation === undefined ? [] : [routeOf(components.schemas ?? {}, path, method, operation)];
    }),
  );

/** The path with every parameter filled in. */
export const filled = ({ path }: Pick<Route, 'path'>, value: number | string): string =>
  path.replaceAll(/\{\w+\}/g, String(value));

/** A value that a body carries and no answer may repeat. */
export const unsaid = 'SECRETVALUE';

type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
  readonly text: string;
};

/** What is wrong with a refusal; undefined: it is a proper one, with this status and a code that `isFine`. */
export const faultOf = (
  route: Route,
  { status, headers, json, text }: Answer,
  wanted: number,
  isFine: (code: string, path: string | undefined) => boolean,
): string | undefined => {
  const said = `${route.id}: ${status} ${text.slice(0, 200)}`;
  const problem = problemSchema.safeParse(json);
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') === true;
  if (status !== wanted || !isProblem || !problem.success || problem.data.status !== status) return said;
  const { code, errors } = problem.data;
  if (errors.some((one) => refusalText(one.code) === undefined)) return `${said} has a code without a text`;
  if (text.includes(unsaid)) return `${said} echoes`;
  if (!route.statuses.includes(status)) return `${said} is not described`;
  return isFine(code, errors[0]?.path) ? undefined : said;
};
