import { expect } from 'vitest';
import { words } from './canaries.ts';
import { asShown, beginning, type Walker } from './walker.ts';

const code = /(?:[2-9A-Z]{4}-)+[2-9A-Z]+/;

const openSafety = async ({ say, go, plain, t }: Walker): Promise<void> => {
  await say('/me', beginning(t(($) => $.join.me.heading)));
  await go(
    plain(($) => $.safety.open),
    t(($) => $.safety.heading),
  );
};

/** The number that `/me` shows, as it is read aloud. */
export const readNumber = async ({ say, t }: Walker): Promise<string> => {
  const { text } = await say('/me', beginning(asShown(t(($) => $.join.me.number))));
  return code.exec(text)?.[0] ?? 'no number';
};

/** Taken once and written down; the message that shows it is deleted by its own button. */
export const takeRecoveryCode = async (walker: Walker): Promise<string> => {
  const { go, press, plain, t, person, sees } = walker;
  await openSafety(walker);
  await go(
    plain(($) => $.safety.code.create),
    t(($) => $.safety.code.what),
  );
  const since = walker.heard.length;
  await press(plain(($) => $.safety.code.show));
  const lastWords =
    asShown(t(($) => $.safety.code.message))
      .split('\n')
      .at(-1) ?? '';
  const { text } = await sees(beginning(lastWords), since);
  const taken = code.exec(text)?.[0] ?? '';
  if (taken === '') throw new Error('The message shows no code.');
  await press(plain(($) => $.safety.code.written));
  await expect.poll(() => person.chat().some((message) => message.text?.includes(taken))).toBe(false);
  return taken;
};

/** The innocuous phrase that locks the account; its message disappears. */
export const choosePanicPhrase = async (walker: Walker, phrase: string): Promise<void> => {
  const { go, say, plain, t, person } = walker;
  await openSafety(walker);
  await go(
    plain(($) => $.safety.phrase.open),
    t(($) => $.safety.phrase.heading),
  );
  await go(
    plain(($) => $.safety.phrase.set),
    beginning(t(($) => $.safety.phrase.question)),
  );
  await say(
    phrase,
    t(($) => $.safety.phrase.chosen),
  );
  expect(person.chat().some(({ from, text }) => !from.is_bot && text === phrase)).toBe(false);
};

/** A country found by its first letters, a gender, an origin. */
export const declareTraits = async (walker: Walker): Promise<void> => {
  const { go, say, plain, t } = walker;
  await say('/me', beginning(t(($) => $.join.me.heading)));
  await go(
    plain(($) => $.join.me.openSettings),
    t(($) => $.join.settings.heading),
  );
  const traits = t(($) => $.statistics.traits.heading);
  await go(
    plain(($) => $.statistics.traits.open),
    traits,
  );
  await go(
    plain(($) => $.statistics.traits.choose.country),
    beginning(asShown(t(($) => $.statistics.traits.question.country))),
  );
  await go(
    plain(($) => $.statistics.traits.find),
    beginning(t(($) => $.statistics.traits.searchQuestion)),
  );
  await say(
    words.country,
    t(($) => $.statistics.traits.found),
  );
  await go(words.country, traits);
  await go(
    plain(($) => $.statistics.traits.choose.gender),
    t(($) => $.statistics.traits.question.gender),
  );
  await go(
    plain(($) => $.statistics.gender.other),
    traits,
  );
  await go(
    plain(($) => $.statistics.traits.choose.origin),
    t(($) => $.statistics.traits.question.origin),
  );
  await go(
    plain(($) => $.statistics.origin.other),
    traits,
  );
};

/** Quiet from 3 to 4: hours that nobody else of the sample chose. */
export const chooseQuiet = async (walker: Walker): Promise<void> => {
  const { go, say, plain, t } = walker;
  await say('/me', beginning(t(($) => $.join.me.heading)));
  await go(
    plain(($) => $.notice.settings.open),
    t(($) => $.notice.settings.heading),
  );
  await go(
    plain(($) => $.notice.settings.chooseQuiet),
    t(($) => $.notice.settings.from),
  );
  await go(
    plain(($) => $.notice.settings.hour, { hour: 3 }),
    beginning(asShown(t(($) => $.notice.settings.to, { from: 3 }))),
  );
  await go(
    plain(($) => $.notice.settings.hour, { hour: 4 }),
    t(($) => $.notice.settings.heading),
  );
};

/** A letter to the secretariat. */
export const writeLetter = async (walker: Walker, text: string): Promise<void> => {
  const { go, say, plain, t, person } = walker;
  await say(
    '/start',
    t(($) => $.common.homeTitle),
  );
  await go(
    plain(($) => $.question.write),
    t(($) => $.question.mineTitle),
  );
  await go(
    plain(($) => $.question.ask),
    beginning(t(($) => $.question.formQuestion)),
  );
  await say(text, beginning(asShown(t(($) => $.question.asked))));
  expect(person.chat().some(({ from, text: typed }) => !from.is_bot && typed === text)).toBe(false);
};

/** Everything about oneself as two files; answers with their bytes. */
export const takeMyData = async (
  walker: Walker,
  fileBytes: (id: string) => Uint8Array,
): Promise<Buffer[]> => {
  const { go, say, plain, t, person } = walker;
  await say(
    '/mydata',
    t(($) => $.safety.mydata.heading),
  );
  await go(
    plain(($) => $.safety.mydata.send),
    t(($) => $.safety.mydata.done),
  );
  return person
    .chat()
    .flatMap(({ document, from }) => (document !== undefined && from.is_bot ? [document.file_id] : []))
    .slice(-2)
    .map((id) => Buffer.from(fileBytes(id)));
};

/** Asks to leave; three days later confirms. */
export const leave = async (walker: Walker, passTime: () => void): Promise<void> => {
  const { go, say, plain, t } = walker;
  await say(
    '/leave',
    t(($) => $.safety.leave.heading),
  );
  await go(
    plain(($) => $.safety.leave.ask),
    beginning(t(($) => $.safety.leave.thinking)),
  );
  await say(
    '/leave',
    t(($) => $.safety.leave.already),
  );
  passTime();
  await say('/leave', beginning(t(($) => $.safety.leave.confirm)));
  await go(
    plain(($) => $.safety.leave.erase),
    beginning(t(($) => $.safety.leave.gone)),
  );
};

/** Somebody who lost a phone, on another one: the code locks the account that it belongs to. */
export const typeRecoveryCode = async (walker: Walker, taken: string): Promise<void> => {
  const { go, say, plain, t } = walker;
  await say('/start', beginning(t(($) => $.common.chooseLanguage)));
  await go(
    plain(($) => $.common.languageName),
    t(($) => $.common.desk.newcomer),
  );
  await say('/recover', beginning(t(($) => $.safety.recover.question)));
  await say(taken, beginning(asShown(t(($) => $.safety.recover.following))));
};
