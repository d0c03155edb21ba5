// The run's database server, in a process of its own: it ends when its standard input does, and so also when vitest is
// killed or leaves on a signal, which gives its own teardown no time.
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../src/db/embedded.ts';

const folder = await mkdtemp(join(tmpdir(), 'veche-test-'));
try {
  // mkdtemp closes it to others; as root the server runs as nobody and must get in.
  await chmod(folder, 0o755);
  const server = await startEmbedded({ dataDir: folder, fsync: false });
  process.stdout.write(`${server.url}\n`);
  process.stdin.resume();
  await once(process.stdin, 'close');
  await server.stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
