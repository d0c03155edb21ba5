import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptOffice } from '../../../../src/actions/office/acceptOffice.ts';
import { inviteOfficer } from '../../../../src/actions/office/inviteOfficer.ts';
import { changeSettings } from '../../../../src/actions/person/changeSettings.ts';
import { choosePhrase } from '../../../../src/actions/person/choosePhrase.ts';
import { officeLinkRef } from '../../../../src/db/read/office/office.ts';
import { findAccount } from '../../../../src/db/read/person/person.ts';
import { findInterviewOf } from '../../../../src/db/read/verification/interview.ts';
import { showCode } from '../../../../src/governance/kit/code.ts';
import type { Person } from '../../../../src/playground/types.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { granted } from '../../../support/officers.ts';
import { plainSpaces, startTestBot, type TestBot } from '../../../support/testBot.ts';

const DAY_MS = 86_400_000;
let alliance: Newcomers;
let bot: TestBot;
let officers: readonly [Person, Person];
let founder: { readonly id: string; readonly phone: Person };

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance.deps);
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
  expect(bot.failures).toEqual([]);
});

const labels = (person: Person): string[] => {
  const last = person.last();
  return last === undefined
    ? []
    : person
        .keyboardOf(last)
        .flat()
        .map(({ text }) => plainSpaces(text));
};
const go = async (person: Person, label: string, then: string): Promise<string> => {
  await bot.press(person, label);
  return bot.sees(person, then);
};
/** Presses the first button of the last message whose label begins so. */
const goBy = async (person: Person, start: string, then: string): Promise<string> => {
  const label = labels(person).find((one) => one.startsWith(start));
  if (label === undefined) throw new Error(`No button "${start}" among ${labels(person).join(', ')}`);
  return go(person, label, then);
};
const applicant = async (locale: 'ru' | 'en') => {
  const id = await alliance.addSigned();
  granted(await choosePhrase(alliance.deps, { personId: id, phrase: 'синий чайник' }));
  await changeSettings(alliance.deps, { personId: id, change: { locale } });
  return { id, phone: await bot.phoneOf(id) };
};

describe('an empty installation', () => {
  it('two officers by link invite a founder, who is a member once they have signed', async () => {
    const { deps } = alliance;
    const ids = [(await alliance.addGuest()).id, (await alliance.addGuest()).id];
    for (const personId of ids) {
      const invited = granted(await inviteOfficer(deps, { role: 'secretary' }));
      if (invited.kind !== 'link') throw new Error('The first two are invited by a link.');
      granted(await acceptOffice(deps, { personId, ref: officeLinkRef(deps.vault, invited.token) }));
    }
    const [one, two] = [await bot.phoneOf(ids[0] ?? ''), await bot.phoneOf(ids[1] ?? '')];
    officers = [one, two];
    await one.send('/secretariat');
    await bot.sees(one, 'Ваши роли');
    await go(one, 'Открыть остальное', 'Секретариат · остальное');
    await go(one, 'Пригласить учредителя', 'Мест всего: 18, занято: 0');
    const number = /№ (\d+)/.exec(await go(one, 'Предложить приглашение', 'записано'))?.[1];
    await two.send('/secretariat');
    await bot.sees(two, 'Ваши роли');
    await goBy(two, 'Разобрать предложения', 'Предложения · 1 из 1');
    await go(two, `№ ${number} · учредитель`, 'без поручителей');
    const link = /start=(founder_[\w-]{22})/.exec(await go(two, 'Одобрить', 't.me/'))?.[1] ?? '';

    const guest = await bot.phoneOf((await alliance.addGuest()).id);
    await guest.open(link);
    await bot.sees(guest, 'сначала нужна подпись');
    const signed = await applicant('ru');
    founder = signed;
    await signed.phone.open(link);
    await bot.sees(signed.phone, 'Вы учредитель и член Альянса');
    await guest.open(link);
    await bot.sees(guest, 'уже использована');
    expect((await findAccount(deps.db, deps.vault, signed.id))?.status).toBe('member');
  });
});

const texts = {
  ru: {
    step: 'последний шаг',
    ask: 'Обратиться в секретариат',
    none: 'Предложите время',
    question: 'как с вами познакомиться',
    received: 'Теперь договоритесь о времени',
    arrange: 'Договориться о разговоре',
    offer: 'Предложить время',
    zone: 'нужен ваш часовой пояс',
    city: 'Берлин',
    day: 'В какой день удобно',
    hour: 'по вашим часам',
    offered: 'Вы предложили',
    refresh: 'Проверить, что нового',
    taken: 'Ждём второго',
    agreed: 'Договорились',
    words: /Сотрудники скажут: «(.+)»\.\nВы ответите: «(.+)»/,
    place: 'Место разговора',
  },
  en: {
    step: 'One step is left',
    ask: 'Write to the secretariat',
    none: 'Offer times',
    question: 'get to know you',
    received: 'Now arrange a time',
    arrange: 'Arrange a call',
    offer: 'Offer a time',
    zone: 'needs your time zone',
    city: 'Berlin',
    day: 'Which day suits you',
    hour: 'by your clock',
    offered: 'You offered',
    refresh: 'See what is new',
    taken: 'A second one is needed',
    agreed: 'Agreed',
    words: /The officers say: “(.+)”\.\nYou answer: “(.+)”/,
    place: 'Place to talk',
  },
} as const;

/** Moves the clock to so many minutes before or after the start. */
const moveTo = async (startsAt: Date, minutes: number): Promise<void> => {
  const now = await alliance.deps.clock.now();
  alliance.passDays((startsAt.getTime() + minutes * 60_000 - now.getTime()) / DAY_MS);
};

describe.each(['ru', 'en'] as const)('a call by buttons, in %s', (locale) => {
  const said = texts[locale];
  it('from the request to membership', async () => {
    const { id, phone } = await applicant(locale);
    const [one, two] = officers;
    await phone.send('/join');
    await bot.sees(phone, said.step);
    await go(phone, said.ask, said.question);
    await phone.send('Могу поговорить вечером, меня знают по работе.');
    const number = /(?:дела|number): (\d+)/.exec(await bot.sees(phone, said.received))?.[1];
    await go(phone, said.arrange, said.none);
    await go(phone, said.offer, said.zone);
    await go(phone, said.city, said.day);
    expect(labels(phone)).toHaveLength(8);
    await go(phone, labels(phone)[1] ?? '', said.hour);
    expect(labels(phone)).toHaveLength(16);
    const hour = labels(phone).find((label) => label.startsWith('19:00 · ')) ?? '';
    await go(phone, hour, said.offered);

    await one.send('/secretariat');
    await bot.sees(one, 'Ваши роли');
    await goBy(one, 'Провести звонки', 'Звонки · 1 из 1');
    await go(one, `Открыть звонок № ${number}`, 'Человек предлагает');
    await goBy(one, 'Выбрать', 'Где поговорите');
    await one.send('http://небезопасно');
    await bot.sees(one, 'Нужна ссылка https');
    await one.send('https://meet.example.org/veche');
    await bot.sees(one, 'Ждём второго сотрудника');
    await go(phone, said.refresh, said.taken);

    await two.send('/secretariat');
    await bot.sees(two, 'Ваши роли');
    await goBy(two, 'Провести звонки', 'Звонки · 1 из 1');
    await go(two, `Открыть звонок № ${number}`, 'присоединитесь вторым');
    await go(two, 'Присоединиться вторым', 'Договорились');
    expect(labels(two)).not.toContain('Подтвердить знакомство');
    expect(await go(phone, said.refresh, said.agreed)).not.toContain('meet.example.org');

    const startsAt = (await findInterviewOf(alliance.deps.db, alliance.deps.vault, id))?.startsAt;
    if (startsAt == null) throw new Error('An agreed call has a start.');
    await moveTo(startsAt, -10);
    const words = said.words.exec(await go(phone, said.refresh, said.place));
    await two.send('/secretariat');
    await bot.sees(two, 'Ваши роли');
    await goBy(two, 'Провести звонки', 'Звонки · 1 из 1');
    const mirrored = await go(two, `Открыть звонок № ${number}`, 'Вы говорите');
    expect(mirrored).toContain(`Вы говорите: «${words?.[1]}»`);
    expect(mirrored).toContain(`Человек отвечает: «${words?.[2]}»`);
    expect(labels(two)).not.toContain('Подтвердить знакомство');

    await moveTo(startsAt, 30);
    for (const officer of officers) {
      await officer.send('/secretariat');
      await bot.sees(officer, 'Ваши роли');
      await goBy(officer, 'Провести звонки', 'Звонки · 1 из 1');
      await go(officer, `Открыть звонок № ${number}`, 'Чем кончился разговор');
      await go(
        officer,
        'Подтвердить знакомство',
        officer === one ? 'считается одобрением' : 'принят в Альянс',
      );
    }
    expect((await findAccount(alliance.deps.db, alliance.deps.vault, id))?.status).toBe('member');
  });
});

const mediaOf = (person: Person) =>
  person.chat().filter(({ from, ...sent }) => !from.is_bot && !('text' in sent));

describe('what nobody needs (M5)', () => {
  const unread = 'удалено непрочитанным';
  it('outside of a form it is deleted, and each time it is said that nothing of the kind is needed', async () => {
    const { phone } = await applicant('ru');
    const lines = () => phone.chat().filter(({ text = '' }) => plainSpaces(text).includes(unread)).length;
    const kinds = ['photo', 'document', 'contact', 'voice', 'video'] as const;
    for (const [index, kind] of kinds.entries()) {
      await phone.sendMedia(kind);
      await bot.api.waitFor(() => lines() === index + 1 && mediaOf(phone).length === 0);
    }
    await phone.sendMedia('sticker');
    await bot.sees(phone, 'понимает кнопки и команды');
    expect(mediaOf(phone)).toHaveLength(1);
  });

  it('in a form too, and the question stays', async () => {
    const { phone } = await applicant('ru');
    await phone.send('/join');
    await bot.sees(phone, 'последний шаг');
    await go(phone, 'Обратиться в секретариат', 'как с вами познакомиться');
    await phone.sendMedia('contact');
    await bot.sees(phone, unread);
    await phone.sendMedia('photo');
    await bot.api.waitFor(() => mediaOf(phone).length === 0);
    await phone.sendMedia('sticker');
    await bot.sees(phone, 'Здесь нужен текст');
    await phone.send('Меня знают по работе, удобно вечером.');
    await bot.sees(phone, 'Заявка принята');
  });
});

describe('a case of false vouching, by buttons', () => {
  it('an officer opens it on a member number; the party reads the grounds and explains', async () => {
    const { deps } = alliance;
    const [one] = officers;
    const party = founder.phone;
    const { memberNumber = '' } = (await findAccount(deps.db, deps.vault, founder.id)) ?? {};
    await one.send('/secretariat');
    await bot.sees(one, 'Ваши роли');
    await go(one, 'Открыть остальное', 'Секретариат · остальное');
    await goBy(one, 'Рассмотреть дела', 'У вас нет открытых дел');
    await go(one, 'Открыть новое дело', 'Номер члена Альянса');
    await one.send('4K7M');
    await bot.sees(one, 'Не прочитано');
    await one.send(showCode(memberNumber).toLowerCase());
    await bot.sees(one, 'На чём основано дело');
    await one.send('Человек сказал, что <b>никого</b> из поручителей не знает.');
    await bot.sees(one, 'Номер:');
    const number = /№ (\d+)/.exec(await go(one, 'Открыть дело', 'открыто'))?.[1] ?? '';

    await party.send('/start');
    await bot.sees(party, 'Вече');
    const shown = await go(party, `Открыть дело № ${number}`, 'Основания');
    expect(shown).toContain('<b>никого</b>');
    await go(party, 'Написать объяснение', 'как было на самом деле');
    await party.send('Мы работали вместе.');
    await bot.sees(party, 'Объяснение записано');

    await one.send('/secretariat');
    await bot.sees(one, 'Ваши роли');
    await goBy(one, 'Рассмотреть дела', `№ ${number}`);
    await go(one, `Открыть дело № ${number}`, 'Мы работали вместе.');
    await go(one, 'Решить о стороне 1', 'Что предложить');
    await go(one, 'Запретить ручаться', 'Почему?');
    await one.send('Объяснение не подтвердилось.');
    const proposal = /№ (\d+)/.exec(await bot.sees(one, 'записано'))?.[1];
    const [, two] = officers;
    await two.send('/secretariat');
    await bot.sees(two, 'Ваши роли');
    await goBy(two, 'Разобрать предложения', 'Предложения · 1 из 1');
    await go(two, `№ ${proposal} · решение по делу`, 'Объяснение не подтвердилось.');
    await go(two, 'Одобрить', 'Решение по делу действует');
    await party.send('/start');
    await go(party, `Открыть дело № ${number}`, 'ручаться за новых членов нельзя');
    await go(party, 'Обжаловать решение', 'с чем вы не согласны');
    await party.send('Не согласна с решением.');
    await bot.sees(party, 'Жалоба принята');
  });
});
