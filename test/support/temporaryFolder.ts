import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A DATA_DIR of the caller's own. It is there only once something is written to it. */
export const temporaryFolder = (): { readonly path: string; readonly remove: () => Promise<void> } => {
  const path = join(tmpdir(), `veche-data-${randomBytes(6).toString('hex')}`);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};
