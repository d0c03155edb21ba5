import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { bin, execute } from './execute.ts';

/** What vitest's own JSON report says, as far as the gate wants to know it. */
const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
type Report = z.infer<typeof report>;

export type Totals = { readonly passed: number; readonly failed: number; readonly skipped: number };
export type SuiteOutcome = Totals & { readonly isGood: boolean; readonly failures: readonly string[] };

/** Enough of a reason to know it by; the whole of it is further up in the output. */
const REASON_LINES = 6;
const REASON_CHARACTERS = 500;

const ESCAPE = '\u001b';
const colours = new RegExp(`${ESCAPE}\\[[\\d;]*m`, 'g');
const shortened = (reason: string): string =>
  reason.replaceAll(colours, '').split('\n').slice(0, REASON_LINES).join('\n').slice(0, REASON_CHARACTERS);

/** Each test that failed and each file that could not be run: where, which, why. */
export const failuresOf = ({ testResults }: Report, root: string): string[] =>
  testResults.flatMap(({ name, status, message = '', assertionResults }) => {
    const file = name.replace(`${root}/`, '');
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${file}\n${shortened(message)}`];
    return failed.map(
      (one) => `${file} > ${one.fullName}\n${shortened(one.failureMessages?.join('\n') ?? '')}`,
    );
  });

/** Runs vitest with its output as it comes, and reads its report. Without one nothing is known but that it failed. */
export const runSuite = async (args: readonly string[]): Promise<SuiteOutcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'veche-suite-'));
  try {
    const path = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
    const coverage = ['--coverage.reportsDirectory', join(folder, 'coverage')];
    const { code } = await execute(bin('vitest'), ['run', ...args, ...coverage, ...reporters], true);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined)
      return { isGood: false, passed: 0, failed: 0, skipped: 0, failures: ['vitest left no report.'] };
    const read = report.parse(JSON.parse(text));
    const failures = failuresOf(read, process.cwd());
    return {
      isGood: code === 0,
      passed: read.numPassedTests,
      failed: read.numFailedTests,
      skipped: read.numPendingTests,
      failures: code !== 0 && failures.length === 0 ? ['See the output of the tests.'] : failures,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
