import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeSettings } from '../../../../src/actions/person/changeSettings.ts';
import { findAccountByTelegram } from '../../../../src/db/read/person/person.ts';
import { notice } from '../../../../src/db/schema/notice.ts';
import { chatCleanup, sentMessage } from '../../../../src/db/schema/sentMessage.ts';
import { createMessageForgetter } from '../../../../src/jobs/forgetMessages.ts';
import {
  openPanic,
  openPanicPhrase,
  openRecoveryCode,
} from '../../../../src/messages/safety/safetyCallbacks.ts';
import type { Person } from '../../../../src/playground/types.ts';
import { createTelegram } from '../../../../src/telegram/client.ts';
import { plainTextOf } from '../../../support/chat.ts';
import { openPoll, presser, settled, storedVote, voteData } from '../../../support/presses.ts';
import { startTestVeche, type TestVeche } from '../../../support/testVeche.ts';
import { asShown, createWalker } from '../../../walk/walker.ts';

const HOUR_MS = 3_600_000;
const leftover = 'Чтобы открыть меня, нажмите /start';

let veche: TestVeche;
let press: ReturnType<typeof presser>;
let members: Person[];
beforeAll(async () => {
  veche = await startTestVeche();
  press = presser(veche.core.deps);
  members = veche.people('member').filter(({ user }) => user.language_code !== 'en');
});
afterAll(() => veche.close());

const nextMember = (): Person => {
  const person = members.shift();
  if (person === undefined) throw new Error('The sample has no more members.');
  return person;
};
const nextGuest = (): Person => veche.api.createPerson({ firstName: 'Odd', languageCode: 'ru' });
const accountOf = (person: Person) => {
  const { db, vault } = veche.core.deps;
  return findAccountByTelegram(db, vault, person.id);
};
const said = (person: Person): string[] => person.chat().map(plainTextOf);
const emptied = (person: Person): Promise<unknown> => veche.api.waitFor(() => person.chat().length === 0);
const languages = (person: Person): Promise<unknown> =>
  veche.api.waitFor(() => said(person).at(-1)?.includes('Choose a language'));

test('panic in the middle of a vote: the vote stays, everything else in the chat goes, Veche is a stranger', async () => {
  const person = nextMember();
  const number = await openPoll(veche.core.deps);
  const walker = createWalker(veche, person);
  await walker.say('/vote', `№ ${number}`);
  await press(person, voteData(number, 'yes'));
  await settled(veche);
  const before = await storedVote(veche.core.deps, number, person.id);
  expect(before?.choice).toBe('yes');
  const id = (await accountOf(person))?.id ?? '';
  const old = person.last();

  await person.send('/panic');
  await emptied(person);
  expect(await accountOf(person)).toBeUndefined();
  const { db } = veche.core.deps;
  await expect.poll(() => db.$count(chatCleanup)).toBe(0);
  expect(await db.$count(notice, eq(notice.personId, id))).toBe(0);

  // What somebody who then takes the phone can find out: nothing. Pressing an old button that a client still shows:
  await person.send('/start');
  await languages(person);
  expect(old).toBeDefined();
  expect((await press(person, voteData(number, 'no'))).answered).toBe(true);
  await settled(veche);
  expect(said(person)).toHaveLength(2);
  expect(said(person).at(-1)).toContain('Choose a language');
  // Again: as quiet as the first time.
  await person.send('/panic');
  await veche.api.waitFor(() => !said(person).includes('/panic'));
  await settled(veche);
  expect(said(person)).toHaveLength(2);
});

test('panic in the middle of a form, by the phrase chosen in it before; the form is over', async () => {
  const person = nextMember();
  const walker = createWalker(veche, person);
  const { plain, t } = walker;
  await walker.say('/me', 'Мои права');
  await press(person, openPanicPhrase.pack({}));
  await walker.sees(t(($) => $.safety.phrase.none));
  const question = plain(($) => $.safety.phrase.question).split('\n')[0] ?? '';
  await walker.go(
    plain(($) => $.safety.phrase.set),
    question,
  );
  await walker.say('зелёная лампа', plain(($) => $.safety.phrase.notChosen).replace(/<[^>]*>/g, ''));
  await walker.go(
    plain(($) => $.safety.phrase.again),
    question,
  );
  await walker.say('/panicroom', 'Это команда');
  await walker.say(
    'Перезвоню вечером',
    t(($) => $.safety.phrase.chosen),
  );
  expect(said(person)).not.toContain('Перезвоню вечером');
  // Into another form, and the phrase is no answer to it.
  await walker.say('/recover', t(($) => $.safety.recover.question).split('\n')[0] ?? '');
  await person.send('перезвоню вечером!');
  await emptied(person);
  expect(await accountOf(person)).toBeUndefined();
  await person.send('перезвоню вечером');
  await languages(person);
});

test('panic by its button under 429: the account is locked at once, the messages go after the pause', async () => {
  const person = nextMember();
  const walker = createWalker(veche, person);
  await walker.say('/me', 'Мои права');
  await press(person, openPanic.pack({}));
  await walker.sees(walker.t(($) => $.safety.panic.what));
  let refusals = 0;
  veche.api.faults.rate429(({ method }) => method === 'deleteMessages' && ++refusals <= 1, 1);
  expect((await walker.press(walker.plain(($) => $.safety.panic.now))).answered).toBe(true);
  await settled(veche);
  expect(await accountOf(person)).toBeUndefined();
  await veche.api.waitFor(() => person.chat().length === 0);
  expect(refusals).toBeGreaterThan(1);
  veche.api.faults.clear();
});

test('a code is shown once, protected, and goes when it is written down; from another account it locks this one', async () => {
  const person = nextMember();
  const walker = createWalker(veche, person);
  const { plain, t } = walker;
  await walker.say(
    '/start',
    t(($) => $.safety.code.homeLine),
  );
  await press(person, openRecoveryCode.pack({}));
  await walker.go(
    plain(($) => $.safety.code.show),
    '/recover',
  );
  const shown = await veche.api.waitFor(
    () => /(?:[2-9ACEHKMPTX]{4}-){5}[2-9ACEHKMPTX]{4}/.exec(said(person).join(' '))?.[0],
  );
  const code = shown ?? '';
  expect(person.last()?.has_protected_content).toBe(true);
  await walker.press(plain(($) => $.safety.code.written));
  await veche.api.waitFor(() => !said(person).join(' ').includes(code));
  await walker.say('/start', 'Вече');
  expect(said(person).at(-1)).not.toContain(asShown(t(($) => $.safety.code.homeLine)));

  const other = nextGuest();
  const elsewhere = createWalker(veche, other);
  await elsewhere.say('/recover', 'Choose a language');
  await elsewhere.go(
    'Русский',
    t(($) => $.common.desk.newcomer),
  );
  await elsewhere.say('/recover', t(($) => $.safety.recover.question).split('\n')[0] ?? '');
  await elsewhere.say(code.toLowerCase(), asShown(t(($) => $.safety.recover.following)).split('\n')[0] ?? '');
  expect(said(other)).not.toContain(code.toLowerCase());
  await emptied(person);
  expect(await accountOf(person)).toBeUndefined();
  expect((await accountOf(other))?.recovers).toBeDefined();
});

test('a stranger’s and a guest’s screens leave no trace that is not harmless', async () => {
  const guest = veche.api.createPerson({ firstName: 'Odd', languageCode: 'en' });
  const walker = createWalker(veche, guest);
  await walker.say('/help', 'Choose a language');
  await walker.go('English', 'Members of the Alliance');
  await walker.say(
    '/help',
    walker.t(($) => $.common.help.heading),
  );
  await settled(veche);
  const id = (await accountOf(guest))?.id ?? '';
  const rows = await veche.core.deps.db.select().from(sentMessage).where(eq(sentMessage.personId, id));
  expect(rows.map(({ kind }) => kind)).toEqual(['harmless', 'harmless', 'harmless']);
  await guest.send('/panic');
  // What was typed before there was an account is nobody's.
  await veche.api.waitFor(() => said(guest).join() === '/help');
});

test('sensitive messages go before they are 48 hours old; two harmless lines stay, and whoever wants keeps theirs', async () => {
  const { deps, i18n } = veche.core;
  // People of no roll: nothing comes to them but what they ask for.
  const [person, keeper] = [nextGuest(), nextGuest()];
  const [walker, other] = [createWalker(veche, person), createWalker(veche, keeper)];
  for (const one of [walker, other]) {
    await one.say('/start', 'Choose a language');
    await one.go('Русский', 'Голосуют члены Альянса');
  }
  for (let count = 0; count < 4; count++) await walker.say('/me', 'Мои права');
  await other.say('/me', 'Мои права');
  const personId = (await accountOf(keeper))?.id ?? '';
  await changeSettings(deps, { personId, change: { keepMessages: true } });
  await settled(veche);
  const telegram = createTelegram({ token: veche.api.token, apiRoot: veche.api.url, log: deps.log });
  const forgetter = createMessageForgetter(deps, i18n, telegram, new AbortController().signal, 0);

  const fromBot = (one: Person) => one.chat().filter(({ from }) => from.is_bot);
  const count = fromBot(person).length;
  expect(count).toBe(5);
  veche.moveClock(44 * HOUR_MS);
  await forgetter.forgetAged();
  expect(fromBot(person)).toHaveLength(count);

  veche.moveClock(2 * HOUR_MS);
  // Telegram is down: one try, and again later.
  veche.api.faults.down = true;
  await expect(forgetter.forgetAged()).rejects.toThrow();
  veche.api.faults.down = false;
  // A server without batches: one by one.
  veche.api.faults.failNext('deleteMessages', 400, 'Bad Request: method is not supported');
  await forgetter.forgetAged();
  // The first screen of somebody who only chose a language betrays nothing; the newest of the rest becomes the other line.
  const left = fromBot(person).map(plainTextOf);
  expect(left).toEqual([expect.stringContaining('Голосуют члены Альянса'), leftover]);
  expect(fromBot(keeper).at(-1)?.text).toContain('Мои права');

  // The next ones go entirely: there are two lines already.
  await walker.say('/me', 'Мои права');
  await settled(veche);
  veche.moveClock(46 * HOUR_MS);
  await forgetter.forgetAged();
  expect(fromBot(person)).toHaveLength(2);

  // Too old when its turn comes: forgotten, not tried for ever.
  await walker.say('/me', 'Мои права');
  await settled(veche);
  veche.moveClock(50 * HOUR_MS);
  await forgetter.forgetAged();
  const sensitive = await deps.db
    .select({ id: sentMessage.personId })
    .from(sentMessage)
    .where(eq(sentMessage.kind, 'sensitive'));
  const own = [personId, (await accountOf(person))?.id];
  expect(sensitive.filter(({ id }) => own.includes(id))).toEqual([]);
}, 20_000);
