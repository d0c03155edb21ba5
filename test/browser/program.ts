import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compileCache } from '../support/program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type Program = { readonly url: string; stop(): Promise<void> };

/** What `npm start` runs, with data of its own, until its one line with the address. */
export const startProgram = async (): Promise<Program> => {
  const folder = await mkdtemp(join(tmpdir(), 'veche-browser-'));
  const { PATH = '', HOME = folder } = process.env;
  const child = spawn(process.execPath, ['src/nodeGuard.mjs', 'src/main.ts'], {
    cwd: ROOT,
    env: { PATH, HOME, ...compileCache, DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return { url, stop };
  }
  await stop();
  throw new Error('The program ended before it said its address.');
};
