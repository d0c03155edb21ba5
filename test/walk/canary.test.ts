import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPERUSER } from '../../src/db/embedded/cluster.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded.ts';
import { migrateDatabase } from '../../src/db/migrate.ts';
import { openStage, type Stage } from '../support/stage.ts';
import { admit, askOfficers, joinUnverified } from './admission.ts';
import { chooseZone, decline, draftBallot, ids, prattle, takePublicName, words } from './canaries.ts';
import { becomeMember } from './joining.ts';
import { createSearch, type Secret, searchFolder, searchTables } from './leaks.ts';
import { at } from './voting.ts';
import { beginning, createWalker } from './walker.ts';

const WALK_MS = 60_000;

const secrets: Secret[] = [
  ...Object.entries(words).flatMap(([what, text]) => text.split(' ').map((word) => ({ what, text: word }))),
  ...Object.entries(ids).map(([what, id]) => ({ what: `id of ${what}`, id })),
];
const search = createSearch(secrets);

let folder: string;
let server: EmbeddedServer;
let stage: Stage;
let root: Sql;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veche-canary-'));
  // mkdtemp closes it to others; as root the server runs as another account and must get in.
  await chmod(folder, 0o755);
  server = await startEmbedded({ dataDir: folder, fsync: false });
  await migrateDatabase(server.url);
  stage = await openStage({ databaseUrl: server.url });
  const asRoot = new URL(server.url);
  asRoot.username = SUPERUSER;
  root = postgres(asRoot.href, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await root?.end();
  await stage?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const publicPaths = [
  '/healthz',
  '/readyz',
  ...[
    '',
    '/ballots',
    '/ballots.json',
    '/ballots/1',
    '/ballots/1.json',
    '/ballots/2',
    '/journal',
    '/journal.json',
  ].map((path) => `/public${path}`),
  '/public/declaration.json',
  '/public/bylaws.json',
];

const searchEverything = async (): Promise<string[]> => {
  await root`analyze`;
  await root`checkpoint`;
  const hits = [
    ...(await searchTables(root, search)),
    ...(await searchFolder(folder, search)),
    ...(await searchFolder(join(folder, 'postgres'), search)),
    ...search('our log', Buffer.from(stage.logged.join('\n'))),
  ];
  for (const path of publicPaths) {
    const answer = await stage.core.fetch(new Request(`${stage.url}${path}`));
    expect({ path, status: answer.status }).toMatchObject({ status: expect.toBeOneOf([200, 404]) });
    hits.push(...search(path, Buffer.from(await answer.text())));
  }
  return [...new Set(hits)];
};

test('a stolen database, its files and every log name nobody', { timeout: WALK_MS }, async () => {
  const officers = stage.people('officer').map((person) => createWalker(stage, person));
  const members = stage.people('member');
  const { api } = stage;
  const { firstName, lastName, username } = words;
  const names = { firstName, lastName, username, languageCode: 'ru' };

  const stranger = createWalker(
    stage,
    api.createPerson({ id: ids.stranger, firstName: words.strangerName, languageCode: 'en' }),
  );
  await stranger.say(words.smallTalk, 'Veche');
  const vouched = await joinUnverified(stage, api.createPerson({ id: ids.vouched, ...names }), words.phrase);
  await becomeMember(vouched, [createWalker(stage, at(members, 0)), createWalker(stage, at(members, 1))]);
  await prattle(vouched);
  await chooseZone(vouched);
  await takePublicName(vouched, at(officers, 0), at(officers, 1));

  const admitted = await joinUnverified(
    stage,
    api.createPerson({ id: ids.admitted, ...names, languageCode: 'en' }),
    'green boat',
  );
  await askOfficers(admitted, words.secondRequest);
  await decline(at(officers, 0), admitted);
  await admitted.say('/join', beginning(admitted.t(($) => $.join.verification)));
  await askOfficers(admitted, words.request);
  await admit(admitted, officers, at(words.request.split(' '), 0));
  await draftBallot(at(officers, 0));

  expect(await searchEverything()).toEqual([]);
});

test('the search would find it: each form of a planted leak is reported', { timeout: WALK_MS }, async () => {
  await root`create schema scratch`;
  await root`create table scratch.leak (said text, raw bytea, number bigint)`;
  const { phrase, request } = words;
  const plant = async (said: string | null, raw: Uint8Array | null, number: string | null) =>
    root`insert into scratch.leak values (${said}, ${raw}, ${number})`;
  await plant(phrase, Buffer.from(phrase, 'utf16le'), String(ids.stranger));
  await plant(`x${Buffer.from(`…${request}…`).toString('base64')}`, null, null);
  await plant(Buffer.from(phrase).toString('hex'), null, null);
  await plant(
    JSON.stringify(phrase).replace(
      /[^\x20-\x7e]/g,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
    null,
    null,
  );
  const hits = (await searchEverything()).join('\n');
  for (const form of ['phrase (utf8)', 'phrase (hex)', 'request (base64)', 'id of stranger (utf8)']) {
    expect(hits).toContain(`${form} in COPY of scratch.leak`);
  }
  // COPY writes a backslash twice; the file has what was planted.
  for (const form of ['phrase (utf8)', 'phrase (utf16le)', 'phrase (json)', 'id of stranger (int64le)']) {
    expect(hits).toMatch(new RegExp(`${form.replace(/[()]/g, '\\$&')} in /(base|pg_wal)/`));
  }
  expect(search('log', Buffer.from(`{"who":${ids.vouched}}`))).toEqual(['id of vouched (utf8) in log']);
});
