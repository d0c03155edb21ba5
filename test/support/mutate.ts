import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';

// Proves that every comparison in the rules is tested: changes one operator at a time in a copy and expects a red test.
// Run by hand: node test/support/mutate.ts [file name …]. Takes some minutes; exit 1 when a mutant survives.

const folder = 'src/governance';
const mutants: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '+': ['-'],
  '-': ['+'],
};

type Mutation = {
  readonly file: string;
  readonly line: number;
  readonly change: string;
  readonly text: string;
};

const mutationsOf = (file: string): Mutation[] => {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node)) {
      const { operatorToken: token } = node;
      const line = source.getLineAndCharacterOfPosition(token.getStart()).line + 1;
      for (const operator of mutants[token.getText()] ?? []) {
        const mutated = text.slice(0, token.getStart()) + operator + text.slice(token.getEnd());
        found.push({ file, line, change: `${token.getText()} → ${operator}`, text: mutated });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

const copy = mkdtempSync(join(tmpdir(), 'veche-mutate-'));
for (const part of [folder, 'test/governance', 'src/result.ts', 'src/canonical.ts', 'package.json']) {
  cpSync(part, join(copy, part), { recursive: true });
}
symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
process.on('exit', () => rmSync(copy, { recursive: true }));

const hungAfterMs = 60_000;
const passes = (...tests: string[]): boolean =>
  spawnSync(
    resolve('node_modules/.bin/vitest'),
    ['run', '--bail=1', '--pool=threads', '--root', copy, ...tests],
    {
      cwd: copy,
      env: { ...process.env, TZ: 'America/Anchorage' },
      // A mutant may loop for ever; that is a red test too. Threads, so that nothing outlives the kill.
      timeout: hungAfterMs,
      killSignal: 'SIGKILL',
    },
  ).status === 0;

// The rule's own test first: most mutants fall there in a second.
const survives = (file: string): boolean => {
  const own = file.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
  return (!existsSync(own) || passes(own)) && passes('test/governance');
};

if (!passes('test/governance')) throw new Error('The tests fail without any mutation: repair them first.');
const only = process.argv.slice(2);
const mutations = ts.sys
  .readDirectory(folder, ['.ts'])
  .filter((file) => only.length === 0 || only.includes(basename(file)))
  .flatMap(mutationsOf);
const survivors = mutations.filter(({ file, text }) => {
  const path = join(copy, file);
  const original = readFileSync(path);
  writeFileSync(path, text);
  const survived = survives(file);
  writeFileSync(path, original);
  return survived;
});
for (const { file, line, change } of survivors) console.log(`${basename(file)}:${line} ${change} survived`);
console.log(`${mutations.length - survivors.length} of ${mutations.length} mutants found`);
process.exitCode = survivors.length === 0 ? 0 : 1;
