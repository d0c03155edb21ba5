import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposeBylaws } from '../../../../src/actions/bylaws/proposeBylaws.ts';
import { proposeDeclaration } from '../../../../src/actions/declaration/proposeDeclaration.ts';
import { inviteOfficer } from '../../../../src/actions/office/inviteOfficer.ts';
import { issueToken } from '../../../../src/actions/token/issueToken.ts';
import { requestAdmission } from '../../../../src/actions/verification/requestAdmission.ts';
import { findAccount } from '../../../../src/db/read/person/person.ts';
import { findProposal } from '../../../../src/db/read/proposal/proposal.ts';
import { conceptBylaws } from '../../../../src/governance/bylaws/bylaws.ts';
import type { Person } from '../../../../src/playground/types.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { appoint, granted } from '../../../support/officers.ts';
import { startTestBot, type TestBot } from '../../../support/testBot.ts';

let alliance: Newcomers;
let bot: TestBot;
let first: { readonly id: string; readonly phone: Person };
let second: { readonly id: string; readonly phone: Person };

const somebody = async (id: string) => ({ id, phone: await bot.phoneOf(id) });
const labels = (person: Person): string[] => {
  const last = person.last();
  return last === undefined
    ? []
    : person
        .keyboardOf(last)
        .flat()
        .map(({ text }) => text.replaceAll('\u00a0', ' '));
};

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance.deps);
  first = await somebody((await alliance.addGuest()).id);
  second = await somebody((await alliance.addGuest()).id);
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
  expect(bot.failures).toEqual([]);
});

const openDesk = async (person: Person): Promise<void> => {
  await person.send('/secretariat');
  await bot.sees(person, 'Ваши роли');
};

/** Presses and waits for what comes of it: a press is answered before its screen is drawn. */
const go = async (person: Person, label: string, then: string): Promise<string> => {
  await bot.press(person, label);
  return bot.sees(person, then);
};

describe('offices', () => {
  it('a guest reads what the secretariat is; an invitation makes them an officer once', async () => {
    const { phone } = first;
    await phone.send('/secretariat');
    await bot.sees(phone, 'У вас такой роли нет');
    const invited = granted(await inviteOfficer(alliance.deps, { role: 'secretary' }));
    if (invited.kind !== 'link') throw new Error('The first invitation is a link.');
    await phone.send(`/start office_${invited.token}`);
    await bot.sees(phone, 'Вас приглашают на роль «секретарь»');
    await bot.press(phone, 'Принять роль');
    await bot.sees(phone, 'Роль принята');
    await second.phone.send(`/start office_${invited.token}`);
    await bot.sees(second.phone, 'уже использовано');
    expect((await findAccount(alliance.deps.db, alliance.deps.vault, first.id))?.roles).toEqual([
      'secretary',
    ]);
    await appoint(alliance.deps, second.id, 'secretary');
  });
});

describe('cases', () => {
  it('the proposer reads that somebody else approves; the other one does it', async () => {
    const text = 'Абзац декларации, который кто-то пишет <b>всерьёз</b> и {{x}}.\n'.repeat(60);
    const input = { version: 2, texts: { ru: text, en: text }, decisionNumber: '7' };
    const { number } = granted(await proposeDeclaration(alliance.deps, { input, proposedBy: first.id }));
    await openDesk(first.phone);
    await go(first.phone, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
    await bot.press(first.phone, `№ ${number} · декларация`);
    expect(await bot.sees(first.phone, 'одобряет другой человек')).toContain('<b>всерьёз</b> и {{x}}');
    expect(labels(first.phone)).not.toContain('Одобрить');

    await openDesk(second.phone);
    await go(second.phone, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
    await bot.press(second.phone, `№ ${number} · декларация`);
    const shown = await bot.sees(second.phone, 'Страница 1 из');
    const pages = Number(/Страница 1 из (\d+)/.exec(shown)?.[1]);
    expect(labels(second.phone)).not.toContain('Одобрить');
    for (let page = 2; page <= pages; page += 1) {
      await bot.press(second.phone, `Дальше: ${page} из ${pages}`);
      await bot.sees(second.phone, `Страница ${page} из ${pages}`);
    }
    await bot.press(second.phone, 'Одобрить');
    await bot.sees(second.phone, 'Декларация опубликована');
  });

  it('a role approved by two gives the second of them the invitation to pass on', async () => {
    const { number } = granted(await inviteOfficer(alliance.deps, { role: 'verifier' })) as {
      number: number;
    };
    for (const { phone } of [first, second]) {
      await openDesk(phone);
      await go(phone, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
      await bot.press(phone, `№ ${number} · роль`);
      await bot.sees(phone, 'приём новых членов');
      await bot.press(phone, 'Одобрить');
      await bot.sees(phone, phone === first.phone ? 'Одобрение принято: 1 из 2' : 't.me/');
    }
    await bot.press(first.phone, 'Отклонить');
    await bot.sees(first.phone, 'уже закрыто');
  });

  it('bylaws are shown by the fields that change; declining asks once more', async () => {
    const input = { ...conceptBylaws, voucherVerifiedDays: 0, quorum: { numerator: 2, denominator: 3 } };
    const { number } = granted(await proposeBylaws(alliance.deps, { input, proposedBy: null }));
    await openDesk(first.phone);
    await go(first.phone, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
    await bot.press(first.phone, `№ ${number} · нормы`);
    const shown = await bot.sees(first.phone, 'quorum: 1/2 → 2/3');
    expect(shown).not.toContain('strategicMajority');
    await bot.press(first.phone, 'Отклонить');
    await bot.sees(first.phone, 'отклонить?');
    await bot.press(first.phone, 'Отклонить');
    await bot.sees(first.phone, 'Дело закрыто');
    expect((await findProposal(alliance.deps.db, alliance.deps.vault, number))?.state).toBe('rejected');
  });

  it('an applicant is a number and their words; the reason of a refusal is asked for', async () => {
    const applicant = await alliance.addSigned();
    const words = 'Меня знают по работе в фонде, говорю по вечерам.';
    const { number } = granted(await requestAdmission(alliance.deps, { personId: applicant, words }));
    await openDesk(first.phone);
    await go(first.phone, 'Разобрать заявки · 1', 'Заявки · 1 из 1');
    await bot.press(first.phone, `№ ${number} · заявка`);
    await bot.sees(first.phone, words);
    await bot.press(first.phone, 'Отклонить');
    await bot.sees(first.phone, `Почему заявка № ${number} отклонена`);
    await first.phone.send('я');
    await bot.sees(first.phone, 'Почему заявка');
    await first.phone.send('Не удалось поговорить.');
    await bot.sees(first.phone, 'Человек узнает причину');
    expect((await findProposal(alliance.deps.db, alliance.deps.vault, number))?.state).toBe('rejected');
  });

  it('tokens: the first who approves answers for it; revoking is at once', async () => {
    const { number } = granted(await issueToken(alliance.deps, { label: 'отчёты', days: 5 }));
    for (const { phone } of [first, second]) {
      await openDesk(phone);
      await go(phone, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
      await bot.press(phone, `№ ${number} · токен API`);
      await bot.sees(phone, phone === first.phone ? 'Кто одобрит первым' : 'уже отвечает другой');
      await bot.press(phone, 'Одобрить');
      await bot.sees(phone, phone === first.phone ? 'Теперь вы отвечаете' : 'Токен работает');
    }
    await openDesk(second.phone);
    await bot.press(second.phone, 'Открыть остальное');
    await bot.sees(second.phone, 'Секретариат · остальное');
    await bot.press(second.phone, 'Посмотреть токены API');
    await bot.sees(second.phone, 'отчёты: работает');
    await bot.press(second.phone, 'Отозвать: отчёты');
    await bot.sees(second.phone, 'Отозвать токен?');
    await bot.press(second.phone, 'Отозвать токен');
    await bot.sees(second.phone, 'отозван');
    await openDesk(second.phone);
    await bot.press(second.phone, 'Открыть остальное');
    await bot.sees(second.phone, 'Секретариат · остальное');
    await bot.press(second.phone, 'Посмотреть роли');
    await bot.sees(second.phone, 'секретарь: 2');
  });
});
