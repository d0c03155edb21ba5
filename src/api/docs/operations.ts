import { type Power, powersOf, roles } from '../../governance/person/role.ts';
import type { OpenApiDocument } from '../openApi.ts';
import { describeShape, exampleOf, type Field, fieldsOf, type Schema } from './schema.ts';

export type Operation = {
  readonly id: string;
  readonly tag: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly whoMay: string;
  /** In the path and behind the question mark. */
  readonly parameters: readonly Field[];
  readonly fields: readonly Field[];
  readonly curl: string;
  readonly status: string;
  readonly answer: string;
  readonly example: string | undefined;
  /** Codes by which the action refuses. */
  readonly refusals: readonly string[];
};

type Item = NonNullable<OpenApiDocument['paths']>[string];
type Described = NonNullable<Item['get']>;
type Parameter = { readonly in: string } & Field & { readonly schema: Schema };

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const whoMay = (power: unknown): string => {
  if (power === 'anyOfficer') return 'any officer with a working token';
  if (power === 'byKind') return 'officers with the power over that kind of case';
  if (typeof power !== 'string') return 'officers; the action checks the right';
  const holders = roles.filter((role) => powersOf([role]).has(power as Power));
  return `${holders.join(', ')} (power ${power})`;
};

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

const curlOf = (method: string, path: string, parameters: readonly Parameter[], body: unknown): string => {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const found = parameters.find((parameter) => parameter.name === name);
    return String(found === undefined ? name : exampleOf({}, found.schema, false));
  });
  const lines = [`curl "$VECHE${filled}"`, '-H "Authorization: Bearer $TOKEN"'];
  if (method !== 'get') {
    lines.push('-H "Idempotency-Key: $(uuidgen)"', '-H "Content-Type: application/json"');
    // Within single quotes a shell ends the text at the next one.
    lines.push(`-d '${pretty(body ?? {}).replaceAll("'", '’')}'`);
  }
  return lines.join(' \\\n  ');
};

const parametersOf = (schemas: Record<string, Schema>, { parameters = [] }: Described): Parameter[] =>
  parameters.flatMap((parameter) => {
    if (!('name' in parameter)) return [];
    const { name, required = false, schema = {}, description = '' } = parameter;
    return [
      { in: parameter.in, name, required, schema, kind: describeShape(schemas, schema), about: description },
    ];
  });

const successOf = ({ responses = {} }: Described) => {
  const [status = '200', response] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  const described = typeof response === 'object' && response !== null && 'description' in response;
  return { status, answer: described ? String(response.description) : '', content: contentOf(response) };
};

const contentOf = (part: unknown): Schema | undefined => {
  if (typeof part !== 'object' || part === null || !('content' in part)) return undefined;
  const content = part.content as Record<string, { schema?: Schema }>;
  return content['application/json']?.schema;
};

/** The document's operations in its order, as the page shows them. */
export const operationsOf = ({ paths = {}, components = {} }: OpenApiDocument): Operation[] => {
  const { schemas = {} } = components;
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method): Operation[] => {
      const operation = item?.[method];
      if (operation === undefined) return [];
      const parameters = parametersOf(schemas, operation);
      const body = contentOf(operation.requestBody);
      const { status, answer, content } = successOf(operation);
      const refusals: unknown = operation['x-refusals'];
      return [
        {
          id: operation.operationId ?? `${method} ${path}`,
          tag: operation.tags?.[0] ?? 'other',
          method: method.toUpperCase(),
          path,
          summary: operation.summary ?? '',
          whoMay: whoMay(operation['x-power']),
          parameters: parameters.filter((parameter) => parameter.in !== 'header'),
          fields: body === undefined ? [] : fieldsOf(schemas, body),
          curl: curlOf(method, path, parameters, body && exampleOf(schemas, body, false)),
          status,
          answer,
          example: content && pretty(exampleOf(schemas, content, true)),
          refusals: Array.isArray(refusals) ? refusals.map(String) : [],
        },
      ];
    }),
  );
};
