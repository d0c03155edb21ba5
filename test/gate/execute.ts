import { spawn } from 'node:child_process';
import { join } from 'node:path';

export type Output = { readonly code: number; readonly text: string };

export const bin = (name: string): string => join('node_modules', '.bin', name);

/** Runs a program to its end; `live` shows what it prints as it comes, else it is the text. */
export const execute = (command: string, args: readonly string[], live = false): Promise<Output> =>
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
