import { expect } from 'vitest';
import { escapeHtml } from '../../src/i18n/words.ts';
import { at } from '../support/at.ts';
import { listTitle } from './alliancePeople.ts';
import { type NewAlliance, officersOf } from './newAlliance.ts';
import { manageBallot, openBallotDesk } from './officeWork.ts';
import { beginning, firstLine, type Walker } from './walker.ts';

const HOUR_MS = 3_600_000;

/** What the walk's ballots ask. */
export const questions = {
  strategic: { ru: 'Утвердить <Регламент> & {{x}}?', en: 'Adopt the <Rules> & {{x}}?' },
  current: { ru: 'Начать сессию сегодня?', en: 'Begin the session today?' },
  poll: { ru: 'Где встретиться?', en: 'Where shall we meet?' },
  planned: { ru: 'Когда встретиться?', en: 'When shall we meet?' },
};

const startForm = async (walker: Walker): Promise<void> => {
  await openBallotDesk(walker);
  await walker.go(
    walker.plain(($) => $.ballot.desk.new),
    firstLine(walker.t(($) => $.ballot.form.class.ask)),
  );
};

const chooseRollCall = async (
  { go, plain, t, locale }: Walker,
  rule: 'strategic' | 'current',
): Promise<void> => {
  await go(
    plain(($) => $.ballot.form.class.rollCall),
    firstLine(t(($) => $.ballot.form.list.ask)),
  );
  await go(
    plain(($) => $.ballot.form.list.option, { number: 1, title: listTitle[locale] }),
    firstLine(t(($) => $.ballot.form.rule.ask)),
  );
  await go(
    plain(($) => $.ballot.form.rule[rule]),
    beginning(t(($) => $.ballot.form.questionRu.ask)),
  );
};

const askBoth = async (
  { say, t }: Walker,
  texts: { ru: string; en: string },
  next: string,
): Promise<void> => {
  await say(texts.ru, beginning(t(($) => $.ballot.form.questionEn.ask)));
  await say(texts.en, next);
};

const saveDraft = async ({ go, plain, t }: Walker, number: number): Promise<string> =>
  (
    await go(
      plain(($) => $.ballot.form.save),
      t(($) => $.ballot.desk.drafted, { number }),
    )
  ).text;

const choosePoll = async (
  { go, say, plain, t }: Walker,
  texts: { ru: string; en: string },
): Promise<void> => {
  await go(
    plain(($) => $.ballot.form.class.strawPoll),
    firstLine(t(($) => $.ballot.form.choices.ask)),
  );
  await go(
    plain(($) => $.ballot.form.choices.options),
    beginning(t(($) => $.ballot.form.questionRu.ask)),
  );
  await say(texts.ru, beginning(t(($) => $.ballot.form.questionEn.ask)));
};

const duration = (walker: Walker): string => firstLine(walker.t(($) => $.ballot.form.duration.ask));

const correctFromSummary = async (first: Walker): Promise<void> => {
  await startForm(first);
  await chooseRollCall(first, 'strategic');
  await askBoth(first, { ...questions.strategic, ru: 'Черновой вопрос?' }, duration(first));
  expect(first.labels()).not.toContain(first.plain(($) => $.ballot.form.duration.day));
  await first.say(
    '48 ч',
    first.t(($) => $.refusal.ballot.windowTooShort, { neededHours: 72 }),
  );
  const summary = await first.say('72 часа', 'Черновой вопрос?');
  expect(summary.text).toContain(listTitle.ru);
  await first.go(
    first.plain(($) => $.common.formChange, { what: first.plain(($) => $.ballot.form.questionRu.label) }),
    beginning(first.t(($) => $.ballot.form.questionRu.ask)),
  );
  await first.say(questions.strategic.ru, escapeHtml(questions.strategic.ru));
  const draft = await saveDraft(first, 1);
  expect(draft).toContain(first.plain(($) => $.ballot.kind.strategic));
};

const leaveAndContinue = async (first: Walker): Promise<void> => {
  await startForm(first);
  await chooseRollCall(first, 'current');
  await first.say(
    '/cancel',
    first.t(($) => $.common.formLeftKept),
  );
  await first.go(
    first.plain(($) => $.common.desk.resume, { title: first.plain(($) => $.ballot.form.title) }),
    beginning(first.t(($) => $.ballot.form.questionRu.ask)),
  );
  await askBoth(first, questions.current, duration(first));
  await first.say('1 мин', questions.current.ru);
  await saveDraft(first, 2);
};

/** The process dies between two answers; the person only goes on typing. */
const goOnAfterKill = async (alliance: NewAlliance, second: Walker): Promise<void> => {
  const { installation } = alliance;
  await startForm(second);
  await choosePoll(second, questions.poll);
  await alliance.run.end('SIGKILL');
  alliance.run = await installation.start();
  await second.say(questions.poll.en, beginning(second.t(($) => $.ballot.form.options.ask)));
  await second.say(
    'Берлин | Berlin',
    second.t(($) => $.refusal.draft.optionLines),
  );
  await second.say(
    'Берлин | Berlin\nберлин | Warsaw',
    second.t(($) => $.refusal.draft.sameOptions),
  );
  await second.say('Берлин & {{x}} | Berlin\nВаршава | Warsaw', duration(second));
  await second.go(
    second.plain(($) => $.ballot.form.duration.three),
    questions.poll.en,
  );
  await saveDraft(second, 3);
};

const planOpening = async (second: Walker): Promise<void> => {
  await startForm(second);
  await choosePoll(second, questions.planned);
  await second.say(questions.planned.en, beginning(second.t(($) => $.ballot.form.options.ask)));
  await second.say('В мае | In May\nВ июне | In June', duration(second));
  await second.say('5 d', questions.planned.en);
  await saveDraft(second, 4);
  await second.go(
    second.plain(($) => $.ballot.desk.plan),
    beginning(second.t(($) => $.ballot.form.planAsk, { zone: 'UTC' })),
  );
  await second.say(
    '01.01.2020 10:00',
    second.t(($) => $.refusal.ballot.windowPast),
  );
  const opens = new Date(Date.now() + 2 * HOUR_MS);
  const two = (part: number) => String(part).padStart(2, '0');
  const typed = `${two(opens.getUTCDate())}.${two(opens.getUTCMonth() + 1)}.${opens.getUTCFullYear()} ${two(opens.getUTCHours())}:${two(opens.getUTCMinutes())}`;
  await second.say(typed, `${opens.getUTCFullYear()}`);
  await second.go(
    second.plain(($) => $.ballot.form.planSave),
    beginning(second.plain(($) => $.ballot.desk.state.scheduled, { deadline: '' })),
  );
};

/** A draft through the API, the same request twice: one draft; withdrawn in the chat. */
const draftTwiceByApi = async ({ installation, token }: NewAlliance, first: Walker): Promise<void> => {
  const body = {
    class: 'strawPoll',
    electorate: { kind: 'members' },
    rule: 'advisory',
    question: { ru: 'Лишний вопрос?', en: 'A question too many?' },
    durationMinutes: 60,
  };
  const key = 'the-same-request';
  const drafted = [
    await installation.call('/api/v1/ballots', { token, key, body }),
    await installation.call('/api/v1/ballots', { token, key, body }),
  ];
  expect(drafted.map(({ status, json }) => [status, json.number])).toEqual([
    [201, 5],
    [201, 5],
  ]);
  await manageBallot(first, 5, 'Лишний вопрос?');
  await first.go(
    first.plain(($) => $.ballot.desk.withdraw),
    beginning(first.t(($) => $.ballot.desk.withdrawAsk)),
  );
  await first.go(
    first.plain(($) => $.ballot.desk.withdrawConfirm),
    first.t(($) => $.ballot.desk.withdrawn),
  );
  await openBallotDesk(first);
  expect(first.heard.at(-1)?.text).not.toContain('Лишний вопрос?');
  expect((await installation.call('/api/v1/ballots/5/open', { token, body: {} })).status).toBe(409);
};

/** Ballots are written by form: corrected, left and continued, also over a killed process. */
export const writeBallots = async (alliance: NewAlliance): Promise<void> => {
  const [first, second] = officersOf(alliance);
  await correctFromSummary(first);
  await leaveAndContinue(first);
  await goOnAfterKill(alliance, second);
  await planOpening(second);
  await draftTwiceByApi(alliance, first);
};

/** The same installation by webhook, and back. */
export const webhook = async (alliance: NewAlliance): Promise<void> => {
  const { installation, members } = alliance;
  const [first] = officersOf(alliance);
  await alliance.run.end('SIGTERM');
  alliance.run = await installation.start({
    PUBLIC_URL: installation.url,
    WEBHOOK_SECRET: 'installation-secret-installation-secret',
  });
  await manageBallot(first, 1, escapeHtml(questions.strategic.ru));
  await at(members, 3).say('/me', 'Dana D.');
  await alliance.run.end('SIGTERM');
};
