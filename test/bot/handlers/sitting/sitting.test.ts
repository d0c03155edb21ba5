import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeSettings } from '../../../../src/actions/person/changeSettings.ts';
import { listDecisions } from '../../../../src/db/read/decision/decision.ts';
import { attendanceBoard } from '../../../../src/db/schema/session.ts';
import { createI18n } from '../../../../src/i18n/translator.ts';
import { createBoardRefresher } from '../../../../src/jobs/refreshBoards.ts';
import { sweepBallots } from '../../../../src/jobs/sweepBallots.ts';
import { openHall } from '../../../../src/messages/sitting/sittingCallbacks.ts';
import type { Person } from '../../../../src/playground/types.ts';
import { createCallbackSigner } from '../../../../src/telegram/callbackData.ts';
import { createTelegram } from '../../../../src/telegram/client.ts';
import { createCongressAlliance } from '../../../support/congressAlliance.ts';
import { presser } from '../../../support/presses.ts';
import { plainSpaces, startTestBot, type TestBot } from '../../../support/testBot.ts';

const minute = 60_000;
let alliance: Awaited<ReturnType<typeof createCongressAlliance>>;
let bot: TestBot;
let officer: Person;
beforeAll(async () => {
  alliance = await createCongressAlliance();
  bot = await startTestBot(alliance.deps);
  officer = await bot.phoneOf(await alliance.addOfficer());
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
});
beforeEach(() => alliance.clearCongress());
afterEach(() => {
  const violations = bot.api.violations.filter((line) => !line.includes('message is not modified'));
  expect({ violations, failures: bot.failures }).toEqual({ violations: [], failures: [] });
});

const shown = (person: Person): string => {
  const last = person.last();
  return plainSpaces(last?.text ?? last?.caption ?? '');
};
const labels = (person: Person): string[] => {
  const last = person.last();
  return last === undefined
    ? []
    : person
        .keyboardOf(last)
        .flat()
        .map(({ text }) => plainSpaces(text));
};
/** Presses by label and waits for what follows. */
const go = async (person: Person, label: string, seen: string): Promise<string> => {
  const pressed = await bot.press(person, label);
  expect(pressed.answered, `"${label}" is answered`).toBe(true);
  return bot.sees(person, seen);
};
const say = async (person: Person, text: string, seen: string): Promise<string> => {
  await person.send(text);
  return bot.sees(person, seen);
};
const raw = async (person: Person, data: string, seen: string): Promise<string> => {
  await presser(alliance.deps)(person, data);
  return bot.sees(person, seen);
};
/** The button of the vote that runs, on the floor's screen. */
const voteLabel = async (person: Person, session: number, begins: string): Promise<string> => {
  await presser(alliance.deps)(person, openHall.pack({ number: session }));
  const find = () => labels(person).find((label) => label.startsWith(begins));
  await bot.api.waitFor(() => find() !== undefined, 30_000);
  return find() ?? '';
};
const finish = async () => {
  alliance.pass(5 * minute);
  await sweepBallots(alliance.deps);
  alliance.pass(3 * minute);
  await sweepBallots(alliance.deps);
};

test('a session in the chat, from its opening to a published decision with one dissent', async () => {
  const ids = await alliance.addMembers(3);
  await alliance.addDelegates(ids);
  const [anna, boris, vera] = (await Promise.all(ids.map((id) => bot.phoneOf(id)))) as [
    Person,
    Person,
    Person,
  ];
  const session = await alliance.addSession();
  const item = await alliance.addItem('current', session);
  for (const phone of [anna, boris, vera]) await say(phone, '/vote', 'Голосования');

  // Before it: whether they come.
  await raw(anna, openHall.pack({ number: session }), `Сессия № ${session} · зал`);
  await go(anna, 'Приду', 'Ваш ответ: придёте.');

  // The officer names the chair and opens it.
  await say(officer, '/secretariat', 'Секретариат');
  await go(officer, 'Вести сессии Конгресса', `№ ${session}`);
  await go(officer, `Вести сессию № ${session}`, 'Председательствующий не записан');
  await go(officer, 'Открыть сессию', 'сначала назовите, кто председательствует');
  const chair = labels(officer).find((label) => label.includes('Делегат 002')) ?? '';
  await go(officer, chair, 'Председательствует: «Делегат 002»');
  await go(officer, `Вести сессию № ${session}`, 'Председательствует «Делегат 002»');
  await go(officer, 'Открыть сессию', 'Всего делегатов 3');
  await go(officer, 'Открыть сессию', 'Сессия открыта');

  // No quorum, no vote; the chair's word is done all the same.
  const inAgenda = labels(officer).find((label) => label.includes(`Вопрос ${item}`)) ?? '';
  await go(officer, inAgenda, 'Состояние: ждёт очереди');
  await go(officer, 'Открыть пункт', 'Пункт открыт');
  await go(officer, 'Открыть голосование', 'Сколько продлится голосование?');
  await go(officer, '5 минут', 'Кворума нет');

  // Delegates come; who looks on sees it without pressing.
  await raw(
    boris,
    openHall.pack({ number: session }),
    'Присутствуют: 0 из 3. Для кворума нужно 2: кворума нет',
  );
  await raw(anna, openHall.pack({ number: session }), 'Вы не отмечены');
  await go(anna, 'Отметиться', 'Присутствуют: 1 из 3. Для кворума нужно 2: кворума нет');
  await raw(vera, openHall.pack({ number: session }), 'Сессия идёт');
  await go(vera, 'Отметиться', 'Присутствуют: 2 из 3. Для кворума нужно 2: кворум есть');
  expect(await alliance.deps.db.$count(attendanceBoard)).toBe(3);
  const telegram = createTelegram({ token: bot.api.token, apiRoot: bot.api.url, log: () => {} });
  const i18n = createI18n(['ru', 'en'], () => {});
  const signer = createCallbackSigner(alliance.deps.vault);
  const { signal } = new AbortController();
  await createBoardRefresher(alliance.deps, { telegram, i18n, signer, signal })();
  expect(shown(anna)).toContain('Присутствуют: 2 из 3. Для кворума нужно 2: кворум есть');
  expect(shown(boris)).toContain('Присутствуют: 2 из 3. Для кворума нужно 2: кворум есть');

  // Home leads to the session under way, whoever has a seat there.
  await say(anna, '/start', `Сессия Конгресса № ${session} идёт.`);
  await go(anna, `Войти в зал · сессия № ${session}`, 'Присутствуют');

  // Elsewhere the message stays what it is.
  await go(boris, '‹ На главную', 'Вече');
  expect(await alliance.deps.db.$count(attendanceBoard)).toBe(2);

  await go(officer, 'Открыть голосование', 'Сколько продлится голосование?');
  const preview = await go(officer, '5 минут', 'принято, если «за» не меньше 2 из 2');
  expect(preview).toContain('В списке голосующих: 2');
  expect(preview).toContain('Для кворума нужно 2, присутствуют 2');
  await go(officer, 'Открыть сейчас', 'открыто до');
  const button = await voteLabel(anna, session, 'Проголосовать');
  const ballot = await go(anna, button, 'Голосует Конгресс на сессии');
  expect(ballot).toContain('больше 1/2 присутствующих: 2 из 2');
  await go(anna, 'За', 'Голос принят');
  await go(anna, 'Войти в зал сессии', 'Присутствуют');
  await say(vera, `/vote ${/\d+/.exec(button)?.[0]} за`, 'Голос принят');
  await say(boris, `/vote ${/\d+/.exec(button)?.[0]} против`, 'Вас нет в списке голосующих');
  await finish();

  await say(anna, '/documents', 'Документы');
  await go(anna, 'Открыть решения Конгресса', 'принято');
  const decisionLabel = labels(anna)[0] ?? '';
  const decision = await go(anna, decisionLabel, 'Принято.');
  expect(decision).toContain('«За» 2 из 2 присутствующих; нужно 2');
  expect(decision).toContain('Особых мнений нет.');
  await go(anna, 'Записать особое мнение', 'до 2000 знаков');
  await say(anna, 'Надо было <подождать>.', 'Отказываетесь ли вы участвовать');
  await go(anna, 'Отказаться участвовать', 'отказ участвовать в исполнении');
  await go(anna, 'Опубликовать мнение', 'Особое мнение опубликовано: «Делегат 001»');
  await say(boris, '/start decision_1', '1 особое мнение.');
  const dissents = await go(boris, 'Прочитать особые мнения', 'Делегат 001');
  expect(dissents).toContain('Надо было <подождать>.');
  expect(dissents).toContain('Отказ участвовать');
  await go(boris, '‹ К решению', '1 особое мнение.');
  await go(boris, 'Показать, кто как голосует', 'Делегат 001 — за');
  await go(boris, 'Открыть решение', 'Принято.');
  await go(boris, '‹ К решениям', 'Решения Конгресса');
  await go(boris, 'Найти решение', 'Пришлите номер решения');
  await say(boris, 'регламент', `Вопрос ${item}`);

  await go(officer, '‹ К ходу сессии', 'решение есть');
  await go(officer, 'Закрыть сессию', 'Принято решений: 1');
  await go(officer, 'Закрыть сессию', 'Сессия закрыта. Принято решений: 1');
  expect(await alliance.deps.db.$count(attendanceBoard)).toBe(0);
}, 120_000);

test('the same in English: a strategic statement of the members’ will, declined on the chair’s word', async () => {
  const ids = await alliance.addMembers(3);
  const [chairId = ''] = await alliance.addDelegates(ids);
  const [officerId = ''] = [await alliance.addOfficer()];
  for (const personId of [...ids, officerId])
    await changeSettings(alliance.deps, { personId, change: { locale: 'en' } });
  const desk = await bot.phoneOf(officerId);
  const [anna, boris, vera] = (await Promise.all(ids.map((id) => bot.phoneOf(id)))) as [
    Person,
    Person,
    Person,
  ];
  const session = await alliance.addSession({ chairId });
  const item = await alliance.addItem('strategic', session);
  await say(desk, '/secretariat', 'Secretariat');
  await go(desk, 'Run sessions of the Congress', `No. ${session}`);
  await go(desk, `Run session No. ${session}`, 'In the chair: “Делегат 001”');
  await go(desk, 'Open the session', 'the quorum is 2');
  await go(desk, 'Open the session', 'The session is open');
  for (const phone of [anna, boris, vera]) {
    await say(phone, '/vote', 'Ballots');
    await raw(phone, openHall.pack({ number: session }), 'You are not checked in');
    await go(phone, 'Check in', 'You are checked in until');
  }
  await go(vera, 'Leave the session', 'Present: 2 of 3. Quorum 2: reached');
  await go(
    desk,
    labels(desk).find((label) => label.includes(`Question ${item}`)) ?? '',
    'have not been asked',
  );
  await go(desk, 'Open the item', 'The item is open');
  await go(desk, 'Open the vote', 'How long will the vote last?');
  await go(desk, '2 minutes', 'Members are asked before a strategic question');
  await go(desk, 'Do not ask the members', 'On the chair’s word');
  await go(desk, 'Record that they are not asked', 'Recorded: the members are not asked');
  await go(desk, 'Open the vote', 'How long will the vote last?');
  await go(desk, '5 minutes', 'Adopted if those in favour are at least 2 of 3');
  await go(desk, 'Open now', 'is open until');
  const label = await voteLabel(vera, session, 'Vote · No.');
  const ballot = await go(vera, label, 'The Congress votes, in session');
  expect(ballot).toContain('There was no members’ poll on this');
  await go(vera, 'Vote in favour', 'Vote recorded');
  const number = /\d+/.exec(label)?.[0];
  await say(anna, `/vote ${number} yes`, 'Vote recorded');
  await say(boris, `/vote ${number} no`, 'Vote recorded');
  await finish();
  const [line] = await listDecisions(alliance.deps.db, { limit: 1 });
  const decision = await say(boris, `/start decision_${line?.number}`, 'Adopted.');
  expect(decision).toContain('In favour 2 of 3 (all delegates); 2 needed (2/3 of all, rule G3');
  await go(boris, 'Record a dissenting opinion', 'under your public name');
  await say(boris, 'It should have waited.', 'Do you decline');
  await go(boris, 'Record the opinion only', 'It should have waited.');
  await go(boris, 'Publish the opinion', 'The dissenting opinion is published: Делегат 002');
});
