import { afterAll, beforeAll, expect, it } from 'vitest';
import { findMandateOf } from '../../../../src/db/read/mandate/mandate.ts';
import { findProtocol } from '../../../../src/db/read/protocol/protocol.ts';
import { updateProfile } from '../../../../src/db/write/person/person.ts';
import { sweepDelegates } from '../../../../src/jobs/sweepDelegates.ts';
import type { Person } from '../../../../src/playground/types.ts';
import { appoint } from '../../../support/officers.ts';
import {
  createProjectAlliance,
  type ProjectAlliance,
  type VerifiedProject,
} from '../../../support/projectAlliance.ts';
import { plainSpaces, startTestBot, type TestBot } from '../../../support/testBot.ts';

let alliance: ProjectAlliance;
let bot: TestBot;
let officer: Person;

beforeAll(async () => {
  alliance = await createProjectAlliance();
  await alliance.publish(1);
  bot = await startTestBot(alliance.deps);
  const id = await alliance.addMember();
  await appoint(alliance.deps, id, 'secretary');
  officer = await bot.phoneOf(id);
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
  expect(bot.failures).toEqual([]);
});

const go = async (phone: Person, label: string, then: string): Promise<string> => {
  await bot.press(phone, label);
  return bot.sees(phone, then);
};
/** The answer is a new message: an earlier one may say the same. */
const say = async (phone: Person, text: string, then: string): Promise<string> => {
  const before = phone.last()?.message_id ?? 0;
  await phone.send(text);
  await bot.api.waitFor(() => (phone.last()?.message_id ?? 0) > before);
  return bot.sees(phone, then);
};
const labels = (phone: Person): string[] => {
  const last = phone.last();
  return last === undefined
    ? []
    : phone
        .keyboardOf(last)
        .flat()
        .map(({ text }) => plainSpaces(text));
};
/** The button that begins and ends so: between stands a candidate's number, which is random. */
const labelOf = (phone: Person, begins: string, ends: string): string =>
  labels(phone).find((label) => label.startsWith(begins) && label.endsWith(ends)) ?? `${begins}…${ends}`;
const codeIn = (phone: Person): string =>
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

const phonesOf = ({ people }: VerifiedProject): Promise<Person[]> =>
  Promise.all(people.map((id) => bot.phoneOf(id)));

const openHub = async (
  phone: Person,
  { number }: VerifiedProject,
  words: { list: string; way: string; hub: string; then: string },
): Promise<void> => {
  await say(phone, '/projects', words.list);
  await bot.press(phone, labels(phone).find((label) => label.includes(String(number))) ?? '');
  await bot.api.waitFor(() => labels(phone).includes(words.way));
  expect(await go(phone, words.way, words.hub)).toContain(words.then);
};

/** From the last page of the text to the receipt. */
const sign = async (phone: Person, words: { code: string; ask: string; next: string; done: string }) => {
  for (let page = 2; !labels(phone).includes(words.code); page += 1)
    await go(phone, labelOf(phone, `${words.next} ${page}`, ''), `${page} `);
  await go(phone, words.code, words.ask);
  await say(phone, codeIn(phone), words.done);
};

it('from opening a vote in the bot to mandates in force, in Russian', async () => {
  const project = await alliance.addProject();
  const [leader, boris, vera] = (await phonesOf(project)) as [Person, Person, Person];
  const openDelegates = (phone: Person, then: string) =>
    openHub(phone, project, {
      list: 'Проекты',
      way: 'Открыть делегатов и протоколы',
      hub: 'Делегаты · Проект',
      then,
    });
  await openDelegates(leader, 'Делегатов в Конгрессе у проекта сейчас нет');
  await go(leader, 'Провести голосование в Вече', 'Сколько сейчас участников');
  await say(leader, '12', 'выдвигать кандидатов');
  await go(leader, 'Сутки', 'Сколько времени потом голосовать');
  await go(leader, 'Сутки', 'выбирают делегатов: 2');
  await go(leader, 'Открыть голосование', 'открыто');
  await go(leader, '‹ К делегатам', 'кандидатов выдвигают');
  await go(leader, 'Перейти к голосованию № 1', 'Кандидатов пока нет');
  await go(leader, 'Выдвинуть себя', 'Ваша кандидатура принята');
  await go(leader, 'Предложить участника', 'Кого предложить');
  await go(leader, 'Борис', 'Борис — ждём согласия');

  await openDelegates(boris, 'кандидатов выдвигают');
  await go(boris, 'Перейти к голосованию № 1', 'Вас предложили кандидатом');
  await go(boris, 'Согласиться', 'Вы — кандидат');
  await openDelegates(vera, 'кандидатов выдвигают');
  await go(vera, 'Перейти к голосованию № 1', 'Борис');
  await go(vera, 'Выдвинуть себя', 'Ваша кандидатура принята');

  alliance.passDays(1.001);
  await sweepDelegates(alliance.deps);
  const vote = async (phone: Person, ...names: string[]) => {
    await say(phone, '/start', 'Голосование проекта № 1');
    await go(phone, 'Голосовать в проекте · № 1', '№ 1 · идёт');
    for (const name of names) {
      await bot.press(phone, labelOf(phone, 'Отметить', name));
      await bot.api.waitFor(() => labels(phone).includes(labelOf(phone, 'Убрать', name)));
    }
    if (names.length === 2) expect(labels(phone).filter((label) => label.startsWith('Отметить'))).toEqual([]);
    const shown = await go(phone, labelOf(phone, 'Проголосовать', ''), 'Голос принят');
    // A receipt never shows the choice.
    expect(shown).not.toContain('Отмечены');
  };
  await vote(leader, 'Анна', 'Борис');
  await vote(boris, 'Борис', 'Анна');
  await vote(vera, 'Вера');

  alliance.passDays(1.01);
  await sweepDelegates(alliance.deps);
  await openDelegates(leader, 'закончено');
  const result = await go(leader, 'Перейти к голосованию № 1', 'Голосовали 3 из 5');
  expect(result).toMatch(/Анна — 2 голоса: место \d/u);
  expect(result).toContain('Вера — 1 голос');
  await go(leader, 'Посмотреть, кто за кого', 'Вера — Вера');
  await go(leader, '‹ Назад', 'Голосовали 3 из 5');
  await go(leader, 'Составить протокол', 'Протокол № 1 создан');

  const agree = async (phone: Person, name: string) => {
    await say(phone, '/start', 'Протокол № 1 ждёт вашего ответа');
    await go(phone, 'Ответить по протоколу № 1', 'Нужен ваш ответ');
    await go(phone, 'Согласиться и выбрать имя', 'Можно взять псевдоним');
    await say(phone, name, 'Публичное имя');
    await go(phone, 'Подтвердить согласие', 'Согласие принято');
  };
  await agree(leader, 'Северянин');
  await openDelegates(leader, 'ждёт ответа');
  await go(leader, 'Перейти к протоколу № 1', 'ждём ответа');
  await go(leader, 'Напомнить не ответившим', 'не чаще раза в сутки');
  alliance.passDays(1.001);
  await go(leader, 'Напомнить не ответившим', 'получателей: 1');
  await agree(boris, 'Борис <К>');
  await openDelegates(leader, 'ждёт подписи');
  await go(leader, 'Перейти к протоколу № 1', 'Все ответили');
  await go(leader, 'Назвать запасного · место 1', 'Запасной делегат голосует');
  await go(leader, 'Вера', 'Запасной на место 1 · Вера — ждём ответа');
  await agree(vera, 'Вера В.');
  await say(leader, '/start', 'Протокол № 1 ждёт вашей подписи.');
  await go(leader, 'Подписать протокол № 1', 'Все ответили');
  await go(leader, 'Прочитать и подписать', 'ПРОТОКОЛ О ДЕЛЕГАТАХ № 1');
  await sign(leader, {
    code: 'Получить код и подписать',
    ask: 'Код подписи',
    next: 'Дальше:',
    done: 'Протокол № 1 подписан',
  });
  await bot.press(leader, 'Получить PDF');
  await bot.api.waitFor(() => leader.last()?.document?.file_name === 'protocol-1.pdf');

  await say(officer, '/secretariat', 'Протоколы: 1');
  await go(officer, 'Проверить протоколы · 1', 'Проверяется только форма');
  const checked = await go(officer, labelOf(officer, '№ 1', ''), 'ПРОТОКОЛ О ДЕЛЕГАТАХ № 1');
  expect(checked).toContain('Борис <К>');
  await go(officer, 'Принять протокол', 'Отменить это нельзя');
  await go(officer, 'Принять протокол', 'Протокол № 1 принят, выдано мандатов: 2');

  const now = await alliance.deps.clock.now();
  const held = await findMandateOf(alliance.deps.db, alliance.deps.vault, project.leader, now);
  expect(held).toMatchObject({ publicName: 'Северянин', term: 1, protocolNumber: 1 });
  await say(boris, '/me', 'Мои права');
  await go(boris, 'Посмотреть мой мандат', 'делегат Конгресса под именем «Борис <К>»');
  await go(boris, 'Сложить мандат', 'вернуть его нельзя');
  await go(boris, 'Да, сложить мандат', 'Мандат сложен');
});

it('a vote held elsewhere: recorded, scanned, signed and returned with its reasons, in English', async () => {
  const { deps } = alliance;
  const project = await alliance.addProject();
  for (const id of project.people)
    await deps.db.transaction((tx) => updateProfile(tx, deps, id, { locale: 'en', discreet: false }));
  const [leader, boris] = (await phonesOf(project)) as [Person, Person];
  const openDelegates = (then: string) =>
    openHub(leader, project, {
      list: 'Projects',
      way: 'Open delegates and protocols',
      hub: 'Delegates · ',
      then,
    });
  await openDelegates('no delegates in the Congress');
  await go(leader, 'Record a vote held elsewhere', 'How many participants');
  await say(leader, 'many', 'A whole number');
  await say(leader, '12', 'When was the vote');
  await say(leader, '31.02.2026', 'can’t be read');
  await say(leader, '2026-11-20', 'Where was the vote');
  await say(leader, 'Riga', 'were present');
  await say(leader, '10', 'votes for');
  await say(leader, '8', 'votes against');
  await say(leader, '1', 'abstained');
  await say(leader, '1', 'seat 1 of 2');
  await go(leader, 'Анна', 'seat 2 of 2');
  await say(leader, 'борис', 'Delegates: Анна, Борис');
  await go(leader, 'Create the protocol', 'is created');
  await go(leader, '‹ To the protocol', 'scan of the meeting’s protocol is still to be attached');
  const send = async (content: string, then: string) => {
    await go(leader, labelOf(leader, 'Attach', 'scan'), 'PDF, JPEG or PNG');
    const bytes = new TextEncoder().encode(content);
    await leader.sendMedia('document', { bytes, fileName: 'scan.pdf' });
    await bot.sees(leader, then);
    await go(leader, '‹ To the protocol', 'Delegate protocol No. 2');
  };
  await send('MZ this is a program', 'neither PDF nor JPEG nor PNG');
  await send('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n', 'It is kept encrypted');
  for (const [phone, name] of [
    [leader, 'Anna A.'],
    [boris, 'Boris B.'],
  ] as const) {
    await say(phone, '/start', 'waits for your answer');
    await go(phone, 'Answer on protocol No. 2', 'Your answer is needed');
    await go(phone, 'Agree and choose a name', 'A pseudonym is fine');
    await say(phone, name, 'Public name');
    await go(phone, 'Confirm and agree', 'Consent recorded');
  }
  await openDelegates('waits to be signed');
  await go(leader, 'Go to protocol No. 2', 'Everybody has answered');
  await go(leader, 'Read and sign', 'DELEGATE PROTOCOL No. 2');
  await sign(leader, {
    code: 'Get the code and sign',
    ask: 'Signing code',
    next: 'Next:',
    done: 'Protocol No. 2 is signed',
  });

  await say(officer, '/secretariat', 'Протоколы: 1');
  await go(officer, 'Проверить протоколы · 1', 'Проверяется только форма');
  await go(officer, labelOf(officer, '№ 2', ''), 'ПРОТОКОЛ О ДЕЛЕГАТАХ № 2');
  await bot.press(officer, 'Получить скан');
  await bot.api.waitFor(() => officer.last()?.document?.file_name === 'protocol-2-scan.pdf');
  // The question takes the place of the protocol, above the file.
  await bot.press(officer, 'Вернуть с причинами');
  await bot.api.waitFor(() =>
    officer.chat().some(({ text }) => plainSpaces(text ?? '').includes('Что не так')),
  );
  await say(officer, 'На скане нет подписи.', 'вернётся руководителю');
  await go(officer, 'Вернуть протокол', 'вернулся руководителю');
  expect((await findProtocol(deps.db, deps.vault, 2))?.state).toBe('returned');
  await go(leader, '‹ To the protocol', 'На скане нет подписи.');

  // Found from home, and nothing is typed twice.
  await say(leader, '/start', 'Protocol No. 2 was returned');
  await go(leader, 'Correct protocol No. 2', 'На скане нет подписи.');
  const again = await go(leader, 'Correct and hand in again', 'Delegates: Анна, Борис');
  expect(again).toContain('Riga');
  await go(leader, 'Change an answer', 'Which answer do you want to change');
  await go(leader, 'Change: place', 'Where was the vote');
  await say(leader, 'Vilnius', 'Vilnius');
  await go(leader, 'Create the protocol', 'Protocol No. 3 is created');
  expect((await findProtocol(deps.db, deps.vault, 3))?.content.vote).toMatchObject({
    place: 'Vilnius',
    present: 10,
  });
  expect(await say(leader, '/start', 'Protocol No. 3 waits')).not.toContain('returned');
});
