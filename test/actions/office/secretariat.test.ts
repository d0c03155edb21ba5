import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { approveProposal } from '../../../src/actions/approval/approveProposal.ts';
import { rejectProposal } from '../../../src/actions/approval/rejectProposal.ts';
import { draftBallot } from '../../../src/actions/ballot/draftBallot.ts';
import { moveBallot } from '../../../src/actions/ballot/moveBallot.ts';
import { scheduleBallot } from '../../../src/actions/ballot/scheduleBallot.ts';
import { withdrawBallot } from '../../../src/actions/ballot/withdrawBallot.ts';
import { answerLetter, closeLetter } from '../../../src/actions/letter/answerLetter.ts';
import { askLetter } from '../../../src/actions/letter/askLetter.ts';
import { handBackLetter, takeLetter } from '../../../src/actions/letter/takeLetter.ts';
import { searchMember } from '../../../src/actions/member/searchMember.ts';
import { acceptOffice } from '../../../src/actions/office/acceptOffice.ts';
import { proposeDismissal } from '../../../src/actions/office/dismissOfficer.ts';
import { proposeRole } from '../../../src/actions/office/proposeRole.ts';
import { resignOffice } from '../../../src/actions/office/resignOffice.ts';
import { forgetLeftovers } from '../../../src/actions/safety/forgetLeftovers.ts';
import { requestAdmission } from '../../../src/actions/verification/requestAdmission.ts';
import { databaseCode } from '../../../src/db/client.ts';
import { listTraces } from '../../../src/db/read/audit/trace.ts';
import { listCorrections } from '../../../src/db/read/ballot/correction.ts';
import { listJournal } from '../../../src/db/read/journal/journal.ts';
import { findLetter, listWords } from '../../../src/db/read/letter/letter.ts';
import { findOfficerNumber, officeLinkRef } from '../../../src/db/read/office/office.ts';
import { findAccount, memberNumberIndex, numberContext } from '../../../src/db/read/person/person.ts';
import { alarm } from '../../../src/db/schema/finding.ts';
import { interview } from '../../../src/db/schema/interview.ts';
import { letter } from '../../../src/db/schema/letter.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { apiToken, office, officer, proposal, trace } from '../../../src/db/schema/office.ts';
import { person } from '../../../src/db/schema/person.ts';
import { searchesPerHour } from '../../../src/governance/audit/trace.ts';
import { makeCode, memberNumberLength, showCode } from '../../../src/governance/kit/code.ts';
import { letterKeptDays, openQuestionsMax, wordsInARowMax } from '../../../src/governance/letter/letter.ts';
import { createNewcomers, type Newcomers } from '../../support/newcomers.ts';
import { appoint, codesOf, granted, makeToken } from '../../support/officers.ts';

let alliance: Newcomers;
let first: string;
let second: string;
let third: string;

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
});
afterAll(() => alliance.close());

/** Officers' numbers are never given twice. */
let numbered = 0;

/** Three secretaries with new numbers, whatever the test before did. */
beforeEach(async () => {
  const { deps } = alliance;
  await deps.db.delete(office);
  await deps.db.delete(officer);
  const ids = [await alliance.addGuest(), await alliance.addGuest(), await alliance.addGuest()].map(
    ({ id }) => id,
  );
  [first = '', second = '', third = ''] = ids;
  for (const personId of ids) {
    await appoint(deps, personId, 'secretary');
    numbered += 1;
    await deps.db.insert(officer).values({ personId, number: numbered });
  }
});

const uuid = () => alliance.deps.random.uuid();
const ask = async (personId: string, text = 'Что мне делать с новым телефоном?') =>
  granted(await askLetter(alliance.deps, { personId, submissionId: uuid(), text })).number;
const take = (officerId: string, number?: number) =>
  takeLetter(alliance.deps, { officerId, ...(number === undefined ? {} : { number }) });
const answer = (officerId: string, number: number, text = 'Введите код восстановления.') =>
  answerLetter(alliance.deps, { officerId, number, text, submissionId: uuid() });
const stateOf = async (number: number) => (await findLetter(alliance.deps.db, number))?.state;
const noticesOf = async (personId: string) =>
  (await alliance.deps.db.select().from(notice).where(eq(notice.personId, personId))).map(
    ({ kind, subject }) => `${kind} ${subject}`,
  );
const journalled = async () =>
  (await listJournal(alliance.deps.db, 0, 1000)).map(({ entry }) => JSON.parse(entry) as { kind: string });

describe('letters to the secretariat', () => {
  it('two officers take the same one at once: one has it, the other reads nothing', async () => {
    const number = await ask((await alliance.addGuest()).id);
    const taken = await Promise.all([take(first, number), take(second, number)]);
    expect(taken.map(codesOf).toSorted()).toEqual([[], ['question.taken']]);
    await alliance.deps.db.delete(letter);
  });

  it('many take the next at once: each gets another, the longest wait first', async () => {
    const asker = (await alliance.addGuest()).id;
    const numbers = [await ask(asker), await ask(asker), await ask(asker)];
    const taken = await Promise.all([take(first), take(second), take(third)]);
    expect(taken.map((one) => granted(one).number).toSorted((a, b) => a - b)).toEqual(numbers);
    expect(codesOf(await take(first))).toEqual(['question.noneWaits']);
    await alliance.deps.db.delete(letter);
  });

  it('an answer reaches the person as a neutral notice; the reply goes to the same officer', async () => {
    const asker = (await alliance.addGuest()).id;
    const number = await ask(asker);
    expect(codesOf(await answer(first, number))).toEqual(['question.notTaken']);
    expect(granted(await take(first)).words).toMatchObject([{ side: 'person' }]);
    granted(await answer(first, number));
    expect(await stateOf(number)).toBe('answered');
    expect(await noticesOf(asker)).toEqual([`question.answered question:${number}:2`]);
    await alliance.deps.db.delete(notice);
    const submissionId = uuid();
    const reply = { personId: asker, number, submissionId, text: 'Спасибо, не помогло.' };
    expect(granted(await askLetter(alliance.deps, reply))).toEqual(
      granted(await askLetter(alliance.deps, reply)),
    );
    expect(await stateOf(number)).toBe('open');
    expect(await noticesOf(first)).toEqual([`office.waiting question:${number}:3`]);
    expect(await noticesOf(second)).toEqual([]);
    const found = await findLetter(alliance.deps.db, number);
    const words = await listWords(alliance.deps.db, alliance.deps.vault, found?.id ?? '');
    expect(words.map(({ side }) => side)).toEqual(['person', 'officer', 'person']);
  });

  it('bounds what one person can write, and never lets an officer answer themselves', async () => {
    const asker = (await alliance.addGuest()).id;
    const numbers: number[] = [];
    for (let count = 0; count < openQuestionsMax; count += 1) numbers.push(await ask(asker));
    const command = { personId: asker, submissionId: uuid(), text: 'Ещё вопрос.' };
    expect(codesOf(await askLetter(alliance.deps, command))).toEqual(['question.tooMany']);
    const number = numbers[0] ?? 0;
    for (let count = 1; count < wordsInARowMax; count += 1)
      granted(await askLetter(alliance.deps, { ...command, submissionId: uuid(), number }));
    expect(codesOf(await askLetter(alliance.deps, { ...command, number }))).toEqual([
      'question.waitForAnswer',
    ]);
    expect(codesOf(await askLetter(alliance.deps, { ...command, personId: first, number }))).toEqual([
      'question.unknown',
    ]);
    const own = await ask(first);
    expect(codesOf(await take(first, own))).toEqual(['question.ownQuestion']);
    await alliance.deps.db.delete(letter);
  });

  it('handed back it is free; closed it is deleted after its days, and an unanswered one is not', async () => {
    const asker = (await alliance.addGuest()).id;
    const [closed, open] = [await ask(asker), await ask(asker)];
    granted(await take(first, closed));
    granted(await handBackLetter(alliance.deps, { officerId: first, number: closed }));
    expect(granted(await take(second, closed)).state).toBe('open');
    expect(
      codesOf(await closeLetter(alliance.deps, { personId: first, number: closed, side: 'officer' })),
    ).toEqual(['question.notTaken']);
    const byPerson = { personId: asker, number: closed, side: 'person' } as const;
    expect(granted(await closeLetter(alliance.deps, byPerson))).toEqual({ changed: true });
    expect(granted(await closeLetter(alliance.deps, byPerson))).toEqual({ changed: false });
    alliance.passDays(letterKeptDays - 1);
    await forgetLeftovers(alliance.deps);
    expect(await stateOf(closed)).toBe('closed');
    alliance.passDays(2);
    await forgetLeftovers(alliance.deps);
    expect(await stateOf(closed)).toBeUndefined();
    expect(await stateOf(open)).toBe('open');
  });
});

describe('searching by member number', () => {
  const numberOf = async (id: string): Promise<string> => {
    const { db, vault, random } = alliance.deps;
    const code = makeCode(memberNumberLength, random.bytes);
    await db
      .update(person)
      .set({
        numberIndex: memberNumberIndex(vault, code),
        numberSealed: vault.seal(numberContext(id), code),
      })
      .where(eq(person.id, id));
    return code;
  };
  const search = (memberNumber: string, officerId = first) =>
    searchMember(alliance.deps, { officerId, memberNumber });
  const traced = async () =>
    (await listTraces(alliance.deps.db, alliance.deps.vault, { limit: 50 })).map(({ act, about }) => ({
      act,
      about,
    }));

  it('shows state, month, signature and nothing else; also a miss is traced, in the same transaction', async () => {
    const code = await numberOf(await alliance.addMember('2026-03-14'));
    expect(granted(await search(showCode(code).toLowerCase()))).toEqual({
      memberNumber: code,
      state: 'member',
      verifiedSince: '2026-03',
      signature: 'current',
      reachable: true,
    });
    const nobody = makeCode(memberNumberLength, alliance.deps.random.bytes);
    expect(codesOf(await search(nobody))).toEqual(['member.notFound']);
    expect((await traced()).slice(0, 2)).toEqual([
      { act: 'member.searched', about: nobody },
      { act: 'member.searched', about: code },
    ]);
    expect(codesOf(await search('4K7M-2XPA-9'))).toEqual(['code.unreadable']);
    const broken = { ...alliance.deps, failpoint: () => Promise.reject(new Error('stop')) };
    const before = await traced();
    await expect(searchMember(broken, { officerId: first, memberNumber: code })).rejects.toThrow('stop');
    expect(await traced()).toEqual(before);
  });

  it('stops at the limit of an hour, also of twenty at once, and says so to the auditor once', async () => {
    const code = await numberOf(await alliance.addMember());
    const all = await Promise.all(Array.from({ length: searchesPerHour + 3 }, () => search(code)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(searchesPerHour);
    expect(all.flatMap(codesOf)).toEqual(['search.tooMany', 'search.tooMany', 'search.tooMany']);
    const acts = (await traced()).map(({ act }) => act);
    expect(acts.filter((act) => act === 'member.searchLimited')).toHaveLength(1);
    expect((await search(code, second)).ok).toBe(true);
    alliance.passDays(1);
    expect((await search(code)).ok).toBe(true);
  });

  it('is for officers with the power; nobody takes a trace back', async () => {
    const guest = (await alliance.addGuest()).id;
    const before = await traced();
    expect(codesOf(await search('4K7M2XPAC', guest))).toEqual(['search.noPower']);
    expect(await traced()).toEqual(before);
    const code = await alliance.deps.db.delete(trace).catch((error: unknown) => databaseCode(error));
    expect(code).toBe('23001');
  });
});

describe('roles', () => {
  const dismiss = async (officerId: string, about: string, role: 'secretary' | 'verifier' = 'secretary') => {
    const number = await findOfficerNumber(alliance.deps.db, about);
    return proposeDismissal(alliance.deps, { officerId, officer: number ?? 999, role });
  };
  const rolesOf = async (id: string) => (await findAccount(alliance.deps.db, alliance.deps.vault, id))?.roles;

  it('an officer proposes a role, another one gets the link, and an auditor holds no other', async () => {
    const { number } = granted(await proposeRole(alliance.deps, { officerId: first, role: 'auditor' }));
    expect(codesOf(await approveProposal(alliance.deps, { officerId: first, number }))).toEqual([
      'proposal.ownProposal',
    ]);
    const { officeToken = '' } = granted(await approveProposal(alliance.deps, { officerId: second, number }));
    const ref = officeLinkRef(alliance.deps.vault, officeToken);
    expect(codesOf(await acceptOffice(alliance.deps, { personId: third, ref }))).toEqual([
      'office.auditorAlone',
    ]);
    const auditor = (await alliance.addGuest()).id;
    granted(await acceptOffice(alliance.deps, { personId: auditor, ref }));
    expect(await rolesOf(auditor)).toEqual(['auditor']);
  });

  it('a dismissal needs a second officer, never the one it is about; what was taken of each kind returns', async () => {
    const { deps } = alliance;
    const mine = await ask((await alliance.addGuest()).id);
    granted(await take(third, mine));
    const applicant = await alliance.addSigned();
    const words = 'Знают по работе в фонде, говорю вечером.';
    const admission = granted(await requestAdmission(deps, { personId: applicant, words })).number;
    const [row] = await deps.db.select().from(proposal).where(eq(proposal.number, admission));
    const startsAt = new Date((await deps.clock.now()).getTime() + 3_600_000);
    await deps.db.insert(interview).values({
      proposalId: row?.id ?? '',
      candidateId: applicant,
      state: 'agreed',
      wishesSealed: new Uint8Array([1]),
      startsAt,
      firstOfficer: third,
      secondOfficer: second,
    });
    await deps.db.insert(alarm).values({
      id: uuid(),
      number: 1,
      kind: 'hour',
      subjectIndex: new Uint8Array([7]),
      factsSealed: new Uint8Array([1]),
      raisedAt: startsAt,
      state: 'open',
      takenBy: third,
    });
    const token = await makeToken(deps, third, first);

    const { number } = granted(await dismiss(first, third));
    expect(codesOf(await approveProposal(deps, { officerId: third, number }))).toEqual([
      'proposal.aboutYourself',
    ]);
    expect(codesOf(await rejectProposal(deps, { officerId: third, number }))).toEqual([
      'proposal.aboutYourself',
    ]);
    expect(codesOf(await approveProposal(deps, { officerId: first, number }))).toEqual([
      'proposal.ownProposal',
    ]);
    granted(await approveProposal(deps, { officerId: second, number }));

    expect(await rolesOf(third)).toEqual([]);
    expect((await findLetter(deps.db, mine))?.takenBy).toBeNull();
    const [ringing] = await deps.db.select().from(interview);
    expect(ringing).toMatchObject({ state: 'taken', firstOfficer: second, secondOfficer: null });
    const [raised] = await deps.db.select().from(alarm);
    expect(raised?.takenBy).toBeNull();
    const [revoked] = await deps.db.select().from(apiToken).where(eq(apiToken.id, token.id));
    expect(revoked?.state).toBe('revoked');
    const [ended, gone] = (await journalled()).slice(-2);
    expect(ended).toMatchObject({ kind: 'office.ended', role: 'secretary', count: 2 });
    expect(gone).toMatchObject({ kind: 'token.revoked', token: token.id });
    expect((await deps.erasures.list()).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['officeEnded', 'tokenRevoked']),
    );
    // Answering was begun before the dismissal: it is not sent.
    expect(codesOf(await answer(third, mine))).toEqual(['question.noPower', 'question.notTaken']);
    await deps.db.delete(letter);
  });

  it('refuses to dismiss oneself, the unknown, who does not hold it', async () => {
    expect(codesOf(await dismiss(first, first))).toEqual(['office.dismissYourself']);
    expect(codesOf(await dismiss(first, uuid()))).toEqual(['office.officerUnknown']);
    expect(codesOf(await dismiss(first, second, 'verifier'))).toEqual(['office.notHeld']);
    const guest = (await alliance.addGuest()).id;
    expect(codesOf(await dismiss(guest, second))).toEqual(['proposal.noPower']);
  });

  it('two who can appoint always remain, also when all leave at once', async () => {
    const resign = (personId: string) => resignOffice(alliance.deps, { personId, role: 'secretary' });
    const { number } = granted(await dismiss(first, second));
    const left = await Promise.all([resign(first), resign(second), resign(third)]);
    expect(left.filter(({ ok }) => ok)).toHaveLength(1);
    expect(left.flatMap(codesOf)).toEqual(['office.lastAppointers', 'office.lastAppointers']);
    const remaining = [first, second, third].filter((_, at) => left[at]?.ok === false);
    for (const officerId of remaining) await approveProposal(alliance.deps, { officerId, number });
    expect(await alliance.deps.db.$count(office, eq(office.role, 'secretary'))).toBe(2);
    await alliance.deps.db.update(proposal).set({ state: 'rejected' }).where(eq(proposal.number, number));
  });

  it('who left the role meanwhile is not dismissed from it, and nothing is said of it twice', async () => {
    const leaver = await alliance.addMember();
    for (const role of ['secretary', 'verifier'] as const) await appoint(alliance.deps, leaver, role);
    await alliance.deps.db.insert(officer).values({ personId: leaver, number: 77 });
    const { number } = granted(await dismiss(first, leaver));
    granted(await resignOffice(alliance.deps, { personId: leaver, role: 'secretary' }));
    const before = await journalled();
    granted(await approveProposal(alliance.deps, { officerId: second, number }));
    expect(await journalled()).toEqual(before);
    expect(await rolesOf(leaver)).toEqual(['verifier']);
  });

  it('leaving one role of two returns only what that role gave', async () => {
    await appoint(alliance.deps, third, 'verifier');
    const number = await ask((await alliance.addGuest()).id);
    granted(await take(third, number));
    const before = await findOfficerNumber(alliance.deps.db, third);
    const { returned } = granted(await resignOffice(alliance.deps, { personId: third, role: 'secretary' }));
    expect(returned).toEqual({ questions: 1, calls: 0, alarms: 0 });
    expect(await rolesOf(third)).toEqual(['verifier']);
    expect(await findOfficerNumber(alliance.deps.db, third)).toBe(before);
    await alliance.deps.db.delete(letter);
  });
});

test('a scheduled ballot is moved and withdrawn in public, a draft without a trace', async () => {
  const { deps } = alliance;
  const draft = async () =>
    granted(
      await draftBallot(deps, {
        officerId: first,
        submissionId: uuid(),
        input: {
          class: 'strawPoll',
          electorate: { kind: 'members' },
          rule: 'advisory',
          question: { ru: 'Вопрос?', en: 'Question?' },
          durationMinutes: 60,
        },
      }),
    ).number;
  const inDays = async (days: number) =>
    new Date((await deps.clock.now()).getTime() + days * 86_400_000).toISOString();
  const reason = { ru: 'Дата была неверна.', en: 'The date was wrong.' };
  const [announced, unknown] = [await draft(), await draft()];
  const target = { officerId: first, number: announced };
  expect(codesOf(await moveBallot(deps, { ...target, opensAt: await inDays(2), reason }))).toEqual([
    'ballot.notScheduled',
  ]);
  granted(await scheduleBallot(deps, { ...target, opensAt: await inDays(1) }));
  granted(await moveBallot(deps, { ...target, opensAt: await inDays(2), reason }));
  expect(codesOf(await withdrawBallot(deps, target))).toEqual(['ballot.reasonMissing']);
  granted(await withdrawBallot(deps, { ...target, reason }));
  granted(await withdrawBallot(deps, { officerId: first, number: unknown }));
  expect(await listCorrections(deps.db, 10)).toMatchObject([
    { kind: 'ballot.withdrawn', number: announced, reason },
    { kind: 'ballot.moved', number: announced, reason },
  ]);
  expect((await noticesOf(second)).filter((line) => line.startsWith('ballot.corrected'))).toHaveLength(2);
  expect(await noticesOf(first)).not.toContainEqual(expect.stringContaining('ballot.corrected'));
});
