import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, parse } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedError } from './error.ts';

/** The system account that PostgreSQL runs as. */
export type Account = { uid: number; gid: number };

const ROOT = 0;
const execFileAsync = promisify(execFile);

/**
 * Who must run PostgreSQL for the cluster in `folder` (which need not exist yet). Undefined: the person who started us.
 * PostgreSQL refuses to run as root, so root lends it the account that already owns the cluster, else `nobody`.
 * Refuses: an ordinary user before another user's cluster.
 */
export async function accountFor(folder: string): Promise<Account | undefined> {
  const self = process.getuid?.();
  if (self === undefined) return undefined;
  const owner = await stat(folder).catch(() => undefined);
  if (self === ROOT) {
    if (owner !== undefined && owner.uid !== ROOT) return { uid: owner.uid, gid: owner.gid };
    return { uid: await idOfNobody('-u'), gid: await idOfNobody('-g') };
  }
  if (owner !== undefined && owner.uid !== self) {
    throw new EmbeddedError(
      `The database in ${folder} belongs to the user with id ${owner.uid}: start Veche as that user or as root, or set DATA_DIR to a folder of your own.`,
    );
  }
  return undefined;
}

async function idOfNobody(flag: '-u' | '-g'): Promise<number> {
  try {
    return Number((await execFileAsync('id', [flag, 'nobody'])).stdout);
  } catch {
    throw new EmbeddedError(
      'PostgreSQL cannot run as root and this system has no user "nobody": start Veche as an ordinary user, or set DATABASE_URL.',
    );
  }
}

/** Whether the account may enter `path` and every folder above it. */
export async function canEnter(path: string, account: Account): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    // The three search bits of a folder: owner's, group's, everybody else's.
    const searchBit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & searchBit) === 0) return false;
    if (folder === parse(folder).root) return true;
  }
}
