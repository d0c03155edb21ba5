import postgres, { type Sql } from 'postgres';
import { locks } from '../locks.ts';
import { type Cluster, SUPERUSER } from './cluster.ts';
import { EmbeddedError, errorCode } from './error.ts';

/** Role and database that Veche works with. Not the superuser, whom no trigger and no right could stop. */
export const VECHE = 'veche';
const CONNECT_LIMIT_S = 10;
/** The server went away or is going: look for it again. */
const SERVER_GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  '57P01',
  '57P03',
]);

/**
 * Counts us among the server's users, by a shared lock on a connection of its own: it ends with our process, however that
 * ends. Creates Veche's role and database when missing. Undefined when the server is going down.
 */
export async function joinServer(port: number, cluster: Cluster): Promise<Sql | undefined> {
  const sql = postgres({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password: cluster.password,
    database: SUPERUSER,
    max: 1,
    // postgres.js renews connections after half an hour by default, and the lock would be lost with the old one.
    max_lifetime: null,
    connect_timeout: CONNECT_LIMIT_S,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: 'veche keeper' },
  });
  try {
    await sql`select pg_advisory_lock_shared(${locks.serverUsers})`;
    await ensureDatabase(sql, cluster.password);
    return sql;
  } catch (error) {
    await sql.end({ timeout: 0 });
    const code = errorCode(error) ?? 'unknown cause';
    if (SERVER_GONE.has(code)) return undefined;
    throw new EmbeddedError(
      `The database server in ${cluster.folder} does not let Veche in (${code}): bring back the postgres.password file that belongs to it, or set DATABASE_URL.`,
    );
  }
}

/** A first start killed half-way is completed by the next; two at once take turns. */
async function ensureDatabase(sql: Sql, password: string): Promise<void> {
  const isReady = async () => (await sql`select from pg_database where datname = ${VECHE}`).length > 0;
  if (await isReady()) return;
  await sql`select pg_advisory_lock(${locks.serverSetup})`;
  if (!(await isReady())) {
    const role = await sql`select from pg_roles where rolname = ${VECHE}`;
    // CREATE ROLE takes no parameters; the password is base64url. createdb: tests and restores make databases.
    if (role.length === 0) await sql.unsafe(`create role ${VECHE} login createdb password '${password}'`);
    await sql.unsafe(`create database ${VECHE} owner ${VECHE}`);
  }
  await sql`select pg_advisory_unlock(${locks.serverSetup})`;
}

/** Leaves the server; runs `stop` if nobody else uses it, while nobody new can begin to. */
export async function leaveServer(sql: Sql, stop: () => Promise<void>): Promise<void> {
  try {
    await sql`select pg_advisory_unlock_shared(${locks.serverUsers})`;
    const [row] = await sql<{ alone: boolean }[]>`select pg_try_advisory_lock(${locks.serverUsers}) as alone`;
    if (row?.alone) await stop();
  } catch (error) {
    // A server that is already down needs no stopping.
    if (!SERVER_GONE.has(errorCode(error) ?? '')) throw error;
  } finally {
    await sql.end({ timeout: 0 });
  }
}
