import type { OpenApiDocument } from '../../src/api/openApi.ts';

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
