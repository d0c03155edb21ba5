import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { refuseShape } from '../../src/governance/kit/shape.ts';
import { governanceRefusals } from '../../src/governance/refusals.ts';

const folder = new URL('../../src/governance/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && file !== 'refusals.ts',
);
/** What each rule file calls its refusals, and their codes. */
const groups: { readonly file: string; readonly name: string; readonly codes: readonly string[] }[] = [];
for (const file of files) {
  const exported: Record<string, string | readonly string[]> = await import(new URL(file, folder).href);
  for (const [name, value] of Object.entries(exported))
    if (name.endsWith('Refusals')) groups.push({ file, name, codes: [value].flat() });
}

it('has each code once, as <noun>.<reason>', () => {
  expect(new Set(governanceRefusals).size).toBe(governanceRefusals.length);
  for (const code of governanceRefusals) expect(code).toMatch(/^[a-z]+\.[a-zA-Z]+$/u);
});

it('has the codes of every rule file', () => {
  const codes = groups.flatMap(({ codes: group }) => group);
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.toSorted()).toEqual([...governanceRefusals].toSorted());
});

it('finds a group of codes by the file of its rule', () => {
  expect(groups.filter(({ file, name }) => name !== `${basename(file, '.ts')}Refusals`)).toEqual([]);
});

it('refuses even when a schema gives no issue', () => {
  expect(refuseShape(new z.ZodError([]), ['a.b'], 'a.b')).toEqual({ ok: false, refusals: [{ code: 'a.b' }] });
});
