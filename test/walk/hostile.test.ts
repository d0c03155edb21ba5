import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { at } from '../support/at.ts';
import { getButton } from '../support/chat.ts';
import { startTestVeche, type TestVeche, webhookSecret } from '../support/testVeche.ts';
import { plainSpaces } from '../support/texts.ts';
import { joinUnverified } from './admission.ts';
import { makeVouchLink, vouch } from './joining.ts';
import { manageBallot, openDraft } from './officeWork.ts';
import { complaintsOf, watchScreens } from './screens.ts';
import { asShown, beginning, createWalker, type Walker } from './walker.ts';

const DAY_MS = 86_400_000;
const WALK_MS = 120_000;

let veche: TestVeche;
let faults: string[];
let officer: Walker;
let used = 0;
/** Presses in tests before have no effect on these. */
const member = (): Walker => createWalker(veche, at(veche.people('member'), used++));

/** On a busy machine a press is answered without words in time, and the words come with the screen alone. */
const slow = undefined;

/** Sends a press as only a changed client could; it must be answered, and the present state shown. */
const pressForged = async (
  { person, heard }: Walker,
  press: { messageId: number; data: string; chatId?: number },
  wanted: string,
): Promise<string | undefined> => {
  const since = heard.length;
  const outcome = await person.pressRaw(press);
  expect(outcome.answered).toBe(true);
  // Not a new screen each time: what is shown already is not sent again.
  const text = asShown(wanted);
  const pressed = () => person.chat().find(({ message_id: id }) => id === press.messageId);
  const isShown = () =>
    [pressed()?.text ?? '', ...heard.slice(since).map((one) => one.text)].some((shown) =>
      plainSpaces(shown).includes(text),
    );
  await veche.api.waitFor(isShown).catch(() => {
    throw new Error(`Wanted "${text}", but the chat says: ${heard.at(-1)?.text}`);
  });
  return outcome.text;
};

beforeAll(async () => {
  veche = await startTestVeche({ mode: 'webhook' });
  faults = watchScreens(veche.api);
  officer = createWalker(veche, at(veche.people('officer'), 0));
  await openDraft(officer, 1);
});
afterAll(() => veche.close());
beforeEach(({ onTestFinished }) => {
  onTestFinished(() => {
    veche.api.checkUnanswered();
    expect({ violations: veche.api.violations, faults, complaints: complaintsOf(veche.logged) }).toEqual({
      violations: [],
      faults: [],
      complaints: [],
    });
  });
});

/** Whether this person's vote is in, as the list of ballots says it. */
const hasVoted = async ({ say, t }: Walker): Promise<boolean> => {
  const { text } = await say(
    '/vote',
    t(($) => $.ballot.listTitle),
  );
  return /голос принят|vote recorded/.test(text);
};

test('forged and damaged data, and data that another person was given, change nothing and lead home', async () => {
  const [first, second] = [member(), member()];
  for (const one of [first, second]) {
    await one.say('/vote 1', beginning(one.t(($) => $.ballot.electorate.members)));
  }
  const own = getButton(
    second.person,
    second.plain(($) => $.ballot.choice.yes),
  );
  const { data: foreign } = getButton(
    first.person,
    first.plain(($) => $.ballot.choice.yes),
  );
  const { data: officers } = getButton(
    officer.person,
    officer.plain(($) => $.ballot.desk.toDesk),
  );
  const forged = [
    'bv:1:yes',
    'bv:1:yes~AAAAAAAAAAA',
    `${own.data.slice(0, -1)}!`,
    'x'.repeat(64),
    '~',
    '\u0000',
    foreign,
    officers,
  ];
  const stale = second.t(($) => $.common.stale);
  for (const data of forged) {
    const alert = await pressForged(second, { messageId: own.messageId, data }, stale);
    expect([second.plain(($) => $.common.staleToast), slow]).toContain(alert);
  }
  expect(await hasVoted(second)).toBe(false);
});

test("the officers' command of somebody without a role: what a role is and how it is given, nothing to press there", async () => {
  const { say, t, plain, labels } = member();
  await say('/secretariat', beginning(t(($) => $.office.noRole)));
  expect(labels()).toEqual([plain(($) => $.common.home)]);
});

test('a button pressed in a group has no effect and says where to write', async () => {
  const one = member();
  await one.say('/vote 1', beginning(one.t(($) => $.ballot.electorate.members)));
  const { messageId, data } = getButton(
    one.person,
    one.plain(($) => $.ballot.choice.yes),
  );
  const chat = { id: -1_001_234_567_890, type: 'supergroup', title: 'Чужая группа' };
  // The Bot API server here has private chats only: the update comes as Telegram would deliver it.
  const update = {
    update_id: 5,
    callback_query: {
      id: '17',
      from: one.person.user,
      message: { message_id: messageId, chat, date: 0 },
      chat_instance: '1',
      data,
    },
  };
  const answer = await veche.core.fetch(
    new Request(`${veche.url}/telegram/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret },
      body: JSON.stringify(update),
    }),
  );
  expect(answer.status).toBe(200);
  const calls = veche.api.calls.filter(({ params }) => JSON.stringify(params).includes('"17"'));
  expect(calls.map(({ method }) => method)).toEqual(['answerCallbackQuery']);
  expect(JSON.stringify(calls)).toContain(one.plain(($) => $.common.privateOnly));
  expect(veche.api.calls.some(({ params }) => JSON.stringify(params).includes(String(chat.id)))).toBe(false);
  // Nobody pressed here with this number, which the server notes.
  expect(veche.api.violations.splice(0)).toEqual([expect.stringContaining('query ID is invalid')]);
  expect(await hasVoted(one)).toBe(false);
});

test('a press on a message of another chat has no effect', async () => {
  const one = member();
  await one.say('/vote 1', beginning(one.t(($) => $.ballot.electorate.members)));
  const yes = getButton(
    one.person,
    one.plain(($) => $.ballot.choice.yes),
  );
  const outcome = await one.person.pressRaw({ ...yes, chatId: at(veche.people('member'), 60).id });
  expect(outcome.answered).toBe(true);
  expect(await hasVoted(one)).toBe(false);
});

test('an edited message is not read, and says so', async () => {
  const { person, say, t } = member();
  await say(
    'за',
    t(($) => $.common.unknownText),
  );
  const typed = person.chat().findLast(({ from }) => !from.is_bot);
  await person.editText(typed?.message_id ?? 0, '/vote 1 за');
  await veche.api.waitFor(() => person.last()?.text?.includes(t(($) => $.common.editedIgnored)));
});

test('a link works once: a second person, the first again and its owner are refused', {
  timeout: WALK_MS,
}, async () => {
  const candidate = await joinUnverified(veche, at(veche.people('guest'), 0), 'жёлтый трамвай');
  const link = await makeVouchLink(candidate, false);
  const [first, second] = [member(), member()];
  await vouch(first, link);
  const refused = (walker: Walker) => beginning(walker.t(($) => $.join.vouch.refused));
  for (const walker of [second, candidate]) {
    const since = walker.heard.length;
    await walker.person.open(link);
    await walker.sees(refused(walker), since);
  }
  // The voucher's own question, pressed again long after: the receipt, no second vouching.
  const since = candidate.heard.length;
  await candidate.say('/join', `1 `);
  expect(candidate.heard.slice(since).at(-1)?.text).toContain('1 из 2');
});

test('a person who blocked the bot is left alone, keeps every right, and is answered when they are back', async () => {
  const one = member();
  await one.say('/vote 1', beginning(one.t(($) => $.ballot.electorate.members)));
  await one.person.block();
  await one.person.unblock();
  await one.say('/vote 1 за', beginning(one.t(($) => $.ballot.cast.recorded)));
  expect(await hasVoted(one)).toBe(true);
});

test('old buttons of a closed ballot change nothing and show the present state', {
  timeout: WALK_MS,
}, async () => {
  const one = member();
  await one.say('/vote 1', beginning(one.t(($) => $.ballot.electorate.members)));
  const yes = getButton(
    one.person,
    one.plain(($) => $.ballot.choice.yes),
  );
  await officer.say('/secretariat', beginning(officer.t(($) => $.office.yourRoles)));
  await manageBallot(officer, 2, 'English:');
  const withdraw = getButton(
    officer.person,
    officer.plain(($) => $.ballot.desk.withdraw),
  );
  veche.moveClock(DAY_MS + 60_000);
  const text = await pressForged(
    one,
    yes,
    one.t(($) => $.refusal.ballot.closed),
  );
  expect([one.plain(($) => $.ballot.toast.refused), slow]).toContain(text);
  // The roll call has opened meanwhile: what an officer could do an hour ago is no longer there.
  const named = createWalker(veche, at(veche.people('named'), 0));
  const opened = async () =>
    (await veche.core.fetch(new Request(`${veche.url}/public/ballots/2.json`))).status;
  await expect.poll(opened, { timeout: WALK_MS / 2 }).toBe(200);
  await pressForged(
    officer,
    withdraw,
    officer.t(($) => $.refusal.ballot.notWithdrawable),
  );
  expect(officer.labels()).not.toContain(officer.plain(($) => $.ballot.desk.withdraw));
  await named.say('/vote 2', beginning(named.t(($) => $.ballot.about.rollCall)));
  expect(await hasVoted(one)).toBe(false);
});
