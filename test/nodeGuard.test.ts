import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const GUARD = fileURLToPath(new URL('../src/nodeGuard.mjs', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veche-guard-'));
  await writeFile(
    join(folder, 'old.cjs'),
    `Object.defineProperty(process, 'versions', { value: { node: '20.19.0' } });`,
  );
  await writeFile(
    join(folder, 'echo.ts'),
    `const words: string[] = process.argv.slice(2); console.log(JSON.stringify([process.argv[1], ...words]));`,
  );
  await writeFile(join(folder, 'fails.ts'), `throw new Error('broken start');`);
});

afterAll(() => rm(folder, { recursive: true }));

type Outcome = { code: unknown; out: string; err: string };

function run(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
  });
}

describe('node guard', () => {
  test('runs the file with its arguments where they would be without the guard', async () => {
    const { code, out, err } = await run(GUARD, 'echo.ts', 'serve', '--flag');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toEqual([join(folder, 'echo.ts'), 'serve', '--flag']);
  });

  test('an old Node is told in one line what to do, exit 78, and the file is not run', async () => {
    const { code, out, err } = await run('--require', './old.cjs', GUARD, 'echo.ts');
    expect({ code, out }).toEqual({ code: 78, out: '' });
    expect(err).toMatch(/^Veche needs Node\.js 24 or newer and this is 20\.19\.0: run "npm ci".*\n$/);
  });

  test('a file that fails makes the run fail', async () => {
    const { code, err } = await run(GUARD, 'fails.ts');
    expect(code).toBe(1);
    expect(err).toContain('broken start');
  });

  test('without a file it says how it is used', async () => {
    expect(await run(GUARD)).toMatchObject({ code: 2, out: '' });
  });
});
