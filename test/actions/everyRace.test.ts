import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { takeAlarm } from '../../src/actions/alarm/handleAlarm.ts';
import { approveProposal } from '../../src/actions/approval/approveProposal.ts';
import { becomeFounder } from '../../src/actions/founder/becomeFounder.ts';
import { proposeFounder } from '../../src/actions/founder/proposeFounder.ts';
import { askLetter } from '../../src/actions/letter/askLetter.ts';
import { takeLetter } from '../../src/actions/letter/takeLetter.ts';
import { acceptOffice } from '../../src/actions/office/acceptOffice.ts';
import { inviteOfficer } from '../../src/actions/office/inviteOfficer.ts';
import { proposeRole } from '../../src/actions/office/proposeRole.ts';
import { createProjectLink } from '../../src/actions/project/createProjectLink.ts';
import { joinProject } from '../../src/actions/project/joinProject.ts';
import { takeApplication } from '../../src/actions/project/takeApplication.ts';
import { createVouchLink } from '../../src/actions/verification/createVouchLink.ts';
import { vouchForCandidate } from '../../src/actions/verification/vouchForCandidate.ts';
import { officeLinkRef } from '../../src/db/read/office/office.ts';
import { insertAlarm } from '../../src/db/write/alarm/alarm.ts';
import type { Result } from '../../src/result.ts';
import { raced } from '../support/held.ts';
import { createNewcomers, type Newcomers } from '../support/newcomers.ts';
import { appoint, codesOf, granted } from '../support/officers.ts';
import { addApplication, addVerifiedProject } from '../support/projects.ts';

let alliance: Newcomers;
let officers: readonly string[];
beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  officers = [await alliance.addMember(), await alliance.addMember(), await alliance.addMember()];
  for (const id of officers)
    for (const role of ['secretary', 'verifier', 'evaluator'] as const)
      await appoint(alliance.deps, id, role);
});
afterAll(() => alliance.close());

type Race = {
  readonly lock: SQL;
  readonly people: readonly string[];
  readonly act: (personId: string) => Promise<Result<unknown>>;
};

/** Each sets its own thing up; two of its people do the same at once, and the first one's act is the only one. */
const races: Readonly<Record<string, { readonly set: () => Promise<Race>; readonly refusal: string }>> = {
  takeLetter: {
    refusal: 'question.taken',
    set: async () => {
      const { deps } = alliance;
      const asked = {
        personId: await alliance.addSigned(),
        submissionId: deps.random.uuid(),
        text: 'Как быть?',
      };
      const { number } = granted(await askLetter(deps, asked));
      return {
        lock: sql`select 1 from question where number = ${number} for update`,
        people: officers.slice(0, 2),
        act: (officerId) => takeLetter(deps, { officerId, number }),
      };
    },
  },
  takeApplication: {
    refusal: 'project.taken',
    set: async () => {
      const number = await addApplication(alliance.deps, await alliance.addMember());
      return {
        lock: sql`select 1 from project where number = ${number} for update`,
        people: officers.slice(0, 2),
        act: (officerId) => takeApplication(alliance.deps, { officerId, number }),
      };
    },
  },
  takeAlarm: {
    refusal: 'alarm.taken',
    set: async () => {
      const { deps } = alliance;
      const hour = '2026-01-01T10:00:00.000Z';
      const given = { kind: 'hour', subject: hour, facts: { hour, count: 99 }, now: new Date(hour) } as const;
      const number = (await deps.db.transaction((tx) => insertAlarm(tx, deps, given))) ?? 0;
      return {
        lock: sql`select 1 from alarm where number = ${number} for update`,
        people: officers.slice(0, 2),
        act: (officerId) => takeAlarm(deps, { officerId, number }),
      };
    },
  },
  'approveProposal of a role': {
    refusal: 'proposal.notPending',
    set: async () => {
      const proposed = await proposeRole(alliance.deps, { officerId: officers[2] ?? '', role: 'auditor' });
      const { number } = granted(proposed);
      return {
        lock: sql`select 1 from proposal where number = ${number} for update`,
        people: officers.slice(0, 2),
        act: (officerId) => approveProposal(alliance.deps, { officerId, number }),
      };
    },
  },
  'approveProposal of a founder': {
    refusal: 'proposal.notPending',
    set: async () => {
      const { number } = granted(await proposeFounder(alliance.deps, { officerId: officers[2] ?? '' }));
      return {
        lock: sql`select 1 from proposal where number = ${number} for update`,
        people: officers.slice(0, 2),
        act: (officerId) => approveProposal(alliance.deps, { officerId, number }),
      };
    },
  },
  vouchForCandidate: {
    refusal: 'vouch.linkUsed',
    set: async () => {
      const { deps } = alliance;
      const asked = { submissionId: deps.random.uuid(), personId: await alliance.addSigned() };
      const { token } = granted(await createVouchLink(deps, asked));
      return {
        lock: sql`select 1 from vouch_link for update`,
        people: [await alliance.addMember(), await alliance.addMember()],
        act: (personId) => vouchForCandidate(deps, { personId, token }),
      };
    },
  },
  becomeFounder: {
    refusal: 'founder.linkUsed',
    set: async () => {
      const { deps } = alliance;
      const { number } = granted(await proposeFounder(deps, { officerId: officers[2] ?? '' }));
      const { founderToken } = granted(await approveProposal(deps, { officerId: officers[0] ?? '', number }));
      return {
        // The lock of all founders' links (lockFounders).
        lock: sql`select pg_advisory_xact_lock(7301032)`,
        people: [await alliance.addSigned(), await alliance.addSigned()],
        act: (personId) => becomeFounder(deps, { personId, token: founderToken ?? '' }),
      };
    },
  },
  joinProject: {
    refusal: 'project.linkUsed',
    set: async () => {
      const { deps } = alliance;
      const leaderId = await alliance.addMember();
      const number = await addVerifiedProject(deps, { leaderId, evaluatorId: officers[0] ?? '' });
      const link = { personId: leaderId, submissionId: deps.random.uuid(), number, uses: 1 };
      const { token } = granted(await createProjectLink(deps, { ...link, kind: 'participant' }));
      return {
        lock: sql`select 1 from project where number = ${number} for update`,
        people: [await alliance.addMember(), await alliance.addMember()],
        act: (personId) => joinProject(deps, { personId, way: { token }, name: `N${personId.slice(0, 8)}` }),
      };
    },
  },
  acceptOffice: {
    refusal: 'office.linkUsed',
    set: async () => {
      const { deps } = alliance;
      const proposed = granted(await inviteOfficer(deps, { role: 'administrator' }));
      if (proposed.kind !== 'proposed') throw new Error('There are officers.');
      const { number } = proposed;
      granted(await approveProposal(deps, { officerId: officers[0] ?? '', number }));
      const done = granted(await approveProposal(deps, { officerId: officers[1] ?? '', number }));
      const ref = officeLinkRef(deps.vault, done.officeToken ?? '');
      return {
        lock: sql`select 1 from office_link for update`,
        people: [await alliance.addMember(), await alliance.addMember()],
        act: (personId) => acceptOffice(deps, { personId, ref }),
      };
    },
  },
};

it.each(Object.keys(races))('of two at once one does it, the other is refused: %s', async (name) => {
  const race = races[name];
  if (race === undefined) throw new Error('There is no such race.');
  const { lock, people, act } = await race.set();
  const both = await raced(
    alliance.deps,
    lock,
    people.map((id) => () => act(id)),
  );
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(both.flatMap(codesOf)).toEqual([race.refusal]);
});
