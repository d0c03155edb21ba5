import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepDialogue, keepDraft } from '../../../src/actions/kit/keepDialogue.ts';
import { numberMembers } from '../../../src/actions/member/numberMembers.ts';
import { choosePhrase } from '../../../src/actions/person/choosePhrase.ts';
import { meetPerson } from '../../../src/actions/person/meetPerson.ts';
import { choosePanicPhrase, forgetPanicPhrase } from '../../../src/actions/safety/choosePanicPhrase.ts';
import { makeRecoveryCode } from '../../../src/actions/safety/makeRecoveryCode.ts';
import { panic } from '../../../src/actions/safety/panic.ts';
import { recordSent } from '../../../src/actions/safety/recordSent.ts';
import { recoverAccount } from '../../../src/actions/safety/recoverAccount.ts';
import { createVouchLink } from '../../../src/actions/verification/createVouchLink.ts';
import { requestAdmission } from '../../../src/actions/verification/requestAdmission.ts';
import { vouchForCandidate } from '../../../src/actions/verification/vouchForCandidate.ts';
import { erasureMark } from '../../../src/db/erasures.ts';
import { listJournal } from '../../../src/db/read/journal/journal.ts';
import { listEntriesOf } from '../../../src/db/read/list/list.ts';
import {
  type Account,
  findAccount,
  findAccountByTelegram,
  findRecipient,
} from '../../../src/db/read/person/person.ts';
import { findPendingAdmission } from '../../../src/db/read/proposal/proposal.ts';
import { findDialogueState, listDraftForms } from '../../../src/db/read/safety/dialogue.ts';
import { recoveryCodeRef } from '../../../src/db/read/safety/recovery.ts';
import { listCleanups } from '../../../src/db/read/safety/sentMessage.ts';
import { findToken } from '../../../src/db/read/token/token.ts';
import { countVouchesFor } from '../../../src/db/read/verification/vouch.ts';
import { signature } from '../../../src/db/schema/declaration.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { person } from '../../../src/db/schema/person.ts';
import { sentMessage } from '../../../src/db/schema/sentMessage.ts';
import { vouchLink } from '../../../src/db/schema/vouch.ts';
import { insertSignature } from '../../../src/db/write/declaration/declaration.ts';
import { insertList, insertListEntry } from '../../../src/db/write/list/list.ts';
import { queueNotices } from '../../../src/db/write/notice/notice.ts';
import { updatePerson } from '../../../src/db/write/person/person.ts';
import { dayOf } from '../../../src/governance/kit/day.ts';
import { recoveryAttemptsPerHour } from '../../../src/governance/safety/recovery.ts';
import { createNewcomers, type Newcomers } from '../../support/newcomers.ts';
import { appoint, codesOf, granted, makeToken } from '../../support/officers.ts';

let alliance: Newcomers;
beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
});
afterAll(() => alliance.close());

const account = async (id: string): Promise<Account> => {
  const found = await findAccount(alliance.deps.db, alliance.deps.vault, id);
  if (found === undefined) throw new Error('There is no such account.');
  return found;
};

const chatOf = async (id: string): Promise<number> =>
  (await findRecipient(alliance.deps.db, alliance.deps.vault, id))?.telegramId ?? 0;

const panicOf = async (id: string, messageId = 900): Promise<number> => {
  const telegramId = await chatOf(id);
  await panic(alliance.deps, { telegramId, messageId });
  return telegramId;
};

/** Ids that are put down for deletion in a chat. */
const cleaned = async (chat: number): Promise<number[]> => {
  const { db, vault, clock } = alliance.deps;
  const rows = await listCleanups(db, vault, { now: await clock.now(), limit: 1000 });
  return rows.flatMap((row) => (row.chat === chat ? row.messageIds : [])).sort((a, b) => a - b);
};

const makeCode = async (personId: string): Promise<string> => {
  const ref = await recoveryCodeRef(alliance.deps.db, personId);
  return granted(await makeRecoveryCode(alliance.deps, { personId, ref })).code;
};

/** Two members vouch, and the candidate is verified. */
const verify = async (candidateId: string): Promise<void> => {
  for (let count = 0; count < 2; count++) {
    const { token } = granted(
      await createVouchLink(alliance.deps, {
        submissionId: alliance.deps.random.uuid(),
        personId: candidateId,
      }),
    );
    granted(await vouchForCandidate(alliance.deps, { personId: await alliance.addMember(), token }));
  }
};

test('panic: the account has no chat any more, what was under way is over, what the bot said is put down for deletion', async () => {
  const { deps } = alliance;
  const id = await alliance.addSigned();
  const chat = await chatOf(id);
  const now = await deps.clock.now();
  await keepDraft(deps, { personId: id, form: 'requestAdmission', answers: { words: 'odd words' } });
  await keepDialogue(deps, String(chat), '{}');
  granted(await createVouchLink(deps, { submissionId: deps.random.uuid(), personId: id }));
  granted(await requestAdmission(deps, { personId: id, words: 'Call me, please, I am new here.' }));
  await deps.db.transaction((tx) =>
    queueNotices(tx, [{ personId: id, kind: 'admission.vouched', subject: 'x', notBefore: now }]),
  );
  await recordSent(deps, { chat, messageId: 11, harmless: false, kind: 'sent' });
  await recordSent(deps, { chat, messageId: 12, harmless: true, kind: 'sent' });

  await panicOf(id, 13);
  expect(await account(id)).toMatchObject({ status: 'suspended', suspension: 'panic', leaving: undefined });
  const [row] = await deps.db.select().from(person).where(eq(person.id, id));
  expect(row).toMatchObject({ telegramIndex: null, telegramSealed: null, suspendedOn: dayOf(now) });
  expect(await findAccountByTelegram(deps.db, deps.vault, chat)).toBeUndefined();
  expect(await cleaned(chat)).toEqual([11, 12, 13]);
  expect(await listDraftForms(deps.db, id)).toEqual([]);
  expect(await findDialogueState(deps.db, deps.vault, String(chat))).toBeUndefined();
  expect(await findPendingAdmission(deps.db, id)).toBeUndefined();
  for (const [table, column] of [
    [notice, notice.personId],
    [vouchLink, vouchLink.candidateId],
    [sentMessage, sentMessage.personId],
  ] as const)
    expect(await deps.db.$count(table, eq(column, id))).toBe(0);
  const marks = await deps.erasures.list();
  expect(marks).toContainEqual(
    expect.objectContaining({ kind: 'locked', mark: erasureMark(deps.vault, id) }),
  );
});

test('panic twice, by a guest, by a stranger: the same, and nothing is lost', async () => {
  const { deps } = alliance;
  const guest = await alliance.addGuest();
  const chat = await panicOf(guest.id, 21);
  expect(await account(guest.id)).toMatchObject({ status: 'suspended' });
  await panic(deps, { telegramId: chat, messageId: 22 });
  await panic(deps, { telegramId: 424_242, messageId: 1 });
  expect(await cleaned(chat)).toEqual([21, 22]);
  expect(await cleaned(424_242)).toEqual([1]);
  // Begins anew as anybody, and has nothing of before.
  const fresh = await meetPerson(deps, { telegramId: chat, locale: 'ru' });
  expect(fresh).toMatchObject({ status: 'guest', roles: [] });
  expect(fresh.id).not.toBe(guest.id);
});

test('an officer who panics loses roles and tokens; the journal tells the day', async () => {
  const { deps } = alliance;
  const [first, second] = [await alliance.addMember(), await alliance.addMember()];
  for (const id of [first, second]) await appoint(deps, id, 'administrator');
  const token = await makeToken(deps, first, second);
  await panicOf(first);
  expect((await account(first)).roles).toEqual([]);
  expect((await account(first)).verifiedOn).toBeDefined();
  expect(await findToken(deps.db, token.id)).toMatchObject({ state: 'revoked' });
  const entries = (await listJournal(deps.db, 0, 100)).map(({ entry }) => JSON.parse(entry));
  expect(entries).toContainEqual(expect.objectContaining({ kind: 'office.ended', role: 'administrator' }));
  const kinds = (await deps.erasures.list()).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['locked', 'officeEnded', 'tokenRevoked']));
});

test('a message that arrives after the lock is put down for deletion; a harmless one and a group’s are not', async () => {
  const { deps } = alliance;
  const id = await alliance.addMember();
  const chat = await panicOf(id, 30);
  await recordSent(deps, { chat, messageId: 31, harmless: false, kind: 'sent' });
  await recordSent(deps, { chat, messageId: 32, harmless: true, kind: 'sent' });
  expect(await cleaned(chat)).toEqual([30, 31]);
});

test('what was sent is noted to the hour; harmless edited into sensitive is sensitive', async () => {
  const { deps } = alliance;
  const id = await alliance.addGuest().then((guest) => guest.id);
  const chat = await chatOf(id);
  for (const [messageId, harmless] of [
    [1, false],
    [2, true],
    [3, true],
  ] as const)
    await recordSent(deps, { chat, messageId, harmless, kind: 'sent' });
  await recordSent(deps, { chat, messageId: 1, harmless: false, kind: 'sent' });
  await recordSent(deps, { chat, messageId: 2, harmless: false, kind: 'edited' });
  await recordSent(deps, { chat, messageId: 3, harmless: true, kind: 'edited' });
  await recordSent(deps, { chat, messageId: 99, harmless: false, kind: 'edited' });
  const rows = await deps.db
    .select()
    .from(sentMessage)
    .where(eq(sentMessage.personId, id))
    .orderBy(sentMessage.messageId);
  expect(rows.map(({ messageId, kind }) => [messageId, kind])).toEqual([
    [1, 'sensitive'],
    [2, 'sensitive'],
    [3, 'harmless'],
    [99, 'sensitive'],
  ]);
  for (const { sentAt } of rows) expect(sentAt.getTime() % 3_600_000).toBe(0);
});

test('the phrase: sealed, not the private one, can be taken back', async () => {
  const { deps } = alliance;
  const { id: personId } = await alliance.addGuest();
  granted(await choosePhrase(deps, { personId, phrase: 'Синий чайник' }));
  const refused = await choosePanicPhrase(deps, { personId, phrase: 'синий чайник!', words: [] });
  expect(codesOf(refused)).toEqual(['panic.phrase']);
  granted(await choosePanicPhrase(deps, { personId, phrase: 'Перезвоню вечером.', words: [] }));
  expect((await account(personId)).profile.panicPhrase).toBe('перезвоню вечером');
  await forgetPanicPhrase(deps, { personId });
  expect((await account(personId)).profile).toEqual({ locale: 'ru', discreet: true, phrase: 'Синий чайник' });
});

test('a second tap makes no second code; a new code ends the old one', async () => {
  const { deps } = alliance;
  const personId = await alliance.addMember();
  const first = await makeCode(personId);
  expect(codesOf(await makeRecoveryCode(deps, { personId, ref: '0' }))).toEqual(['recovery.madeMeanwhile']);
  const second = await makeCode(personId);
  const { id: other } = await alliance.addGuest();
  expect(codesOf(await recoverAccount(deps, { personId: other, code: first }))).toEqual([
    'recovery.noAccount',
  ]);
  expect(granted(await recoverAccount(deps, { personId: other, code: second }))).toEqual({ following: true });
  expect(await account(personId)).toMatchObject({ status: 'suspended', suspension: 'recovery' });
});

test('M6: the code locks the old account from another one, and verification gives number, first day and lists back', async () => {
  const { deps } = alliance;
  const { db, vault } = deps;
  const old = await alliance.addMember();
  await numberMembers(deps);
  const before = await account(old);
  const listId = deps.random.uuid();
  await db.transaction(async (tx) => {
    const now = await deps.clock.now(tx);
    await insertList(tx, { id: listId, title: { ru: 'Р', en: 'E' }, now });
    await insertListEntry(tx, deps, { listId, personId: old, publicName: 'Вереск', now });
  });
  const code = await makeCode(old);
  const oldChat = await chatOf(old);

  const typer = await alliance.addSigned();
  const newChat = await chatOf(typer);
  granted(await choosePhrase(deps, { personId: typer, phrase: 'новая фраза' }));
  await recordSent(deps, { chat: newChat, messageId: 5, harmless: false, kind: 'sent' });
  expect(granted(await recoverAccount(deps, { personId: typer, code: code.toLowerCase() }))).toEqual({
    following: true,
  });
  expect(await findAccountByTelegram(db, vault, oldChat)).toBeUndefined();
  // Again: it is locked already, and nothing else changes.
  expect(granted(await recoverAccount(deps, { personId: typer, code }))).toEqual({ following: true });

  await verify(typer);
  const merged = await findAccountByTelegram(db, vault, newChat);
  expect(merged).toMatchObject({
    id: old,
    status: 'member',
    suspension: undefined,
    recovers: undefined,
    memberNumber: before.memberNumber,
    verifiedOn: before.verifiedOn,
    profile: { phrase: 'новая фраза' },
  });
  expect(await findAccount(db, vault, typer)).toBeUndefined();
  expect((await listEntriesOf(db, vault, old)).map(({ publicName }) => publicName)).toEqual(['Вереск']);
  expect(await countVouchesFor(db, vault, old)).toBe(2);
  const kinds = await db.select().from(notice).where(eq(notice.personId, old));
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(['admission.done', 'admission.vouched']);
  expect(await db.$count(sentMessage, eq(sentMessage.personId, old))).toBe(1);
});

test('a newer signature comes along; a case that officers have of the new account goes on as the old one’s', async () => {
  const { deps } = alliance;
  const old = await alliance.addMember();
  const code = await makeCode(old);
  await panicOf(old);
  const typer = await alliance.addSigned();
  granted(await recoverAccount(deps, { personId: typer, code }));
  await alliance.publish(2);
  await deps.db.transaction((tx) =>
    insertSignature(tx, typer, { version: 2, locale: 'en', hash: 'f'.repeat(64), signedOn: '2026-11-20' }),
  );
  granted(await requestAdmission(deps, { personId: typer, words: 'I was here before, ask around.' }));
  await verify(typer);
  expect(await findPendingAdmission(deps.db, old)).toBeUndefined();
  const { status } = await account(old);
  expect(status).toBe('member');
  const signed = await deps.db.select().from(signature).where(eq(signature.personId, old));
  expect(signed.map(({ version }) => version).sort()).toEqual([1, 2]);
});

test('of two who typed the same code the last follows; who comes too late is a member of their own', async () => {
  const { deps } = alliance;
  const old = await alliance.addMember();
  const code = await makeCode(old);
  const [first, second] = [await alliance.addSigned(), await alliance.addSigned()];
  granted(await recoverAccount(deps, { personId: first, code }));
  granted(await recoverAccount(deps, { personId: second, code }));
  expect((await account(first)).recovers).toBeUndefined();
  await deps.db.transaction((tx) => updatePerson(tx, first, { recovers: old }));
  await verify(second);
  await verify(first);
  expect(await account(first)).toMatchObject({ status: 'member', recovers: undefined });
  expect((await account(first)).memberNumber).not.toBe((await account(old)).memberNumber);
});

test('a friend who is a member locks, and stays who they are; one’s own code is explained', async () => {
  const { deps } = alliance;
  const [taken, friend] = [await alliance.addMember(), await alliance.addMember()];
  const code = await makeCode(taken);
  expect(codesOf(await recoverAccount(deps, { personId: taken, code }))).toEqual(['recovery.ownCode']);
  expect(granted(await recoverAccount(deps, { personId: friend, code }))).toEqual({ following: false });
  expect(await account(taken)).toMatchObject({ status: 'suspended' });
  expect(await account(friend)).toMatchObject({ status: 'member', recovers: undefined });
});

test('five tries an hour, right or wrong', async () => {
  const { deps } = alliance;
  const { id: personId } = await alliance.addGuest();
  const code = await makeCode(await alliance.addMember());
  const unknown = '2'.repeat(24);
  for (let count = 0; count < recoveryAttemptsPerHour; count++)
    expect(codesOf(await recoverAccount(deps, { personId, code: unknown }))).toEqual(['recovery.noAccount']);
  expect(codesOf(await recoverAccount(deps, { personId, code }))).toEqual(['recovery.tooMany']);
  // A typing error is no try.
  expect(codesOf(await recoverAccount(deps, { personId, code: `${code}2` }))).toEqual(['code.unreadable']);
  alliance.passDays(1);
  expect(codesOf(await recoverAccount(deps, { personId, code }))).toEqual([]);
});

test('members of before have a number after a start, and keep it', async () => {
  const { deps } = alliance;
  const id = await alliance.addMember();
  expect((await account(id)).memberNumber).toBeUndefined();
  await numberMembers(deps);
  const { memberNumber } = await account(id);
  expect(memberNumber).toMatch(/^[2-9ACEHKMPTX]{9}$/);
  await numberMembers(deps);
  expect((await account(id)).memberNumber).toBe(memberNumber);
});

test('M6 a message that is noted in the moment of the lock is put down for deletion, not left in the chat', async () => {
  const { deps } = alliance;
  const chat = await chatOf(await alliance.addMember());
  const isWaiting = async (): Promise<boolean> => {
    const [row] = await deps.db.execute<{ count: number }>(
      sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return (row?.count ?? 0) > 0;
  };
  let noted: Promise<boolean> | undefined;
  const failpoint = async (step: string): Promise<void> => {
    if (step !== 'commit.before:panic') return;
    noted = recordSent(deps, { chat, messageId: 41, harmless: false, kind: 'sent' });
    await expect.poll(isWaiting).toBe(true);
  };
  await panic({ ...deps, failpoint }, { telegramId: chat, messageId: 900 });
  expect(await noted).toBe(false);
  expect(await cleaned(chat)).toContain(41);
});
