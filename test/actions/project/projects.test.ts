import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { approveProposal } from '../../../src/actions/approval/approveProposal.ts';
import { applyProject } from '../../../src/actions/project/applyProject.ts';
import { claimProject } from '../../../src/actions/project/claimProject.ts';
import { createProjectLink } from '../../../src/actions/project/createProjectLink.ts';
import { confirmActivity, joinProject } from '../../../src/actions/project/joinProject.ts';
import { acceptDeputy, removeParticipant } from '../../../src/actions/project/leadProject.ts';
import { proposeProject } from '../../../src/actions/project/proposeProject.ts';
import { takeApplication } from '../../../src/actions/project/takeApplication.ts';
import { panic } from '../../../src/actions/safety/panic.ts';
import { createVouchLink } from '../../../src/actions/verification/createVouchLink.ts';
import { vouchForCandidate } from '../../../src/actions/verification/vouchForCandidate.ts';
import { findAccount, findRecipient } from '../../../src/db/read/person/person.ts';
import {
  countConfirmed,
  findProject,
  isDisputed,
  listParticipants,
} from '../../../src/db/read/project/project.ts';
import { listOpenLinks } from '../../../src/db/read/project/projectLink.ts';
import { countByKind } from '../../../src/db/read/project/projectRegistry.ts';
import { countOpenVouchLinks } from '../../../src/db/read/verification/vouch.ts';
import { journalEntry } from '../../../src/db/schema/journal.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { insertBylaws } from '../../../src/db/write/bylaws/bylaws.ts';
import { mergePerson } from '../../../src/db/write/person/mergePerson.ts';
import { updatePerson } from '../../../src/db/write/person/person.ts';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { addDays, dayOf } from '../../../src/governance/kit/day.ts';
import { createNewcomers, type Newcomers } from '../../support/newcomers.ts';
import { appoint, codesOf, granted } from '../../support/officers.ts';
import { addApplication, addVerifiedProject, projectAnswers } from '../../support/projects.ts';

let alliance: Newcomers;
let evaluators: [string, string];

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  evaluators = [await alliance.addMember(), await alliance.addMember()];
  for (const id of evaluators) await appoint(alliance.deps, id, 'evaluator');
});
afterAll(() => alliance.close());

const all = <Value>(tasks: (() => Promise<Value>)[]) => Promise.all(tasks.map((task) => task()));
const project = async (number: number) => {
  const found = await findProject(alliance.deps.db, alliance.deps.vault, number);
  if (found === undefined) throw new Error('There is no such project.');
  return found;
};
const lock = async (personId: string): Promise<void> => {
  const recipient = await findRecipient(alliance.deps.db, alliance.deps.vault, personId);
  await panic(alliance.deps, { telegramId: recipient?.telegramId ?? 0, messageId: 1 });
};
const verified = async () => {
  const leaderId = await alliance.addMember();
  return {
    leaderId,
    number: await addVerifiedProject(alliance.deps, { leaderId, evaluatorId: evaluators[0] }),
  };
};
const link = async (
  personId: string,
  number: number,
  uses: number,
  kind: 'participant' | 'deputy' = 'participant',
) =>
  granted(
    await createProjectLink(alliance.deps, {
      submissionId: alliance.deps.random.uuid(),
      personId,
      number,
      kind,
      uses,
    }),
  ).token;

describe('D1 applications at the same moment', () => {
  it('a repeated submission makes one project, two applications of one person too', async () => {
    const personId = await alliance.addMember();
    const submissionId = alliance.deps.random.uuid();
    const answers = projectAnswers();
    const same = await all(
      [1, 2, 3].map(() => () => applyProject(alliance.deps, { personId, submissionId, answers })),
    );
    expect(new Set(same.map((one) => (one.ok ? one.value.number : 0))).size).toBe(1);
    const another = await alliance.addMember();
    const two = await all(
      [1, 2].map(
        () => () =>
          applyProject(alliance.deps, {
            personId: another,
            submissionId: alliance.deps.random.uuid(),
            answers,
          }),
      ),
    );
    expect(two.filter(({ ok }) => ok).length).toBe(1);
    expect(two.flatMap((one) => codesOf(one))).toEqual(['project.alreadyLeads']);
  });

  it('two evaluators who take one get it one after the other; nobody takes their own', async () => {
    const number = await addApplication(alliance.deps, await alliance.addMember());
    const taken = await all(
      evaluators.map((officerId) => () => takeApplication(alliance.deps, { officerId, number })),
    );
    expect(taken.filter(({ ok }) => ok).length).toBe(1);
    expect(taken.flatMap((one) => codesOf(one))).toEqual(['project.taken']);
    const own = await addApplication(alliance.deps, evaluators[0]);
    const mine = await takeApplication(alliance.deps, { officerId: evaluators[0], number: own });
    expect(codesOf(mine)).toEqual(['project.ownProject']);
  });
});

test('D2 the same press delivered again, three times at once too, makes one link of a project and one for a voucher', async () => {
  const { deps } = alliance;
  const { leaderId, number } = await verified();
  const candidate = await alliance.addSigned();
  const press = 'the same press';
  const link = { personId: leaderId, number, kind: 'participant', uses: 2 } as const;
  const three = <Value>(act: () => Promise<Value>) => all([act, act, act]);
  const made = await three(() => createProjectLink(deps, { ...link, submissionId: press }));
  const other = granted(await createProjectLink(deps, { ...link, submissionId: 'another press' }));
  const asked = await three(() => createVouchLink(deps, { personId: candidate, submissionId: press }));
  expect(new Set(made.map((one) => granted(one).token)).size).toBe(1);
  expect(new Set(asked.map((one) => granted(one).token)).size).toBe(1);
  expect(made.map((one) => granted(one).token)).not.toContain(other.token);
  const now = await deps.clock.now();
  expect((await listOpenLinks(deps.db, (await project(number)).id, now)).length).toBe(2);
  expect(await countOpenVouchLinks(deps.db, candidate, now)).toBe(1);
});

test('D2 a link for three lets in three of ten who press at once', async () => {
  const { leaderId, number } = await verified();
  const token = await link(leaderId, number, 3);
  const people = await all(Array.from({ length: 10 }, () => () => alliance.addMember()));
  const joined = await all(
    people.map(
      (personId, index) => () =>
        joinProject(alliance.deps, { personId, way: { token }, name: `Участник ${index}` }),
    ),
  );
  expect(joined.filter(({ ok }) => ok).length).toBe(3);
  expect(new Set(joined.flatMap((one) => codesOf(one)))).toEqual(new Set(['project.linkUsed']));
  const { id } = await project(number);
  expect((await listParticipants(alliance.deps.db, alliance.deps.vault, id)).length).toBe(3);
});

test('D2 a person counts in one project: joining another moves them; activity ends after six months', async () => {
  const { deps } = alliance;
  const [one, other] = [await verified(), await verified()];
  const personId = await alliance.addMember();
  const enter = async ({ leaderId, number }: typeof one) =>
    granted(
      await joinProject(deps, { personId, way: { token: await link(leaderId, number, 1) }, name: 'Анна' }),
    );
  await enter(one);
  await enter(other);
  const today = dayOf(await deps.clock.now());
  const count = async ({ number }: typeof one, day: string) =>
    countConfirmed(deps.db, (await project(number)).id, conceptBylaws, day);
  expect(await count(one, today)).toEqual({ participants: 0, active: 0 });
  expect(await count(other, today)).toEqual({ participants: 1, active: 1 });
  expect(await count(other, addDays(today, 200))).toEqual({ participants: 1, active: 0 });
  granted(await confirmActivity(deps, { personId }));
  const participantId = personId;
  granted(await removeParticipant(deps, { personId: other.leaderId, number: other.number, participantId }));
  expect(await count(other, today)).toEqual({ participants: 0, active: 0 });
});

test('M5 the leader of a verified project attests a participant by their link, others not without waiting', async () => {
  const { deps } = alliance;
  const { leaderId, number } = await verified();
  const today = dayOf(await deps.clock.now());
  await deps.db.transaction((tx) => updatePerson(tx, leaderId, { verifiedOn: today }));
  await deps.db.transaction(async (tx) =>
    insertBylaws(tx, {
      version: 2,
      bylaws: { ...conceptBylaws, voucherVerifiedDays: 60 },
      effectiveFrom: await deps.clock.now(tx),
    }),
  );
  const candidateId = await alliance.addSigned();
  const ask = async () =>
    granted(await createVouchLink(deps, { submissionId: deps.random.uuid(), personId: candidateId })).token;
  const before = await vouchForCandidate(deps, { personId: leaderId, token: await ask() });
  expect(codesOf(before)).toEqual(['right.waiting']);
  const token = await link(leaderId, number, 1);
  granted(await joinProject(deps, { personId: candidateId, way: { token }, name: 'Новый' }));
  expect(granted(await vouchForCandidate(deps, { personId: leaderId, token: await ask() }))).toEqual({
    count: 1,
    needed: 2,
    admitted: false,
  });
  const twice = await vouchForCandidate(deps, { personId: leaderId, token: await ask() });
  expect(codesOf(twice)).toContain('vouch.alreadyVouched');
});

test('D3 a leader whose account is locked is followed by the deputy; without one evaluators are told', async () => {
  const { deps } = alliance;
  const { leaderId, number } = await verified();
  const deputyId = await alliance.addMember();
  granted(await acceptDeputy(deps, { personId: deputyId, token: await link(leaderId, number, 1, 'deputy') }));
  await lock(leaderId);
  expect(await project(number)).toMatchObject({ leaderId: deputyId, deputyId: null, state: 'verified' });
  await lock(deputyId);
  expect(await project(number)).toMatchObject({ leaderId: null, deputyId: null, state: 'verified' });
  const told = (await deps.db.select().from(notice)).filter(
    ({ personId, subject }) => personId === evaluators[1] && subject.startsWith(`project:${number}:o`),
  );
  expect(told.length).toBe(1);
});

test('D3 of two rival leaders at once one claim is open, and it stops new protocols only', async () => {
  const { deps } = alliance;
  const { leaderId, number } = await verified();
  const token = await link(leaderId, number, 2);
  const rivals = [await alliance.addMember(), await alliance.addMember()];
  for (const [index, personId] of rivals.entries())
    granted(await joinProject(deps, { personId, way: { token }, name: `Соперник ${index}` }));
  const claims = await all(
    rivals.map(
      (personId) => () =>
        claimProject(deps, { personId, number, submissionId: deps.random.uuid(), grounds: 'Меня выбрали.' }),
    ),
  );
  expect(claims.filter(({ ok }) => ok).length).toBe(1);
  expect(claims.flatMap((one) => codesOf(one))).toEqual(['project.claimOpen']);
  expect(await isDisputed(deps.db, (await project(number)).id)).toBe(true);
  expect((await project(number)).state).toBe('verified');
});

test('D1, D3 what two officers decide of a project is in the journal once, by its kind', async () => {
  const { deps } = alliance;
  const [first, second] = evaluators;
  const acts = { support: 'project.support', claimDismissed: 'project.claimDismissed' } as const;
  for (const [act, kind] of Object.entries(acts)) {
    const { leaderId, number } = await verified();
    const rival = await alliance.addMember();
    const token = await link(leaderId, number, 1);
    granted(await joinProject(deps, { personId: rival, way: { token }, name: 'Соперник' }));
    const claim = { personId: rival, number, submissionId: deps.random.uuid(), grounds: 'Меня выбрали.' };
    granted(await claimProject(deps, claim));
    const proposed = { officerId: first, number, act: act as keyof typeof acts };
    const before = await deps.db.$count(journalEntry);
    const { number: found } = granted(await proposeProject(deps, proposed));
    granted(await approveProposal(deps, { officerId: second, number: found }));
    const entries = (await deps.db.select().from(journalEntry).orderBy(journalEntry.seq)).slice(before);
    expect(entries.map(({ entry }) => JSON.parse(entry))).toMatchObject([{ kind, number }]);
  }
});

test('M6 who comes back to an earlier account keeps the project of the new one, under the name it knows', async () => {
  const { deps } = alliance;
  const { leaderId, number } = await verified();
  const [oldId, heirId] = [await alliance.addMember(), await alliance.addSigned()];
  await lock(oldId);
  const token = await link(leaderId, number, 1);
  granted(await joinProject(deps, { personId: heirId, way: { token }, name: 'Вера' }));
  await deps.db.transaction(async (tx) => {
    const [old, heir] = [await findAccount(tx, deps.vault, oldId), await findAccount(tx, deps.vault, heirId)];
    if (old === undefined || heir === undefined) throw new Error('An account is gone.');
    await mergePerson(tx, deps, { old, heir, today: dayOf(await deps.clock.now(tx)) });
  });
  const { id } = await project(number);
  expect(await listParticipants(deps.db, deps.vault, id)).toMatchObject([{ personId: oldId, name: 'Вера' }]);
});

test('D7 kinds are counted over large enough groups only; the journal knows projects by number', async () => {
  const { deps } = alliance;
  expect((await countByKind(deps.db, 100)).kinds).toEqual([]);
  expect((await countByKind(deps.db, 2)).kinds[0]).toMatchObject({ kind: 'civic' });
  const entries = (await deps.db.select().from(journalEntry)).map(({ entry }) => JSON.parse(entry));
  const ours = entries.filter(({ kind }) => kind.startsWith('project.'));
  expect(ours.length).toBeGreaterThan(0);
  for (const entry of ours) expect(Object.keys(entry).toSorted()).toEqual(['at', 'kind', 'number']);
});
