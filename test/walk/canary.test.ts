import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SUPERUSER } from '../../src/db/embedded/cluster.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded.ts';
import { migrateDatabase } from '../../src/db/migrate.ts';
import { at } from '../support/at.ts';
import { startTestVeche, type TestVeche } from '../support/testVeche.ts';
import { askOfficers, joinUnverified } from './admission.ts';
import { chooseZone, decline, draftBallot, ids, prattle, takePublicName, words } from './canaries.ts';
import { walkCongress } from './canaryCongress.ts';
import { answerLetter, eraseFound, proposeDeclaration, writeBroadcast } from './canaryOffice.ts';
import {
  choosePanicPhrase,
  chooseQuiet,
  declareTraits,
  leave,
  readNumber,
  takeMyData,
  takeRecoveryCode,
  typeRecoveryCode,
  writeLetter,
} from './canaryPeople.ts';
import { backUp, moveToCall, raiseAlarm } from './canaryPlaces.ts';
import { closeAlarm, holdCall, holdCase, offerTime } from './canaryVerification.ts';
import { becomeMember } from './joining.ts';
import { createSearch, type Search, type Secret, searchFolder, searchTables } from './leaks.ts';
import { beginning, createWalker } from './walker.ts';

const WALK_MS = 120_000;
const MINUTE_MS = 60_000;
/** The hours of thinking before one may leave. */
const THINKING_MS = 72 * 60 * MINUTE_MS + MINUTE_MS;

const secrets: Secret[] = [
  ...Object.entries(words).flatMap(([what, text]) => text.split(' ').map((word) => ({ what, text: word }))),
  ...Object.entries(ids).map(([what, id]) => ({ what: `id of ${what}`, id })),
];
/** What only the walk itself learns, codes and numbers, is added when it knows it. */
let search: Search = createSearch(secrets);

let folder: string;
/** Where this process keeps temporary files, DATA_DIR with the list of erasures, and the backups. */
let temporary: string;
const usualTemporary = process.env.TMPDIR;
let server: EmbeddedServer;
let veche: TestVeche;
let root: Sql;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veche-canary-'));
  // mkdtemp closes it to others; as root the server runs as another account and must get in.
  await chmod(folder, 0o755);
  temporary = join(folder, 'temporary');
  await mkdir(temporary);
  await chmod(temporary, 0o755);
  process.env.TMPDIR = temporary;
  server = await startEmbedded({ dataDir: folder, fsync: false });
  await migrateDatabase(server.url);
  veche = await startTestVeche({ databaseUrl: server.url });
  const asRoot = new URL(server.url);
  asRoot.username = SUPERUSER;
  root = postgres(asRoot.href, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  process.env.TMPDIR = usualTemporary ?? '/tmp';
  await root?.end();
  await veche?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const publicPaths = [
  '/healthz',
  '/readyz',
  '/metrics',
  ...[
    '',
    '/ballots',
    '/ballots.json',
    '/ballots/1',
    '/ballots/1.json',
    '/ballots/2',
    '/journal',
    '/journal.json',
    '/statistics',
    '/statistics.json',
    '/projects',
    '/projects.json',
    '/petitions',
    '/petitions.json',
    '/petitions/1',
    '/petitions/1.json',
    '/sessions',
    '/sessions.json',
    '/congress',
    '/congress.json',
    '/decisions',
    '/decisions.json',
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
    ...search('our log', Buffer.from(veche.logged.join('\n'))),
  ];
  const backup = await backUp(veche, temporary);
  hits.push(...search('the backup', backup.encrypted), ...search('the decrypted backup', backup.decrypted));
  for (const path of publicPaths) {
    const answer = await fetch(`${veche.url}${path}`);
    expect({ path, status: answer.status }).toMatchObject({ status: expect.toBeOneOf([200, 404]) });
    hits.push(...search(path, Buffer.from(await answer.text())));
  }
  return [...new Set(hits)];
};

const newcomer = (id: number, languageCode: 'ru' | 'en', phrase: string) => {
  const { firstName, lastName, username } = words;
  const person = veche.api.createPerson({ id, firstName, lastName, username, languageCode });
  return joinUnverified(veche, person, phrase);
};

test('a stolen database, its files, its backup and every log name nobody', { timeout: WALK_MS }, async () => {
  const [first, second] = veche.people('officer').map((person) => createWalker(veche, person));
  if (first === undefined || second === undefined) throw new Error('The sample has two officers.');
  const officers = [first, second] as const;
  const members = veche.people('member').map((person) => createWalker(veche, person));
  const learned: Secret[] = [];
  const learn = (what: string, text: string): string => {
    learned.push({ what, text }, { what, text: text.replaceAll('-', '') });
    return text;
  };

  const stranger = createWalker(
    veche,
    veche.api.createPerson({ id: ids.stranger, firstName: words.strangerName, languageCode: 'en' }),
  );
  await stranger.say(words.smallTalk, 'Veche');
  const vouched = await newcomer(ids.vouched, 'ru', words.phrase);
  await becomeMember(vouched, [at(members, 0), at(members, 1)]);
  learn('number of vouched', await readNumber(vouched));
  learn('recovery code of vouched', await takeRecoveryCode(vouched));
  await choosePanicPhrase(vouched, words.panicPhrase);
  await prattle(vouched);
  await chooseZone(vouched);
  await chooseQuiet(vouched);
  await declareTraits(vouched);
  await takePublicName(vouched, first, second);
  await writeLetter(vouched, words.letter);
  await answerLetter(first);

  const admitted = await newcomer(ids.admitted, 'en', 'green boat');
  await askOfficers(admitted, words.secondRequest);
  await decline(first, admitted);
  await admitted.say('/join', beginning(admitted.t(($) => $.join.verification)));
  const asked = await askOfficers(admitted, words.request);
  await offerTime(admitted);
  const [theirs, own] = await holdCall(admitted, officers, asked, (minutes) => moveToCall(veche, minutes));
  learned.push(
    { what: 'word of officers', text: `"officers":"${theirs}"` },
    { what: 'word', text: `"person":"${own}"` },
  );

  const party = at(members, 2);
  const partyNumber = learn('number of party', await readNumber(party));
  await raiseAlarm(veche, party, partyNumber);
  await closeAlarm(first);
  await holdCase(party, officers, partyNumber);
  await draftBallot(first);
  await writeBroadcast(first, second, true);
  await writeBroadcast(first, second, false);
  await proposeDeclaration(first);
  await walkCongress(veche);

  const files = await takeMyData(vouched, (id) => veche.api.fileBytes(id) ?? new Uint8Array());
  for (const bytes of files) expect(bytes.toString()).toContain(words.panicPhrase);
  const number = learn('number of admitted', await readNumber(admitted));
  await typeRecoveryCode(stranger, learn('recovery code of admitted', await takeRecoveryCode(admitted)));
  await eraseFound(officers, number);
  await leave(vouched, () => veche.moveClock(THINKING_MS));

  search = createSearch([...secrets, ...learned]);
  expect(await searchEverything()).toEqual([]);
});

test('the search would find it: each form of a planted leak is reported', { timeout: WALK_MS }, async () => {
  await root`create schema scratch`;
  await root`create table scratch.leak (said text, raw bytea, number bigint)`;
  // The backup reads it as well, as the program's own user.
  await root`grant usage on schema scratch to public`;
  await root`grant select on scratch.leak to public`;
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
