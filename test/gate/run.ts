import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importProblems } from './importRules.ts';
import { localeProblems } from './locales.ts';

/** A step of the gate: its name and what is wrong, nothing when all is well. */
type Step = { readonly name: string; readonly check: () => Promise<readonly string[]> | readonly string[] };

type Output = { readonly code: number; readonly text: string };

const bin = (name: string): string => join('node_modules', '.bin', name);

const execute = (command: string, args: readonly string[], live = false): Promise<Output> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
      // On Windows the tools in .bin are command files, which only a shell starts.
      shell: process.platform === 'win32',
    });
    let text = '';
    const collect = (chunk: Buffer) => {
      text += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });

const tool = (name: string, command: string, ...args: string[]): Step => ({
  name,
  check: async () => {
    const { code, text } = await execute(bin(command), args);
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

const clientTypes: Step = {
  name: 'types of the client match the API',
  check: async () => {
    const { code, text } = await execute(process.execPath, ['test/gate/apiTypes.ts', '--check']);
    return code === 0 ? [] : [text.trim()];
  },
};

/** Where a report for machines is wanted: which steps passed, and vitest's own totals. */
const reportPath = process.env.GATE_REPORT;
const suiteReportPath = reportPath === undefined ? undefined : `${reportPath}.suite.json`;

const suiteReporters =
  suiteReportPath === undefined
    ? []
    : ['--reporter=default', '--reporter=json', `--outputFile.json=${suiteReportPath}`];

const suite: Step = {
  name: 'tests',
  check: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'veche-suite-'));
    try {
      const { code } = await execute(
        bin('vitest'),
        ['run', '--coverage', '--coverage.reportsDirectory', folder, ...suiteReporters],
        true,
      );
      return code === 0 ? [] : ['see above'];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const steps: readonly Step[] = [
  tool('format and lint', 'biome', 'check', '--error-on-warnings', '.'),
  tool('types', 'tsc', '-p', 'tsconfig.json'),
  tool('types of browser code', 'tsc', '-p', 'src/playground/browser/tsconfig.json'),
  { name: 'import rules', check: importProblems },
  tool('dead code', 'knip'),
  { name: 'languages', check: localeProblems },
  schemaDrift,
  clientTypes,
  suite,
];

const writeReport = async (outcomes: readonly { name: string; passed: boolean }[]): Promise<void> => {
  if (reportPath === undefined || suiteReportPath === undefined) return;
  // Missing when the tests did not even start; the step "tests" has failed then.
  const suiteTotals = await readFile(suiteReportPath, 'utf8').then(JSON.parse, () => ({}));
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = suiteTotals;
  const tests = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  await writeFile(reportPath, JSON.stringify({ steps: outcomes, tests }));
  await rm(suiteReportPath, { force: true });
};

const main = async (): Promise<void> => {
  const outcomes: { name: string; passed: boolean }[] = [];
  for (const { name, check } of steps) {
    const began = performance.now();
    const problems = await check();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
    for (const problem of problems) console.log(problem.replaceAll(/^/gm, '     '));
    outcomes.push({ name, passed: problems.length === 0 });
  }
  await writeReport(outcomes);
  const failed = outcomes.filter(({ passed }) => !passed).length;
  console.log(
    failed === 0 ? 'The gate is open.' : `The gate is shut: ${failed} of ${steps.length} checks failed.`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
};

await main();
