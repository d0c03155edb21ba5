import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { approveProposal } from '../../../../src/actions/approval/approveProposal.ts';
import { findAccountByTelegram } from '../../../../src/db/read/person/person.ts';
import { findSession } from '../../../../src/db/read/session/session.ts';
import type { ChatMessage, Person } from '../../../../src/playground/types.ts';
import { addPetition, place } from '../../../support/agenda.ts';
import { addMandate, addProject } from '../../../support/congress.ts';
import { hurried } from '../../../support/hurried.ts';
import { plainSpaces } from '../../../support/testBot.ts';
import { startTestVeche, type TestVeche } from '../../../support/testVeche.ts';

const WAIT_MS = 30_000;
const DAY_MS = 86_400_000;
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let veche: TestVeche;
let writer: Person;
let second: Person;
let delegates: Person[];
beforeAll(async () => {
  veche = await startTestVeche({ paceClock: hurried });
  const [one, two] = veche.people('officer');
  if (one === undefined || two === undefined) throw new Error('The sample has two officers.');
  [writer, second] = [one, two];
  delegates = veche.people('named').slice(0, 5);
  const { deps } = veche.core;
  const { id: projectId } = await addProject(deps, { name: 'Северный ветер' });
  const begins = new Date((await deps.clock.now()).getTime() - DAY_MS);
  for (const [index, person] of delegates.entries()) {
    const account = await findAccountByTelegram(deps.db, deps.vault, person.id);
    await addMandate(deps, {
      personId: account?.id ?? '',
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

const textOf = (message: ChatMessage | undefined): string =>
  plainSpaces(message?.text ?? message?.caption ?? '');
/** Waits until a message of the bot says so. */
const sees = (person: Person, text: string): Promise<string> =>
  veche.api
    .waitFor(
      () =>
        person
          .chat()
          .filter((message) => message.from.is_bot)
          .map(textOf)
          .findLast((one) => one.includes(text)),
      WAIT_MS,
    )
    .catch(() => {
      throw new Error(`Waited for "${text}", but the chat says: ${textOf(person.last())}`);
    });
const press = async (person: Person, label: string, then: string): Promise<string> => {
  for (const message of person.chat().toReversed()) {
    const found = person
      .keyboardOf(message)
      .flat()
      .find((one) => plainSpaces(one.text).startsWith(label));
    if (found?.callback_data === undefined) continue;
    await person.press({ messageId: message.message_id, data: found.callback_data });
    return sees(person, then);
  }
  throw new Error(`There is no button "${label}" below: ${textOf(person.last())}`);
};
const write = async (person: Person, text: string, then: string): Promise<string> => {
  await person.send(text);
  return sees(person, then);
};
const stateOf = async (number: number) =>
  (await findSession(veche.core.deps.db, veche.core.deps.vault, number))?.state;
/** '25.01.2027 19:00', so many days from now. */
const typed = async (days: number): Promise<string> => {
  const at = new Date((await veche.core.deps.clock.now()).getTime() + days * DAY_MS);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${at.getUTCFullYear()} 19:00`;
};

describe('from the plan to the agenda in every chat', () => {
  it('an officer plans a session; bad times are refused before anything is lost', async () => {
    await write(writer, '/secretariat', 'Ваши роли');
    await press(writer, 'Вести сессии Конгресса', 'Сессий ещё не было');
    await press(writer, 'Назначить сессию', 'По времени какого города');
    await press(writer, 'Берлин, UTC+', 'Когда сессия начнётся');
    await write(writer, '01.01.2020 19:00', 'уже прошло');
    await write(writer, await typed(20), 'Сколько продлится сессия');
    await press(writer, '3 часа', 'Адрес и зал');
    await write(writer, 'Берлин, зал 2', 'Продолжительность: примерно');
    await press(writer, 'Назначить сессию', 'Сессия № 1 назначена');
    await press(writer, 'Открыть № 1', 'В повестке нет пунктов');
    expect(textOf(writer.last())).toContain('Место: Берлин, зал 2');
  });

  it('a delegate puts an item forward, four support it by one press each, a petition comes by itself', async () => {
    const [mover] = delegates;
    if (mover === undefined) throw new Error('No delegates.');
    await write(mover, '/session', 'сессия № 1');
    expect(textOf(mover.last())).toContain('Место: Берлин, зал 2');
    await press(mover, 'Предложить пункт', 'О чём пункт?');
    await press(mover, 'другое', 'Какой это пункт?');
    await press(mover, 'текущий', 'На каких языках');
    await press(mover, 'По-русски', 'Заголовок по-русски');
    await write(mover, 'О рабочей группе <b>', 'Что Конгресс должен решить');
    await write(mover, 'Создать рабочую группу по связям с диаспорами.', 'Текущий вопрос');
    await press(mover, 'Предложить пункт', 'Пункт № 1 предложен');
    await press(mover, 'Открыть пункт № 1', 'Поддержали делегаты: 1 из 5');
    for (const [index, person] of delegates.slice(1).entries()) {
      const isRussian = index === 0 || person !== undefined;
      if (!isRussian) continue;
      await person.send('/session');
      await veche.api.waitFor(() => /сессия № 1|session No. 1/.test(textOf(person.last())), WAIT_MS);
      const english = textOf(person.last()).includes('session No.');
      await press(
        person,
        english ? 'Proposed items' : 'Предложенные пункты',
        english ? 'Proposed items' : 'Предложенные пункты',
      );
      await press(person, '1 ·', english ? 'Supported by' : 'Поддержали делегаты');
      await press(
        person,
        english ? 'Support the item' : 'Поддержать пункт',
        index === 3 ? '№ 1' : english ? 'Your support' : 'Ваша поддержка',
      );
    }
    await place(veche.core.deps, await addPetition(veche.core.deps));
    const [guest] = veche.people('member');
    if (guest === undefined) throw new Error('No members.');
    await guest.send('/session');
    await veche.api.waitFor(
      () => /2/.test(textOf(guest.last())) && /№ 1|No. 1/.test(textOf(guest.last())),
      WAIT_MS,
    );
    expect(textOf(guest.last())).not.toContain('зал 2');
  });

  it('the chair is recorded, an item is written down at the chair’s word, the order is changed', async () => {
    // Items are entered on the chair's word.
    await expect(press(writer, 'Записать пункт', '')).rejects.toThrow('There is no button');
    await press(writer, 'Назвать председательствующего', 'кто председательствует');
    await press(writer, '1 · Делегат 1', 'Председательствует: «Делегат 1»');
    await press(writer, 'Записать пункт', 'Секретариат записывает только слова');
    await press(writer, 'Устав', 'На каких языках');
    await press(writer, 'На двух языках', 'Заголовок по-русски');
    await write(writer, 'Об Уставе', 'Что Конгресс должен решить');
    await write(writer, 'Изменить пункт 3 Устава.', 'Заголовок по-английски');
    await write(writer, 'The Charter', 'Тот же текст по-английски');
    await write(writer, 'To change clause 3 of the Charter.', 'две трети всех делегатов');
    await press(writer, 'Внести в повестку', 'Пункт № 3 в повестке');
    await press(writer, 'Открыть № 1', '3. Об Уставе — стратегический');
    await press(writer, '3 · Об Уставе', 'пункт 3');
    await press(writer, 'Поднять на одно место', 'пункт 2');
  });

  it('one press freezes and proposes; the second officer’s approval sends it to everybody', async () => {
    await press(writer, '‹ К сессии', '2. Об Уставе');
    await press(writer, 'Посмотреть и разослать', 'что уйдёт в рассылку');
    const preview = textOf(writer.last());
    expect(preview).toContain('1. О рабочей группе <b>');
    expect(preview).toContain('2. Об Уставе — стратегический');
    expect(preview).toContain('Session No. 1 of the Congress');
    expect(preview).not.toContain('зал 2');
    await press(writer, 'Закрыть и предложить рассылку', 'Предложено: рассылка № 1, дело №');
    expect(await stateOf(1)).toBe('frozen');
    const { deps } = veche.core;
    const officer = await findAccountByTelegram(deps.db, deps.vault, second.id);
    const number = Number(/дело № (\d+)/.exec(textOf(writer.last()))?.[1]);
    expect(await approveProposal(deps, { officerId: officer?.id ?? '', number })).toMatchObject({ ok: true });
    await expect.poll(() => stateOf(1), { timeout: WAIT_MS }).toBe('called');
    const [mover] = delegates;
    if (mover !== undefined) {
      await sees(mover, 'повестка дня');
      await sees(mover, 'У вас встреча');
    }
  });

  it('a change after that needs a reason, and goes out marked as one', async () => {
    await write(writer, '/secretariat', 'Ваши роли');
    await press(writer, 'Вести сессии Конгресса', 'созвана');
    await press(writer, 'Открыть № 1', 'Отпечаток закрытой повестки');
    await press(writer, 'Изменить место', 'Адрес и зал');
    await write(writer, 'Берлин, зал 5', 'Почему оно нужно');
    await write(writer, 'Зал занят.', 'То же по-английски');
    await write(writer, 'The hall is taken.', 'Причина, которую прочитают все');
    await press(writer, 'Записать изменение', 'нужно разослать');
    await press(writer, 'Открыть № 1', 'Ещё не разослано изменений: 1');
    await press(writer, 'Разослать изменения', 'Изменения: сессия Конгресса № 1');
    await press(writer, 'Предложить изменения', 'Предложено: рассылка № 2');
  });

  it('the calendar file has the start in UTC, and the place for delegates only', async () => {
    const [mover] = delegates;
    const [member] = veche.people('member');
    if (mover === undefined || member === undefined) throw new Error('Nobody.');
    await write(mover, '/session', 'сессия № 1');
    await press(mover, 'Добавить в календарь', 'Откройте файл');
  });
});
