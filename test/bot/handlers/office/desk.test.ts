import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inviteOfficer } from '../../../../src/actions/office/inviteOfficer.ts';
import { requestAdmission } from '../../../../src/actions/verification/requestAdmission.ts';
import { listTraces } from '../../../../src/db/read/audit/trace.ts';
import { findOfficerNumber } from '../../../../src/db/read/office/office.ts';
import { findAccount, memberNumberIndex, numberContext } from '../../../../src/db/read/person/person.ts';
import { person } from '../../../../src/db/schema/person.ts';
import { updateProfile } from '../../../../src/db/write/person/person.ts';
import { conceptBylaws } from '../../../../src/governance/bylaws/bylaws.ts';
import { makeCode, memberNumberLength, showCode } from '../../../../src/governance/kit/code.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { appoint, granted } from '../../../support/officers.ts';
import { type AccountChat, startTestBot, type TestBot } from '../../../support/testBot.ts';

let alliance: Newcomers;
let bot: TestBot;
let first: AccountChat;
let second: AccountChat;
let third: AccountChat;
let guest: AccountChat;
let english: AccountChat;

const somebody = async (): Promise<AccountChat> => bot.chatOf((await alliance.addGuest()).id);
const traced = async () =>
  (await listTraces(alliance.deps.db, alliance.deps.vault, { limit: 50 })).map(
    ({ act, about }) => `${act} ${about}`,
  );

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance);
  [first, second, third, guest, english] = [
    await somebody(),
    await somebody(),
    await somebody(),
    await somebody(),
    await somebody(),
  ];
  for (const { personId } of [first, second, third]) await appoint(alliance.deps, personId, 'secretary');
  await appoint(alliance.deps, english.personId, 'auditor');
  await alliance.deps.db.transaction((tx) =>
    updateProfile(tx, alliance.deps, english.personId, { locale: 'en', discreet: false }),
  );
});
afterAll(() => bot.close());

describe('the desk', () => {
  it('says in one line that nothing waits, with every queue one or two presses away', async () => {
    expect(await first.say('/secretariat', 'Ваши роли')).toContain('всё разобрано');
    expect(first.labels()).toContain('Найти по номеру члена');
    expect(first.labels()).not.toContain('Открыть для аудита');
    expect(first.labels().length).toBeLessThan(9);
    await first.go('Открыть остальное', 'Секретариат · остальное');
    expect(first.labels()).toEqual(
      expect.arrayContaining(['Разобрать заявки · 0', 'Ответить на вопросы · 0', 'Посмотреть роли']),
    );
  });

  it('says age and deadline, the nearest first, and what is overdue in words', async () => {
    granted(await inviteOfficer(alliance.deps, { role: 'verifier' }));
    alliance.passDays(conceptBylaws.deskDays - 1);
    const words = 'Меня знают по работе в фонде.';
    granted(await requestAdmission(alliance.deps, { personId: await alliance.addSigned(), words }));
    const shown = await first.say('/secretariat', 'Предложения: 1');
    expect(shown).toMatch(/Предложения: 1, самое долгое ожидание — \d+ д\S+, срок — /u);
    expect(shown.indexOf('Предложения')).toBeLessThan(shown.indexOf('Заявки'));
    alliance.passDays(2);
    expect(await first.say('/secretariat', 'срок прошёл')).toContain('Заявки: 1');
  });

  it('the next case is one press away; reading an applicant is traced', async () => {
    await first.say('/secretariat', 'Заявки: 1');
    await first.go('Разобрать заявки · 1', 'Заявки · 1 из 1');
    expect(first.labels()[0]).toBe('Взять следующее');
    await first.go('Взять следующее', 'Меня знают по работе');
    expect((await traced())[0]).toMatch(/^admission\.read case:\d+$/);
    await first.go('Одобрить', 'Вы уже одобрили');
    await first.say('/secretariat', 'Заявки: 1');
    await first.go('Разобрать заявки · 1', 'ждёт другого сотрудника');
    expect(first.labels()).not.toContain('Взять следующее');
  });
});

describe('letters', () => {
  it('a guest writes, an officer takes, previews and answers, the guest reads and closes', async () => {
    await guest.say('/help', 'Справка');
    await guest.go('Написать в секретариат', 'Открытых вопросов у вас нет');
    await guest.go('Задать вопрос', 'О чём вы хотите спросить');
    await guest.say('Как <b>вступить</b>, если нет {{знакомых}}?', 'Письмо принято');
    await second.say('/secretariat', 'Вопросы: 1');
    await second.go('Ответить на вопросы · 1', 'Вопросы · 1 из 1');
    const read = await second.go('Взять следующее', 'Человек,');
    expect(read).toContain('Как <b>вступить</b>, если нет {{знакомых}}?');
    expect((await traced())[0]).toBe('question.read question:1');
    await second.go('Ответить', 'Ответ на вопрос № 1: до');
    await second.say('Два сотрудника поговорят с вами.', 'прочтёт:');
    await second.go('Отправить ответ', 'отправлен');

    await third.say('/secretariat', 'Ваши роли');
    expect(third.labels().filter((label) => label.startsWith('Ответить на вопросы'))).toEqual([]);

    await guest.say('/help', 'Справка');
    await guest.go('Написать в секретариат', 'Ваши открытые вопросы');
    await guest.go('№ 1 · есть ответ', 'Два сотрудника поговорят');
    await guest.go('Написать ещё', 'О чём вы хотите спросить');
    await guest.say('Спасибо.', 'Письмо принято');
    await guest.go('Открыть вопрос № 1', 'Ждёт ответа');
    await guest.go('Закрыть вопрос', 'Вопрос закрыт');
    expect(guest.labels()).not.toContain('Закрыть вопрос');
    // The officer's old button: the present state, no answer.
    await second.say('/secretariat', 'Ваши роли');
  });

  it('three unusable answers in a form offer to write to the secretariat', async () => {
    await guest.say('/help', 'Справка');
    await guest.go('Написать в секретариат', 'Письма в секретариат');
    await guest.go('Задать вопрос', 'О чём вы хотите спросить');
    for (let miss = 0; miss < 2; miss += 1) await guest.say('?', 'Слишком коротко');
    await guest.say('?', 'Можно написать в секретариат');
    expect(guest.labels()).toContain('Написать в секретариат');
    await guest.say('/cancel', 'Вече');
  });
});

describe('searching, roles and the audit', () => {
  it('shows one person by number, traced; a mistyped number is not looked up', async () => {
    const { db, vault, random } = alliance.deps;
    const id = await alliance.addMember();
    const code = makeCode(memberNumberLength, random.bytes);
    const fields = {
      numberIndex: memberNumberIndex(vault, code),
      numberSealed: vault.seal(numberContext(id), code),
    };
    await db.update(person).set(fields).where(eq(person.id, id));
    await first.say('/secretariat', 'Ваши роли');
    await first.go('Найти по номеру члена', 'Пришлите номер');
    const before = (await traced()).length;
    await first.say('2222-2222-3', 'Пришлите номер');
    expect((await traced()).length).toBe(before);
    const shown = await first.say(showCode(code).toLowerCase(), 'член Альянса');
    expect(shown).toContain('Подписана действующая Декларация');
    expect((await traced())[0]).toBe(`member.searched ${code}`);
  });

  it('the auditor reads it in English, and nothing else of the desk', async () => {
    await english.say('/secretariat', 'Your roles: auditor');
    expect(english.labels()).not.toContain('Find by member number');
    const shown = await english.go('Open the audit', 'Audit · 1 of 1');
    expect(shown).toMatch(/officer No\. \d: searched for \w{4}-\w{4}-\w/u);
    expect(shown).toContain('opened question No. 1');
    const outcomes = await english.go('See what proposals came to', 'Proposals by month');
    expect(outcomes).toMatch(/request, waiting: 1/);
    const before = await traced();
    await english.go('‹ To the acts', 'Audit · 1 of 1');
    expect(await traced()).toEqual(before);
  });

  it('a role is proposed and a dismissal too, officers being numbers', async () => {
    await first.say('/secretariat', 'Ваши роли');
    await first.go('Открыть остальное', 'Секретариат · остальное');
    await first.go('Посмотреть роли', 'секретарь: 3');
    await first.go('Предложить роль', 'Какую роль');
    await first.go('эксперт Фонда', 'Предложить роль «эксперт Фонда»?');
    await first.go('Предложить роль', 'ждёт другого сотрудника');
    // Whoever took a letter has a number; the others get theirs with their first trace.
    const number = await findOfficerNumber(alliance.deps.db, second.personId);
    await first.go('Предложить снять с роли', 'Кого снять');
    await first.go(`№ ${number} · секретарь`, 'Предложить снять с роли?');
    await first.go('Предложить снять с роли', 'ждёт другого сотрудника');
    await second.say('/secretariat', 'Ваши роли');
    const label = second.labelOf('Разобрать предложения');
    await second.go(label, 'Предложения · 1 из 1');
    const about = second.labelOf('', 'снятие с роли');
    await second.go(about, 'решают другие');
    expect(second.labels()).not.toContain('Одобрить');
    expect(second.labels()).not.toContain('Отклонить');
  });

  it('who leaves a role reads what is handed over, confirms once, and is no officer any more', async () => {
    await third.say('/secretariat', 'Ваши роли');
    await third.go('Открыть остальное', 'Секретариат · остальное');
    await third.go('Посмотреть роли', 'секретарь: 3');
    await third.go('Отказаться: секретарь', 'Передавать нечего');
    await third.go('Отказаться: секретарь', 'Роль закончилась');
    expect((await findAccount(alliance.deps.db, alliance.deps.vault, third.personId))?.roles).toEqual([]);
    await first.say('/secretariat', 'Ваши роли');
    await first.go('Открыть остальное', 'Секретариат · остальное');
    await first.go('Посмотреть роли', 'секретарь: 2');
    await first.go('Отказаться: секретарь', 'Отказаться от роли');
    await first.go('Отказаться: секретарь', 'должно остаться не меньше 2');
  });
});
