import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mutant } from '@stryker-mutator/api/core';
import type { Logger } from '@stryker-mutator/api/logging';
import { Stryker } from '@stryker-mutator/core';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { drawFile, hasDied, isJudged, keyOf } from './drawn.ts';

// Changes the code in places drawn by lot and looks whether a test notices: npm run -s mutants -- [--draw 300] [--seed 1] [folder …].
// By hand: it takes an hour. What no test notices is told at once; exit 1 when that is more than 15 %.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    draw: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
  },
});
const folders =
  positionals.length > 0
    ? positionals
    : ['src/governance', 'src/actions', 'src/bot/handlers', 'src/api/routes'];
const LEAST_PERCENT = 85;
/** Texts: the compiler refuses most of their mutants, and the others are what the API's document says. */
const excludedMutations = ['StringLiteral'];

const silent = () => {};
const no = () => false;
const log: Logger = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

/** Every mutant that the tool knows to make; those of an excluded kind it makes with a reason not to try them. */
const allMutants = async (): Promise<readonly Mutant[]> => {
  const files = globSync(folders.map((folder) => `${folder}/**/*.ts`)).toSorted();
  const read = files.map((name) => ({
    name: resolve(name),
    mutate: true,
    content: readFileSync(name, 'utf8'),
  }));
  const options = { excludedMutations, ignorers: [], plugins: null };
  const { mutants } = await new Instrumenter(log).instrument(read, options);
  return mutants.filter(({ status }) => status === undefined);
};

/** By a hash of seed and place: the same seed draws the same, and a new line of code moves few. */
const drawOf = (mutants: readonly Mutant[]): readonly Mutant[] => {
  const lot = (mutant: Mutant) =>
    createHash('sha256')
      .update(`${values.seed}${keyOf(mutant)}`)
      .digest('hex');
  return mutants
    .map((mutant) => ({ mutant, lot: lot(mutant) }))
    .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, Number(values.draw))
    .map(({ mutant }) => mutant);
};

const folder = mkdtempSync(join(tmpdir(), 'veche-mutants-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const everyone = await allMutants();
const drawn = drawOf(everyone);
const keys = new Set(drawn.map(keyOf));
process.env[drawFile] = join(folder, 'drawn.json');
writeFileSync(join(folder, 'drawn.json'), JSON.stringify([...keys]));
console.log(`${drawn.length} drawn of ${everyone.length}`);

const began = performance.now();
const outcomes = await new Stryker({
  mutate: drawn.map(
    ({ fileName, location: { start, end } }) =>
      `${relative(process.cwd(), fileName)}:${start.line + 1}-${end.line + 1}`,
  ),
  mutator: { plugins: null, excludedMutations },
  plugins: ['@stryker-mutator/vitest-runner', resolve('test/mutants/drawn.ts')],
  checkers: ['drawn'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutants.config.ts', related: false, pool: 'forks' },
  coverageAnalysis: 'perTest',
  // What runs only while a module loads would need the whole suite for each.
  ignoreStatic: true,
  concurrency: Number(values.workers),
  ignorePatterns: ['.data', '.git', 'coverage', 'bench', '.ci'],
  tempDirName: join(folder, 'copy'),
  reporters: ['progress-append-only', 'survivors'],
  dryRunTimeoutMinutes: 30,
  timeoutMS: 20_000,
  allowConsoleColors: false,
}).runMutationTest();

const judged = outcomes.filter(isJudged);
const died = judged.filter(hasDied).length;
const percent = (100 * died) / judged.length;
const minutes = (performance.now() - began) / 60_000;
console.log(
  `${died} of ${judged.length} died: ${percent.toFixed(1)} %; ${drawn.length - judged.length} could not be tried; ${minutes.toFixed(1)} minutes`,
);
process.exitCode = percent >= LEAST_PERCENT ? 0 : 1;
