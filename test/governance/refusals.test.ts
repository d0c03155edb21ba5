import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { refuseShape } from '../../src/governance/kit/shape.ts';
import { governanceRefusals } from '../../src/governance/refusals.ts';

const folder = new URL('../../src/governance/', import.meta.url);

it('has each code once, as <noun>.<reason>', () => {
  expect(new Set(governanceRefusals).size).toBe(governanceRefusals.length);
  for (const code of governanceRefusals) expect(code).toMatch(/^[a-z]+\.[a-zA-Z]+$/u);
});

it('has the codes of every rule file', async () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && file !== 'refusals.ts',
  );
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  const codes = modules.flatMap((exported) =>
    Object.entries(exported).flatMap(([name, value]) => (name.endsWith('Refusals') ? [value].flat() : [])),
  );
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.toSorted()).toEqual([...governanceRefusals].toSorted());
});

it('finds a group of codes by the file of its rule', async () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && file !== 'refusals.ts',
  );
  for (const file of files) {
    const groups = Object.keys(await import(new URL(file, folder).href)).filter((name) =>
      name.endsWith('Refusals'),
    );
    expect(groups.filter((name) => name !== `${basename(file, '.ts')}Refusals`)).toEqual([]);
  }
});

it('refuses even when a schema gives no issue', () => {
  expect(refuseShape(new z.ZodError([]), ['a.b'], 'a.b')).toEqual({ ok: false, refusals: [{ code: 'a.b' }] });
});
