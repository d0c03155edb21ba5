import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EmbeddedError, errorCode } from './error.ts';

/** Kept over reboots and open to every account, unlike /tmp. */
const COPIES_FOLDER = '/var/tmp';
const WRITABLE_BY_OTHERS = 0o022;
/** What a folder, a program and a plain file of the copy allow: everybody reads, only its owner writes. */
const OPEN_TO_ALL = 0o755;
const READABLE_BY_ALL = 0o644;

/**
 * A copy of the package that every account can run, made once per version and user; returns its folder. `link` makes
 * the library links in it. Refuses a folder of that name which somebody else could have filled.
 */
export async function copyPackage(
  packageFolder: string,
  link: (folder: string) => Promise<boolean>,
): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const name = `veche-postgres-${version}-${basename(packageFolder)}-${process.getuid?.() ?? 'user'}`;
  const target = join(COPIES_FOLDER, name);
  if (await isComplete(target, packageFolder)) return target;

  const fresh = await mkdtemp(`${target}.`);
  await cp(join(packageFolder, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  await link(fresh);
  await openToAll(fresh);
  await rm(target, { recursive: true, force: true });
  try {
    await rename(fresh, target);
  } catch (error) {
    // Another start put its own copy there first; it is as good as ours.
    await rm(fresh, { recursive: true });
    const code = errorCode(error);
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
  return target;
}

/** Compares names, as cleaners of /var/tmp remove single old files; content is never changed after the rename. */
async function isComplete(copy: string, packageFolder: string): Promise<boolean> {
  const found = await lstat(copy).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & WRITABLE_BY_OTHERS) !== 0) {
    throw new EmbeddedError(
      `${copy} was not made by Veche under this user and is not trusted: remove it, or set DATABASE_URL.`,
    );
  }
  const there = new Set(await readdir(join(copy, 'native'), { recursive: true }).catch(() => []));
  const wanted = await readdir(join(packageFolder, 'native'), { recursive: true });
  return wanted.every((path) => there.has(path));
}

/** A checkout made under a strict umask is closed to others, and a copy inherits that. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, OPEN_TO_ALL);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const isProgram = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    await chmod(join(entry.parentPath, entry.name), isProgram ? OPEN_TO_ALL : READABLE_BY_ALL);
  }
}
