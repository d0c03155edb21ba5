import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { approveProposal } from '../../../../src/actions/approval/approveProposal.ts';
import { findSession } from '../../../../src/db/read/session/session.ts';
import { getAccount } from '../../../support/accounts.ts';
import { addPetition, place } from '../../../support/agenda.ts';
import { at } from '../../../support/at.ts';
import type { Chat } from '../../../support/chat.ts';
import { addMandate, addProject } from '../../../support/congress.ts';
import { hurried } from '../../../support/hurried.ts';
import { startTestVeche, type TestVeche } from '../../../support/testVeche.ts';

const DAY_MS = 86_400_000;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let veche: TestVeche;
let writer: Chat;
let second: Chat;
let delegates: Chat[];
beforeAll(async () => {
  veche = await startTestVeche({ paceClock: hurried });
  [writer, second] = [at(veche.people('officer'), 0), at(veche.people('officer'), 1)];
  delegates = veche.people('named').slice(0, 5);
  const { deps } = veche.core;
  const { id: projectId } = await addProject(deps, { name: 'Северный ветер' });
  const begins = new Date((await deps.clock.now()).getTime() - DAY_MS);
  for (const [index, person] of delegates.entries()) {
    await addMandate(deps, {
      personId: (await getAccount(deps, person)).id,
      projectId,
      source: 'project',
      protocolNumber: 1,
      seat: index + 1,
      publicName: `Делегат ${index + 1}`,
      begins,
    });
  }
});
afterAll(async () => {
  await veche.close();
  expect(veche.api.violations).toEqual([]);
  expect(veche.logged.filter((line) => line.includes('"error"'))).toEqual([]);
});

const stateOf = async (number: number) =>
  (await findSession(veche.core.deps.db, veche.core.deps.vault, number))?.state;
/** '25.01.2027 19:00', so many days from now. */
const typed = async (days: number): Promise<string> => {
  const day = new Date((await veche.core.deps.clock.now()).getTime() + days * DAY_MS);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(day.getUTCDate())}.${two(day.getUTCMonth() + 1)}.${day.getUTCFullYear()} 19:00`;
};

describe('from the plan to the agenda in every chat', () => {
  it('an officer plans a session; bad times are refused before anything is lost', async () => {
    await writer.say('/secretariat', 'Ваши роли');
    await writer.go('Вести сессии Конгресса', 'Сессий ещё не было');
    await writer.go('Назначить сессию', 'По времени какого города');
    await writer.go(writer.labelOf('Берлин, UTC+'), 'Когда сессия начнётся');
    await writer.say('01.01.2020 19:00', 'уже прошло');
    await writer.say(await typed(20), 'Сколько продлится сессия');
    await writer.go('3 часа', 'Адрес и зал');
    await writer.say('Берлин, зал 2', 'Продолжительность: примерно');
    await writer.go('Назначить сессию', 'Сессия № 1 назначена');
    await writer.go('Открыть № 1', 'В повестке нет пунктов');
    expect(writer.shown()).toContain('Место: Берлин, зал 2');
  });

  it('a delegate puts an item forward, four support it by one press each, a petition comes by itself', async () => {
    const mover = at(delegates, 0);
    await mover.say('/session', 'сессия № 1');
    expect(mover.shown()).toContain('Место: Берлин, зал 2');
    await mover.go('Предложить пункт', 'О чём пункт?');
    await mover.go('другое', 'Какой это пункт?');
    await mover.go('текущий', 'На каких языках');
    await mover.go('По-русски', 'Заголовок по-русски');
    await mover.say('О рабочей группе <b>', 'Что Конгресс должен решить');
    await mover.say('Создать рабочую группу по связям с диаспорами.', 'Текущий вопрос');
    await mover.go('Предложить пункт', 'Пункт № 1 предложен');
    await mover.go('Открыть пункт № 1', 'Поддержали делегаты: 1 из 5');
    for (const [index, person] of delegates.slice(1).entries()) {
      await person.send('/session');
      await veche.api.waitFor(() => /сессия № 1|session No. 1/.test(person.shown()));
      const english = person.shown().includes('session No.');
      await person.go(
        person.labelOf(english ? 'Proposed items' : 'Предложенные пункты'),
        english ? 'Proposed items' : 'Предложенные пункты',
      );
      await person.go(person.labelOf('1 ·'), english ? 'Supported by' : 'Поддержали делегаты');
      await person.go(
        english ? 'Support the item' : 'Поддержать пункт',
        index === 3 ? '№ 1' : english ? 'Your support' : 'Ваша поддержка',
      );
    }
    await place(veche.core.deps, await addPetition(veche.core.deps));
    const guest = at(veche.people('member'), 0);
    await guest.send('/session');
    await veche.api.waitFor(() => /2/.test(guest.shown()) && /№ 1|No. 1/.test(guest.shown()));
    expect(guest.shown()).not.toContain('зал 2');
  });

  it('the chair is recorded, an item is written down at the chair’s word, the order is changed', async () => {
    // Items are entered on the chair's word.
    expect(writer.labels().join()).not.toContain('Записать пункт');
    await writer.go('Назвать председательствующего', 'кто председательствует');
    await writer.go(writer.labelOf('1 · Делегат 1'), 'Председательствует: «Делегат 1»');
    await writer.go(writer.labelOf('Записать пункт'), 'Секретариат записывает только слова');
    await writer.go('Устав', 'На каких языках');
    await writer.go('На двух языках', 'Заголовок по-русски');
    await writer.say('Об Уставе', 'Что Конгресс должен решить');
    await writer.say('Изменить пункт 3 Устава.', 'Заголовок по-английски');
    await writer.say('The Charter', 'Тот же текст по-английски');
    await writer.say('To change clause 3 of the Charter.', 'две трети всех делегатов');
    await writer.go('Внести в повестку', 'Пункт № 3 в повестке');
    await writer.go('Открыть № 1', '3. Об Уставе — стратегический');
    await writer.go(writer.labelOf('3 · Об Уставе'), 'пункт 3');
    await writer.go('Поднять на одно место', 'пункт 2');
  });

  it('one press freezes and proposes; the second officer’s approval sends it to everybody', async () => {
    await writer.go('‹ К сессии', '2. Об Уставе');
    await writer.go('Посмотреть и разослать', 'что уйдёт в рассылку');
    const preview = writer.shown();
    expect(preview).toContain('1. О рабочей группе <b>');
    expect(preview).toContain('2. Об Уставе — стратегический');
    expect(preview).toContain('Session No. 1 of the Congress');
    expect(preview).not.toContain('зал 2');
    await writer.go('Закрыть и предложить рассылку', 'Предложено: рассылка № 1, дело №');
    expect(await stateOf(1)).toBe('frozen');
    const { deps } = veche.core;
    const { id: officerId } = await getAccount(deps, second);
    const number = Number(/дело № (\d+)/.exec(writer.shown())?.[1]);
    expect(await approveProposal(deps, { officerId, number })).toMatchObject({ ok: true });
    await expect.poll(() => stateOf(1), { timeout: 30_000 }).toBe('called');
    const mover = at(delegates, 0);
    await mover.finds('повестка дня');
    await mover.finds('У вас встреча');
  });

  it('a change after that needs a reason, and goes out marked as one', async () => {
    await writer.say('/secretariat', 'Ваши роли');
    await writer.go('Вести сессии Конгресса', 'созвана');
    await writer.go('Открыть № 1', 'Отпечаток закрытой повестки');
    await writer.go('Изменить место', 'Адрес и зал');
    await writer.say('Берлин, зал 5', 'Почему оно нужно');
    await writer.say('Зал занят.', 'То же по-английски');
    await writer.say('The hall is taken.', 'Причина, которую прочитают все');
    await writer.go('Записать изменение', 'нужно разослать');
    await writer.go('Открыть № 1', 'Ещё не разослано изменений: 1');
    await writer.go('Разослать изменения', 'Изменения: сессия Конгресса № 1');
    await writer.go('Предложить изменения', 'Предложено: рассылка № 2');
  });

  it('the calendar file has the start in UTC, and the place for delegates only', async () => {
    const mover = at(delegates, 0);
    await mover.say('/session', 'сессия № 1');
    await mover.go('Добавить в календарь', 'Откройте файл');
  });
});
