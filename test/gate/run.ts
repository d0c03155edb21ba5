import { writeFile } from 'node:fs/promises';
import { bin, execute } from './execute.ts';
import { importProblems } from './importRules.ts';
import { localeProblems } from './locales.ts';
import { runSuite, type SuiteOutcome } from './suite.ts';

/** A step of the gate: its name and what is wrong, nothing when all is well. */
type Step = { readonly name: string; readonly check: () => Promise<readonly string[]> | readonly string[] };

const tool = (name: string, command: string, ...args: string[]): Step => ({
  name,
  check: async () => {
    const { code, text } = await execute(bin(command), args);
    return code === 0 ? [] : [text.trim()];
  },
});

/** A program of our own that makes what the next steps read. */
const made = (name: string, program: string): Step => ({
  name,
  check: async () => {
    const { code, text } = await execute(process.execPath, [program]);
    return code === 0 ? [] : [text.trim()];
  },
});

// `generate` ends with 0 also when it wrote nothing because it wanted to ask something; only this line says "no drift".
const NO_DRIFT = 'No schema changes, nothing to migrate';

const schemaDrift: Step = {
  name: 'migrations match the schema',
  check: async () => {
    const { text } = await execute(bin('drizzle-kit'), ['generate']);
    return text.includes(NO_DRIFT) ? [] : [text.trim()];
  },
};

const suites: SuiteOutcome[] = [];
const suite = (name: string, ...args: string[]): Step => ({
  name,
  check: async () => {
    const outcome = await runSuite(args);
    suites.push(outcome);
    return outcome.isGood ? [] : outcome.failures;
  },
});

const apiTypes = made('types of the API', 'test/gate/apiTypes.ts');
const checkedTypes = tool('types', 'tsc', '-p', 'tsconfig.json');
const quickSteps: readonly Step[] = [
  tool('format and lint', 'biome', 'check', '--error-on-warnings', '.'),
  tool('types of browser code', 'tsc', '-p', 'src/playground/browser/tsconfig.json'),
  { name: 'import rules', check: importProblems },
  tool('dead code', 'knip'),
  { name: 'languages', check: localeProblems },
  schemaDrift,
  // Measuring coverage slows everything down by a sixth: only what must be covered is run with it.
  suite('the rules, each line covered', '--config', 'vitest.rules.config.ts', '--coverage'),
];
const tests = suite('tests', '--exclude', 'test/governance/**');

type Outcome = { readonly name: string; readonly problems: readonly string[] };

/** For machines: which steps passed, the totals of the tests, and every reason again. */
const writeReport = async (path: string, outcomes: readonly Outcome[]): Promise<void> => {
  const sum = (of: 'passed' | 'failed' | 'skipped') => suites.reduce((total, one) => total + one[of], 0);
  await writeFile(
    path,
    JSON.stringify({
      steps: outcomes.map(({ name, problems }) => ({ name, passed: problems.length === 0 })),
      tests: { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') },
      failures: outcomes.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`)),
    }),
  );
};

const indented = (text: string): string => text.replaceAll(/^/gm, '     ');

const take = async ({ name, check }: Step): Promise<Outcome> => {
  const began = performance.now();
  const problems = await check();
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  for (const problem of problems) console.log(indented(problem));
  return { name, problems };
};

const main = async (): Promise<void> => {
  const outcomes: Outcome[] = [];
  // What follows reads what this makes.
  outcomes.push(await take(apiTypes));
  // Each of them keeps one core busy, and the types alone take as long as all the others.
  const besides = async () => {
    for (const step of quickSteps) outcomes.push(await take(step));
  };
  const [types] = await Promise.all([take(checkedTypes), besides()]);
  outcomes.push(types);
  outcomes.push(await take(tests));
  const reportPath = process.env.GATE_REPORT;
  if (reportPath !== undefined) await writeReport(reportPath, outcomes);
  const shut = outcomes.filter(({ problems }) => problems.length > 0);
  if (shut.length > 0) console.log(`What failed: ${shut.map(({ name }) => name).join('; ')}`);
  console.log(
    shut.length === 0
      ? 'The gate is open.'
      : `The gate is shut: ${shut.length} of ${outcomes.length} checks failed.`,
  );
  process.exitCode = shut.length === 0 ? 0 : 1;
};

await main();
