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
import { openTalk, type TalkStage } from '../../../support/testBot.ts';

let town: Newcomers;
let talk: TalkStage;
let first: { readonly id: string; readonly phone: Person };
let second: { readonly id: string; readonly phone: Person };

const somebody = async (id: string) => ({ id, phone: await talk.phoneOf(id) });
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
  town = await createNewcomers();
  await town.publish(1);
  talk = await openTalk(town.deps);
  first = await somebody((await town.addGuest()).id);
  second = await somebody((await town.addGuest()).id);
});
afterAll(async () => {
  await talk.close();
  await town.close();
  expect(talk.failures).toEqual([]);
});

const openDesk = async (person: Person): Promise<void> => {
  await person.send('/secretariat');
  await talk.sees(person, 'Ваши роли');
};

/** Presses and waits for what comes of it: a press is answered before its screen is drawn. */
const go = async (person: Person, label: string, then: string): Promise<string> => {
  await talk.press(person, label);
  return talk.sees(person, then);
};

describe('offices', () => {
  it('a guest reads what the secretariat is; an invitation makes them an officer once', async () => {
    const { phone } = first;
    await phone.send('/secretariat');
    await talk.sees(phone, 'У вас такой роли нет');
    const invited = granted(await inviteOfficer(town.deps, { role: 'secretary' }));
    if (invited.kind !== 'link') throw new Error('The first invitation is a link.');
    await phone.send(`/start office_${invited.token}`);
    await talk.sees(phone, 'Вас приглашают на роль «секретарь»');
    await talk.press(phone, 'Принять роль');
    await talk.sees(phone, 'Роль принята');
    await second.phone.send(`/start office_${invited.token}`);
    await talk.sees(second.phone, 'уже использовано');
    expect((await findAccount(town.deps.db, town.deps.vault, first.id))?.roles).toEqual(['secretary']);
    await appoint(town.deps, second.id, 'secretary');
  });
});

describe('cases', () => {
  it('the proposer reads that somebody else approves; the other one does it', async () => {
    const text = 'Абзац декларации, который кто-то пишет <b>всерьёз</b> и {{x}}.\n'.repeat(60);
    const input = { version: 2, texts: { ru: text, en: text }, decisionNumber: '7' };
    const { number } = granted(await proposeDeclaration(town.deps, { input, proposedBy: first.id }));
    await openDesk(first.phone);
    await go(first.phone, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
    await talk.press(first.phone, `№ ${number} · декларация`);
    expect(await talk.sees(first.phone, 'одобряет другой человек')).toContain('<b>всерьёз</b> и {{x}}');
    expect(labels(first.phone)).not.toContain('Одобрить');

    await openDesk(second.phone);
    await go(second.phone, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
    await talk.press(second.phone, `№ ${number} · декларация`);
    const shown = await talk.sees(second.phone, 'Страница 1 из');
    const pages = Number(/Страница 1 из (\d+)/.exec(shown)?.[1]);
    expect(labels(second.phone)).not.toContain('Одобрить');
    for (let page = 2; page <= pages; page += 1) {
      await talk.press(second.phone, `Дальше: ${page} из ${pages}`);
      await talk.sees(second.phone, `Страница ${page} из ${pages}`);
    }
    await talk.press(second.phone, 'Одобрить');
    await talk.sees(second.phone, 'Декларация опубликована');
  });

  it('a role approved by two gives the second of them the invitation to pass on', async () => {
    const { number } = granted(await inviteOfficer(town.deps, { role: 'verifier' })) as { number: number };
    for (const { phone } of [first, second]) {
      await openDesk(phone);
      await go(phone, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
      await talk.press(phone, `№ ${number} · роль`);
      await talk.sees(phone, 'приём новых членов');
      await talk.press(phone, 'Одобрить');
      await talk.sees(phone, phone === first.phone ? 'Одобрение принято: 1 из 2' : 't.me/');
    }
    await talk.press(first.phone, 'Отклонить');
    await talk.sees(first.phone, 'уже закрыто');
  });

  it('bylaws are shown by the fields that change; declining asks once more', async () => {
    const input = { ...conceptBylaws, voucherVerifiedDays: 0, quorum: { numerator: 2, denominator: 3 } };
    const { number } = granted(await proposeBylaws(town.deps, { input, proposedBy: null }));
    await openDesk(first.phone);
    await go(first.phone, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
    await talk.press(first.phone, `№ ${number} · нормы`);
    const shown = await talk.sees(first.phone, 'quorum: 1/2 → 2/3');
    expect(shown).not.toContain('strategicMajority');
    await talk.press(first.phone, 'Отклонить');
    await talk.sees(first.phone, 'отклонить?');
    await talk.press(first.phone, 'Отклонить');
    await talk.sees(first.phone, 'Дело закрыто');
    expect((await findProposal(town.deps.db, town.deps.vault, number))?.state).toBe('rejected');
  });

  it('an applicant is a number and their words; the reason of a refusal is asked for', async () => {
    const applicant = await town.addSigned();
    const words = 'Меня знают по работе в фонде, говорю по вечерам.';
    const { number } = granted(await requestAdmission(town.deps, { personId: applicant, words }));
    await openDesk(first.phone);
    await go(first.phone, 'Разобрать заявки · 1', 'Заявки · 1 из 1');
    await talk.press(first.phone, `№ ${number} · заявка`);
    await talk.sees(first.phone, words);
    await talk.press(first.phone, 'Отклонить');
    await talk.sees(first.phone, `Почему заявка № ${number} отклонена`);
    await first.phone.send('я');
    await talk.sees(first.phone, 'Почему заявка');
    await first.phone.send('Не удалось поговорить.');
    await talk.sees(first.phone, 'Человек узнает причину');
    expect((await findProposal(town.deps.db, town.deps.vault, number))?.state).toBe('rejected');
  });

  it('tokens: the first who approves answers for it; revoking is at once', async () => {
    const { number } = granted(await issueToken(town.deps, { label: 'отчёты', days: 5 }));
    for (const { phone } of [first, second]) {
      await openDesk(phone);
      await go(phone, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
      await talk.press(phone, `№ ${number} · токен API`);
      await talk.sees(phone, phone === first.phone ? 'Кто одобрит первым' : 'уже отвечает другой');
      await talk.press(phone, 'Одобрить');
      await talk.sees(phone, phone === first.phone ? 'Теперь вы отвечаете' : 'Токен работает');
    }
    await openDesk(second.phone);
    await talk.press(second.phone, 'Открыть остальное');
    await talk.sees(second.phone, 'Секретариат · остальное');
    await talk.press(second.phone, 'Посмотреть токены API');
    await talk.sees(second.phone, 'отчёты: работает');
    await talk.press(second.phone, 'Отозвать: отчёты');
    await talk.sees(second.phone, 'Отозвать токен?');
    await talk.press(second.phone, 'Отозвать токен');
    await talk.sees(second.phone, 'отозван');
    await openDesk(second.phone);
    await talk.press(second.phone, 'Открыть остальное');
    await talk.sees(second.phone, 'Секретариат · остальное');
    await talk.press(second.phone, 'Посмотреть роли');
    await talk.sees(second.phone, 'секретарь: 2');
  });
});
