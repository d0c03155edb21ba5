import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeBallot } from '../../src/actions/ballot/closeBallot.ts';
import { draftBallot } from '../../src/actions/ballot/draftBallot.ts';
import { openBallot, openDueBallot } from '../../src/actions/ballot/openBallot.ts';
import { publishBallot } from '../../src/actions/ballot/publishBallot.ts';
import { remindVoters } from '../../src/actions/ballot/remindVoters.ts';
import { scheduleBallot } from '../../src/actions/ballot/scheduleBallot.ts';
import { expirePetition } from '../../src/actions/petition/expirePetition.ts';
import { endDueReview } from '../../src/actions/petition/judgePetition.ts';
import { reportPetition } from '../../src/actions/petition/reportPetition.ts';
import { nominateCandidate } from '../../src/actions/projectVote/nominateCandidate.ts';
import { openProjectVote } from '../../src/actions/projectVote/openProjectVote.ts';
import { stepProjectVote } from '../../src/actions/projectVote/stepProjectVote.ts';
import { acceptDueProtocol } from '../../src/actions/protocol/checkProtocol.ts';
import { remindOfSession } from '../../src/actions/session/remindOfSession.ts';
import { offerInterview } from '../../src/actions/verification/offerInterview.ts';
import { remindOfInterview } from '../../src/actions/verification/remindOfInterview.ts';
import { requestAdmission } from '../../src/actions/verification/requestAdmission.ts';
import { joinInterview, takeInterview } from '../../src/actions/verification/takeInterview.ts';
import { session } from '../../src/db/schema/session.ts';
import type { Deps } from '../../src/deps.ts';
import { conceptBylaws } from '../../src/governance/bylaws/bylaws.ts';
import { addDelegates, plan } from '../support/agenda.ts';
import { appoint, granted } from '../support/officers.ts';
import { startPetition } from '../support/petitions.ts';
import { createProjectAlliance, type ProjectAlliance } from '../support/projectAlliance.ts';
import { protocolSteps } from '../support/protocols.ts';
import { storedIn } from '../support/stored.ts';

const hourMs = 3_600_000;
const hours = (count: number): number => count / 24;

let alliance: ProjectAlliance;
let officers: readonly string[];
beforeAll(async () => {
  alliance = await createProjectAlliance({
    voteWaitDays: 0,
    petitionShare: { numerator: 1, denominator: 2 },
  });
  await alliance.publish(1);
  officers = [await alliance.addMember(), await alliance.addMember()];
  // Enough for a lot of three.
  for (let more = 0; more < 6; more += 1) await alliance.addMember();
  for (const id of officers)
    for (const role of ['secretary', 'verifier'] as const) await appoint(alliance.deps, id, role);
});
afterAll(() => alliance.close());

const later = async (count: number): Promise<Date> =>
  new Date(Math.ceil((await alliance.deps.clock.now()).getTime() / hourMs + count) * hourMs);
const officerId = (): string => officers[0] ?? '';

/** A poll of four hours that nobody has opened yet. */
const poll = async (): Promise<number> => {
  const asked = { class: 'strawPoll', electorate: { kind: 'members' }, rule: 'advisory' };
  const input = { ...asked, question: { ru: 'Вопрос?', en: 'Question?' }, durationMinutes: 240 };
  const { deps } = alliance;
  const command = { officerId: officerId(), submissionId: deps.random.uuid(), input };
  return granted(await draftBallot(deps, command)).number;
};
const openPoll = async (): Promise<number> => {
  const number = await poll();
  granted(await openBallot(alliance.deps, { officerId: officerId(), number }));
  return number;
};

type Due = {
  readonly act: (deps: Deps, number: number) => Promise<unknown>;
  /** Makes the thing, answers with its number. */
  readonly set: () => Promise<number>;
  /** In so many days it is due. */
  readonly in: number;
};

/** What the clock asks for. The sweeps find what is due, and the action looks again: something may have come between. */
const dues: Readonly<Record<string, Due>> = {
  openDueBallot: {
    act: openDueBallot,
    in: hours(2.1),
    set: async () => {
      const number = await poll();
      const opensAt = (await later(1)).toISOString();
      granted(await scheduleBallot(alliance.deps, { officerId: officerId(), number, opensAt }));
      return number;
    },
  },
  remindVoters: { act: remindVoters, in: hours(3), set: openPoll },
  'closeBallot at the deadline': { act: closeBallot, in: hours(4), set: openPoll },
  'closeBallot after the grace': {
    act: closeBallot,
    in: hours(1),
    set: async () => {
      const number = await openPoll();
      alliance.passDays(hours(4));
      granted(await closeBallot(alliance.deps, number));
      return number;
    },
  },
  expirePetition: {
    act: expirePetition,
    in: conceptBylaws.petitionDays,
    set: async () => (await startPetition(alliance.deps, await alliance.addMember())).number,
  },
  endDueReview: {
    act: endDueReview,
    in: hours(conceptBylaws.petitionReviewHours),
    set: async () => {
      const { deps } = alliance;
      const { number } = await startPetition(deps, await alliance.addMember());
      const report = { personId: await alliance.addMember(), number, reason: 'Против Декларации.' };
      return granted(await reportPetition(deps, { ...report, submissionId: deps.random.uuid() })).number;
    },
  },
  'stepProjectVote to the voting': {
    act: stepProjectVote,
    in: 1,
    set: () => projectVote(),
  },
  'stepProjectVote to the count': {
    act: stepProjectVote,
    // The grace for what is on its way, too.
    in: 1.01,
    set: async () => {
      const number = await projectVote();
      alliance.passDays(1);
      await stepProjectVote(alliance.deps, number);
      return number;
    },
  },
  acceptDueProtocol: {
    act: acceptDueProtocol,
    in: conceptBylaws.protocolDays,
    set: async () => {
      const protocols = protocolSteps(alliance, officerId());
      const project = await alliance.addProject();
      return protocols.submitted(project, await protocols.draftFor(project));
    },
  },
  remindOfInterview: {
    act: remindOfInterview,
    in: hours(23),
    set: async () => {
      const { deps } = alliance;
      const personId = await alliance.addSigned();
      const words = 'Могу поговорить вечером, меня знают по работе.';
      const { number } = granted(await requestAdmission(deps, { personId, words }));
      const at = await later(46);
      granted(await offerInterview(deps, { personId, at }));
      const link = 'https://meet.example.org/room';
      granted(await takeInterview(deps, { officerId: officerId(), number, at, link }));
      granted(await joinInterview(deps, { officerId: officers[1] ?? '', number }));
      return number;
    },
  },
  remindOfSession: {
    act: remindOfSession,
    in: 29.5,
    set: async () => {
      await addDelegates(alliance.deps, [await alliance.addMember(), await alliance.addMember()]);
      const number = await plan(alliance.deps, officerId(), 30);
      await alliance.deps.db.update(session).set({ state: 'called' }).where(eq(session.number, number));
      return number;
    },
  },
};

const projectVote = async (): Promise<number> => {
  const { deps } = alliance;
  const { number: projectNumber, leader: personId } = await alliance.addProject();
  const numbers = { participants: 12, active: 12 };
  const vote = { personId, projectNumber, numbers, plan: { nominatingHours: 24, votingHours: 24 } };
  const { number } = granted(await openProjectVote(deps, { ...vote, submissionId: deps.random.uuid() }));
  granted(await nominateCandidate(deps, { personId, number, candidateId: personId }));
  return number;
};

it.each(Object.keys(dues))('nothing before its time, and nothing twice: %s', async (name) => {
  const due = dues[name];
  if (due === undefined) throw new Error('There is no such action.');
  const { deps } = alliance;
  const number = await due.set();
  const written = async (): Promise<boolean> => {
    const before = await storedIn(deps.db);
    await due.act(deps, number);
    return (await storedIn(deps.db)) !== before;
  };
  const early = await written();
  alliance.passDays(due.in);
  expect({ early, due: await written(), again: await written() }).toEqual({
    early: false,
    due: true,
    again: false,
  });
});

it('who was not reminded in time is not reminded after the end', async () => {
  const number = await openPoll();
  alliance.passDays(hours(4));
  expect(await remindVoters(alliance.deps, number)).toBe(0);
});

it('a ballot is published once, and after the count only', async () => {
  const { deps } = alliance;
  const number = await openPoll();
  expect(await publishBallot(deps, number)).toMatchObject({ ok: false });
  for (const end of [4, 1]) {
    alliance.passDays(hours(end));
    granted(await closeBallot(deps, number));
  }
  expect(granted(await publishBallot(deps, number)).changed).toBe(true);
  const before = await storedIn(deps.db);
  expect(granted(await publishBallot(deps, number)).changed).toBe(false);
  expect(await storedIn(deps.db)).toBe(before);
});
