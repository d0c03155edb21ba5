import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { noteSignup } from '../../../src/actions/alarm/raiseAlarm.ts';
import { askLetter } from '../../../src/actions/letter/askLetter.ts';
import { openProposal } from '../../../src/actions/proposal/openProposal.ts';
import { callOff, offerInterview } from '../../../src/actions/verification/offerInterview.ts';
import { requestAdmission } from '../../../src/actions/verification/requestAdmission.ts';
import { joinInterview, takeInterview } from '../../../src/actions/verification/takeInterview.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import {
  type Power,
  powersOf,
  proposalKinds,
  type Role,
  roles,
} from '../../../src/governance/person/role.ts';
import { createNewcomers, type Newcomers } from '../../support/newcomers.ts';
import { appoint, granted } from '../../support/officers.ts';
import { addApplication } from '../../support/projects.ts';

const HOUR_MS = 3_600_000;
let alliance: Newcomers;
/** One officer of each role. */
const officers = new Map<Role, string>();
let secondVerifier: string;

beforeAll(async () => {
  alliance = await createNewcomers({ signupsPerHourAlarm: 1 });
  await alliance.publish(1);
  for (const role of roles) {
    const id = await alliance.addMember();
    officers.set(role, id);
    await appoint(alliance.deps, id, role);
  }
  secondVerifier = await alliance.addMember();
  await appoint(alliance.deps, secondVerifier, 'verifier');
});
afterAll(() => alliance.close());
beforeEach(async () => {
  await alliance.deps.db.delete(notice);
});

const officer = (role: Role): string => officers.get(role) ?? '';
const nameOf = (id: string): string =>
  [...officers].find(([, holder]) => holder === id)?.[0] ?? (id === secondVerifier ? 'verifier 2' : 'nobody');
/** Who was told since the test began that something waits in the secretariat. */
const told = async (): Promise<string[]> =>
  (await alliance.deps.db.select().from(notice))
    .filter(({ kind }) => kind === 'office.waiting')
    .map(({ personId }) => nameOf(personId))
    .toSorted();
const holding = (power: Power): string[] =>
  [
    ...roles.filter((role) => powersOf([role]).has(power)),
    ...(powersOf(['verifier']).has(power) ? ['verifier 2'] : []),
  ].toSorted();

it.each(proposalKinds)(
  'of a new proposal of the kind %s those hear who may decide it, but for who proposed it',
  async (kind) => {
    const { deps } = alliance;
    const power = `${kind}.propose` as const;
    const propose = async (proposedBy: string | null) =>
      granted(
        await deps.db.transaction(async (tx) =>
          openProposal(tx, deps, { kind, payload: {}, proposedBy, now: await deps.clock.now() }),
        ),
      );
    await propose(null);
    expect(await told()).toEqual(holding(power));
    await deps.db.delete(notice);
    const [proposer = 'secretary'] = roles.filter((role) => powersOf([role]).has(power));
    await propose(officer(proposer));
    expect(await told()).toEqual(holding(power).filter((name) => name !== proposer));
  },
);

it('an applicant’s request, a letter, an application, a burst of signatures: those who work on it, and nobody else', async () => {
  const { deps } = alliance;
  const occasions: readonly (readonly [Power, () => Promise<unknown>])[] = [
    [
      'admission.approve',
      async () => {
        const personId = await alliance.addSigned();
        granted(await requestAdmission(deps, { personId, words: 'Меня знают по работе в фонде.' }));
      },
    ],
    [
      'question.answer',
      async () => {
        const personId = await alliance.addSigned();
        granted(await askLetter(deps, { personId, submissionId: randomUUID(), text: 'Что дальше?' }));
      },
    ],
    ['project.judge', async () => addApplication(deps, await alliance.addMember())],
    [
      'alarm.manage',
      () =>
        deps.db.transaction(async (tx) => {
          for (const _ of [1, 2]) await noteSignup(tx, deps, await deps.clock.now());
        }),
    ],
  ];
  for (const [power, happen] of occasions) {
    await happen();
    expect({ power, told: await told() }).toEqual({ power, told: holding(power) });
    await deps.db.delete(notice);
  }
});

it('an offered time: all who may take it hear of the first, who took it when it is called off, all again of the next', async () => {
  const { deps } = alliance;
  const personId = await alliance.addSigned();
  const { number } = granted(
    await requestAdmission(deps, { personId, words: 'Меня знают по работе в фонде.' }),
  );
  const from = Math.ceil((await deps.clock.now()).getTime() / HOUR_MS) * HOUR_MS;
  const at = (hours: number) => new Date(from + hours * HOUR_MS);
  const news = async () => {
    const names = await told();
    await deps.db.delete(notice);
    return names;
  };
  await news();
  granted(await offerInterview(deps, { personId, at: at(2) }));
  expect(await news()).toEqual(holding('admission.approve'));
  // One more time for the same call is no news.
  granted(await offerInterview(deps, { personId, at: at(3) }));
  expect(await news()).toEqual([]);
  const link = 'https://meet.example.org/room';
  granted(await takeInterview(deps, { officerId: officer('verifier'), number, at: at(2), link }));
  granted(await joinInterview(deps, { officerId: secondVerifier, number }));
  await news();
  granted(await callOff(deps, { personId }));
  expect(await news()).toEqual(['verifier', 'verifier 2']);
  granted(await offerInterview(deps, { personId, at: at(4) }));
  expect(await news()).toEqual(holding('admission.approve'));
});
