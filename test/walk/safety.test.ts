import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeps } from '../../src/compose.ts';
import { connect } from '../../src/db/client.ts';
import { findAccountByTelegram } from '../../src/db/read/person/person.ts';
import { at } from '../support/at.ts';
import { createTestDatabase } from '../support/database.ts';
import { startTestVeche, type TestVeche, vecheKey } from '../support/testVeche.ts';
import { askOfficers, joinUnverified } from './admission.ts';
import {
  choosePanicPhrase,
  leave,
  readNumber,
  takeMyData,
  takeRecoveryCode,
  typeRecoveryCode,
} from './canaryPeople.ts';
import { moveToCall, operator } from './canaryPlaces.ts';
import { holdCall, offerTime } from './canaryVerification.ts';
import { beginAndConfirm, choosePhrase, makeVouchLink, readAndSign, vouch } from './joining.ts';
import { complaintsOf, watchScreens } from './screens.ts';
import { beginning, createWalker, firstLine, type Walker } from './walker.ts';

const WALK_MS = 120_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The clock jumps over the hours in which the bot would have deleted them. */
const tooOld = /message can't be deleted for everyone/;
const THINKING_MS = 72 * HOUR_MS + MINUTE_MS;
const panicPhrase = 'перезвоню после ужина';

let veche: TestVeche;
let faults: string[];
let folder: string;
const undo: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  veche = await startTestVeche();
  faults = watchScreens(veche.api);
  folder = await mkdtemp(join(tmpdir(), 'veche-safety-'));
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
  await veche.close();
  await rm(folder, { recursive: true, force: true });
});

const accountOf = ({ person }: Walker) => {
  const { db, vault } = veche.core.deps;
  return findAccountByTelegram(db, vault, person.id);
};
const languageAsked = ({ t }: Walker): string => firstLine(t(($) => $.common.chooseLanguage));

test('safe to join, easy to leave: from the first word to the last backup, in Russian', {
  timeout: WALK_MS,
}, async () => {
  const [first, second] = veche.people('officer').map((person) => createWalker(veche, person));
  if (first === undefined || second === undefined) throw new Error('The sample has two officers.');
  const members = veche.people('member').map((person) => createWalker(veche, person));

  // A newcomer becomes a member by a call with two officers, and prepares for the worst.
  const phone = await joinUnverified(
    veche,
    veche.api.createPerson({ firstName: 'Новая', languageCode: 'ru' }),
    'синий чайник',
  );
  const asked = await askOfficers(phone, 'Знакомых в Альянсе нет, меня знают по работе в фонде.');
  await offerTime(phone);
  await holdCall(phone, [first, second], asked, (minutes) => moveToCall(veche, minutes));
  const number = await readNumber(phone);
  const code = await takeRecoveryCode(phone);
  await choosePanicPhrase(phone, panicPhrase);

  // In the middle of a form the phrase is no answer: the chat is emptied, and Veche knows nobody here.
  await phone.say('/recover', beginning(phone.t(($) => $.safety.recover.question)));
  await phone.person.send(panicPhrase);
  // The very first word came before there was an account that could remember it.
  const left = () => phone.person.chat().flatMap(({ text }) => (text === '/start' ? [] : [text]));
  await expect.poll(left).toEqual([]);
  expect(await accountOf(phone)).toBeUndefined();
  await phone.say('/start', languageAsked(phone));

  // From another account: the code, then two people who know the person.
  const other = createWalker(
    veche,
    veche.api.createPerson({ firstName: 'Другой телефон', languageCode: 'ru' }),
  );
  await typeRecoveryCode(other, code);
  await beginAgain(other);
  await vouch(at(members, 0), await makeVouchLink(other, false));
  await vouch(at(members, 1), await makeVouchLink(other, true));
  expect(await readNumber(other)).toBe(number);
  await phone.say('/me', languageAsked(phone));

  // Everything that is kept, and then nothing.
  const files = await takeMyData(other, (id) => veche.api.fileBytes(id) ?? new Uint8Array());
  expect(
    files.map(
      (bytes) => bytes.toString().includes(number.replaceAll('-', '')) || bytes.toString().includes(number),
    ),
  ).toEqual([true, true]);
  const run = operator(veche);
  const recipient = await run('backup', 'key', '--out', join(folder, 'identity'));
  await run('backup', join(folder, 'before'), '--to', recipient);
  await leave(other, () => veche.moveClock(THINKING_MS));
  expect(await accountOf(other)).toBeUndefined();

  // Within a minute, as somebody new.
  await beginAndConfirm(other, false);
  await readAndSign(veche, other);
  await choosePhrase(other, 'красный мост');
  expect(await accountOf(other)).toMatchObject({ status: 'signed', memberNumber: undefined });

  // The backup knew the member; the place that it is restored into does not.
  const empty = await createTestDatabase();
  undo.push(empty.drop);
  await operator(veche, empty.url)('restore', join(folder, 'before'), '--identity', join(folder, 'identity'));
  const connection = connect(empty.url, { max: 1 });
  undo.push(connection.close);
  const restored = createDeps({
    db: connection.db,
    vaultKey: vecheKey,
    dataDir: veche.dataDir,
    log: () => {},
  });
  expect(await findAccountByTelegram(restored.db, restored.vault, at(members, 0).person.id)).toBeDefined();
  expect(await findAccountByTelegram(restored.db, restored.vault, other.person.id)).toBeUndefined();

  const violations = veche.api.violations.filter((one) => !tooOld.test(one));
  expect({ violations, faults, complaints: complaintsOf(veche.logged) }).toEqual({
    violations: [],
    faults: [],
    complaints: [],
  });
});

/** The steps of joining after a recovery code: the language is chosen. */
const beginAgain = async (walker: Walker): Promise<void> => {
  const { go, plain, t } = walker;
  await go(
    plain(($) => $.join.continue),
    beginning(t(($) => $.join.what)),
  );
  const next = plain(($) => $.join.next);
  await go(next, beginning(t(($) => $.join.kept)));
  await go(next, beginning(t(($) => $.join.open)));
  await go(next, beginning(t(($) => $.join.notices)));
  await go(
    plain(($) => $.join.noticesPlain),
    beginning(t(($) => $.join.origin)),
  );
  await go(
    plain(($) => $.join.originConfirm),
    beginning(t(($) => $.join.declaration.page)),
  );
  await readAndSign(veche, walker);
  await choosePhrase(walker, 'жёлтый зонт');
};
