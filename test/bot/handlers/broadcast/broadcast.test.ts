import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { approveProposal } from '../../../../src/actions/approval/approveProposal.ts';
import { forgetRecipients } from '../../../../src/actions/broadcast/runBroadcast.ts';
import { findBroadcast } from '../../../../src/db/read/broadcast/broadcast.ts';
import { broadcast, broadcastRecipient } from '../../../../src/db/schema/broadcast.ts';
import { updatePerson, updateProfile } from '../../../../src/db/write/person/person.ts';
import { openBroadcast } from '../../../../src/messages/broadcast/broadcastCallbacks.ts';
import { createCallbackSigner } from '../../../../src/telegram/callbackData.ts';
import { getAccount } from '../../../support/accounts.ts';
import { at } from '../../../support/at.ts';
import { type Chat, plainTextOf } from '../../../support/chat.ts';
import { hurried } from '../../../support/hurried.ts';
import { startTestVeche, type TestVeche } from '../../../support/testVeche.ts';

const WAIT_MS = 30_000;
vi.setConfig({ testTimeout: 60_000 });
const DAY_MS = 86_400_000;
/** Members of the sample. */
const EVERYBODY = 120;
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const words = 'Встреча членов Альянса';

let veche: TestVeche;
let writer: Chat;
let second: Chat;
beforeAll(async () => {
  veche = await startTestVeche({ paceClock: hurried });
  [writer, second] = [at(veche.people('officer'), 0), at(veche.people('officer'), 1)];
});
afterAll(async () => {
  await veche.close();
  expect(veche.api.violations).toEqual([]);
  expect(veche.logged.filter((line) => line.includes('"error"'))).toEqual([]);
});

const stateOf = async (number: number) =>
  (await findBroadcast(veche.core.deps.db, veche.core.deps.vault, number))?.state;
const until = (number: number, state: string) =>
  expect.poll(() => stateOf(number), { timeout: WAIT_MS, interval: 20 }).toBe(state);
const got = (person: Chat, text: string) =>
  person.chat().filter((message) => message.from.is_bot && plainTextOf(message).includes(text));
const members = () => [...veche.people('named'), ...veche.people('member')];
const accountOf = (person: Chat) => getAccount(veche.core.deps, person);

/** Answers the form's questions up to the summary. */
const compose = async (text: string): Promise<void> => {
  await writer.go('Без документа', 'Текст по-русски');
  await writer.say(text, 'по-английски');
  await writer.say(`${text} in English`, 'Кнопки со ссылками');
  await writer.go('Без кнопок', 'Что это за сообщение');
  await writer.go('Важное', 'Кому?');
  await writer.go('Всем членам', 'На каком языке');
  await writer.go('На любом', 'Только людям из одной страны');
  await writer.go('Из любой', 'Когда отправить');
  await writer.go('Сразу после одобрения', 'Сохранится черновик');
};

describe('a broadcast, from the first word to the report', () => {
  it('is composed in the chat, with formatting, buttons and a document, and refused with the count before it is saved', async () => {
    await writer.say('/secretariat', 'Ваши роли');
    await writer.go('Подготовить рассылку', 'Приложить документ?');
    await writer.sendMedia('document', {
      bytes: pdf,
      fileName: '../повестка.pdf',
      mimeType: 'application/pdf',
    });
    await writer.sees('до 1024 знаков');
    await writer.say('а'.repeat(1_100), 'знаков 1100, можно не больше 1024');
    await writer.send(`${words} — завтра <b> & «тут»`, [
      { type: 'bold', offset: 0, length: words.length },
      { type: 'text_link', offset: words.length + 3, length: 6, url: 'https://example.org/?a=1&b=2' },
    ]);
    await writer.sees('по-английски');
    await writer.say('Members meet tomorrow', 'Кнопки со ссылками');
    await writer.say('Открыть | Open | http://example.org', 'полным адресом https');
    await writer.say('Открыть повестку | Open the agenda | https://example.org/a?b=1&c=2', 'Что это за');
    await writer.go('Важное', 'Кому?');
    await writer.go('Всем членам', 'На каком языке');
    await writer.go('На любом', 'Только людям');
    await writer.go('Из любой', 'Когда отправить');
    await writer.go('Сразу после одобрения', 'Сохранится черновик');
    await writer.go('Сохранить черновик', 'Черновик сохранён');
    const shown = await writer.sees('Рассылка № 1 · черновик');
    expect(shown).toContain(`Сейчас получателей: ${EVERYBODY}.`);
    expect(shown).toContain('повестка.pdf, 1 КБ');
  });

  it('is previewed to oneself exactly as recipients will see it', async () => {
    await writer.go('Посмотреть, как получатель', 'Так это увидят получатели');
    const [ru, en] = writer.chat().filter(({ document, from }) => document !== undefined && from.is_bot);
    expect(plainTextOf(ru)).toBe(`${words} — завтра <b> & «тут»`);
    expect(ru?.caption_entities).toEqual([
      { type: 'bold', offset: 0, length: words.length },
      { type: 'text_link', offset: words.length + 3, length: 6, url: 'https://example.org/?a=1&b=2' },
    ]);
    expect(ru && writer.keyboardOf(ru)[0]?.[0]).toMatchObject({
      text: 'Открыть повестку',
      url: 'https://example.org/a?b=1&c=2',
    });
    expect(plainTextOf(en)).toBe('Members meet tomorrow');
    expect(veche.api.fileBytes(ru?.document?.file_id ?? '')).toEqual(new Uint8Array(pdf));
  });

  it('is approved by another officer, who sees the exact text and hash', async () => {
    await writer.go('‹ К рассылке', 'Рассылка № 1');
    await writer.go('Предложить к отправке', 'Предложить рассылку № 1?');
    await writer.go('Предложить к отправке', 'Предложено: дело №');
    const { db, vault } = veche.core.deps;
    const found = await findBroadcast(db, vault, 1);
    await second.say('/secretariat', 'Your roles');
    await second.go('Go through proposals · 1', 'Proposals · 1 of 1');
    await second.go('No. 1 · broadcast', found?.hash ?? '-');
    expect(await second.sees(words)).toContain('The text in Russian');
    await second.go('See it as recipients will', 'This is what recipients will see');
    await second.go('‹ To case No. 1', 'You approve exactly this text');
    await second.go('Next: 2 of 2', 'The text in English');
    await second.go('Approve', 'The broadcast is approved');
    await until(1, 'sent');
  });

  it('reached everybody once, in their language, and is reported without names', async () => {
    for (const one of members()) {
      const isEnglish = one.user.language_code === 'en';
      const [message, ...more] = one.chat().filter(({ document }) => document !== undefined);
      expect(more).toEqual([]);
      expect(plainTextOf(message)).toContain(isEnglish ? 'Members meet' : words);
    }
    expect(veche.api.calls.filter(({ method, ok }) => method === 'sendDocument' && ok).length).toBe(
      EVERYBODY + 4,
    );
    const report = await writer.finds(`Отправлено: ${EVERYBODY}`);
    expect(report).toContain('Не принимают сообщений: 0');
    expect(report).toContain('Не отправлялось: 0');
  });

  it('is corrected to those whom it reached, in a fixed first line that names it', async () => {
    await writer.go('Открыть № 1', 'Имён Вече не хранит');
    await writer.go('Исправить эту рассылку', 'Что неверно?');
    await writer.go('Неверна дата', 'Приложить документ?');
    await writer.go('Без документа', 'до 3876 знаков');
    await writer.say('Встреча послезавтра.', 'по-английски');
    await writer.say('It is the day after tomorrow.', 'Кнопки');
    await writer.go('Без кнопок', 'Что это за');
    await writer.go('Важное', 'Когда отправить');
    await writer.go('Сразу после одобрения', 'те, до кого дошла рассылка № 1');
    await writer.go('Сохранить черновик', 'Исправляет рассылку № 1: Неверна дата');
    await writer.go('Предложить к отправке', 'Предложить рассылку № 2?');
    await writer.go('Предложить к отправке', 'Предложено');
    await approve();
    await until(2, 'sent');
    const [first] = members();
    expect(first && plainTextOf(got(first, 'Исправление.')[0])).toMatch(
      /^Исправление\. В сообщении от \d+ \S+ \(«Встреча членов Альянса — завтра <b> & «тут»»\) была неверная дата\. Вот как правильно:\n\nВстреча послезавтра\.$/,
    );
    await writer.say('/secretariat', 'Ваши роли');
    await writer.go('Открыть остальное', 'остальное');
    await writer.go('Вести рассылки · 0', 'исправляет № 1');
    await writer.go('Открыть № 1', 'Исправлена рассылкой № 2');
  });
});

/** The second officer approves the newest case, as the chat's button does. */
const approve = async (): Promise<void> => {
  const { deps } = veche.core;
  const officer = await accountOf(second);
  for (let number = 1; number < 20; number++) {
    const done = await approveProposal(deps, { officerId: officer.id, number });
    if (done.ok) return;
  }
  throw new Error('There was nothing to approve.');
};

describe('while it is being sent', () => {
  it('a pause holds it, one officer stops it for good, and the progress message follows', async () => {
    const { deps } = veche.core;
    // Slow enough for a pause to come in the middle.
    veche.api.faults.latencyMs = 15;
    await writer.say('/secretariat', 'Ваши роли');
    await writer.go('Подготовить рассылку', 'Приложить документ?');
    await compose('Пауза');
    await writer.go('Сохранить черновик', 'Рассылка № 3 · черновик');
    await writer.go('Предложить к отправке', 'Предложить');
    await writer.go('Предложить к отправке', 'Предложено');
    await approve();
    await writer.finds('Рассылка № 3 · идёт');
    await writer.press('Поставить на паузу');
    await until(3, 'paused');
    await writer.finds('Пауза: остальные получат сообщение');
    const reached = () => members().filter((one) => got(one, 'Пауза').length > 0).length;
    await expect.poll(reached, { timeout: WAIT_MS }).toBeGreaterThan(0);
    const then = reached();
    expect(then).toBeLessThan(EVERYBODY);
    await writer.press('Продолжить отправку');
    await until(3, 'sending');
    await expect.poll(reached, { timeout: WAIT_MS }).toBeGreaterThan(then);
    await writer.go('Остановить отправку', 'Остановить рассылку № 3?');
    await writer.press('Остановить отправку');
    await until(3, 'stopped');
    veche.api.faults.latencyMs = 0;
    await writer.finds('Рассылка № 3 · остановлена');
    const found = await findBroadcast(deps.db, deps.vault, 3);
    expect(found?.counts?.leftOut).toBeGreaterThan(0);
    const again = members().map((one) => got(one, 'Пауза').length);
    expect(Math.max(...again)).toBe(1);
  });

  it('gives discreet people a neutral line and the content on a press, and leaves out who left', async () => {
    const { deps } = veche.core;
    const [discreet, locked, blocked] = veche.people('member');
    if (discreet === undefined || locked === undefined || blocked === undefined) throw new Error('Too few.');
    await deps.db.transaction(async (tx) => {
      const { id, profile } = await accountOf(discreet);
      await updateProfile(tx, deps, id, { ...profile, discreet: true });
      await updatePerson(tx, (await accountOf(locked)).id, { telegramIndex: null, telegramSealed: null });
    });
    await blocked.block();
    await writer.say('/secretariat', 'Ваши роли');
    await writer.go('Подготовить рассылку', 'Приложить документ?');
    await compose('Тайное');
    await writer.go('Сохранить черновик', 'Рассылка № 4 · черновик');
    await writer.go('Предложить к отправке', 'Предложить');
    await writer.go('Предложить к отправке', 'Предложено');
    await approve();
    await until(4, 'sent');
    const report = await writer.finds('Рассылка № 4 · отправлена');
    expect(report).toContain(`Отправлено: ${EVERYBODY - 2}\nНе принимают сообщений: 1`);
    expect(report).toContain('Не отправлялось: 1');
    expect(got(discreet, 'Тайное')).toEqual([]);
    expect(plainTextOf(discreet.last())).toBe('У вас новое дело.');
    await discreet.go('Открыть', 'Тайное');
    expect(got(locked, 'Тайное')).toEqual([]);
  });

  it('forgets the recipients after a week and the content of a discreet notice after a month', async () => {
    const { deps } = veche.core;
    const rows = () => deps.db.$count(broadcastRecipient);
    veche.moveClock(6 * DAY_MS);
    await forgetRecipients(deps);
    expect(await rows()).toBeGreaterThan(0);
    veche.moveClock(2 * DAY_MS);
    await forgetRecipients(deps);
    expect(await rows()).toBe(0);
    expect((await findBroadcast(deps.db, deps.vault, 1))?.counts?.sent).toBe(EVERYBODY);
    veche.moveClock(30 * DAY_MS);
    await forgetRecipients(deps);
    const [row] = await deps.db.select().from(broadcast).where(eq(broadcast.number, 1));
    expect(row?.documentSealed).toBeNull();
    const [discreet] = veche.people('member');
    if (discreet === undefined) throw new Error('Nobody.');
    const { id } = discreet;
    const messageId = discreet.last()?.message_id ?? 0;
    const data = createCallbackSigner(deps.vault).sign(openBroadcast.pack({ number: 4 }), id, id);
    await discreet.pressRaw({ messageId, data });
    await discreet.sees('прошло 30 дней');
  });
});
