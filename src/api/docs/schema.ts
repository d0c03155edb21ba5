import type { OpenApiDocument } from '../openApi.ts';

type Schemas = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>;
/** A schema of the document, or a reference to one. */
export type Schema = Schemas[string];
type Shape = Exclude<Schema, { $ref: string }>;

/** Deeper than any body of ours; schemas that contain themselves end here. */
const MAX_DEPTH = 8;

const isShape = (schema: Schema): schema is Shape => schema.$ref === undefined;

/** One shape of several that all hold: an object that extends another has the fields of both. */
const joined = (one: Shape, other: Shape): Shape => ({
  ...one,
  ...other,
  properties: { ...one.properties, ...other.properties },
  required: [...(one.required ?? []), ...(other.required ?? [])],
});

const shapeOf = (schemas: Schemas, schema: Schema): Shape => {
  if (!isShape(schema)) {
    const found = schemas[schema.$ref.split('/').at(-1) ?? ''];
    return found === undefined ? {} : shapeOf(schemas, found);
  }
  const { allOf, ...own } = schema;
  return (allOf ?? [])
    .map((part) => shapeOf(schemas, part))
    .reduceRight((rest, part) => joined(part, rest), own);
};

/** Kinds of value in the document's own words; `null` is one of them. */
const kindsOf = ({ type }: Shape): readonly string[] =>
  type === undefined ? [] : Array.isArray(type) ? type : [type];

const range = (min: number | undefined, max: number | undefined, unit: string): string => {
  if (min !== undefined && max !== undefined) return `${min} to ${max}${unit}`;
  if (min !== undefined) return `at least ${min}${unit}`;
  return max === undefined ? '' : `at most ${max}${unit}`;
};

/** The first field that has one value only: it tells several choices of an object apart. */
const tagOf = ({ properties = {} }: Shape): { readonly key: string; readonly text: string } | undefined => {
  for (const [key, inner] of Object.entries(properties)) {
    if (isShape(inner) && inner.enum?.length === 1)
      return { key, text: `${key} ${JSON.stringify(inner.enum[0])}` };
  }
  return undefined;
};

/** The names of an object's fields when all are plain strings, as a text in every language: one line says it all. */
const stringsOf = ({ properties = {} }: Shape): readonly string[] | undefined => {
  const entries = Object.entries(properties);
  const isPlain = ([, inner]: [string, Schema]) => isShape(inner) && inner.type === 'string' && !inner.enum;
  return entries.length > 0 && entries.every(isPlain) ? entries.map(([key]) => key) : undefined;
};

const describeObject = (shape: Shape): string => {
  const strings = stringsOf(shape);
  if (strings !== undefined) return `object of strings: ${strings.join(', ')}`;
  const tag = tagOf(shape);
  return tag === undefined ? 'object' : `object with ${tag.text}`;
};

/** What a value may be: kind, choices and limits, in words. */
export const describeShape = (schemas: Schemas, schema: Schema): string => {
  const shape = shapeOf(schemas, schema);
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, items } = shape;
  if (shape.enum !== undefined) return shape.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  const choices = shape.oneOf ?? shape.anyOf;
  if (choices !== undefined) {
    return [...new Set(choices.map((choice) => describeShape(schemas, choice)))].join(' or ');
  }
  const kinds = kindsOf(shape).map((kind) => (kind === 'object' ? describeObject(shape) : kind));
  const list = items === undefined ? '' : ` of: ${describeShape(schemas, items)}`;
  const parts = [
    kinds.join(' or ') + list,
    shape.format ?? '',
    range(minimum, maximum, ''),
    range(minLength, maxLength, ' characters'),
    range(minItems, maxItems, ' of them'),
    shape.pattern === undefined ? '' : `matches ${shape.pattern}`,
    shape.default === undefined ? '' : `${JSON.stringify(shape.default)} when absent`,
  ];
  return parts.filter((part) => part !== '').join(', ');
};

export type Field = {
  readonly name: string;
  readonly required: boolean;
  readonly kind: string;
  readonly about: string;
};

/** What lies within a field, each part with how its name goes on. */
const withinOf = (schemas: Schemas, schema: Schema): readonly (readonly [suffix: string, Shape])[] => {
  const shape = shapeOf(schemas, schema);
  if (stringsOf(shape) !== undefined) return [];
  if (shape.properties !== undefined) return [['', shape]];
  if (shape.items !== undefined) {
    return withinOf(schemas, shape.items).map(([suffix, inner]) => [`[]${suffix}`, inner] as const);
  }
  return (shape.oneOf ?? shape.anyOf ?? []).map((choice) => {
    const inner = shapeOf(schemas, choice);
    const tag = tagOf(inner);
    return [tag === undefined ? '' : ` (${tag.text})`, inner] as const;
  });
};

/** The fields of an object, those within fields as `outer.inner`, of one choice as `outer (kind "list").inner`. */
export const fieldsOf = (schemas: Schemas, schema: Schema, prefix = '', depth = 0): Field[] => {
  const shape = shapeOf(schemas, schema);
  const { properties = {}, required = [] } = shape;
  // In a choice the name says already which it is.
  const tag = prefix.endsWith(').') ? tagOf(shape)?.key : undefined;
  return Object.entries(properties).flatMap(([key, inner]) => {
    if (key === tag) return [];
    const name = `${prefix}${key}`;
    const about = shapeOf(schemas, inner).description ?? '';
    const field = { name, required: required.includes(key), kind: describeShape(schemas, inner), about };
    if (depth >= MAX_DEPTH) return [field];
    const within = withinOf(schemas, inner).flatMap(([suffix, part]) =>
      fieldsOf(schemas, part, `${name}${suffix}.`, depth + 1),
    );
    return [field, ...within];
  });
};

const exampleTexts: Readonly<Record<string, string>> = {
  'date-time': '2026-11-24T19:00:00Z',
  date: '2026-11-24',
  uuid: '7b1f6c1e-5d0a-4c53-9f0e-2d6c1a4b8e90',
};

/** A value that fits: the schema's own example, or made from its kind; of optional fields only when `whole`. */
export const exampleOf = (schemas: Schemas, schema: Schema, whole: boolean, depth = 0): unknown => {
  const shape = shapeOf(schemas, schema);
  const given = shape.example ?? shape.default ?? shape.const ?? shape.enum?.[0];
  if (given !== undefined) return given;
  const [choice] = shape.oneOf ?? shape.anyOf ?? [];
  if (choice !== undefined) return exampleOf(schemas, choice, whole, depth + 1);
  if (depth > MAX_DEPTH) return null;
  const { properties = {}, required = [], items } = shape;
  switch (kindsOf(shape)[0]) {
    case 'integer':
    case 'number':
      return shape.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return exampleTexts[shape.format ?? ''] ?? '…';
    case 'array':
      return items === undefined ? [] : [exampleOf(schemas, items, whole, depth + 1)];
    case 'object':
      return Object.fromEntries(
        Object.entries(properties)
          .filter(([key]) => whole || required.includes(key))
          .map(([key, inner]) => [key, exampleOf(schemas, inner, whole, depth + 1)]),
      );
    default:
      return null;
  }
};
