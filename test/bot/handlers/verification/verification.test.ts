import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptOffice } from '../../../../src/actions/office/acceptOffice.ts';
import { inviteOfficer } from '../../../../src/actions/office/inviteOfficer.ts';
import { changeSettings } from '../../../../src/actions/person/changeSettings.ts';
import { choosePhrase } from '../../../../src/actions/person/choosePhrase.ts';
import { officeLinkRef } from '../../../../src/db/read/office/office.ts';
import { findAccount } from '../../../../src/db/read/person/person.ts';
import { findInterviewOf } from '../../../../src/db/read/verification/interview.ts';
import { showCode } from '../../../../src/governance/kit/code.ts';
import type { Chat } from '../../../support/chat.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { granted } from '../../../support/officers.ts';
import { type AccountChat, startTestBot, type TestBot } from '../../../support/testBot.ts';
import { plainSpaces } from '../../../support/texts.ts';

const DAY_MS = 86_400_000;
let alliance: Newcomers;
let bot: TestBot;
let officers: readonly [Chat, Chat];
let founder: AccountChat;

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance);
});
afterAll(() => bot.close());

const applicant = async (locale: 'ru' | 'en') => {
  const id = await alliance.addSigned();
  granted(await choosePhrase(alliance.deps, { personId: id, phrase: 'синий чайник' }));
  await changeSettings(alliance.deps, { personId: id, change: { locale } });
  return bot.chatOf(id);
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
    const [one, two] = [await bot.chatOf(ids[0] ?? ''), await bot.chatOf(ids[1] ?? '')];
    officers = [one, two];
    await one.say('/secretariat', 'Ваши роли');
    await one.go('Открыть остальное', 'Секретариат · остальное');
    await one.go('Пригласить учредителя', 'Мест всего: 18, занято: 0');
    const number = /№ (\d+)/.exec(await one.go('Предложить приглашение', 'записано'))?.[1];
    await two.say('/secretariat', 'Ваши роли');
    await two.go(two.labelOf('Разобрать предложения'), 'Предложения · 1 из 1');
    await two.go(`№ ${number} · учредитель`, 'без поручителей');
    const link = /start=(founder_[\w-]{22})/.exec(await two.go('Одобрить', 't.me/'))?.[1] ?? '';

    const guest = await bot.chatOf((await alliance.addGuest()).id);
    await guest.open(link);
    await guest.sees('сначала нужна подпись');
    const signed = await applicant('ru');
    founder = signed;
    await signed.open(link);
    await signed.sees('Вы учредитель и член Альянса');
    await guest.open(link);
    await guest.sees('уже использована');
    expect((await findAccount(deps.db, deps.vault, signed.personId))?.status).toBe('member');
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
    const phone = await applicant(locale);
    const [one, two] = officers;
    await phone.say('/join', said.step);
    await phone.go(said.ask, said.question);
    const number = /(?:дела|number): (\d+)/.exec(
      await phone.say('Могу поговорить вечером, меня знают по работе.', said.received),
    )?.[1];
    await phone.go(said.arrange, said.none);
    await phone.go(said.offer, said.zone);
    await phone.go(said.city, said.day);
    expect(phone.labels()).toHaveLength(8);
    await phone.go(phone.labels()[1] ?? '', said.hour);
    expect(phone.labels()).toHaveLength(16);
    const hour = phone.labelOf('19:00 · ');
    await phone.go(hour, said.offered);

    await one.say('/secretariat', 'Ваши роли');
    await one.go(one.labelOf('Провести звонки'), 'Звонки · 1 из 1');
    await one.go(`Открыть звонок № ${number}`, 'Человек предлагает');
    await one.go(one.labelOf('Выбрать'), 'Где поговорите');
    await one.say('http://небезопасно', 'Нужна ссылка https');
    await one.say('https://meet.example.org/veche', 'Ждём второго сотрудника');
    await phone.go(said.refresh, said.taken);

    await two.say('/secretariat', 'Ваши роли');
    await two.go(two.labelOf('Провести звонки'), 'Звонки · 1 из 1');
    await two.go(`Открыть звонок № ${number}`, 'присоединитесь вторым');
    await two.go('Присоединиться вторым', 'Договорились');
    expect(two.labels()).not.toContain('Подтвердить знакомство');
    expect(await phone.go(said.refresh, said.agreed)).not.toContain('meet.example.org');

    const startsAt = (await findInterviewOf(alliance.deps.db, alliance.deps.vault, phone.personId))?.startsAt;
    if (startsAt == null) throw new Error('An agreed call has a start.');
    await moveTo(startsAt, -10);
    const words = said.words.exec(await phone.go(said.refresh, said.place));
    await two.say('/secretariat', 'Ваши роли');
    await two.go(two.labelOf('Провести звонки'), 'Звонки · 1 из 1');
    const mirrored = await two.go(`Открыть звонок № ${number}`, 'Вы говорите');
    expect(mirrored).toContain(`Вы говорите: «${words?.[1]}»`);
    expect(mirrored).toContain(`Человек отвечает: «${words?.[2]}»`);
    expect(two.labels()).not.toContain('Подтвердить знакомство');

    await moveTo(startsAt, 30);
    for (const officer of officers) {
      await officer.say('/secretariat', 'Ваши роли');
      await officer.go(officer.labelOf('Провести звонки'), 'Звонки · 1 из 1');
      await officer.go(`Открыть звонок № ${number}`, 'Чем кончился разговор');
      await officer.go(
        'Подтвердить знакомство',
        officer === one ? 'считается одобрением' : 'принят в Альянс',
      );
    }
    expect((await findAccount(alliance.deps.db, alliance.deps.vault, phone.personId))?.status).toBe('member');
  });
});

const mediaOf = (person: Chat) =>
  person.chat().filter(({ from, ...sent }) => !from.is_bot && !('text' in sent));

describe('what nobody needs (M5)', () => {
  const unread = 'удалено непрочитанным';
  it('outside of a form it is deleted, and each time it is said that nothing of the kind is needed', async () => {
    const phone = await applicant('ru');
    const lines = () => phone.chat().filter(({ text = '' }) => plainSpaces(text).includes(unread)).length;
    const kinds = ['photo', 'document', 'contact', 'voice', 'video'] as const;
    for (const [index, kind] of kinds.entries()) {
      await phone.sendMedia(kind);
      await bot.api.waitFor(() => lines() === index + 1 && mediaOf(phone).length === 0);
    }
    await phone.sendMedia('sticker');
    await phone.sees('понимает кнопки и команды');
    expect(mediaOf(phone)).toHaveLength(1);
  });

  it('in a form too, and the question stays', async () => {
    const phone = await applicant('ru');
    await phone.say('/join', 'последний шаг');
    await phone.go('Обратиться в секретариат', 'как с вами познакомиться');
    await phone.sendMedia('contact');
    await phone.sees(unread);
    await phone.sendMedia('photo');
    await bot.api.waitFor(() => mediaOf(phone).length === 0);
    await phone.sendMedia('sticker');
    await phone.sees('Здесь нужен текст');
    await phone.say('Меня знают по работе, удобно вечером.', 'Заявка принята');
  });
});

describe('a case of false vouching, by buttons', () => {
  it('an officer opens it on a member number; the party reads the grounds and explains', async () => {
    const { deps } = alliance;
    const [one] = officers;
    const party = founder;
    const { memberNumber = '' } = (await findAccount(deps.db, deps.vault, founder.personId)) ?? {};
    await one.say('/secretariat', 'Ваши роли');
    await one.go('Открыть остальное', 'Секретариат · остальное');
    await one.go(one.labelOf('Рассмотреть дела'), 'У вас нет открытых дел');
    await one.go('Открыть новое дело', 'Номер члена Альянса');
    await one.say('4K7M', 'Не прочитано');
    await one.say(showCode(memberNumber).toLowerCase(), 'На чём основано дело');
    await one.say('Человек сказал, что <b>никого</b> из поручителей не знает.', 'Номер:');
    const number = /№ (\d+)/.exec(await one.go('Открыть дело', 'открыто'))?.[1] ?? '';

    await party.say('/start', 'Вече');
    const shown = await party.go(`Открыть дело № ${number}`, 'Основания');
    expect(shown).toContain('<b>никого</b>');
    await party.go('Написать объяснение', 'как было на самом деле');
    await party.say('Мы работали вместе.', 'Объяснение записано');

    await one.say('/secretariat', 'Ваши роли');
    await one.go(one.labelOf('Рассмотреть дела'), `№ ${number}`);
    await one.go(`Открыть дело № ${number}`, 'Мы работали вместе.');
    await one.go('Решить о стороне 1', 'Что предложить');
    await one.go('Запретить ручаться', 'Почему?');
    const proposal = /№ (\d+)/.exec(await one.say('Объяснение не подтвердилось.', 'записано'))?.[1];
    const [, two] = officers;
    await two.say('/secretariat', 'Ваши роли');
    await two.go(two.labelOf('Разобрать предложения'), 'Предложения · 1 из 1');
    await two.go(`№ ${proposal} · решение по делу`, 'Объяснение не подтвердилось.');
    await two.go('Одобрить', 'Решение по делу действует');
    await party.send('/start');
    await party.go(`Открыть дело № ${number}`, 'ручаться за новых членов нельзя');
    await party.go('Обжаловать решение', 'с чем вы не согласны');
    await party.say('Не согласна с решением.', 'Жалоба принята');
  });
});
