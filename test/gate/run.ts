import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
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

const suite: Step = {
  name: 'tests',
  check: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'veche-suite-'));
    try {
      const { code } = await execute(
        bin('vitest'),
        ['run', '--coverage', '--coverage.reportsDirectory', folder],
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
  suite,
];

const main = async (): Promise<void> => {
  let failed = 0;
  for (const { name, check } of steps) {
    const began = performance.now();
    const problems = await check();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
    for (const problem of problems) console.log(problem.replaceAll(/^/gm, '     '));
    if (problems.length > 0) failed++;
  }
  console.log(
    failed === 0 ? 'The gate is open.' : `The gate is shut: ${failed} of ${steps.length} checks failed.`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
};

await main();
