import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { accountFor } from './embedded/account.ts';
import { prepareBinaries } from './embedded/binaries.ts';
import { type Cluster, clusterPath, prepareCluster, prepareDataDir } from './embedded/cluster.ts';
import { EmbeddedError } from './embedded/error.ts';
import { joinServer, leaveServer, VECHE } from './embedded/keeper.ts';
import { runTool } from './embedded/run.ts';
import { findServer, type Launch, lastFailure, launchServer } from './embedded/server.ts';

/**
 * A running server. `stop` leaves it, and shuts it down (fast: open transactions are rolled back) if no other process or
 * start uses it. Nothing here listens to signals: the program's own handler of SIGTERM calls `stop` last.
 */
export type EmbeddedServer = { url: string; port: number; reused: boolean; stop(): Promise<void> };

export type EmbeddedOptions = {
  /** DATA_DIR; made when missing. */
  dataDir: string;
  /** Default true. False is for tests: a crash of the machine may then lose the database. */
  fsync?: boolean;
  log?: (event: string, facts?: Record<string, string | number | boolean>) => void;
};

/** Tries of a start: lost ports, other starters and leftovers of a killed server are over within this time. */
const MAX_TRIES = 20;
const RETRY_MS = 150;

/**
 * Starts the embedded PostgreSQL of DATA_DIR, or joins the one that already runs there. The first start makes the
 * cluster, its password and the role and database `veche`. Works as root (the server then runs as `nobody`), as an
 * ordinary user, and where PostgreSQL's account cannot enter the checkout or DATA_DIR. Refuses with EmbeddedError.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const fsync = options.fsync ?? true;
  await prepareDataDir(dataDir);
  const account = await accountFor(clusterPath(dataDir));
  const binaries = await prepareBinaries(account);
  const cluster = await prepareCluster(dataDir, account, binaries, fsync);
  if (binaries.copied || cluster.elsewhere) {
    const mode = binaries.copied ? `programs in ${binaries.postgres}` : 'programs in place';
    options.log?.('database.elsewhere', { path: cluster.folder, mode });
  }
  const logFile = join(dataDir, 'postgres.log');
  const launch: Launch = { binaries, folder: cluster.folder, logFile, account, fsync };
  const { port, reused, keeper } = await findOrLaunch(launch, cluster);
  options.log?.(reused ? 'database.reused' : 'database.started', { port });
  let stopped: Promise<void> | undefined;
  return {
    url: `postgres://${VECHE}:${cluster.password}@127.0.0.1:${port}/${VECHE}`,
    port,
    reused,
    stop() {
      stopped ??= leaveServer(keeper, () => shutDown(launch));
      return stopped;
    },
  };
}

async function findOrLaunch(
  launch: Launch,
  cluster: Cluster,
): Promise<{ port: number; reused: boolean; keeper: Sql }> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const running = await findServer(cluster.folder);
    const port = running ?? (await launchServer(launch));
    const keeper =
      port === undefined
        ? undefined
        : await joinServer(port, cluster).catch(async (refusal: unknown) => {
            if (running === undefined) await shutDown(launch);
            throw refusal;
          });
    if (port !== undefined && keeper !== undefined) return { port, reused: running !== undefined, keeper };
    await delay(RETRY_MS);
  }
  throw new EmbeddedError(
    `The embedded PostgreSQL does not start (${await lastFailure(launch.logFile)}): see ${launch.logFile}, or set DATABASE_URL to a server of your own.`,
  );
}

/** pg_ctl and not a signal: it waits for the end, and Windows has no signals. */
async function shutDown({ binaries, folder, account }: Launch): Promise<void> {
  await runTool(binaries.pgCtl, ['stop', '--silent', '-w', '-m', 'fast', '-D', folder], account);
}
