import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposeBylaws } from '../../../../src/actions/bylaws/proposeBylaws.ts';
import { proposeDeclaration } from '../../../../src/actions/declaration/proposeDeclaration.ts';
import { inviteOfficer } from '../../../../src/actions/office/inviteOfficer.ts';
import { issueToken } from '../../../../src/actions/token/issueToken.ts';
import { requestAdmission } from '../../../../src/actions/verification/requestAdmission.ts';
import { findAccount } from '../../../../src/db/read/person/person.ts';
import { findProposal } from '../../../../src/db/read/proposal/proposal.ts';
import { conceptBylaws } from '../../../../src/governance/bylaws/bylaws.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { appoint, granted } from '../../../support/officers.ts';
import { type AccountChat, startTestBot, type TestBot } from '../../../support/testBot.ts';

let alliance: Newcomers;
let bot: TestBot;
let first: AccountChat;
let second: AccountChat;

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance);
  first = await bot.chatOf((await alliance.addGuest()).id);
  second = await bot.chatOf((await alliance.addGuest()).id);
});
afterAll(() => bot.close());

const openDesk = async (person: AccountChat): Promise<void> => {
  await person.say('/secretariat', 'Ваши роли');
};

describe('offices', () => {
  it('a guest reads what the secretariat is; an invitation makes them an officer once', async () => {
    await first.say('/secretariat', 'У вас такой роли нет');
    const invited = granted(await inviteOfficer(alliance.deps, { role: 'secretary' }));
    if (invited.kind !== 'link') throw new Error('The first invitation is a link.');
    await first.say(`/start office_${invited.token}`, 'Вас приглашают на роль «секретарь»');
    await first.go('Принять роль', 'Роль принята');
    await second.say(`/start office_${invited.token}`, 'уже использовано');
    expect((await findAccount(alliance.deps.db, alliance.deps.vault, first.personId))?.roles).toEqual([
      'secretary',
    ]);
    await appoint(alliance.deps, second.personId, 'secretary');
  });
});

describe('cases', () => {
  it('the proposer reads that somebody else approves; the other one does it', async () => {
    const text = 'Абзац декларации, который кто-то пишет <b>всерьёз</b> и {{x}}.\n'.repeat(60);
    const input = { version: 2, texts: { ru: text, en: text }, decisionNumber: '7' };
    const { number } = granted(
      await proposeDeclaration(alliance.deps, { input, proposedBy: first.personId }),
    );
    await openDesk(first);
    await first.go('Разобрать предложения · 1', 'Предложения · 1 из 1');
    expect(await first.go(`№ ${number} · декларация`, 'одобряет другой человек')).toContain(
      '<b>всерьёз</b> и {{x}}',
    );
    expect(first.labels()).not.toContain('Одобрить');

    await openDesk(second);
    await second.go('Разобрать предложения · 1', 'Предложения · 1 из 1');
    const shown = await second.go(`№ ${number} · декларация`, 'Страница 1 из');
    const pages = Number(/Страница 1 из (\d+)/.exec(shown)?.[1]);
    expect(second.labels()).not.toContain('Одобрить');
    for (let page = 2; page <= pages; page += 1) {
      await second.go(`Дальше: ${page} из ${pages}`, `Страница ${page} из ${pages}`);
    }
    await second.go('Одобрить', 'Декларация опубликована');
  });

  it('a role approved by two gives the second of them the invitation to pass on', async () => {
    const { number } = granted(await inviteOfficer(alliance.deps, { role: 'verifier' })) as {
      number: number;
    };
    for (const phone of [first, second]) {
      await openDesk(phone);
      await phone.go('Разобрать предложения · 1', 'Предложения · 1 из 1');
      await phone.go(`№ ${number} · роль`, 'приём новых членов');
      await phone.go('Одобрить', phone === first ? 'Одобрение принято: 1 из 2' : 't.me/');
    }
    await first.go('Отклонить', 'уже закрыто');
  });

  it('bylaws are shown by the fields that change; declining asks once more', async () => {
    const input = { ...conceptBylaws, voucherVerifiedDays: 0, quorum: { numerator: 2, denominator: 3 } };
    const { number } = granted(await proposeBylaws(alliance.deps, { input, proposedBy: null }));
    await openDesk(first);
    await first.go('Разобрать предложения · 1', 'Предложения · 1 из 1');
    const shown = await first.go(`№ ${number} · нормы`, 'quorum: 1/2 → 2/3');
    expect(shown).not.toContain('strategicMajority');
    await first.go('Отклонить', 'отклонить?');
    await first.go('Отклонить', 'Дело закрыто');
    expect((await findProposal(alliance.deps.db, alliance.deps.vault, number))?.state).toBe('rejected');
  });

  it('an applicant is a number and their words; the reason of a refusal is asked for', async () => {
    const applicant = await alliance.addSigned();
    const words = 'Меня знают по работе в фонде, говорю по вечерам.';
    const { number } = granted(await requestAdmission(alliance.deps, { personId: applicant, words }));
    await openDesk(first);
    await first.go('Разобрать заявки · 1', 'Заявки · 1 из 1');
    await first.go(`№ ${number} · заявка`, words);
    await first.go('Отклонить', `Почему заявка № ${number} отклонена`);
    await first.say('я', 'Почему заявка');
    await first.say('Не удалось поговорить.', 'Человек узнает причину');
    expect((await findProposal(alliance.deps.db, alliance.deps.vault, number))?.state).toBe('rejected');
  });

  it('tokens: the first who approves answers for it; revoking is at once', async () => {
    const { number } = granted(await issueToken(alliance.deps, { label: 'отчёты', days: 5 }));
    for (const phone of [first, second]) {
      await openDesk(phone);
      await phone.go('Разобрать предложения · 1', 'Предложения · 1 из 1');
      await phone.go(
        `№ ${number} · токен API`,
        phone === first ? 'Кто одобрит первым' : 'уже отвечает другой',
      );
      await phone.go('Одобрить', phone === first ? 'Теперь вы отвечаете' : 'Токен работает');
    }
    await openDesk(second);
    await second.go('Открыть остальное', 'Секретариат · остальное');
    await second.go('Посмотреть токены API', 'отчёты: работает');
    await second.go('Отозвать: отчёты', 'Отозвать токен?');
    await second.go('Отозвать токен', 'отозван');
    await openDesk(second);
    await second.go('Открыть остальное', 'Секретариат · остальное');
    await second.go('Посмотреть роли', 'секретарь: 2');
  });
});
