import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './error.ts';

const execFileAsync = promisify(execFile);

/** Whether the process is a server of ours on the folder, somebody else's process, or none. */
export async function processOn(folder: string, pid: number): Promise<'ours' | 'foreign' | 'dead'> {
  if (!isAlive(pid)) return 'dead';
  // Windows shows no command lines without administration tools: there the password decides at connecting.
  if (process.platform === 'win32') return 'ours';
  try {
    return (await commandLineNames(folder, pid)) ? 'ours' : 'foreign';
  } catch {
    // It ended since, or is hidden from us: PostgreSQL's own check of its lock file decides.
    return 'dead';
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return errorCode(error) === 'EPERM';
  }
}

async function commandLineNames(folder: string, pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    // NUL ends every argument; with both around it, /data/postgres is not found in /data/postgres2.
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes(`\0${folder}\0`);
  }
  return (await execFileAsync('ps', ['-o', 'command=', '-p', `${pid}`])).stdout.includes(` ${folder} `);
}
