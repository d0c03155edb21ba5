import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../../src/db/migrate.ts';

/** What workers need to make a database of their own. */
export type TestServer = { url: string; template: string };

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

type Server = { url: string; stop(): Promise<void> };

/** Once per run: a server (TEST_DATABASE_URL, else an embedded one) and a template database with every migration. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given === undefined ? await startThrowAway() : { url: given, stop: async () => {} };
  const template = `veche_template_${randomBytes(6).toString('hex')}`;
  await createTemplate(server.url, template);
  project.provide('testServer', { url: server.url, template });
  return async () => {
    if (given !== undefined) await onServer(given, `drop database if exists ${template}`);
    await server.stop();
  };
}

async function startThrowAway(): Promise<Server> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('cluster.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Out of reach of the terminal's Ctrl-C: it must outlive vitest to clean up.
    detached: true,
  });
  const ended = once(child, 'exit');
  const url = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => [])]);
  if (typeof url[0] !== 'string')
    throw new Error('The test database did not start: its reason is printed above.');
  return {
    url: url[0],
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

async function createTemplate(serverUrl: string, template: string): Promise<void> {
  await onServer(serverUrl, `create database ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  const journal = fileURLToPath(new URL('../../migrations/meta/_journal.json', import.meta.url));
  if (existsSync(journal)) await migrateDatabase(url.href);
  // A database somebody is connected to cannot be copied.
  await onServer(serverUrl, `alter database ${template} allow_connections false`);
}

async function onServer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
