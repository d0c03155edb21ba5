import { afterAll, beforeAll, expect, it } from 'vitest';
import { findMandateOf } from '../../../../src/db/read/mandate/mandate.ts';
import { findProtocol } from '../../../../src/db/read/protocol/protocol.ts';
import { updateProfile } from '../../../../src/db/write/person/person.ts';
import { sweepDelegates } from '../../../../src/jobs/sweepDelegates.ts';
import type { Chat } from '../../../support/chat.ts';
import { appoint } from '../../../support/officers.ts';
import {
  createProjectAlliance,
  type ProjectAlliance,
  type VerifiedProject,
} from '../../../support/projectAlliance.ts';
import { startTestBot, type TestBot } from '../../../support/testBot.ts';
import { plainSpaces } from '../../../support/texts.ts';

let alliance: ProjectAlliance;
let bot: TestBot;
let officer: Chat;

beforeAll(async () => {
  alliance = await createProjectAlliance();
  await alliance.publish(1);
  bot = await startTestBot(alliance);
  const id = await alliance.addMember();
  await appoint(alliance.deps, id, 'secretary');
  officer = await bot.chatOf(id);
});
afterAll(() => bot.close());

const codeIn = (phone: Chat): string =>
  phone
    .chat()
    .map(
      ({ text }) =>
        /(\d{3}) (\d{3})<?\/?b?>?\n/u
          .exec(plainSpaces(text ?? ''))
          ?.slice(1)
          .join('') ?? '',
    )
    .findLast((code) => code !== '') ?? '';

const phonesOf = ({ people }: VerifiedProject): Promise<Chat[]> =>
  Promise.all(people.map((id) => bot.chatOf(id)));

const openHub = async (
  phone: Chat,
  { number }: VerifiedProject,
  words: { list: string; way: string; hub: string; then: string },
): Promise<void> => {
  await phone.say('/projects', words.list);
  await phone.press(phone.labels().find((label) => label.includes(String(number))) ?? '');
  await bot.api.waitFor(() => phone.labels().includes(words.way));
  expect(await phone.go(words.way, words.hub)).toContain(words.then);
};

/** From the last page of the text to the receipt. */
const sign = async (phone: Chat, words: { code: string; ask: string; next: string; done: string }) => {
  for (let page = 2; !phone.labels().includes(words.code); page += 1)
    await phone.go(phone.labelOf(`${words.next} ${page}`, ''), `${page} `);
  await phone.go(words.code, words.ask);
  await phone.say(codeIn(phone), words.done);
};

it('from opening a vote in the bot to mandates in force, in Russian', async () => {
  const project = await alliance.addProject();
  const [leader, boris, vera] = (await phonesOf(project)) as [Chat, Chat, Chat];
  const openDelegates = (phone: Chat, then: string) =>
    openHub(phone, project, {
      list: 'Проекты',
      way: 'Открыть делегатов и протоколы',
      hub: 'Делегаты · Проект',
      then,
    });
  await openDelegates(leader, 'Делегатов в Конгрессе у проекта сейчас нет');
  await leader.go('Провести голосование в Вече', 'Сколько сейчас участников');
  await leader.say('12', 'выдвигать кандидатов');
  await leader.go('Сутки', 'Сколько времени потом голосовать');
  await leader.go('Сутки', 'выбирают делегатов: 2');
  await leader.go('Открыть голосование', 'открыто');
  await leader.go('‹ К делегатам', 'кандидатов выдвигают');
  await leader.go('Перейти к голосованию № 1', 'Кандидатов пока нет');
  await leader.go('Выдвинуть себя', 'Ваша кандидатура принята');
  await leader.go('Предложить участника', 'Кого предложить');
  await leader.go('Борис', 'Борис — ждём согласия');

  await openDelegates(boris, 'кандидатов выдвигают');
  await boris.go('Перейти к голосованию № 1', 'Вас предложили кандидатом');
  await boris.go('Согласиться', 'Вы — кандидат');
  await openDelegates(vera, 'кандидатов выдвигают');
  await vera.go('Перейти к голосованию № 1', 'Борис');
  await vera.go('Выдвинуть себя', 'Ваша кандидатура принята');

  alliance.passDays(1.001);
  await sweepDelegates(alliance.deps);
  const vote = async (phone: Chat, ...names: string[]) => {
    await phone.say('/start', 'Голосование проекта № 1');
    await phone.go('Голосовать в проекте · № 1', '№ 1 · идёт');
    for (const name of names) {
      await phone.press(phone.labelOf('Отметить', name));
      await bot.api.waitFor(() => phone.labels().includes(phone.labelOf('Убрать', name)));
    }
    if (names.length === 2)
      expect(phone.labels().filter((label) => label.startsWith('Отметить'))).toEqual([]);
    const shown = await phone.go(phone.labelOf('Проголосовать', ''), 'Голос принят');
    // A receipt never shows the choice.
    expect(shown).not.toContain('Отмечены');
  };
  await vote(leader, 'Анна', 'Борис');
  await vote(boris, 'Борис', 'Анна');
  await vote(vera, 'Вера');

  alliance.passDays(1.01);
  await sweepDelegates(alliance.deps);
  await openDelegates(leader, 'закончено');
  const result = await leader.go('Перейти к голосованию № 1', 'Голосовали 3 из 5');
  expect(result).toMatch(/Анна — 2 голоса: место \d/u);
  expect(result).toContain('Вера — 1 голос');
  await leader.go('Посмотреть, кто за кого', 'Вера — Вера');
  await leader.go('‹ Назад', 'Голосовали 3 из 5');
  await leader.go('Составить протокол', 'Протокол № 1 создан');

  const agree = async (phone: Chat, name: string) => {
    await phone.say('/start', 'Протокол № 1 ждёт вашего ответа');
    await phone.go('Ответить по протоколу № 1', 'Нужен ваш ответ');
    await phone.go('Согласиться и выбрать имя', 'Можно взять псевдоним');
    await phone.say(name, 'Публичное имя');
    await phone.go('Подтвердить согласие', 'Согласие принято');
  };
  await agree(leader, 'Северянин');
  await openDelegates(leader, 'ждёт ответа');
  await leader.go('Перейти к протоколу № 1', 'ждём ответа');
  await leader.go('Напомнить не ответившим', 'не чаще раза в сутки');
  alliance.passDays(1.001);
  await leader.go('Напомнить не ответившим', 'получателей: 1');
  await agree(boris, 'Борис <К>');
  await openDelegates(leader, 'ждёт подписи');
  await leader.go('Перейти к протоколу № 1', 'Все ответили');
  await leader.go('Назвать запасного · место 1', 'Запасной делегат голосует');
  await leader.go('Вера', 'Запасной на место 1 · Вера — ждём ответа');
  await agree(vera, 'Вера В.');
  await leader.say('/start', 'Протокол № 1 ждёт вашей подписи.');
  await leader.go('Подписать протокол № 1', 'Все ответили');
  await leader.go('Прочитать и подписать', 'ПРОТОКОЛ О ДЕЛЕГАТАХ № 1');
  await sign(leader, {
    code: 'Получить код и подписать',
    ask: 'Код подписи',
    next: 'Дальше:',
    done: 'Протокол № 1 подписан',
  });
  await leader.press('Получить PDF');
  await bot.api.waitFor(() => leader.last()?.document?.file_name === 'protocol-1.pdf');

  await officer.say('/secretariat', 'Протоколы: 1');
  await officer.go('Проверить протоколы · 1', 'Проверяется только форма');
  const checked = await officer.go(officer.labelOf('№ 1', ''), 'ПРОТОКОЛ О ДЕЛЕГАТАХ № 1');
  expect(checked).toContain('Борис <К>');
  await officer.go('Принять протокол', 'Отменить это нельзя');
  await officer.go('Принять протокол', 'Протокол № 1 принят, выдано мандатов: 2');

  const now = await alliance.deps.clock.now();
  const held = await findMandateOf(alliance.deps.db, alliance.deps.vault, project.leader, now);
  expect(held).toMatchObject({ publicName: 'Северянин', term: 1, protocolNumber: 1 });
  await boris.say('/me', 'Мои права');
  await boris.go('Посмотреть мой мандат', 'делегат Конгресса под именем «Борис <К>»');
  await boris.go('Сложить мандат', 'вернуть его нельзя');
  await boris.go('Да, сложить мандат', 'Мандат сложен');
});

it('a vote held elsewhere: recorded, scanned, signed and returned with its reasons, in English', async () => {
  const { deps } = alliance;
  const project = await alliance.addProject();
  for (const id of project.people)
    await deps.db.transaction((tx) => updateProfile(tx, deps, id, { locale: 'en', discreet: false }));
  const [leader, boris] = (await phonesOf(project)) as [Chat, Chat];
  const openDelegates = (then: string) =>
    openHub(leader, project, {
      list: 'Projects',
      way: 'Open delegates and protocols',
      hub: 'Delegates · ',
      then,
    });
  await openDelegates('no delegates in the Congress');
  await leader.go('Record a vote held elsewhere', 'How many participants');
  await leader.say('many', 'A whole number');
  await leader.say('12', 'When was the vote');
  await leader.say('31.02.2026', 'can’t be read');
  await leader.say('2026-11-20', 'Where was the vote');
  await leader.say('Riga', 'were present');
  await leader.say('10', 'votes for');
  await leader.say('8', 'votes against');
  await leader.say('1', 'abstained');
  await leader.say('1', 'seat 1 of 2');
  await leader.go('Анна', 'seat 2 of 2');
  await leader.say('борис', 'Delegates: Анна, Борис');
  await leader.go('Create the protocol', 'is created');
  await leader.go('‹ To the protocol', 'scan of the meeting’s protocol is still to be attached');
  const send = async (content: string, then: string) => {
    await leader.go(leader.labelOf('Attach', 'scan'), 'PDF, JPEG or PNG');
    const bytes = new TextEncoder().encode(content);
    await leader.sendMedia('document', { bytes, fileName: 'scan.pdf' });
    await leader.sees(then);
    await leader.go('‹ To the protocol', 'Delegate protocol No. 2');
  };
  await send('MZ this is a program', 'neither PDF nor JPEG nor PNG');
  await send('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n', 'It is kept encrypted');
  for (const [phone, name] of [
    [leader, 'Anna A.'],
    [boris, 'Boris B.'],
  ] as const) {
    await phone.say('/start', 'waits for your answer');
    await phone.go('Answer on protocol No. 2', 'Your answer is needed');
    await phone.go('Agree and choose a name', 'A pseudonym is fine');
    await phone.say(name, 'Public name');
    await phone.go('Confirm and agree', 'Consent recorded');
  }
  await openDelegates('waits to be signed');
  await leader.go('Go to protocol No. 2', 'Everybody has answered');
  await leader.go('Read and sign', 'DELEGATE PROTOCOL No. 2');
  await sign(leader, {
    code: 'Get the code and sign',
    ask: 'Signing code',
    next: 'Next:',
    done: 'Protocol No. 2 is signed',
  });

  await officer.say('/secretariat', 'Протоколы: 1');
  await officer.go('Проверить протоколы · 1', 'Проверяется только форма');
  await officer.go(officer.labelOf('№ 2', ''), 'ПРОТОКОЛ О ДЕЛЕГАТАХ № 2');
  await officer.press('Получить скан');
  await bot.api.waitFor(() => officer.last()?.document?.file_name === 'protocol-2-scan.pdf');
  // The question takes the place of the protocol, above the file.
  await officer.press('Вернуть с причинами');
  await officer.finds('Что не так');
  await officer.say('На скане нет подписи.', 'вернётся руководителю');
  await officer.go('Вернуть протокол', 'вернулся руководителю');
  expect((await findProtocol(deps.db, deps.vault, 2))?.state).toBe('returned');
  await leader.go('‹ To the protocol', 'На скане нет подписи.');

  // Found from home, and nothing is typed twice.
  await leader.say('/start', 'Protocol No. 2 was returned');
  await leader.go('Correct protocol No. 2', 'На скане нет подписи.');
  const again = await leader.go('Correct and hand in again', 'Delegates: Анна, Борис');
  expect(again).toContain('Riga');
  await leader.go('Change an answer', 'Which answer do you want to change');
  await leader.go('Change: place', 'Where was the vote');
  await leader.say('Vilnius', 'Vilnius');
  await leader.go('Create the protocol', 'Protocol No. 3 is created');
  expect((await findProtocol(deps.db, deps.vault, 3))?.content.vote).toMatchObject({
    place: 'Vilnius',
    present: 10,
  });
  expect(await leader.say('/start', 'Protocol No. 3 waits')).not.toContain('returned');
});
