import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { governanceRefusals } from '../../src/governance/refusals.ts';

const textsOf = (locale: string): Record<string, Record<string, string>> =>
  JSON.parse(readFileSync(join('locales', locale, 'refusal.json'), 'utf8'));

const has = (locale: string, code: string): boolean => {
  const [noun = '', reason = ''] = code.split('.');
  return Object.keys(textsOf(locale)[noun] ?? {}).some(
    (key) => key === reason || key.startsWith(`${reason}_`),
  );
};

/** Codes that actions and edges make themselves, as they stand in the code. */
const codesInCode = (): string[] => {
  const files = ['src/actions', 'src/api', 'src/bot', 'src/web'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  return files.flatMap((text) =>
    Array.from(text.matchAll(/(?:refuse\(|code: )'([a-z]+\.[a-zA-Z]+)'/g), ([, code = '']) => code),
  );
};

describe.each(['ru', 'en'])('refusals in %s', (locale) => {
  it('have a text for every code that a rule, an action or an edge can give', () => {
    const codes = [...governanceRefusals, ...codesInCode()];
    expect(codes.length).toBeGreaterThan(100);
    expect([...new Set(codes)].filter((code) => !has(locale, code))).toEqual([]);
  });
});
