import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { resignMandate } from '../../../src/actions/mandate/resignMandate.ts';
import { answerProtocol } from '../../../src/actions/protocol/answerProtocol.ts';
import { attachScan } from '../../../src/actions/protocol/attachScan.ts';
import { acceptProtocol, openScan, returnProtocol } from '../../../src/actions/protocol/checkProtocol.ts';
import { nameSubstitute } from '../../../src/actions/protocol/nameSubstitute.ts';
import { remindNamed } from '../../../src/actions/protocol/remindWaited.ts';
import { askSigningCode, signProtocol } from '../../../src/actions/protocol/signProtocol.ts';
import { withdrawProtocol } from '../../../src/actions/protocol/withdrawProtocol.ts';
import { forgetLeftovers } from '../../../src/actions/safety/forgetLeftovers.ts';
import { findMandateOf, listMandatesOfProject } from '../../../src/db/read/mandate/mandate.ts';
import { findProtocol } from '../../../src/db/read/protocol/protocol.ts';
import { journalEntry } from '../../../src/db/schema/journal.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { projectClaim } from '../../../src/db/schema/project.ts';
import { addDays, dayOf } from '../../../src/governance/kit/day.ts';
import { monthsAfter } from '../../../src/governance/mandate/term.ts';
import { sweepDelegates } from '../../../src/jobs/sweepDelegates.ts';
import { appoint, codesOf, granted } from '../../support/officers.ts';
import {
  createProjectAlliance,
  type ProjectAlliance,
  type VerifiedProject,
} from '../../support/projectAlliance.ts';
import { pdf, protocolSteps, render } from '../../support/protocols.ts';

let alliance: ProjectAlliance;
let officer: string;
let protocols: ReturnType<typeof protocolSteps>;

beforeAll(async () => {
  alliance = await createProjectAlliance();
  await alliance.publish(1);
  officer = await alliance.addMember();
  await appoint(alliance.deps, officer, 'secretary');
  protocols = protocolSteps(alliance, officer);
});
afterAll(() => alliance.close());

const png = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1,
  8, 6, 0, 0, 0,
]);

const standing = async ({ id }: VerifiedProject) => {
  const now = await alliance.deps.clock.now();
  const all = await listMandatesOfProject(alliance.deps.db, alliance.deps.vault, id);
  return all.filter(({ begins, ends, endedAt }) => begins <= now && ends > now && (endedAt ?? ends) > now);
};
const noticesOf = async (personId: string): Promise<string[]> => {
  const rows = await alliance.deps.db.select().from(notice);
  return rows.filter((row) => row.personId === personId).map(({ kind }) => kind);
};

test('D3 two protocols of a project at the same moment: one is written, the other is told of it', async () => {
  const project = await alliance.addProject();
  const draft = await protocols.draftFor(project);
  const both = await Promise.all([
    protocols.submit(project, draft),
    protocols.submit(project, draft, { personId: project.deputy }),
    protocols.submit(project, draft),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.flatMap(codesOf)).toEqual(['protocol.underWay', 'protocol.underWay']);
});

it('the same form sent twice is one protocol', async () => {
  const project = await alliance.addProject();
  const draft = await protocols.draftFor(project);
  const same = { submissionId: alliance.deps.random.uuid() };
  const both = await Promise.all([
    protocols.submit(project, draft, same),
    protocols.submit(project, draft, same),
  ]);
  expect(new Set(both.map((one) => granted(one).number)).size).toBe(1);
});

test.each([
  [0, 0, ['protocol.noSeats', 'protocol.presentTooMany']],
  [1, 1, []],
  [10, 1, []],
  [11, 2, []],
  [50, 2, []],
  [51, 3, []],
] as const)('D2 %i participants send %i delegates', async (size, seats, codes) => {
  const project = await alliance.addProject({ size });
  const vote = { kind: 'elsewhere', place: 'онлайн', for: 1, against: 0, abstained: 0, present: 1 } as const;
  const day = dayOf(await alliance.deps.clock.now());
  const draft = await protocols.draftFor(project, {
    size,
    delegates: project.people.slice(0, seats),
    vote: { ...vote, day },
  });
  expect(codesOf(await protocols.submit(project, draft))).toEqual(codes);
});

it('says every fault of form at once', async () => {
  const project = await alliance.addProject();
  const stranger = await alliance.addMember();
  const draft = await protocols.draftFor(project, {
    delegates: [stranger],
    vote: {
      kind: 'elsewhere',
      day: addDays(dayOf(await alliance.deps.clock.now()), 2),
      place: 'Рига',
      present: 3,
      for: 2,
      against: 2,
      abstained: 0,
    },
  });
  expect(codesOf(await protocols.submit(project, draft, { personId: stranger }))).toEqual([
    'protocol.notHead',
    'protocol.dateFuture',
    'protocol.presentTooFew',
    'protocol.noMajority',
    'protocol.delegateCount',
    'protocol.notParticipant',
  ]);
});

test('D3 rival leaders stop new protocols and the acceptance of waiting ones, not mandates', async () => {
  const project = await alliance.addProject();
  await protocols.accepted(project, await protocols.draftFor(project));
  const waiting = await protocols.submitted(project, await protocols.draftFor(project));
  const rival = await alliance.addMember();
  const { db, vault, clock } = alliance.deps;
  const claim = {
    id: alliance.deps.random.uuid(),
    projectId: project.id,
    personId: rival,
    groundsSealed: vault.index('x', 'y'),
    state: 'open' as const,
    openedAt: await clock.now(),
  };
  await db.insert(projectClaim).values(claim);
  expect(codesOf(await acceptProtocol(alliance.deps, { officerId: officer, number: waiting }))).toEqual([
    'protocol.disputed',
  ]);
  alliance.passDays(8);
  await sweepDelegates(alliance.deps);
  expect((await findProtocol(db, vault, waiting))?.state).toBe('submitted');
  expect(await standing(project)).toHaveLength(2);
  await withdrawProtocol(alliance.deps, { personId: project.leader, number: waiting });
  expect(codesOf(await protocols.submit(project, await protocols.draftFor(project)))).toEqual([
    'protocol.disputed',
  ]);
});

it('a scan is judged by its content, and its name must not say otherwise; another takes its place', async () => {
  const project = await alliance.addProject();
  const { number } = granted(await protocols.submit(project, await protocols.draftFor(project)));
  const attach = async (bytes: Uint8Array, name: string | undefined, personId = project.leader) =>
    codesOf(await attachScan(alliance.deps, { personId, number, bytes, name }));
  expect(
    await attach(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'scan.pdf'),
  ).toEqual(['protocol.scanType']);
  expect(await attach(png, 'scan.pdf')).toEqual(['protocol.scanNotAsNamed']);
  expect(await attach(new TextEncoder().encode('MZ это не скан'), '../../etc/passwd')).toEqual([
    'protocol.scanType',
  ]);
  expect(await attach(new Uint8Array(20_000_001), undefined)).toEqual([
    'protocol.scanTooLarge',
    'protocol.scanType',
  ]);
  expect(await attach(pdf, 'scan.pdf', officer)).toEqual(['protocol.notHead']);
  expect(await attach(png, undefined)).toEqual([]);
  expect(await attach(pdf, 'Протокол.PDF')).toEqual([]);
  const scan = granted(await openScan(alliance.deps, { personId: project.leader, number }));
  expect([scan.type, Buffer.from(scan.bytes).equals(Buffer.from(pdf))]).toEqual(['pdf', true]);
  expect(codesOf(await openScan(alliance.deps, { personId: project.people[1] ?? '', number }))).toContain(
    'protocol.noPower',
  );
});

it('is signed only by who read the exact text, by a code that is wrong five times at most', async () => {
  const project = await alliance.addProject();
  const { deps } = alliance;
  const personId = project.leader;
  const { number } = granted(await protocols.submit(project, await protocols.draftFor(project)));
  const act = { personId, number, render };
  expect(codesOf(await askSigningCode(deps, { ...act, read: '' }))).toEqual([
    'protocol.stillWaiting',
    'protocol.scanMissing',
  ]);
  granted(await attachScan(deps, { personId, number, bytes: pdf, name: undefined }));
  await protocols.confirm(number, ...project.people.slice(0, 2));
  expect(await noticesOf(personId)).toContain('protocol.ready');
  expect(codesOf(await askSigningCode(deps, { ...act, read: 'ffffffffffff' }))).toEqual([
    'protocol.textChanged',
  ]);
  expect(codesOf(await signProtocol(deps, { ...act, code: '123456' }))).toEqual(['protocol.codeNone']);
  const { code } = granted(await askSigningCode(deps, { ...act, read: '' }));
  const wrong = code === '111111' ? '222222' : '111111';
  const tries = [];
  for (let at = 0; at < 6; at += 1) tries.push(...codesOf(await signProtocol(deps, { ...act, code: wrong })));
  expect(tries).toEqual([...Array.from({ length: 5 }, () => 'protocol.codeWrong'), 'protocol.codeSpent']);
  const again = granted(await askSigningCode(deps, { ...act, read: '' }));
  // Somebody changes the name while the code is on its way: what would be signed is not what was read.
  await protocols.confirm(number, project.people[1] ?? '');
  expect(codesOf(await signProtocol(deps, { ...act, code: again.code }))).toEqual(['protocol.codeNone']);
  const hash = await protocols.sign(project, number);
  const found = await findProtocol(deps.db, deps.vault, number);
  expect(found).toMatchObject({ state: 'submitted', textHash: hash, signedBy: 'leader' });
  // Sent twice: the receipt again.
  expect(granted(await signProtocol(deps, { ...act, code: '000000' })).hash).toBe(hash);
  expect(codesOf(await answerProtocol(deps, { personId, number, publicName: null }))).toEqual([
    'protocol.answersClosed',
  ]);
});

it('a code lives ten minutes', async () => {
  const project = await alliance.addProject({ size: 5 });
  const personId = project.leader;
  const { number } = granted(
    await protocols.submit(
      project,
      await protocols.draftFor(project, {
        size: 5,
        delegates: project.people.slice(0, 1),
        vote: {
          kind: 'elsewhere',
          day: dayOf(await alliance.deps.clock.now()),
          place: 'Рига',
          present: 5,
          for: 4,
          against: 0,
          abstained: 1,
        },
      }),
    ),
  );
  await protocols.confirm(number, personId);
  granted(await attachScan(alliance.deps, { personId, number, bytes: pdf, name: undefined }));
  const { code } = granted(await askSigningCode(alliance.deps, { personId, number, render, read: '' }));
  alliance.passDays(1 / 144);
  expect(codesOf(await signProtocol(alliance.deps, { personId, number, code, render }))).toEqual([
    'protocol.codeExpired',
  ]);
});

test('G7 two delegates of the Congress never have names that read the same', async () => {
  const project = await alliance.addProject();
  const { number } = granted(await protocols.submit(project, await protocols.draftFor(project)));
  const [first = '', second = ''] = project.people;
  const both = await Promise.all(
    [first, second].map((personId) =>
      answerProtocol(alliance.deps, {
        personId,
        number,
        publicName: personId === first ? 'Алёна К.' : 'алена к',
      }),
    ),
  );
  expect(both.flatMap(codesOf)).toEqual(['protocol.nameTaken']);
});

test('D4 a mandate is renewed without a gap: the old one ends at the instant at which the new one begins', async () => {
  const project = await alliance.addProject();
  await protocols.accepted(project, await protocols.draftFor(project));
  const [old] = await standing(project);
  expect(old?.ends.getTime()).toBe(monthsAfter(old?.begins ?? new Date(0), 6).getTime());
  alliance.passDays(170);
  const [, second = '', third = ''] = project.people;
  const number = await protocols.accepted(
    project,
    await protocols.draftFor(project, { delegates: [second, third] }),
  );
  const all = await listMandatesOfProject(alliance.deps.db, alliance.deps.vault, project.id);
  const before = all.filter(({ protocolNumber }) => protocolNumber !== number);
  const after = all.filter(({ protocolNumber }) => protocolNumber === number);
  expect(before.map(({ endReason }) => endReason)).toEqual(['renewed', 'renewed']);
  expect(
    new Set([...before.map((one) => one.endedAt?.getTime()), ...after.map((one) => one.begins.getTime())])
      .size,
  ).toBe(1);
  expect(after.map(({ personId, term }) => [personId, term])).toEqual([
    [second, 2],
    [third, 1],
  ]);
  expect(await standing(project)).toHaveLength(2);

  // Renewed once more, but after those in force: at no instant more or fewer than two.
  alliance.passDays(100);
  await protocols.accepted(project, await protocols.draftFor(project, { begins: 'afterCurrent' }));
  const coming = (await listMandatesOfProject(alliance.deps.db, alliance.deps.vault, project.id)).slice(0, 2);
  expect(coming.map(({ begins }) => begins.getTime())).toEqual(after.map(({ ends }) => ends.getTime()));
  expect(await standing(project)).toHaveLength(2);
  alliance.passDays(100);
  expect((await standing(project)).map(({ number: one }) => one)).toEqual(
    coming.map(({ number: one }) => one),
  );
  alliance.passDays(200);
  expect(await standing(project)).toEqual([]);
});

test('D4 one delegate is replaced, the rest stays, the new one ends when the old one would have', async () => {
  const project = await alliance.addProject();
  const number = await protocols.accepted(project, await protocols.draftFor(project));
  const [first, second] = await standing(project);
  const [, , third = ''] = project.people;
  granted(await resignMandate(alliance.deps, { personId: project.people[1] ?? '' }));
  expect(codesOf(await resignMandate(alliance.deps, { personId: project.people[1] ?? '' }))).toEqual([
    'mandate.none',
  ]);
  expect(await noticesOf(project.leader)).toContain('mandate.vacant');
  // Whose mandate has ended can't be replaced any more; the seat of another one can.
  const draft = await protocols.draftFor(project, { delegates: [third] });
  expect(codesOf(await protocols.submit(project, draft, { replaces: second?.number ?? 0 }))).toEqual([
    'protocol.replacedGone',
  ]);
  alliance.passDays(30);
  const next = await protocols.draftFor(project, { delegates: [third] });
  const replacing = await protocols.accepted(project, next, { replaces: first?.number ?? 0 });
  const [now, ...rest] = await standing(project);
  expect(rest).toEqual([]);
  expect(now).toMatchObject({ personId: third, seat: first?.seat, protocolNumber: replacing, term: 1 });
  expect(now?.ends.getTime()).toBe(first?.ends.getTime());
  expect(replacing).toBeGreaterThan(number);
});

test('G13 a substitute is a participant, is asked, and stands beside the delegate', async () => {
  const project = await alliance.addProject();
  const draft = await protocols.draftFor(project);
  const { number } = granted(await protocols.submit(project, draft));
  const [first = '', , third = ''] = project.people;
  const name = async (substituteId: string | null, seat = 1) =>
    codesOf(await nameSubstitute(alliance.deps, { personId: project.leader, number, seat, substituteId }));
  expect(await name(first)).toEqual(['protocol.namedTwice']);
  expect(await name(officer)).toEqual(['protocol.notParticipant']);
  expect(await name(third, 7)).toEqual(['protocol.seatUnknown']);
  expect(await name(third)).toEqual([]);
  expect(await name(third)).toEqual([]);
  expect(await noticesOf(third)).toEqual(['protocol.confirm']);
  await protocols.confirm(number, ...draft.delegates);
  expect((await findProtocol(alliance.deps.db, alliance.deps.vault, number))?.state).toBe('confirming');
  await protocols.confirm(number, third);
  granted(await attachScan(alliance.deps, { personId: project.leader, number, bytes: pdf, name: 'a.pdf' }));
  await protocols.sign(project, number, project.deputy);
  // The deputy signed: the leader reads of it.
  expect((await noticesOf(project.leader)).filter((kind) => kind === 'protocol.news')).toHaveLength(1);
  alliance.passDays(7);
  await sweepDelegates(alliance.deps);
  const now = await alliance.deps.clock.now();
  expect(await findMandateOf(alliance.deps.db, alliance.deps.vault, third, now)).toMatchObject({
    as: 'substitute',
  });
});

test('D3 a head reminds those whom a protocol names, once a day, until all have answered', async () => {
  const project = await alliance.addProject();
  const draft = await protocols.draftFor(project);
  const { number } = granted(await protocols.submit(project, draft));
  const [first = '', second = ''] = draft.delegates;
  const remind = async (personId = project.leader) =>
    codesOf(await remindNamed(alliance.deps, { personId, number }));
  expect(await remind(second)).toEqual(['protocol.notHead']);
  expect(await remind()).toEqual(['reminding.lately']);
  await protocols.confirm(number, first);
  alliance.passDays(1);
  expect(await remind(project.deputy)).toEqual([]);
  expect(await remind()).toEqual(['reminding.lately']);
  expect((await noticesOf(second)).filter((kind) => kind === 'protocol.confirm')).toHaveLength(2);
  expect((await noticesOf(first)).filter((kind) => kind === 'protocol.confirm')).toHaveLength(1);
  await protocols.confirm(number, second);
  expect(await remind()).toEqual(['reminding.nobodyWaits']);
  granted(await withdrawProtocol(alliance.deps, { personId: project.leader, number }));
  expect(await remind()).toEqual(['protocol.answersClosed']);
  expect(codesOf(await remindNamed(alliance.deps, { personId: first, number: 9_999 }))).toEqual([
    'protocol.unknown',
  ]);
});

test('of a protocol that is taken back those hear who had agreed, and nobody else', async () => {
  const project = await alliance.addProject();
  const draft = await protocols.draftFor(project);
  const { number } = granted(await protocols.submit(project, draft));
  const [agreed = '', asked = ''] = draft.delegates;
  await protocols.confirm(number, agreed);
  granted(await withdrawProtocol(alliance.deps, { personId: project.leader, number }));
  expect(await noticesOf(agreed)).toContain('mandate.news');
  expect(await noticesOf(asked)).not.toContain('mandate.news');
});

test('D3 returned with its reasons it gives no mandates, and the project hands in another one', async () => {
  const project = await alliance.addProject();
  const number = await protocols.submitted(project, await protocols.draftFor(project));
  const back = (officerId: string, reason: string) =>
    returnProtocol(alliance.deps, { officerId, number, reason });
  expect(codesOf(await back(project.leader, 'Нет даты'))).toEqual([
    'protocol.noPower',
    'protocol.ownProtocol',
  ]);
  expect(codesOf(await back(officer, ''))).toEqual(['text.empty']);
  granted(await back(officer, 'На скане нет даты.'));
  expect(codesOf(await back(officer, 'И подписи нет.'))).toEqual(['protocol.notSubmitted']);
  const found = await findProtocol(alliance.deps.db, alliance.deps.vault, number);
  expect(found).toMatchObject({ state: 'returned', content: { reason: 'На скане нет даты.' } });
  expect(await standing(project)).toEqual([]);
  granted(await protocols.submit(project, await protocols.draftFor(project)));
  alliance.passDays(91);
  expect(await forgetLeftovers(alliance.deps)).toBeGreaterThan(0);
  expect(await findProtocol(alliance.deps.db, alliance.deps.vault, number)).toBeUndefined();
});

test('D3 an officer and the clock accept the same protocol at the same moment: it is accepted once', async () => {
  const project = await alliance.addProject();
  const number = await protocols.submitted(project, await protocols.draftFor(project));
  alliance.passDays(7);
  await Promise.all([
    acceptProtocol(alliance.deps, { officerId: officer, number }),
    sweepDelegates(alliance.deps),
    sweepDelegates(alliance.deps),
  ]);
  expect(await standing(project)).toHaveLength(2);
  const entries = await alliance.deps.db.select().from(journalEntry);
  const facts = entries
    .map(({ entry }) => JSON.parse(entry))
    .filter((one) => one.kind === 'protocol.accepted' && one.number === number);
  expect(facts).toHaveLength(1);
  expect(facts[0]).toMatchObject({ project: project.number, mandates: 2, seats: 2, participants: 12 });
});

test('D4 delegate and leader are reminded at 30, 7 and 1 days, once each', async () => {
  const project = await alliance.addProject();
  await protocols.accepted(project, await protocols.draftFor(project));
  const [one] = await standing(project);
  const delegate = project.people[1] ?? '';
  const days = ((one?.ends.getTime() ?? 0) - (await alliance.deps.clock.now()).getTime()) / 86_400_000;
  const reminders = async () =>
    (await noticesOf(delegate)).filter((kind) => kind === 'mandate.ending').length;
  alliance.passDays(days - 31);
  await sweepDelegates(alliance.deps);
  expect(await reminders()).toBe(0);
  alliance.passDays(2);
  await Promise.all([sweepDelegates(alliance.deps), sweepDelegates(alliance.deps)]);
  expect(await reminders()).toBe(1);
  alliance.passDays(28.5);
  await sweepDelegates(alliance.deps);
  expect(await reminders()).toBe(2);
  await sweepDelegates(alliance.deps);
  expect(await reminders()).toBe(2);
  expect((await noticesOf(project.leader)).filter((kind) => kind === 'mandate.rotation')).toHaveLength(2);
  // The scan goes when the mandates it gave are over.
  alliance.passDays(1);
  await forgetLeftovers(alliance.deps);
  const spent = await findProtocol(alliance.deps.db, alliance.deps.vault, one?.protocolNumber ?? 0);
  expect([spent?.state, spent?.fileType]).toEqual(['accepted', null]);
});
