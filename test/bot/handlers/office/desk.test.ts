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
import type { Person } from '../../../../src/playground/types.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { appoint, granted } from '../../../support/officers.ts';
import { startTestBot, type TestBot } from '../../../support/testBot.ts';

let alliance: Newcomers;
let bot: TestBot;
type Somebody = { readonly id: string; readonly phone: Person };
let first: Somebody;
let second: Somebody;
let third: Somebody;
let guest: Somebody;
let english: Somebody;

const somebody = async (): Promise<Somebody> => {
  const { id } = await alliance.addGuest();
  return { id, phone: await bot.phoneOf(id) };
};
const labels = (phone: Person): string[] => {
  const last = phone.last();
  return last === undefined
    ? []
    : phone
        .keyboardOf(last)
        .flat()
        .map(({ text }) => text.replaceAll('\u00a0', ' '));
};
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
const traced = async () =>
  (await listTraces(alliance.deps.db, alliance.deps.vault, { limit: 50 })).map(
    ({ act, about }) => `${act} ${about}`,
  );

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance.deps);
  [first, second, third, guest, english] = [
    await somebody(),
    await somebody(),
    await somebody(),
    await somebody(),
    await somebody(),
  ];
  for (const { id } of [first, second, third]) await appoint(alliance.deps, id, 'secretary');
  await appoint(alliance.deps, english.id, 'auditor');
  await alliance.deps.db.transaction((tx) =>
    updateProfile(tx, alliance.deps, english.id, { locale: 'en', discreet: false }),
  );
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
  expect(bot.failures).toEqual([]);
});

describe('the desk', () => {
  it('says in one line that nothing waits, with every queue one or two presses away', async () => {
    expect(await say(first.phone, '/secretariat', 'Ваши роли')).toContain('всё разобрано');
    expect(labels(first.phone)).toContain('Найти по номеру члена');
    expect(labels(first.phone)).not.toContain('Открыть для аудита');
    expect(labels(first.phone).length).toBeLessThan(9);
    await go(first.phone, 'Открыть остальное', 'Секретариат · остальное');
    expect(labels(first.phone)).toEqual(
      expect.arrayContaining(['Разобрать заявки · 0', 'Ответить на вопросы · 0', 'Посмотреть роли']),
    );
  });

  it('says age and deadline, the nearest first, and what is overdue in words', async () => {
    granted(await inviteOfficer(alliance.deps, { role: 'verifier' }));
    alliance.passDays(conceptBylaws.deskDays - 1);
    const words = 'Меня знают по работе в фонде.';
    granted(await requestAdmission(alliance.deps, { personId: await alliance.addSigned(), words }));
    const shown = await say(first.phone, '/secretariat', 'Предложения: 1');
    expect(shown).toMatch(/Предложения: 1, самое долгое ожидание — \d+ д\S+, срок — /u);
    expect(shown.indexOf('Предложения')).toBeLessThan(shown.indexOf('Заявки'));
    alliance.passDays(2);
    expect(await say(first.phone, '/secretariat', 'срок прошёл')).toContain('Заявки: 1');
  });

  it('the next case is one press away; reading an applicant is traced', async () => {
    await say(first.phone, '/secretariat', 'Заявки: 1');
    await go(first.phone, 'Разобрать заявки · 1', 'Заявки · 1 из 1');
    expect(labels(first.phone)[0]).toBe('Взять следующее');
    await go(first.phone, 'Взять следующее', 'Меня знают по работе');
    expect((await traced())[0]).toMatch(/^admission\.read case:\d+$/);
    await go(first.phone, 'Одобрить', 'Вы уже одобрили');
    await say(first.phone, '/secretariat', 'Заявки: 1');
    await go(first.phone, 'Разобрать заявки · 1', 'ждёт другого сотрудника');
    expect(labels(first.phone)).not.toContain('Взять следующее');
  });
});

describe('letters', () => {
  it('a guest writes, an officer takes, previews and answers, the guest reads and closes', async () => {
    await say(guest.phone, '/help', 'Справка');
    await go(guest.phone, 'Написать в секретариат', 'Открытых вопросов у вас нет');
    await go(guest.phone, 'Задать вопрос', 'О чём вы хотите спросить');
    await say(guest.phone, 'Как <b>вступить</b>, если нет {{знакомых}}?', 'Письмо принято');
    await say(second.phone, '/secretariat', 'Вопросы: 1');
    await go(second.phone, 'Ответить на вопросы · 1', 'Вопросы · 1 из 1');
    const read = await go(second.phone, 'Взять следующее', 'Человек,');
    expect(read).toContain('Как <b>вступить</b>, если нет {{знакомых}}?');
    expect((await traced())[0]).toBe('question.read question:1');
    await go(second.phone, 'Ответить', 'Ответ на вопрос № 1: до');
    await say(second.phone, 'Два сотрудника поговорят с вами.', 'прочтёт:');
    await go(second.phone, 'Отправить ответ', 'отправлен');

    await say(third.phone, '/secretariat', 'Ваши роли');
    expect(labels(third.phone).filter((label) => label.startsWith('Ответить на вопросы'))).toEqual([]);

    await say(guest.phone, '/help', 'Справка');
    await go(guest.phone, 'Написать в секретариат', 'Ваши открытые вопросы');
    await go(guest.phone, '№ 1 · есть ответ', 'Два сотрудника поговорят');
    await go(guest.phone, 'Написать ещё', 'О чём вы хотите спросить');
    await say(guest.phone, 'Спасибо.', 'Письмо принято');
    await go(guest.phone, 'Открыть вопрос № 1', 'Ждёт ответа');
    await go(guest.phone, 'Закрыть вопрос', 'Вопрос закрыт');
    expect(labels(guest.phone)).not.toContain('Закрыть вопрос');
    // The officer's old button: the present state, no answer.
    await say(second.phone, '/secretariat', 'Ваши роли');
  });

  it('three unusable answers in a form offer to write to the secretariat', async () => {
    await say(guest.phone, '/help', 'Справка');
    await go(guest.phone, 'Написать в секретариат', 'Письма в секретариат');
    await go(guest.phone, 'Задать вопрос', 'О чём вы хотите спросить');
    for (let miss = 0; miss < 2; miss += 1) await say(guest.phone, '?', 'Слишком коротко');
    await say(guest.phone, '?', 'Можно написать в секретариат');
    expect(labels(guest.phone)).toContain('Написать в секретариат');
    await guest.phone.send('/cancel');
    await bot.sees(guest.phone, 'Вече');
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
    await say(first.phone, '/secretariat', 'Ваши роли');
    await go(first.phone, 'Найти по номеру члена', 'Пришлите номер');
    const before = (await traced()).length;
    await say(first.phone, '2222-2222-3', 'Пришлите номер');
    expect((await traced()).length).toBe(before);
    const shown = await say(first.phone, showCode(code).toLowerCase(), 'член Альянса');
    expect(shown).toContain('Подписана действующая Декларация');
    expect((await traced())[0]).toBe(`member.searched ${code}`);
  });

  it('the auditor reads it in English, and nothing else of the desk', async () => {
    const { phone } = english;
    await say(phone, '/secretariat', 'Your roles: auditor');
    expect(labels(phone)).not.toContain('Find by member number');
    const shown = await go(phone, 'Open the audit', 'Audit · 1 of 1');
    expect(shown).toMatch(/officer No\. \d: searched for \w{4}-\w{4}-\w/u);
    expect(shown).toContain('opened question No. 1');
    const outcomes = await go(phone, 'See what proposals came to', 'Proposals by month');
    expect(outcomes).toMatch(/request, waiting: 1/);
    const before = await traced();
    await go(phone, '‹ To the acts', 'Audit · 1 of 1');
    expect(await traced()).toEqual(before);
  });

  it('a role is proposed and a dismissal too, officers being numbers', async () => {
    await say(first.phone, '/secretariat', 'Ваши роли');
    await go(first.phone, 'Открыть остальное', 'Секретариат · остальное');
    await go(first.phone, 'Посмотреть роли', 'секретарь: 3');
    await go(first.phone, 'Предложить роль', 'Какую роль');
    await go(first.phone, 'эксперт Фонда', 'Предложить роль «эксперт Фонда»?');
    await go(first.phone, 'Предложить роль', 'ждёт другого сотрудника');
    // Whoever took a letter has a number; the others get theirs with their first trace.
    const number = await findOfficerNumber(alliance.deps.db, second.id);
    await go(first.phone, 'Предложить снять с роли', 'Кого снять');
    await go(first.phone, `№ ${number} · секретарь`, 'Предложить снять с роли?');
    await go(first.phone, 'Предложить снять с роли', 'ждёт другого сотрудника');
    await say(second.phone, '/secretariat', 'Ваши роли');
    const label = labels(second.phone).find((one) => one.startsWith('Разобрать предложения')) ?? '';
    await go(second.phone, label, 'Предложения · 1 из 1');
    const about = labels(second.phone).find((one) => one.endsWith('снятие с роли')) ?? '';
    await go(second.phone, about, 'решают другие');
    expect(labels(second.phone)).not.toContain('Одобрить');
    expect(labels(second.phone)).not.toContain('Отклонить');
  });

  it('who leaves a role reads what is handed over, confirms once, and is no officer any more', async () => {
    await say(third.phone, '/secretariat', 'Ваши роли');
    await go(third.phone, 'Открыть остальное', 'Секретариат · остальное');
    await go(third.phone, 'Посмотреть роли', 'секретарь: 3');
    await go(third.phone, 'Отказаться: секретарь', 'Передавать нечего');
    await go(third.phone, 'Отказаться: секретарь', 'Роль закончилась');
    expect((await findAccount(alliance.deps.db, alliance.deps.vault, third.id))?.roles).toEqual([]);
    await say(first.phone, '/secretariat', 'Ваши роли');
    await go(first.phone, 'Открыть остальное', 'Секретариат · остальное');
    await go(first.phone, 'Посмотреть роли', 'секретарь: 2');
    await go(first.phone, 'Отказаться: секретарь', 'Отказаться от роли');
    await go(first.phone, 'Отказаться: секретарь', 'должно остаться не меньше 2');
  });
});
