import { execFile, type SpawnOptions } from 'node:child_process';
import { basename, parse } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import { EmbeddedError } from './error.ts';

const execFileAsync = promisify(execFile);
/** Windows finds its libraries and temporary folder by these. */
const ENVIRONMENT_KEPT = ['PATH', 'SystemRoot', 'TEMP', 'TMP'];

/**
 * Options for every PostgreSQL process. Its environment is an allow-list, because ours holds the bot token and the
 * vault key, which the other account could read; its working folder is one that every account can enter.
 */
export function processOptions(account: Account | undefined): SpawnOptions {
  const kept = ENVIRONMENT_KEPT.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    cwd: parse(process.cwd()).root,
    // initdb writes the time zone that it finds into the cluster's settings.
    env: { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' },
    windowsHide: true,
    ...account,
  };
}

/** Runs one of PostgreSQL's tools to its end. Refuses with the tool's last line when it fails. */
export async function runTool(file: string, args: string[], account: Account | undefined): Promise<void> {
  try {
    await execFileAsync(file, args, processOptions(account));
  } catch (error) {
    throw new EmbeddedError(
      `The embedded PostgreSQL's ${basename(file)} failed (${failureOf(error)}): see to the cause, or set DATABASE_URL to a server of your own.`,
    );
  }
}

function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown cause';
  const printed = 'stderr' in error && typeof error.stderr === 'string' ? lastLine(error.stderr) : '';
  return printed === '' ? `${'code' in error ? error.code : error.name}` : printed;
}

/** The last line of a tool's output or a server's log that is not empty, without a trailing full stop. */
export function lastLine(text: string): string {
  return (text.trim().split('\n').at(-1) ?? '').trim().replace(/\.$/, '');
}
