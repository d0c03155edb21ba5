import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/createApi.ts';
import { createI18n } from '../../src/i18n/translator.ts';
import { createNewcomers, type Newcomers } from '../support/newcomers.ts';

type Node = { readonly [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

let town: Newcomers;
let document: Node;
let docs: Response;

beforeAll(async () => {
  town = await createNewcomers();
  const i18n = createI18n(['ru', 'en'], () => {});
  const api = createApi(town.deps, { i18n, username: 'bot', telegramCheck: async () => 'ok' });
  document = (await (await api.request('/api/openapi.json')).json()) as Node;
  docs = await api.request('/api/docs');
});
afterAll(() => town.close());

const walk = (value: unknown, visit: (node: Node, path: string) => void, path = '#'): void => {
  if (!isNode(value)) return;
  visit(value, path);
  for (const [key, inner] of Object.entries(value)) walk(inner, visit, `${path}/${key}`);
};

const resolve = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (at, part) => (isNode(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
      document,
    );

const operations = (): { path: string; method: string; operation: Node }[] =>
  Object.entries(document.paths as Node).flatMap(([path, item]) =>
    Object.entries(item as Node).map(([method, operation]) => ({
      path,
      method,
      operation: operation as Node,
    })),
  );

describe('the OpenAPI document', () => {
  it('is 3.1 with a title and a version', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: 'Veche', version: '1' });
  });

  it('has no reference that leads nowhere', () => {
    const refs: string[] = [];
    walk(document, (node) => {
      if (typeof node.$ref === 'string') refs.push(node.$ref);
    });
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((ref) => resolve(ref) === undefined)).toEqual([]);
  });

  it('names each operation once, declares its path parameters and guards it by the token', () => {
    const all = operations();
    const ids = all.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of all) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []) as { name: string; in: string; required?: boolean }[];
      const inPath = declared.filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => name)).toEqual(wanted);
      expect(inPath.every(({ required }) => required === true)).toBe(true);
      expect(operation.security).toEqual([{ token: [] }]);
      expect(typeof operation.summary).toBe('string');
    }
    expect(
      all.filter(({ method }) => method === 'post').every(({ operation }) => isNode(operation.requestBody)),
    ).toBe(true);
  });

  it('uses only what JSON Schema 2020-12 knows: no nullable, no boolean exclusive limits', () => {
    const wrong: string[] = [];
    walk(document, (node, path) => {
      if ('nullable' in node || typeof node.exclusiveMinimum === 'boolean') wrong.push(path);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the readable page', () => {
  it('shows every operation, loads nothing from elsewhere and runs no script', async () => {
    const text = await docs.text();
    for (const { path } of operations()) expect(text).toContain(path);
    expect(text).not.toMatch(/<script|https?:\/\//);
    const nonce = /<style nonce="([^"]+)">/.exec(text)?.[1];
    expect(docs.headers.get('content-security-policy')).toContain(`style-src 'nonce-${nonce}'`);
  });
});
