import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';

const read = (file: string): string => readFileSync(file, 'utf8');
const papers = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...globSync('docs/*.md')];

/** A rule's number, alone or the ends of a range; not a time ("T10:00") and not a part of a longer word. */
const number = /(?<![\w.\-/%])([DFGHIKMTU])([1-9]\d?)(?![\w%]|\.\d|:\d)/g;
const range = /\b([DFGHIKMTU])(\d{1,2}) ?(?:to|–) ?\1(\d{1,2})\b/g;
/** Curves are letters and numbers too. */
const drawing = /\bd="[^"]*"/g;

const rulesIn = (text: string): Set<string> => {
  const clean = text.replaceAll(drawing, '');
  const found = new Set(Array.from(clean.matchAll(number), ([, letter, digits]) => `${letter}${digits}`));
  for (const [, letter, first, last] of clean.matchAll(range))
    for (let at = Number(first); at <= Number(last); at += 1) found.add(`${letter}${at}`);
  return found;
};

/** The title of a test or of a group of tests, also of one that is repeated over a table. */
const title = /(?:\b(?:it|test|describe)(?:\.\w+)?|[\])])\(\s*(['"`])((?:(?!\1).)*)\1/gs;
const rulesInTitles = (file: string): Set<string> =>
  rulesIn(Array.from(read(file).matchAll(title), ([, , words]) => words).join('\n'));

const filesOf = (cell: string, folder: string): string[] =>
  Array.from(cell.matchAll(/`([^`]+)`/g), ([, path = '']) => join(folder, path));

type Row = {
  readonly rule: string;
  readonly decidedIn: readonly string[];
  readonly tests: readonly string[];
  readonly isTitled: boolean;
};
const rows: readonly Row[] = read('docs/rules.md')
  .split('\n')
  .filter((line) => /^\| [A-Z]\d/.test(line))
  .map((line) => {
    const [, rule = '', , , decided = '', proved = ''] = line.split('|').map((cell) => cell.trim());
    return {
      rule,
      decidedIn: filesOf(decided, 'src'),
      tests: filesOf(proved, 'test'),
      isTitled: !proved.startsWith('without its number'),
    };
  });

describe('rules', () => {
  it('lists every number that is cited, once', () => {
    const files = globSync(['src/**/*.ts', 'test/**/*.ts'], { exclude: ['src/playground/browser/**'] });
    const cited = new Set(files.flatMap((file) => [...rulesIn(read(file))]));
    const listed = rows.map(({ rule }) => rule);
    expect(listed.length).toBeGreaterThan(30);
    expect(listed).toEqual([...new Set(listed)]);
    expect([...cited].filter((rule) => !listed.includes(rule))).toEqual([]);
    expect(listed.filter((rule) => !cited.has(rule))).toEqual([]);
    const clauses = files.flatMap((file) => read(file).match(/§\d(?:\.\d+)+/g) ?? []);
    expect(clauses.filter((clause) => !read('docs/rules.md').includes(clause))).toEqual([]);
  });

  it.each(rows)('$rule is decided where it says, and a test has its number', (row) => {
    const { rule, decidedIn, tests, isTitled } = row;
    expect([...decidedIn, ...tests].filter((file) => !existsSync(file))).toEqual([]);
    expect(decidedIn).not.toEqual([]);
    expect(tests).not.toEqual([]);
    expect(decidedIn.filter((file) => !rulesIn(read(file)).has(rule))).toEqual([]);
    expect(tests.filter((file) => rulesInTitles(file).has(rule) !== isTitled)).toEqual([]);
  });
});

/** Gone since, and named where the decision about it stands. */
const gone = new Set(['src/ballot/actions/', 'src/client/schema.ts']);
/** Made by the gate. */
const made = new Set(['test/support/apiSchema.ts']);

test.each(papers)('%s names only files that are there', (paper) => {
  const text = read(paper);
  const named = Array.from(
    text.matchAll(/`((?:src|test|docs|bench|locales|migrations|\.ci)\/[\w./-]+)`/g),
    ([, path = '']) => path,
  ).filter((path) => !gone.has(path) && !made.has(path));
  const linked = Array.from(text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g), ([, path = '']) =>
    join(dirname(paper), path),
  );
  expect([...named, ...linked].filter((path) => !existsSync(path))).toEqual([]);
});

test('the table of nouns has the order of the import rules', async () => {
  const { nouns }: { readonly nouns: readonly string[] } = await import(
    new URL('../../.dependency-cruiser.mjs', import.meta.url).href
  );
  const listed = Array.from(read('docs/architecture.md').matchAll(/^\| (\d+) \| (\w+) \|/gm));
  expect(listed.map(([, place, noun]) => `${place} ${noun}`)).toEqual(
    nouns.map((noun, at) => `${at + 1} ${noun}`),
  );
  const inReadme = Array.from(read('README.md').matchAll(/^\| [A-Za-z]+ \| (\w+(?:, \w+)+) \|$/gm));
  expect(inReadme.flatMap(([, row = '']) => row.split(', '))).toEqual(nouns);
});

test('functions named in the flows are there', () => {
  const source = globSync('src/**/*.ts').map(read).join('\n');
  const named = Array.from(read('docs/architecture.md').matchAll(/`(\w+)\(\)`/g), ([, name = '']) => name);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !new RegExp(`\\b(?:const|function\\*?) ${name}\\b`).test(source))).toEqual(
    [],
  );
});

test('decisions count down, and what is superseded names a newer one', () => {
  const heads = Array.from(
    read('docs/decisions.md').matchAll(
      /^## (\d+)\. .+\n\n(\d{4}-\d\d-\d\d) · (in force|superseded by (\d+))$/gm,
    ),
    ([, of, day, , by]) => ({ of: Number(of), day: day ?? '', by: Number(by ?? Number.POSITIVE_INFINITY) }),
  );
  expect(heads.map(({ of }) => of)).toEqual(heads.map((_, at) => heads.length - at));
  expect(read('docs/decisions.md').match(/^## /gm)).toHaveLength(heads.length);
  expect(heads.map(({ day }) => day)).toEqual(
    heads
      .map(({ day }) => day)
      .toSorted()
      .toReversed(),
  );
  expect(heads.filter(({ of, by }) => by <= of)).toEqual([]);
});

test('the glossary has forty lines at most, and the README 130', () => {
  const [, glossary = ''] = read('docs/architecture.md').split('\n## Glossary\n');
  const words = glossary.split('\n## ')[0]?.match(/^\| (?!word|-)/gm) ?? [];
  expect(words.length).toBeGreaterThan(20);
  expect(words.length).toBeLessThanOrEqual(40);
  expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(130);
});
