import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, canEnter } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedError, errorCode } from './error.ts';
import { runTool } from './run.ts';

/** A cluster on disk: its real folder, the password of its roles, and whether it stands outside DATA_DIR. */
export type Cluster = { folder: string; password: string; elsewhere: boolean };

/** PostgreSQL's own superuser; Veche works as the plain role `veche`. */
export const SUPERUSER = 'postgres';
const SHELTER = '/var/lib/veche';
const LAST_SHELTER = '/var/tmp';
const OPEN_TO_ALL = 0o755;
const OWNER_ONLY = 0o600;
const PASSWORD_BYTES = 24;

/** Where DATA_DIR keeps the cluster, or a link to it where PostgreSQL's account cannot enter DATA_DIR. */
export function clusterPath(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/** Makes DATA_DIR when missing, open to other accounts if root makes it. Refuses where it cannot be written. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    const made = await mkdir(dataDir, { recursive: true });
    if (made !== undefined && process.getuid?.() === 0) await chmod(dataDir, OPEN_TO_ALL);
  } catch (error) {
    throw unwritable(dataDir, error);
  }
}

/** Finds the cluster of DATA_DIR, or makes it: first start only, about a second. */
export async function prepareCluster(
  dataDir: string,
  account: Account | undefined,
  binaries: Binaries,
  fsync: boolean,
): Promise<Cluster> {
  const target = clusterPath(dataDir);
  const password = await passwordIn(dataDir);
  if ((await lstat(target).catch(() => undefined)) === undefined) {
    await initCluster(dataDir, account, binaries, fsync, password);
  }
  const folder = await realpath(target).catch(() => undefined);
  if (folder === undefined) {
    throw new EmbeddedError(
      `The database that ${target} points to is gone: bring it back, or remove ${target} to begin with an empty one.`,
    );
  }
  return { folder, password, elsewhere: (await lstat(target)).isSymbolicLink() };
}

/** The generated password, the same for all starts at once: the first to link its file wins. */
async function passwordIn(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres.password');
  try {
    const known = await readFile(file, 'utf8').catch(() => undefined);
    if (known !== undefined && known !== '') return known;
    if ((await lstat(clusterPath(dataDir)).catch(() => undefined)) !== undefined) {
      throw new EmbeddedError(
        `${file} is missing or not readable, and it is the only key to the database beside it: bring it back, or set DATA_DIR to an empty folder.`,
      );
    }
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, randomBytes(PASSWORD_BYTES).toString('base64url'), {
      mode: OWNER_ONLY,
      flag: 'wx',
    });
    await link(draft, file).catch((error) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
    await rm(draft);
    return await readFile(file, 'utf8');
  } catch (error) {
    throw error instanceof EmbeddedError ? error : unwritable(dataDir, error);
  }
}

/**
 * Fills a folder of its own and publishes it in one step, so that a start killed half-way leaves no half cluster, and of
 * two starts at once one wins whole.
 */
async function initCluster(
  dataDir: string,
  account: Account | undefined,
  binaries: Binaries,
  fsync: boolean,
  password: string,
): Promise<void> {
  const home = account === undefined || (await canEnter(await realpath(dataDir), account));
  const workshop = await mkdtemp(join(home ? dataDir : await shelterFor(account), 'postgres-'));
  const data = join(workshop, 'data');
  const passwordFile = join(workshop, 'password');
  await writeFile(passwordFile, password, { mode: OWNER_ONLY });
  if (account !== undefined) {
    await chown(passwordFile, account.uid, account.gid);
    await chown(workshop, account.uid, account.gid);
  }
  const locale = ['--locale-provider=builtin', '--locale=C.UTF-8', '--encoding=UTF8'];
  const access = ['--auth=scram-sha-256', `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`];
  try {
    const rest = ['--no-instructions', ...(fsync ? [] : ['--no-sync'])];
    await runTool(binaries.initdb, ['-D', data, ...locale, ...access, ...rest], account);
    await rm(passwordFile);
    await (home ? rename(data, clusterPath(dataDir)) : symlink(data, clusterPath(dataDir)));
    if (home) await removeWorkshops(dataDir);
  } catch (error) {
    await rm(workshop, { recursive: true, force: true });
    // Another start published its cluster first (and may have swept ours away): that one is used.
    if ((await lstat(clusterPath(dataDir)).catch(() => undefined)) === undefined) throw error;
  }
}

/** Also those of starts that were killed; one still at work finds the published cluster instead. */
async function removeWorkshops(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith('postgres-'));
  for (const name of names) await rm(join(dataDir, name), { recursive: true, force: true });
}

async function shelterFor(account: Account): Promise<string> {
  try {
    const made = await mkdir(SHELTER, { recursive: true });
    if (made !== undefined) await chmod(SHELTER, OPEN_TO_ALL);
    return (await canEnter(SHELTER, account)) ? SHELTER : LAST_SHELTER;
  } catch {
    return LAST_SHELTER;
  }
}

function unwritable(dataDir: string, error: unknown): EmbeddedError {
  return new EmbeddedError(
    `Veche cannot keep its database in ${dataDir} (${errorCode(error) ?? 'unknown cause'}): set DATA_DIR to a folder that you may write, or set DATABASE_URL.`,
  );
}
