import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProject } from '../../../../src/db/read/project/project.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { appoint } from '../../../support/officers.ts';
import { type AccountChat, startTestBot, type TestBot } from '../../../support/testBot.ts';

let alliance: Newcomers;
let bot: TestBot;
let leader: AccountChat;
let evaluator: AccountChat;
let secretary: AccountChat;
let colleague: AccountChat;
let helper: AccountChat;
let guest: AccountChat;

const project = async (number = 1) => findProject(alliance.deps.db, alliance.deps.vault, number);

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance);
  leader = await bot.chatOf(await alliance.addMember());
  evaluator = await bot.chatOf(await alliance.addMember());
  secretary = await bot.chatOf(await alliance.addMember());
  helper = await bot.chatOf(await alliance.addMember());
  guest = await bot.chatOf((await alliance.addGuest()).id);
  await appoint(alliance.deps, evaluator.personId, 'evaluator');
  colleague = await bot.chatOf(await alliance.addMember());
  await appoint(alliance.deps, secretary.personId, 'secretary');
  await appoint(alliance.deps, colleague.personId, 'secretary');
});
afterAll(() => bot.close());

const apply = async (who: AccountChat): Promise<void> => {
  await who.say('/projects', 'Проверенных проектов: 0');
  await who.go('Подать заявку проекта', '1 из 14');
  await who.say('Школа', '2 из 14');
  await who.say('Научить людей решать вместе.', '3 из 14');
  await who.say('Учебник и двенадцать занятий.', '4 из 14');
  // Left and continued from home: nothing is asked twice.
  await who.say('/cancel', 'сохран');
  await who.go('Продолжить: Заявка проекта', '4 из 14');
  await who.say('Занятия по видеосвязи раз в неделю.', '5 из 14');
  await who.say('Один год', '6 из 14');
  await who.say('Денег нет, только время.', '7 из 14');
  await who.say('Сто человек умеют вести собрание.', '8 из 14');
  await who.say('Трое преподавателей.', '9 из 14');
  await who.go('Гражданская инициатива', '10 из 14');
  await who.go('Пропустить', '11 из 14');
  expect(await who.say('много', 'целое число')).toContain('11 из 14');
  await who.say('10', '12 из 14');
  expect(await who.say('11', 'Активных не может быть больше')).toContain('12 из 14');
  await who.say('7', '13 из 14');
  await who.go('Подтвердить', 'Крым');
  await who.go('Подтвердить', 'Оба обязательства подтверждены');
};

describe('D1 an application', () => {
  it('is not for somebody who is no member, who is told what is missing', async () => {
    await guest.say('/projects', 'Проекты');
    expect(await guest.go('Подать заявку проекта', 'Вам осталось')).toContain('подпишите');
  });

  it('is written in a dialogue that can be left and continued, and sent once', async () => {
    await apply(leader);
    expect(await leader.go('Отправить заявку', 'Заявка № 1 отправлена')).toContain(
      'Эксперт Фонда ответит до',
    );
    expect(await project()).toMatchObject({ state: 'submitted', participants: 10, active: 7 });
    expect(await leader.say('/projects', 'Проекты')).toContain('Проверенных проектов: 0');
    const screen = await leader.go('Мой: Школа', 'Проект № 1 · Школа');
    expect(screen).toContain('Ответ придёт до');
    expect(screen).toContain('Мест в Конгрессе: 1');
    expect(screen).toContain('Если участников станет 11 или больше, мест будет 2');
    expect(await leader.go('‹ К проектам', 'Проекты')).toBeTruthy();
    expect(await leader.go('Подать заявку проекта', 'Вы уже руководите')).toContain('№ 1');
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
    await evaluator.sees(name);
    const next = index === 8 ? 'Что решить' : `${index + 2} из`;
    await (name === unmet ? evaluator.say('Назовите сумму.', next) : evaluator.go('Выполнено', next));
  }
};

describe('D1 the evaluator', () => {
  it('takes it, reads it paged, and returns it with advice for one criterion', async () => {
    await evaluator.say('/secretariat', 'Ваши роли');
    await evaluator.go('Рассмотреть проекты · 1', 'Проекты · 1 из 1');
    const read = await evaluator.go('Взять следующую заявку', 'Заявка № 1');
    expect(read).toContain('Денег нет');
    await evaluator.go('Оценить по критериям', 'Критерий 1');
    await judge('Бюджет');
    expect(evaluator.labels()).not.toContain('Подтвердить проект');
    await evaluator.go('Вернуть с советами', 'общее пояснение');
    expect(await evaluator.go('Обойтись без пояснения', 'Решение')).toContain('Бюджет: Назовите сумму.');
    await evaluator.go('Вынести решение', 'возвращена с советами');
    expect((await project())?.state).toBe('returned');
  });

  it('gets the same application again, with the answers kept', async () => {
    expect(await leader.say('/projects', 'Проекты')).toContain('№ 1 вернули с советами: 1');
    await leader.say('/start', 'Заявку проекта № 1 вернули с советами: 1');
    await leader.go('Исправить заявку № 1', 'вернул заявку с советами');
    expect(await leader.go('Прочитать советы', 'решение эксперта')).toContain('Назовите сумму');
    await leader.go('‹ К проекту', 'Проект № 1 · Школа');
    await leader.go('Изменить заявку', 'Оба обязательства подтверждены');
    await leader.go('Изменить ответ', 'Какой ответ изменить');
    await leader.go('Дальше: 2 из 2', 'Заявка проекта · 2 из 2');
    await leader.go('Изменить: активные', 'Сколько из них активны');
    // Back is to the summary, and nothing is lost.
    expect(await leader.go('‹ Назад', 'Оба обязательства подтверждены')).toContain('Активных участников: 7');
    await leader.go('Изменить ответ', 'Какой ответ изменить');
    await leader.go('‹ Назад', 'Оба обязательства подтверждены');
    await leader.go('Изменить ответ', 'Какой ответ изменить');
    await leader.go('Изменить: бюджет', 'Сколько и на что');
    await leader.say('Две тысячи евро.', 'Две тысячи евро');
    await leader.go('Отправить заявку', 'Заявка № 1 отправлена');
    expect((await project())?.application.budget).toBe('Две тысячи евро.');
    expect(leader.labels()).not.toContain('Исправить заявку № 1');
  });

  it('verifies it, and it is in the registry without budget and people', async () => {
    await evaluator.say('/secretariat', 'Ваши роли');
    await evaluator.go('Рассмотреть проекты · 1', 'Проекты · 1 из 1');
    await evaluator.go('Взять следующую заявку', 'Заявка № 1');
    await evaluator.go('Дальше: 2 из 2', 'В прошлый раз');
    await evaluator.go('Оценить по критериям', 'Критерий 1');
    await judge(undefined);
    await evaluator.go('Подтвердить проект', 'Решение');
    await evaluator.go('Вынести решение', 'подтверждён');
    const card = await guest.say('/projects 1', 'Проект № 1 · Школа');
    expect(card).toContain('Научить людей');
    expect(card).not.toMatch(/евро|преподавателей/);
    expect(await guest.say('/projects решать учебник', 'нашлось: 1')).toBeTruthy();
    expect(await guest.say('/projects балет', 'ничего не нашлось')).toBeTruthy();
  });
});

const linkOf = (who: AccountChat): string => {
  const found = /start=(project_[\w-]{22})/.exec(who.last()?.text ?? '');
  if (found?.[1] === undefined) throw new Error('There is no link.');
  return found[1];
};

describe('D2, D3 people of a project', () => {
  it('join by a link under a name of their choice, and are seen by the leader', async () => {
    await leader.say('/projects', 'Проекты');
    await leader.go('Мой: Школа', 'Проект № 1');
    await leader.go('Открыть людей проекта', 'люди');
    await leader.go('Пригласить одного', 'Ссылка готова');
    const link = linkOf(leader);
    expect(await helper.say(`/start ${link}`, 'Под каким именем')).toContain('Школа');
    await helper.say('Наталья Н.', 'Ваше имя в нём: «Наталья Н.»');
    await helper.go('Стать участником', 'Вы участник проекта');
    expect(await guest.say(`/start ${link}`, 'уже воспользовались')).toBeTruthy();
    await leader.go('‹ К людям проекта', 'Подтвердили себя: 1');
    await leader.go('Наталья Н.', 'В проекте с');
    await leader.go('Предложить в заместители', 'Предложение отправлено');
  });

  it('a limited link lets in so many', async () => {
    await leader.go('Пригласить нескольких', 'Сколько человек');
    expect(await leader.say('2', 'Ссылка готова')).toContain('могут войти по ней: 2');
    const link = linkOf(leader);
    await guest.say(`/start ${link}`, 'Под каким именем');
    await guest.say('Наталья Н', 'Ваше имя');
    expect(await guest.go('Стать участником', 'Такое имя')).toBeTruthy();
    await guest.say(`/start ${link}`, 'Под каким именем');
    await guest.say('Пётр', 'Ваше имя');
    await guest.go('Стать участником', 'Вы участник проекта');
    await guest.say('/projects', 'Проекты');
    const mine = await guest.go('Мой: Школа', 'Вы участник');
    expect(mine).toContain('под именем «Пётр»');
    await guest.go('Подтвердить участие', 'подтверждено сегодня');
    await guest.go('Выйти из проекта', 'перестанут считать');
    await guest.go('Выйти из проекта', 'больше не участник');
  });

  it('a deputy accepts by a link; the leader hands over; a rival claims and two officers settle it', async () => {
    await leader.say('/projects', 'Проекты');
    await leader.go('Мой: Школа', 'Проект № 1');
    await leader.go('Открыть людей проекта', 'люди');
    await leader.go('Пригласить заместителя', 'Ссылка для заместителя');
    await helper.say(`/start ${linkOf(leader)}`, 'Заместитель руководителя');
    await helper.go('Стать заместителем', 'Вы заместитель');
    expect((await project())?.deputyId).toBe(helper.personId);
    await leader.go('‹ К людям проекта', 'люди');
    await leader.go('Передать проект', 'перестанете им быть');
    await leader.go('Передать проект', 'Проект передан');
    expect(await project()).toMatchObject({ leaderId: helper.personId, deputyId: null });

    // The former leader joins by a link of the new one, and says that the project is theirs.
    await helper.say('/projects', 'Проекты');
    await helper.go('Мой: Школа', 'Вы руководитель');
    await helper.go('Открыть людей проекта', 'люди');
    await helper.go('Пригласить одного', 'Ссылка готова');
    await leader.say(`/start ${linkOf(helper)}`, 'Под каким именем');
    await leader.say('Игорь', 'Ваше имя');
    await leader.go('Стать участником', 'Вы участник проекта');
    await leader.say('/projects', 'Проекты');
    await leader.go('Мой: Школа', 'Вы участник');
    await leader.go('Заявить о руководстве', 'Почему проектом руководите');
    await leader.say('Собрание выбрало меня.', 'Основания');
    await leader.go('Начать спор', 'Спор о руководстве начат');
    await helper.say('/projects', 'Проекты');
    expect(await helper.go('Мой: Школа', 'идёт спор')).toContain('новые протоколы не начинаются');

    await evaluator.say('/secretariat', 'Ваши роли');
    await evaluator.go('Рассмотреть проекты · 1', 'Проекты · 1 из 1');
    const line = evaluator.labelOf('Спор в № 1');
    expect(await evaluator.go(line, 'Собрание выбрало меня')).not.toContain(leader.personId);
    await evaluator.go('Признать нового руководителя', 'Внесено: дело № 1');
    await secretary.say('/secretariat', 'Ваши роли');
    await secretary.go('Разобрать предложения · 1', 'Предложения · 1 из 1');
    await secretary.go('Взять следующее', 'руководитель меняется');
    await secretary.go('Одобрить', 'Записано');
    expect((await project())?.leaderId).toBe(leader.personId);
  });
});

describe('D1 the end of a verification', () => {
  it('is withdrawn with a reason, appealed against, and two others enter what the session decided', async () => {
    await evaluator.say('/projects 1', 'Проект № 1');
    await evaluator.go('Отозвать проверку', 'Почему проверка отзывается');
    await evaluator.say('Проект распущен.', 'будет отозвана');
    await evaluator.go('Отозвать проверку', 'отозвана');
    await leader.say('/projects', 'Проекты');
    expect(await leader.go('Мой: Школа', 'Проверка отозвана')).toContain('Обжаловать можно до');
    expect(await leader.go('Прочитать причину', 'Проект распущен')).toBeTruthy();
    await leader.go('‹ К проекту', 'Обжаловать можно до');
    await leader.go('Обжаловать решение', 'Что в решении неверно');
    await leader.say('Никто нас не распускал.', 'Она будет записана один раз');
    expect(await leader.go('Подать жалобу', 'Жалоба записана')).toContain('В повестке это пункт № 1');
    await evaluator.say('/secretariat', 'Ваши роли');
    await evaluator.go('Рассмотреть проекты · 1', 'Проекты · 1 из 1');
    await evaluator.go('Жалоба по № 1', 'Никто нас не распускал');
    expect(
      await evaluator.go('Внести: жалоба удовлетворена', 'тот, кто не выносил обжалованного решения'),
    ).toBeTruthy();
    await secretary.say('/secretariat', 'Ваши роли');
    await secretary.go('Рассмотреть проекты · 1', 'Проекты · 1 из 1');
    await secretary.go('Жалоба по № 1', 'Никто нас не распускал');
    await secretary.go('Внести: жалоба удовлетворена', 'Внесено: дело № 2');
    await colleague.say('/secretariat', 'Ваши роли');
    await colleague.go('Разобрать предложения · 1', 'Предложения · 1 из 1');
    await colleague.go('Взять следующее', 'жалоба удовлетворена');
    await colleague.go('Одобрить', 'Записано');
    expect((await project())?.state).toBe('verified');
    expect(await leader.say('/projects', 'Проверенных проектов: 1')).toBeTruthy();
    expect(await leader.go('Мой: Школа', 'Жалоба удовлетворена')).toContain(
      'участвует в формировании Конгресса',
    );
  });
});
