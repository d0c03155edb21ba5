import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeSettings } from '../../../../src/actions/person/changeSettings.ts';
import { listDecisions } from '../../../../src/db/read/decision/decision.ts';
import { attendanceBoard } from '../../../../src/db/schema/session.ts';
import { createBoardRefresher } from '../../../../src/jobs/refreshBoards.ts';
import { sweepBallots } from '../../../../src/jobs/sweepBallots.ts';
import { openHall } from '../../../../src/messages/sitting/sittingCallbacks.ts';
import type { Chat } from '../../../support/chat.ts';
import { createCongressAlliance } from '../../../support/congressAlliance.ts';
import { presser } from '../../../support/presses.ts';
import { type AccountChat, startTestBot, type TestBot } from '../../../support/testBot.ts';
import { i18n } from '../../../support/texts.ts';

const minute = 60_000;
let alliance: Awaited<ReturnType<typeof createCongressAlliance>>;
let bot: TestBot;
let officer: Chat;
beforeAll(async () => {
  alliance = await createCongressAlliance();
  bot = await startTestBot(alliance);
  officer = await bot.chatOf(await alliance.addOfficer());
});
afterAll(() => bot.close());
beforeEach(() => alliance.clearCongress());
afterEach(() => bot.isWell());

const raw = async (person: Chat, data: string, seen: string): Promise<string> => {
  await presser(alliance.deps)(person, data);
  return person.sees(seen);
};
/** The button of the vote that runs, on the floor's screen. */
const voteLabel = async (person: Chat, session: number, begins: string): Promise<string> => {
  await presser(alliance.deps)(person, openHall.pack({ number: session }));
  const find = () => person.labels().find((label) => label.startsWith(begins));
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
  const [anna, boris, vera] = (await Promise.all(ids.map((id) => bot.chatOf(id)))) as [
    AccountChat,
    AccountChat,
    AccountChat,
  ];
  const session = await alliance.addSession();
  const item = await alliance.addItem('current', session);
  for (const phone of [anna, boris, vera]) await phone.say('/vote', 'Голосования');

  // Before it: whether they come.
  await raw(anna, openHall.pack({ number: session }), `Сессия № ${session} · зал`);
  await anna.go('Приду', 'Ваш ответ: придёте.');

  // The officer names the chair and opens it.
  await officer.say('/secretariat', 'Секретариат');
  await officer.go('Вести сессии Конгресса', `№ ${session}`);
  await officer.go(`Вести сессию № ${session}`, 'Председательствующий не записан');
  await officer.go('Открыть сессию', 'сначала назовите, кто председательствует');
  const chair = officer.labels().find((label) => label.includes('Делегат 002')) ?? '';
  await officer.go(chair, 'Председательствует: «Делегат 002»');
  await officer.go(`Вести сессию № ${session}`, 'Председательствует «Делегат 002»');
  await officer.go('Открыть сессию', 'Всего делегатов 3');
  await officer.go('Открыть сессию', 'Сессия открыта');

  // No quorum, no vote; the chair's word is done all the same.
  const inAgenda = officer.labels().find((label) => label.includes(`Вопрос ${item}`)) ?? '';
  await officer.go(inAgenda, 'Состояние: ждёт очереди');
  await officer.go('Открыть пункт', 'Пункт открыт');
  await officer.go('Открыть голосование', 'Сколько продлится голосование?');
  await officer.go('5 минут', 'Кворума нет');

  // Delegates come; who looks on sees it without pressing.
  await raw(
    boris,
    openHall.pack({ number: session }),
    'Присутствуют: 0 из 3. Для кворума нужно 2: кворума нет',
  );
  await raw(anna, openHall.pack({ number: session }), 'Вы не отмечены');
  await anna.go('Отметиться', 'Присутствуют: 1 из 3. Для кворума нужно 2: кворума нет');
  await raw(vera, openHall.pack({ number: session }), 'Сессия идёт');
  await vera.go('Отметиться', 'Присутствуют: 2 из 3. Для кворума нужно 2: кворум есть');
  expect(await alliance.deps.db.$count(attendanceBoard)).toBe(3);
  const { telegram, signer } = bot;
  const { signal } = new AbortController();
  await createBoardRefresher(alliance.deps, { telegram, i18n, signer, signal })();
  expect(anna.shown()).toContain('Присутствуют: 2 из 3. Для кворума нужно 2: кворум есть');
  expect(boris.shown()).toContain('Присутствуют: 2 из 3. Для кворума нужно 2: кворум есть');

  // Home leads to the session under way, whoever has a seat there.
  await anna.say('/start', `Сессия Конгресса № ${session} идёт.`);
  await anna.go(`Войти в зал · сессия № ${session}`, 'Присутствуют');

  // Elsewhere the message stays what it is.
  await boris.go('‹ На главную', 'Вече');
  expect(await alliance.deps.db.$count(attendanceBoard)).toBe(2);

  await officer.go('Открыть голосование', 'Сколько продлится голосование?');
  const preview = await officer.go('5 минут', 'принято, если «за» не меньше 2 из 2');
  expect(preview).toContain('В списке голосующих: 2');
  expect(preview).toContain('Для кворума нужно 2, присутствуют 2');
  await officer.go('Открыть сейчас', 'открыто до');
  const button = await voteLabel(anna, session, 'Проголосовать');
  const ballot = await anna.go(button, 'Голосует Конгресс на сессии');
  expect(ballot).toContain('больше 1/2 присутствующих: 2 из 2');
  await anna.go('За', 'Голос принят');
  await anna.go('Войти в зал сессии', 'Присутствуют');
  await vera.say(`/vote ${/\d+/.exec(button)?.[0]} за`, 'Голос принят');
  await boris.say(`/vote ${/\d+/.exec(button)?.[0]} против`, 'Вас нет в списке голосующих');
  await finish();

  await anna.say('/documents', 'Документы');
  await anna.go('Открыть решения Конгресса', 'принято');
  const decisionLabel = anna.labels()[0] ?? '';
  const decision = await anna.go(decisionLabel, 'Принято.');
  expect(decision).toContain('«За» 2 из 2 присутствующих; нужно 2');
  expect(decision).toContain('Особых мнений нет.');
  await anna.go('Записать особое мнение', 'до 2000 знаков');
  await anna.say('Надо было <подождать>.', 'Отказываетесь ли вы участвовать');
  await anna.go('Отказаться участвовать', 'отказ участвовать в исполнении');
  await anna.go('Опубликовать мнение', 'Особое мнение опубликовано: «Делегат 001»');
  await boris.say('/start decision_1', '1 особое мнение.');
  const dissents = await boris.go('Прочитать особые мнения', 'Делегат 001');
  expect(dissents).toContain('Надо было <подождать>.');
  expect(dissents).toContain('Отказ участвовать');
  await boris.go('‹ К решению', '1 особое мнение.');
  await boris.go('Показать, кто как голосует', 'Делегат 001 — за');
  await boris.go('Открыть решение', 'Принято.');
  await boris.go('‹ К решениям', 'Решения Конгресса');
  await boris.go('Найти решение', 'Пришлите номер решения');
  await boris.say('регламент', `Вопрос ${item}`);

  await officer.go('‹ К ходу сессии', 'решение есть');
  await officer.go('Закрыть сессию', 'Принято решений: 1');
  await officer.go('Закрыть сессию', 'Сессия закрыта. Принято решений: 1');
  expect(await alliance.deps.db.$count(attendanceBoard)).toBe(0);
}, 120_000);

test('the same in English: a strategic statement of the members’ will, declined on the chair’s word', async () => {
  const ids = await alliance.addMembers(3);
  const [chairId = ''] = await alliance.addDelegates(ids);
  const [officerId = ''] = [await alliance.addOfficer()];
  for (const personId of [...ids, officerId])
    await changeSettings(alliance.deps, { personId, change: { locale: 'en' } });
  const desk = await bot.chatOf(officerId);
  const [anna, boris, vera] = (await Promise.all(ids.map((id) => bot.chatOf(id)))) as [
    AccountChat,
    AccountChat,
    AccountChat,
  ];
  const session = await alliance.addSession({ chairId });
  const item = await alliance.addItem('strategic', session);
  await desk.say('/secretariat', 'Secretariat');
  await desk.go('Run sessions of the Congress', `No. ${session}`);
  await desk.go(`Run session No. ${session}`, 'In the chair: “Делегат 001”');
  await desk.go('Open the session', 'the quorum is 2');
  await desk.go('Open the session', 'The session is open');
  for (const phone of [anna, boris, vera]) {
    await phone.say('/vote', 'Ballots');
    await raw(phone, openHall.pack({ number: session }), 'You are not checked in');
    await phone.go('Check in', 'You are checked in until');
  }
  await vera.go('Leave the session', 'Present: 2 of 3. Quorum 2: reached');
  await desk.go(
    desk.labels().find((label) => label.includes(`Question ${item}`)) ?? '',
    'have not been asked',
  );
  await desk.go('Open the item', 'The item is open');
  await desk.go('Open the vote', 'How long will the vote last?');
  await desk.go('2 minutes', 'Members are asked before a strategic question');
  await desk.go('Do not ask the members', 'On the chair’s word');
  await desk.go('Record that they are not asked', 'Recorded: the members are not asked');
  await desk.go('Open the vote', 'How long will the vote last?');
  await desk.go('5 minutes', 'Adopted if those in favour are at least 2 of 3');
  await desk.go('Open now', 'is open until');
  const label = await voteLabel(vera, session, 'Vote · No.');
  const ballot = await vera.go(label, 'The Congress votes, in session');
  expect(ballot).toContain('There was no members’ poll on this');
  await vera.go('Vote in favour', 'Vote recorded');
  const number = /\d+/.exec(label)?.[0];
  await anna.say(`/vote ${number} yes`, 'Vote recorded');
  await boris.say(`/vote ${number} no`, 'Vote recorded');
  await finish();
  const [line] = await listDecisions(alliance.deps.db, { limit: 1 });
  const decision = await boris.say(`/start decision_${line?.number}`, 'Adopted.');
  expect(decision).toContain('In favour 2 of 3 (all delegates); 2 needed (2/3 of all, rule G3');
  await boris.go('Record a dissenting opinion', 'under your public name');
  await boris.say('It should have waited.', 'Do you decline');
  await boris.go('Record the opinion only', 'It should have waited.');
  await boris.go('Publish the opinion', 'The dissenting opinion is published: Делегат 002');
});
