import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProject } from '../../../../src/db/read/project/project.ts';
import type { Person } from '../../../../src/playground/types.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { appoint } from '../../../support/officers.ts';
import { startTestBot, type TestBot } from '../../../support/testBot.ts';

let alliance: Newcomers;
let bot: TestBot;
type Somebody = { readonly id: string; readonly phone: Person };
let leader: Somebody;
let evaluator: Somebody;
let secretary: Somebody;
let colleague: Somebody;
let helper: Somebody;
let guest: Somebody;

const somebody = async (id: string): Promise<Somebody> => ({ id, phone: await bot.phoneOf(id) });
const labels = ({ phone }: Somebody): string[] => {
  const last = phone.last();
  return last === undefined
    ? []
    : phone
        .keyboardOf(last)
        .flat()
        .map(({ text }) => text.replaceAll('\u00a0', ' '));
};
const go = async ({ phone }: Somebody, label: string, then: string): Promise<string> => {
  await bot.press(phone, label);
  return bot.sees(phone, then);
};
/** The answer is a new message: an earlier one may say the same. */
const say = async ({ phone }: Somebody, text: string, then: string): Promise<string> => {
  const before = phone.last()?.message_id ?? 0;
  await phone.send(text);
  await bot.api.waitFor(() => (phone.last()?.message_id ?? 0) > before);
  return bot.sees(phone, then);
};
const project = async (number = 1) => findProject(alliance.deps.db, alliance.deps.vault, number);

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance.deps);
  leader = await somebody(await alliance.addMember());
  evaluator = await somebody(await alliance.addMember());
  secretary = await somebody(await alliance.addMember());
  helper = await somebody(await alliance.addMember());
  guest = await somebody((await alliance.addGuest()).id);
  await appoint(alliance.deps, evaluator.id, 'evaluator');
  colleague = await somebody(await alliance.addMember());
  await appoint(alliance.deps, secretary.id, 'secretary');
  await appoint(alliance.deps, colleague.id, 'secretary');
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
  expect(bot.failures).toEqual([]);
});

const apply = async (who: Somebody): Promise<void> => {
  await say(who, '/projects', 'Проверенных проектов: 0');
  await go(who, 'Подать заявку проекта', '1 из 14');
  await say(who, 'Школа', '2 из 14');
  await say(who, 'Научить людей решать вместе.', '3 из 14');
  await say(who, 'Учебник и двенадцать занятий.', '4 из 14');
  // Left and continued from home: nothing is asked twice.
  await say(who, '/cancel', 'сохран');
  await go(who, 'Продолжить: Заявка проекта', '4 из 14');
  await say(who, 'Занятия по видеосвязи раз в неделю.', '5 из 14');
  await say(who, 'Один год', '6 из 14');
  await say(who, 'Денег нет, только время.', '7 из 14');
  await say(who, 'Сто человек умеют вести собрание.', '8 из 14');
  await say(who, 'Трое преподавателей.', '9 из 14');
  await go(who, 'Гражданская инициатива', '10 из 14');
  await go(who, 'Пропустить', '11 из 14');
  expect(await say(who, 'много', 'целое число')).toContain('11 из 14');
  await say(who, '10', '12 из 14');
  expect(await say(who, '11', 'Активных не может быть больше')).toContain('12 из 14');
  await say(who, '7', '13 из 14');
  await go(who, 'Подтвердить', 'Крым');
  await go(who, 'Подтвердить', 'Оба обязательства подтверждены');
};

describe('D1 an application', () => {
  it('is not for somebody who is no member, who is told what is missing', async () => {
    await say(guest, '/projects', 'Проекты');
    expect(await go(guest, 'Подать заявку проекта', 'Вам осталось')).toContain('подпишите');
  });

  it('is written in a dialogue that can be left and continued, and sent once', async () => {
    await apply(leader);
    expect(await go(leader, 'Отправить заявку', 'Заявка № 1 отправлена')).toContain(
      'Эксперт Фонда ответит до',
    );
    expect(await project()).toMatchObject({ state: 'submitted', participants: 10, active: 7 });
    expect(await say(leader, '/projects', 'Проекты')).toContain('Проверенных проектов: 0');
    const screen = await go(leader, 'Мой: Школа', 'Проект № 1 · Школа');
    expect(screen).toContain('Ответ придёт до');
    expect(screen).toContain('Мест в Конгрессе: 1');
    expect(screen).toContain('Если участников станет 11 или больше, мест будет 2');
    expect(await go(leader, '‹ К проектам', 'Проекты')).toBeTruthy();
    expect(await go(leader, 'Подать заявку проекта', 'Вы уже руководите')).toContain('№ 1');
  });
});

const judge = async (unmet: string | undefined): Promise<void> => {
  for (const [index, name] of [
    'Критерий 1',
    'Критерий 2',
    'Цели',
    'Задачи',
    'Как это работает',
    'Сроки',
    'Бюджет',
    'Результаты',
    'Кто выполняет',
  ].entries()) {
    await bot.sees(evaluator.phone, name);
    const next = index === 8 ? 'Что решить' : `${index + 2} из`;
    await (name === unmet ? say(evaluator, 'Назовите сумму.', next) : go(evaluator, 'Выполнено', next));
  }
};

describe('D1 the evaluator', () => {
  it('takes it, reads it paged, and returns it with advice for one criterion', async () => {
    await say(evaluator, '/secretariat', 'Ваши роли');
    await go(evaluator, 'Рассмотреть проекты · 1', 'Проекты · 1 из 1');
    const read = await go(evaluator, 'Взять следующую заявку', 'Заявка № 1');
    expect(read).toContain('Денег нет');
    await go(evaluator, 'Оценить по критериям', 'Критерий 1');
    await judge('Бюджет');
    expect(labels(evaluator)).not.toContain('Подтвердить проект');
    await go(evaluator, 'Вернуть с советами', 'общее пояснение');
    expect(await go(evaluator, 'Обойтись без пояснения', 'Решение')).toContain('Бюджет: Назовите сумму.');
    await go(evaluator, 'Вынести решение', 'возвращена с советами');
    expect((await project())?.state).toBe('returned');
  });

  it('gets the same application again, with the answers kept', async () => {
    expect(await say(leader, '/projects', 'Проекты')).toContain('№ 1 вернули с советами: 1');
    await say(leader, '/start', 'Заявку проекта № 1 вернули с советами: 1');
    await go(leader, 'Исправить заявку № 1', 'вернул заявку с советами');
    expect(await go(leader, 'Прочитать советы', 'решение эксперта')).toContain('Назовите сумму');
    await go(leader, '‹ К проекту', 'Проект № 1 · Школа');
    await go(leader, 'Изменить заявку', 'Оба обязательства подтверждены');
    await go(leader, 'Изменить ответ', 'Какой ответ изменить');
    await go(leader, 'Дальше: 2 из 2', 'Заявка проекта · 2 из 2');
    await go(leader, 'Изменить: активные', 'Сколько из них активны');
    // Back is to the summary, and nothing is lost.
    expect(await go(leader, '‹ Назад', 'Оба обязательства подтверждены')).toContain('Активных участников: 7');
    await go(leader, 'Изменить ответ', 'Какой ответ изменить');
    await go(leader, '‹ Назад', 'Оба обязательства подтверждены');
    await go(leader, 'Изменить ответ', 'Какой ответ изменить');
    await go(leader, 'Изменить: бюджет', 'Сколько и на что');
    await say(leader, 'Две тысячи евро.', 'Две тысячи евро');
    await go(leader, 'Отправить заявку', 'Заявка № 1 отправлена');
    expect((await project())?.application.budget).toBe('Две тысячи евро.');
    expect(labels(leader)).not.toContain('Исправить заявку № 1');
  });

  it('verifies it, and it is in the registry without budget and people', async () => {
    await say(evaluator, '/secretariat', 'Ваши роли');
    await go(evaluator, 'Рассмотреть проекты · 1', 'Проекты · 1 из 1');
    await go(evaluator, 'Взять следующую заявку', 'Заявка № 1');
    await go(evaluator, 'Дальше: 2 из 2', 'В прошлый раз');
    await go(evaluator, 'Оценить по критериям', 'Критерий 1');
    await judge(undefined);
    await go(evaluator, 'Подтвердить проект', 'Решение');
    await go(evaluator, 'Вынести решение', 'подтверждён');
    const card = await say(guest, '/projects 1', 'Проект № 1 · Школа');
    expect(card).toContain('Научить людей');
    expect(card).not.toMatch(/евро|преподавателей/);
    expect(await say(guest, '/projects решать учебник', 'нашлось: 1')).toBeTruthy();
    expect(await say(guest, '/projects балет', 'ничего не нашлось')).toBeTruthy();
  });
});

const linkOf = ({ phone }: Somebody): string => {
  const found = /start=(project_[\w-]{22})/.exec(phone.last()?.text ?? '');
  if (found?.[1] === undefined) throw new Error('There is no link.');
  return found[1];
};

describe('D2, D3 people of a project', () => {
  it('join by a link under a name of their choice, and are seen by the leader', async () => {
    await say(leader, '/projects', 'Проекты');
    await go(leader, 'Мой: Школа', 'Проект № 1');
    await go(leader, 'Открыть людей проекта', 'люди');
    await go(leader, 'Пригласить одного', 'Ссылка готова');
    const link = linkOf(leader);
    expect(await say(helper, `/start ${link}`, 'Под каким именем')).toContain('Школа');
    await say(helper, 'Наталья Н.', 'Ваше имя в нём: «Наталья Н.»');
    await go(helper, 'Стать участником', 'Вы участник проекта');
    expect(await say(guest, `/start ${link}`, 'уже воспользовались')).toBeTruthy();
    await go(leader, '‹ К людям проекта', 'Подтвердили себя: 1');
    await go(leader, 'Наталья Н.', 'В проекте с');
    await go(leader, 'Предложить в заместители', 'Предложение отправлено');
  });

  it('a limited link lets in so many', async () => {
    await go(leader, 'Пригласить нескольких', 'Сколько человек');
    expect(await say(leader, '2', 'Ссылка готова')).toContain('могут войти по ней: 2');
    const link = linkOf(leader);
    await say(guest, `/start ${link}`, 'Под каким именем');
    await say(guest, 'Наталья Н', 'Ваше имя');
    expect(await go(guest, 'Стать участником', 'Такое имя')).toBeTruthy();
    await say(guest, `/start ${link}`, 'Под каким именем');
    await say(guest, 'Пётр', 'Ваше имя');
    await go(guest, 'Стать участником', 'Вы участник проекта');
    await say(guest, '/projects', 'Проекты');
    const mine = await go(guest, 'Мой: Школа', 'Вы участник');
    expect(mine).toContain('под именем «Пётр»');
    await go(guest, 'Подтвердить участие', 'подтверждено сегодня');
    await go(guest, 'Выйти из проекта', 'перестанут считать');
    await go(guest, 'Выйти из проекта', 'больше не участник');
  });

  it('a deputy accepts by a link; the leader hands over; a rival claims and two officers settle it', async () => {
    await say(leader, '/projects', 'Проекты');
    await go(leader, 'Мой: Школа', 'Проект № 1');
    await go(leader, 'Открыть людей проекта', 'люди');
    await go(leader, 'Пригласить заместителя', 'Ссылка для заместителя');
    await say(helper, `/start ${linkOf(leader)}`, 'Заместитель руководителя');
    await go(helper, 'Стать заместителем', 'Вы заместитель');
    expect((await project())?.deputyId).toBe(helper.id);
    await go(leader, '‹ К людям проекта', 'люди');
    await go(leader, 'Передать проект', 'перестанете им быть');
    await go(leader, 'Передать проект', 'Проект передан');
    expect(await project()).toMatchObject({ leaderId: helper.id, deputyId: null });

    // The former leader joins by a link of the new one, and says that the project is theirs.
    await say(helper, '/projects', 'Проекты');
    await go(helper, 'Мой: Школа', 'Вы руководитель');
    await go(helper, 'Открыть людей проекта', 'люди');
    await go(helper, 'Пригласить одного', 'Ссылка готова');
    await say(leader, `/start ${linkOf(helper)}`, 'Под каким именем');
    await say(leader, 'Игорь', 'Ваше имя');
    await go(leader, 'Стать участником', 'Вы участник проекта');
    await say(leader, '/projects', 'Проекты');
    await go(leader, 'Мой: Школа', 'Вы участник');
    await go(leader, 'Заявить о руководстве', 'Почему проектом руководите');
    await say(leader, 'Собрание выбрало меня.', 'Основания');
    await go(leader, 'Начать спор', 'Спор о руководстве начат');
    await say(helper, '/projects', 'Проекты');
    expect(await go(helper, 'Мой: Школа', 'идёт спор')).toContain('новые протоколы не начинаются');

    await say(evaluator, '/secretariat', 'Ваши роли');
    await go(evaluator, 'Рассмотреть проекты · 1', 'Проекты · 1 из 1');
    const line = labels(evaluator).find((label) => label.startsWith('Спор в № 1')) ?? '';
    expect(await go(evaluator, line, 'Собрание выбрало меня')).not.toContain(leader.id);
    await go(evaluator, 'Признать нового руководителя', 'Внесено: дело № 1');
    await say(secretary, '/secretariat', 'Ваши роли');
    await go(secretary, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
    await go(secretary, 'Взять следующее', 'руководитель меняется');
    await go(secretary, 'Одобрить', 'Записано');
    expect((await project())?.leaderId).toBe(leader.id);
  });
});

describe('D1 the end of a verification', () => {
  it('is withdrawn with a reason, appealed against, and two others enter what the session decided', async () => {
    await say(evaluator, '/projects 1', 'Проект № 1');
    await go(evaluator, 'Отозвать проверку', 'Почему проверка отзывается');
    await say(evaluator, 'Проект распущен.', 'будет отозвана');
    await go(evaluator, 'Отозвать проверку', 'отозвана');
    await say(leader, '/projects', 'Проекты');
    expect(await go(leader, 'Мой: Школа', 'Проверка отозвана')).toContain('Обжаловать можно до');
    expect(await go(leader, 'Прочитать причину', 'Проект распущен')).toBeTruthy();
    await go(leader, '‹ К проекту', 'Обжаловать можно до');
    await go(leader, 'Обжаловать решение', 'Что в решении неверно');
    await say(leader, 'Никто нас не распускал.', 'Она будет записана один раз');
    expect(await go(leader, 'Подать жалобу', 'Жалоба записана')).toContain('В повестке это пункт № 1');
    await say(evaluator, '/secretariat', 'Ваши роли');
    await go(evaluator, 'Рассмотреть проекты · 1', 'Проекты · 1 из 1');
    await go(evaluator, 'Жалоба по № 1', 'Никто нас не распускал');
    expect(
      await go(evaluator, 'Внести: жалоба удовлетворена', 'тот, кто не выносил обжалованного решения'),
    ).toBeTruthy();
    await say(secretary, '/secretariat', 'Ваши роли');
    await go(secretary, 'Рассмотреть проекты · 1', 'Проекты · 1 из 1');
    await go(secretary, 'Жалоба по № 1', 'Никто нас не распускал');
    await go(secretary, 'Внести: жалоба удовлетворена', 'Внесено: дело № 2');
    await say(colleague, '/secretariat', 'Ваши роли');
    await go(colleague, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
    await go(colleague, 'Взять следующее', 'жалоба удовлетворена');
    await go(colleague, 'Одобрить', 'Записано');
    expect((await project())?.state).toBe('verified');
    expect(await say(leader, '/projects', 'Проверенных проектов: 1')).toBeTruthy();
    expect(await go(leader, 'Мой: Школа', 'Жалоба удовлетворена')).toContain(
      'участвует в формировании Конгресса',
    );
  });
});
