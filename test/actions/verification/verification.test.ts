import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeAlarm, takeAlarm } from '../../../src/actions/alarm/handleAlarm.ts';
import { readAlarmNumbers } from '../../../src/actions/alarm/readAlarm.ts';
import { approveProposal } from '../../../src/actions/approval/approveProposal.ts';
import { rejectProposal } from '../../../src/actions/approval/rejectProposal.ts';
import { endVouchCases } from '../../../src/actions/case/endVouchCases.ts';
import { openVouchCase } from '../../../src/actions/case/openVouchCase.ts';
import { proposeFinding, proposeRuling } from '../../../src/actions/case/proposeFinding.ts';
import { appealFinding, stateInCase } from '../../../src/actions/case/speakInCase.ts';
import { signDeclaration } from '../../../src/actions/declaration/signDeclaration.ts';
import { becomeFounder } from '../../../src/actions/founder/becomeFounder.ts';
import { proposeFounder } from '../../../src/actions/founder/proposeFounder.ts';
import { createVouchLink } from '../../../src/actions/verification/createVouchLink.ts';
import { enterInterviewOutcome } from '../../../src/actions/verification/enterInterviewOutcome.ts';
import { callOff, offerInterview } from '../../../src/actions/verification/offerInterview.ts';
import { requestAdmission } from '../../../src/actions/verification/requestAdmission.ts';
import {
  handBackInterview,
  joinInterview,
  takeInterview,
} from '../../../src/actions/verification/takeInterview.ts';
import { vouchForCandidate } from '../../../src/actions/verification/vouchForCandidate.ts';
import { findVouchCase } from '../../../src/db/read/case/vouchCase.ts';
import { findAccount } from '../../../src/db/read/person/person.ts';
import { findProposal } from '../../../src/db/read/proposal/proposal.ts';
import { findInterviewOf, listInterviews } from '../../../src/db/read/verification/interview.ts';
import { alarm, vouchCaseParty } from '../../../src/db/schema/finding.ts';
import { interview } from '../../../src/db/schema/interview.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { person } from '../../../src/db/schema/person.ts';
import { founderLink } from '../../../src/db/schema/vouch.ts';
import { declarationHash } from '../../../src/governance/declaration/declaration.ts';
import { sweepInterviews } from '../../../src/jobs/sweepInterviews.ts';
import { accepted, codesOf } from '../../governance/codes.ts';
import { createNewcomers, declarationTexts, type Newcomers } from '../../support/newcomers.ts';
import { appoint } from '../../support/officers.ts';

const HOUR = 1 / 24;
const link = 'https://meet.example.org/room';
let alliance: Newcomers;
let officers: readonly [string, string, string];

beforeAll(async () => {
  alliance = await createNewcomers({ signupsPerHourAlarm: 4, foundersMax: 3 });
  await alliance.publish(1);
  officers = [await alliance.addMember(), await alliance.addMember(), await alliance.addMember()];
  for (const id of officers) await appoint(alliance.deps, id, 'verifier');
});
afterAll(() => alliance.close());

const accountOf = async (id: string) => {
  const account = await findAccount(alliance.deps.db, alliance.deps.vault, id);
  if (account === undefined) throw new Error('There is no such account.');
  return account;
};
const kindsFor = async (personId: string): Promise<string[]> => {
  const rows = await alliance.deps.db.select().from(notice).where(eq(notice.personId, personId));
  return rows.map(({ kind }) => kind).sort();
};

/** An applicant with one time on offer, two hours ahead. */
const applicant = async () => {
  const personId = await alliance.addSigned();
  const words = 'Могу поговорить вечером, меня знают по работе.';
  const { number } = accepted(await requestAdmission(alliance.deps, { personId, words }));
  const at = new Date(
    Math.ceil((await alliance.deps.clock.now()).getTime() / 60_000) * 60_000 + 2 * 3_600_000,
  );
  accepted(await offerInterview(alliance.deps, { personId, at }));
  return { personId, number, at };
};
const agreed = async () => {
  const case_ = await applicant();
  const [first, second] = officers;
  accepted(
    await takeInterview(alliance.deps, { officerId: first, number: case_.number, at: case_.at, link }),
  );
  accepted(await joinInterview(alliance.deps, { officerId: second, number: case_.number }));
  return case_;
};

describe('calls with two officers (M5)', () => {
  test('of three who take or join at once one is the first, one the second, never the same', async () => {
    const { number, at, personId } = await applicant();
    const taking = await Promise.all(
      officers.map((officerId) => takeInterview(alliance.deps, { officerId, number, at, link })),
    );
    expect(taking.flatMap(codesOf)).toEqual(['call.alreadyTaken', 'call.alreadyTaken']);
    const joining = await Promise.all(
      officers.map((officerId) => joinInterview(alliance.deps, { officerId, number })),
    );
    expect(joining.flatMap(codesOf).sort()).toEqual(['call.alreadyTaken', 'call.sameOfficer']);
    const found = await findInterviewOf(alliance.deps.db, alliance.deps.vault, personId);
    expect(found).toMatchObject({ state: 'agreed', link });
    expect(found?.words?.officers).not.toBe(found?.words?.person);
    expect(await kindsFor(personId)).toEqual(['call.changed', 'call.changed']);
  });

  test('while it is agreed nobody decides by a button; both say known at once: a member, and nothing is kept', async () => {
    const { number, personId } = await agreed();
    const [first, second, third] = officers;
    for (const officerId of officers) {
      expect(codesOf(await approveProposal(alliance.deps, { officerId, number }))).toEqual([
        'call.inProgress',
      ]);
      const reason = 'Не вышло поговорить.';
      expect(codesOf(await rejectProposal(alliance.deps, { officerId, number, reason }))).toEqual([
        'call.inProgress',
      ]);
    }
    const say = (officerId: string) =>
      enterInterviewOutcome(alliance.deps, { officerId, number, outcome: 'known' });
    expect(codesOf(await say(first))).toEqual(['call.notStarted']);
    alliance.passDays(3 * HOUR);
    expect(codesOf(await say(third))).toEqual(['call.notYours']);
    const both = await Promise.all([say(first), say(second), say(first)]);
    expect(both.map((one) => (one.ok ? one.value.admitted : codesOf(one)[0])).sort()).toEqual(
      expect.arrayContaining([false, true]),
    );
    expect(both.filter(({ ok }) => ok)).toHaveLength(2);
    expect((await accountOf(personId)).status).toBe('member');
    expect((await findProposal(alliance.deps.db, alliance.deps.vault, number))?.state).toBe('approved');
    expect(
      await alliance.deps.db.select().from(interview).where(eq(interview.candidateId, personId)),
    ).toEqual([]);
  });

  test('who approved before there was an appointment is counted once', async () => {
    const { number, at, personId } = await applicant();
    const [first, second] = officers;
    accepted(await approveProposal(alliance.deps, { officerId: first, number }));
    accepted(await takeInterview(alliance.deps, { officerId: first, number, at, link }));
    accepted(await joinInterview(alliance.deps, { officerId: second, number }));
    alliance.passDays(3 * HOUR);
    const say = async (officerId: string) =>
      accepted(await enterInterviewOutcome(alliance.deps, { officerId, number, outcome: 'known' })).admitted;
    expect(await say(first)).toBe(false);
    expect((await accountOf(personId)).status).toBe('verifying');
    expect(await say(second)).toBe(true);
  });

  test('without an appointment two officers approve as ever', async () => {
    const { number, personId } = await applicant();
    const [first, second] = officers;
    accepted(await approveProposal(alliance.deps, { officerId: first, number }));
    accepted(await approveProposal(alliance.deps, { officerId: second, number }));
    expect((await accountOf(personId)).status).toBe('member');
    expect(await findInterviewOf(alliance.deps.db, alliance.deps.vault, personId)).toBeUndefined();
  });

  test('known and not known at once: one of them decides, the other finds it decided', async () => {
    const { number, personId } = await agreed();
    const [first, second] = officers;
    alliance.passDays(3 * HOUR);
    const reason = 'Человека никто из нас не узнал.';
    const [known, unknown] = await Promise.all([
      enterInterviewOutcome(alliance.deps, { officerId: first, number, outcome: 'known' }),
      enterInterviewOutcome(alliance.deps, { officerId: second, number, outcome: 'notKnown', reason }),
    ]);
    expect(unknown.ok).toBe(true);
    expect([[], ['call.none']]).toContainEqual(codesOf(known));
    expect((await accountOf(personId)).status).toBe('signed');
    expect(await kindsFor(personId)).toContain('admission.declined');
    expect(await findInterviewOf(alliance.deps.db, alliance.deps.vault, personId)).toBeUndefined();
  });

  test('a reason is needed to decline; nothing is written without one', async () => {
    const { number, personId } = await agreed();
    alliance.passDays(3 * HOUR);
    const [officerId] = officers;
    const said = await enterInterviewOutcome(alliance.deps, { officerId, number, outcome: 'notKnown' });
    expect(said).toMatchObject({ ok: false, refusals: [{ code: 'text.empty', path: 'reason' }] });
    expect((await findInterviewOf(alliance.deps.db, alliance.deps.vault, personId))?.state).toBe('agreed');
  });

  test('nobody came: the time is free; the second time the case closes kindly', async () => {
    const { number, personId } = await agreed();
    const [first, second] = officers;
    alliance.passDays(3 * HOUR);
    const miss = () => enterInterviewOutcome(alliance.deps, { officerId: first, number, outcome: 'absent' });
    expect(accepted(await miss()).step).toBe('freed');
    const at = new Date((await alliance.deps.clock.now()).getTime() + 2 * 3_600_000);
    accepted(await offerInterview(alliance.deps, { personId, at }));
    accepted(await takeInterview(alliance.deps, { officerId: first, number, at, link }));
    accepted(await joinInterview(alliance.deps, { officerId: second, number }));
    alliance.passDays(3 * HOUR);
    expect(accepted(await miss()).step).toBe('closed');
    expect((await accountOf(personId)).status).toBe('signed');
    expect(await kindsFor(personId)).toContain('call.closed');
  });

  test('the officer withdraws, the person cancels, reminders come once', async () => {
    const { number, personId } = await agreed();
    const [first, second] = officers;
    alliance.passDays(1.5 * HOUR);
    await sweepInterviews(alliance.deps);
    await sweepInterviews(alliance.deps);
    expect((await kindsFor(personId)).filter((kind) => kind === 'call.reminder')).toHaveLength(1);
    expect(await kindsFor(second)).toContain('office.call');
    const waiting = async () => (await kindsFor(second)).filter((kind) => kind === 'office.waiting').length;
    const before = await waiting();
    accepted(await handBackInterview(alliance.deps, { officerId: first, number }));
    expect(await waiting()).toBe(before + 1);
    expect(await findInterviewOf(alliance.deps.db, alliance.deps.vault, personId)).toMatchObject({
      state: 'taken',
      firstOfficer: second,
      words: undefined,
    });
    accepted(await callOff(alliance.deps, { personId }));
    expect(await findInterviewOf(alliance.deps.db, alliance.deps.vault, personId)).toMatchObject({
      state: 'missed',
      link: undefined,
      misses: 0,
    });
    const ids = (await listInterviews(alliance.deps.db, alliance.deps.vault, first, { limit: 50 })).map(
      (one) => one.number,
    );
    expect(ids).not.toContain(number);
    expect(codesOf(await joinInterview(alliance.deps, { officerId: first, number }))).toEqual([
      'call.notTaken',
    ]);
  });

  test('who is no officer, or the applicant, takes no part', async () => {
    const { number, at } = await applicant();
    const officerId = await alliance.addMember();
    expect(codesOf(await takeInterview(alliance.deps, { officerId, number, at, link }))).toEqual([
      'call.noPower',
    ]);
    const [first] = officers;
    const bad = await takeInterview(alliance.deps, { officerId: first, number, at, link: 'http://x.org' });
    expect(bad).toMatchObject({ refusals: [{ code: 'call.linkInvalid', path: 'link' }] });
  });
});

describe('alarms (M5)', () => {
  test('ten sign at once: one alarm for the hour', async () => {
    const hash = declarationHash(declarationTexts(1).ru);
    const guests = await Promise.all(Array.from({ length: 10 }, () => alliance.addGuest()));
    await Promise.all(
      guests.map(({ id }) =>
        alliance.deps.db.update(person).set({ originConfirmed: true }).where(eq(person.id, id)),
      ),
    );
    const signed = await Promise.all(
      guests.map(({ id: personId }) =>
        signDeclaration(alliance.deps, { personId, version: 1, locale: 'ru', hashStart: hash.slice(0, 16) }),
      ),
    );
    expect(signed.flatMap(codesOf)).toEqual([]);
    const rows = await alliance.deps.db.select().from(alarm).where(eq(alarm.kind, 'hour'));
    expect(rows).toHaveLength(1);
    const [number] = rows.map((row) => row.number);
    const [first, second] = officers;
    const both = await Promise.all(
      [first, second].map((officerId) => takeAlarm(alliance.deps, { officerId, number: number ?? 0 })),
    );
    expect(both.flatMap(codesOf)).toEqual(['alarm.taken']);
    const [taken] = both.filter(({ ok }) => ok).map(accepted);
    expect(taken && (await readAlarmNumbers(alliance.deps, taken))).toEqual({ count: 10, usual: 0 });
    const officerId = taken?.takenBy ?? '';
    accepted(await closeAlarm(alliance.deps, { officerId, number: number ?? 0, note: 'Проверено.' }));
    expect(codesOf(await takeAlarm(alliance.deps, { officerId, number: number ?? 0 }))).toEqual([
      'alarm.closed',
    ]);
  });

  test('a voucher’s second on one day: one alarm with the member number; a case from it', async () => {
    const voucher = await alliance.addMember();
    for (let at = 0; at < 3; at += 1) {
      const personId = await alliance.addSigned();
      const { token } = accepted(
        await createVouchLink(alliance.deps, { submissionId: alliance.deps.random.uuid(), personId }),
      );
      accepted(await vouchForCandidate(alliance.deps, { personId: voucher, token }));
    }
    const [row, ...more] = await alliance.deps.db.select().from(alarm).where(eq(alarm.kind, 'voucher'));
    expect(more).toEqual([]);
    const number = row?.number ?? 0;
    const [officerId] = officers;
    const taken = accepted(await takeAlarm(alliance.deps, { officerId, number }));
    const { memberNumber } = await accountOf(voucher);
    expect(taken.facts).toMatchObject({ memberNumber });
    expect(await readAlarmNumbers(alliance.deps, taken)).toEqual({ count: 3, usual: 0 });
    const grounds = 'Три поручительства за один день, люди не знакомы.';
    const opened = accepted(await openVouchCase(alliance.deps, { officerId, grounds, alarm: number }));
    expect(opened.parties).toBe(1);
    expect(codesOf(await takeAlarm(alliance.deps, { officerId, number }))).toEqual(['alarm.closed']);
  });
});

/** A member admitted by two vouchers, and the case about it. */
const falseVouching = async () => {
  const { deps } = alliance;
  const candidate = await alliance.addSigned();
  const vouchers = [await alliance.addMember(), await alliance.addMember()];
  for (const personId of vouchers) {
    const { token } = accepted(
      await createVouchLink(deps, { submissionId: deps.random.uuid(), personId: candidate }),
    );
    accepted(await vouchForCandidate(deps, { personId, token }));
  }
  const memberNumber = (await accountOf(candidate)).memberNumber ?? '';
  const grounds = 'В разговоре человек сказал, что не знает поручителей.';
  const [officerId] = officers;
  const { number, parties } = accepted(await openVouchCase(deps, { officerId, memberNumber, grounds }));
  const found = await findVouchCase(deps.db, deps.vault, number);
  const refOf = (personId: string) => found?.parties.find((party) => party.personId === personId)?.ref ?? '';
  return { candidate, vouchers, number, parties, refOf, memberNumber };
};
const approveBy = (officerId: string, number: number) =>
  approveProposal(alliance.deps, { officerId, number });

describe('a case of false vouching (M5)', () => {
  test('hearing, decision by two, appeal to the Congress, overturned, forgotten', async () => {
    const { deps } = alliance;
    const { candidate, vouchers, number, parties, refOf } = await falseVouching();
    const [first, second] = officers;
    const [liar = '', friend = ''] = vouchers;
    expect(parties).toBe(3);
    expect(await kindsFor(liar)).toContain('finding.opened');

    const propose = (officerId: string, personId: string, outcome: 'cleared' | 'barred' | 'suspended') =>
      proposeFinding(deps, {
        officerId,
        number,
        party: refOf(personId),
        outcome,
        reason: 'Так решили двое.',
      });
    expect(codesOf(await propose(first, liar, 'barred'))).toEqual(['finding.hearingOpen']);
    expect(codesOf(await propose(second, liar, 'barred'))).toEqual(['finding.notFound']);
    for (const personId of [candidate, ...vouchers])
      accepted(await stateInCase(deps, { personId, number, words: 'Мы знакомы много лет.' }));
    expect(codesOf(await stateInCase(deps, { personId: first, number, words: 'Чужое дело.' }))).toEqual([
      'finding.notFound',
    ]);

    const barred = accepted(await propose(first, liar, 'barred'));
    expect(codesOf(await propose(first, liar, 'cleared'))).toEqual(['finding.alreadyProposed']);
    expect(codesOf(await approveBy(first, barred.number))).toEqual(['proposal.ownProposal']);
    accepted(await approveBy(second, barred.number));
    expect((await accountOf(liar)).vouchBarredUntil).toBeDefined();
    const suspended = accepted(await propose(first, candidate, 'suspended'));
    accepted(await approveBy(second, suspended.number));
    expect(await accountOf(candidate)).toMatchObject({ status: 'suspended', suspension: 'finding' });
    // Back by two officers alone.
    expect(
      codesOf(await createVouchLink(deps, { submissionId: deps.random.uuid(), personId: candidate })),
    ).toEqual(['admission.officersOnly']);
    const cleared = accepted(await propose(first, friend, 'cleared'));
    accepted(await approveBy(second, cleared.number));
    expect((await findVouchCase(deps.db, deps.vault, number))?.state).toBe('decided');

    const { token } = accepted(
      await createVouchLink(deps, { submissionId: deps.random.uuid(), personId: await alliance.addSigned() }),
    );
    expect(codesOf(await vouchForCandidate(deps, { personId: liar, token }))).toEqual(['vouch.barred']);
    expect(codesOf(await appealFinding(deps, { personId: friend, number, words: 'Спорю.' }))).toEqual([
      'finding.nothingToAppeal',
    ]);
    accepted(await appealFinding(deps, { personId: candidate, number, words: 'Решение неверно.' }));
    expect((await accountOf(candidate)).status).toBe('suspended');
    alliance.passDays(20);
    expect(await endVouchCases(deps)).toBe(0);

    const about = { officerId: first, number, party: refOf(candidate), verdict: 'overturned' as const };
    expect(codesOf(await proposeRuling(deps, { ...about, session: ' ' }))).toEqual([
      'finding.sessionMissing',
    ]);
    const verdict = accepted(await proposeRuling(deps, { ...about, session: '4' }));
    accepted(await approveBy(second, verdict.number));
    expect(await accountOf(candidate)).toMatchObject({ status: 'member', suspension: undefined });
    expect(await kindsFor(candidate)).toContain('finding.news');

    alliance.passDays(14);
    expect(await endVouchCases(deps)).toBe(0);
    alliance.passDays(1);
    expect(await endVouchCases(deps)).toBe(1);
    const ended = await findVouchCase(deps.db, deps.vault, number);
    expect(ended).toMatchObject({ state: 'final', grounds: '', parties: [], raisedBy: null });
  });

  test('what the session upholds stays; what it overturns ends no suspension by panic', async () => {
    const { deps } = alliance;
    const { candidate, vouchers, number, refOf } = await falseVouching();
    const [first, second] = officers;
    const [liar = ''] = vouchers;
    alliance.passDays(8);
    const decide = async (personId: string, outcome: 'barred' | 'suspended') => {
      const about = { officerId: first, number, party: refOf(personId), outcome, reason: 'Так решили двое.' };
      accepted(await approveBy(second, accepted(await proposeFinding(deps, about)).number));
      accepted(await appealFinding(deps, { personId, number, words: 'Решение неверно.' }));
    };
    const rule = async (personId: string, verdict: 'upheld' | 'overturned') => {
      const about = { officerId: first, number, party: refOf(personId), verdict, session: '4' };
      accepted(await approveBy(second, accepted(await proposeRuling(deps, about)).number));
    };
    await decide(liar, 'barred');
    await rule(liar, 'upheld');
    expect((await accountOf(liar)).vouchBarredUntil).toBeDefined();
    await decide(candidate, 'suspended');
    await deps.db.update(person).set({ suspension: 'panic' }).where(eq(person.id, candidate));
    await rule(candidate, 'overturned');
    expect(await accountOf(candidate)).toMatchObject({ status: 'suspended', suspension: 'panic' });
  });

  test('an officer who is party decides nothing, whoever proposed', async () => {
    const { deps } = alliance;
    const { candidate, vouchers, number, refOf, memberNumber } = await falseVouching();
    const [first] = officers;
    const [party = ''] = vouchers;
    await appoint(deps, party, 'verifier');
    alliance.passDays(8);
    const proposed = accepted(
      await proposeFinding(deps, {
        officerId: first,
        number,
        party: refOf(candidate),
        outcome: 'barred',
        reason: 'Срок объяснений вышел.',
      }),
    );
    expect(codesOf(await approveBy(party, proposed.number))).toEqual(['finding.ownCase']);
    expect(codesOf(await rejectProposal(deps, { officerId: party, number: proposed.number }))).toEqual([
      'finding.ownCase',
    ]);
    const own = await openVouchCase(deps, {
      officerId: party,
      memberNumber,
      grounds: 'Хочу вести это дело сам.',
    });
    expect(codesOf(own)).toEqual(['finding.ownCase']);
  });

  test('after ninety days nothing personal is left, decided or not', async () => {
    const { deps } = alliance;
    const { number } = await falseVouching();
    alliance.passDays(91);
    await endVouchCases(deps);
    expect((await findVouchCase(deps.db, deps.vault, number))?.state).toBe('final');
    expect(await deps.db.select().from(vouchCaseParty)).toEqual([]);
  });
});

describe('founders (M5)', () => {
  const invite = async (): Promise<string | undefined> => {
    const [first, second] = officers;
    const proposed = await proposeFounder(alliance.deps, { officerId: first });
    if (!proposed.ok) return undefined;
    const done = await approveBy(second, proposed.value.number);
    return done.ok ? done.value.founderToken : undefined;
  };

  test('never more than the bylaws say, however many are made and used at once; what expired frees its place', async () => {
    const tokens = await Promise.all(Array.from({ length: 6 }, invite));
    const made = tokens.filter((token) => token !== undefined);
    expect(made).toHaveLength(3);
    expect(await invite()).toBeUndefined();
    const [one = '', two = ''] = made;
    const people = await Promise.all([alliance.addSigned(), alliance.addSigned(), alliance.addSigned()]);
    const used = await Promise.all(
      people.map((personId, at) => becomeFounder(alliance.deps, { personId, token: at === 2 ? two : one })),
    );
    expect(used.flatMap(codesOf)).toEqual(['founder.linkUsed']);
    const states = await Promise.all(people.map(async (id) => (await accountOf(id)).status));
    expect(states.filter((status) => status === 'member')).toHaveLength(2);
    alliance.passDays(8);
    const again = await Promise.all([invite(), invite()]);
    expect(again.filter((token) => token !== undefined)).toHaveLength(1);
    const rows = await alliance.deps.db.select().from(founderLink);
    expect(rows.filter(({ usedOn }) => usedOn !== null)).toHaveLength(2);
  });

  test('one’s own officer proposes; without the power nobody does', async () => {
    const officerId = await alliance.addMember();
    alliance.passDays(8);
    expect(codesOf(await proposeFounder(alliance.deps, { officerId }))).toEqual(['proposal.noPower']);
  });
});
