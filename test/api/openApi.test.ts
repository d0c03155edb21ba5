import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/createApi.ts';
import { pageDocument } from '../../src/api/docs/pageDocument.ts';
import { refusalText } from '../../src/api/docs/refusalTexts.ts';
import { defaultLimits } from '../../src/api/limits.ts';
import type { OpenApiDocument } from '../../src/api/openApi.ts';
import { statusOf } from '../../src/api/problem.ts';
import { createNewcomers, type Newcomers } from '../support/newcomers.ts';
import { i18n } from '../support/texts.ts';

type Node = { readonly [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

let alliance: Newcomers;
let document: Node;
let docs: Response;
let api: ReturnType<typeof createApi>;
/** What the page says of each operation. */
let pageWords: ReadonlyMap<string, string>;

beforeAll(async () => {
  alliance = await createNewcomers();
  api = createApi(alliance.deps, { i18n, username: 'bot', telegramCheck: async () => 'ok' });
  const described = (await (await api.request('/api/openapi.json')).json()) as OpenApiDocument;
  document = { ...described };
  pageWords = new Map(
    Object.values(pageDocument(described, defaultLimits).paths ?? {}).flatMap(({ get, post }) =>
      [get, post].map((one) => [one?.operationId ?? '', one?.description ?? ''] as const),
    ),
  );
  docs = await api.request('/api/docs');
});
afterAll(() => alliance.close());

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

  it('says of each operation who may, and names only refusals that have a text', () => {
    const all = operations();
    // Routes say it by `power` and `refusals`, see src/api/operation.ts.
    expect(all.filter(({ operation }) => !('x-power' in operation)).map(({ path }) => path)).toEqual([]);
    const codes = all.flatMap(({ operation }) => (operation['x-refusals'] ?? []) as string[]);
    expect(codes.filter((code) => refusalText(code) === undefined)).toEqual([]);
  });

  it('says in words and by its shape what a success is', () => {
    for (const { operation } of operations()) {
      const done = Object.entries(operation.responses as Node).filter(([status]) => status.startsWith('2'));
      expect(done).toHaveLength(1);
      const id = String(operation.operationId);
      walk(done[0]?.[1], (node, path) => {
        // Nothing is said of it: anything would fit.
        expect({ id, path, says: Object.keys(node) }).not.toMatchObject({ says: [] });
        if ('description' in node) expect(node.description, id).toMatch(/\w/);
      });
    }
  });

  it('calls things by their plural, and every group of operations has words of its own', () => {
    // Of these there is one.
    const single = new Set(['me', 'congress', 'journal', 'statistics', 'audit', 'broadcast-audience']);
    const isPlural = (name: string) => single.has(name) || /^[a-z]+(?:-[a-z]+)*s$/.test(name);
    const all = operations();
    const collections = all.map(({ path }) => path.split('/')[3] ?? '');
    expect(collections.filter((name) => !isPlural(name))).toEqual([]);
    expect(all.filter(({ path }) => !/^\/api\/v1(?:\/(?:[a-z-]+|\{\w+\}))+$/.test(path))).toEqual([]);
    const tags = document.tags as { name: string; description: string }[];
    expect(tags.filter(({ name, description }) => !isPlural(name) || !description.endsWith('.'))).toEqual([]);
    const used = new Set(all.flatMap(({ operation }) => operation.tags as string[]));
    expect([...used].toSorted()).toEqual(tags.map(({ name }) => name).toSorted());
  });

  it('names a status for every refusal, and each once', () => {
    const wrong = operations().flatMap(({ method, operation }) => {
      const statuses = Object.keys(operation.responses as Node);
      const codes = (operation['x-refusals'] ?? []) as string[];
      expect(new Set(codes).size, String(operation.operationId)).toBe(codes.length);
      // No state stands in the way of a read: what is neither 403 nor 404 is a parameter, and comes with its path.
      const statusFor = (code: string) =>
        method === 'get' && statusOf({ code }) === 409 ? 400 : statusOf({ code });
      const isFine = (code: string) =>
        /^[a-z]\w*\.[a-z]\w*$/.test(code) && statuses.includes(String(statusFor(code)));
      return codes.filter((code) => !isFine(code)).map((code) => `${operation.operationId} ${code}`);
    });
    expect(wrong).toEqual([]);
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
  it('comes with everything it names, runs nothing but its own files and is told so', async () => {
    const text = await docs.text();
    const policy = docs.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;/);
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(text).not.toMatch(/https?:\/\/|<style|<script>|style=/);
    const named = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(3);
    for (const path of named) {
      const { status, headers } = await api.request(path);
      expect(status, path).toBe(200);
      expect(headers.get('content-type'), path).toMatch(/^(text\/(css|javascript)|application\/json)/);
    }
  });

  it('says of every operation who may and why it may refuse, in the words of people', async () => {
    const script = await (await api.request('/api/docs/start.js')).text();
    for (const { operation } of operations()) {
      const about = pageWords.get(String(operation.operationId)) ?? '';
      expect(about).toMatch(/^Who may: [a-z]/);
      for (const code of operation['x-refusals'] as string[]) {
        expect(about).toContain(`- \`${code}\` — ${refusalText(code)}`);
      }
      expect(script).toContain(JSON.stringify(about));
    }
    expect(script).not.toMatch(/undefined|\[object|\{\{/);
  });
});
