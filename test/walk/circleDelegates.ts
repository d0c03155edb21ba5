import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { mandate } from '../../src/db/schema/mandate.ts';
import { projectVote, projectVoter, protocol } from '../../src/db/schema/protocol.ts';
import {
  acceptChecked,
  answerNominated,
  askAcceptance,
  askProjectVote,
  askSigning,
  castMarked,
  choosePublicName,
  drawUpProtocol,
  markCandidates,
  nominate,
  openChecked,
  openDelegates,
  openNamed,
  openNominating,
  openProjectVoteScreen,
  openProtocol,
  openProtocolQueue,
  readProtocol,
  standMyself,
} from '../../src/messages/mandate/delegateCallbacks.ts';
import { at } from '../support/at.ts';
import { type Circle, SWEPT } from './circle.ts';
import { openMine, PARTICIPANTS } from './circleProject.ts';
import type { Hand } from './hand.ts';

const HOUR_MS = 3_600_000;

/** A vote in the bot: two stand, a third is proposed and agrees; twelve choose two of three (rule D3). */
export const votesOnDelegates = async (circle: Circle): Promise<void> => {
  const { veche, known } = circle;
  const { db } = veche.core.deps;
  const { leader, participants } = known;
  if (leader === undefined) throw new Error('Nobody leads.');
  await openMine(leader, known.project);
  await leader.tap(openDelegates, { number: known.project });
  await leader.tap(askProjectVote);
  await leader.fill([`${PARTICIPANTS}`, 1, 0].map((one, index) => (index === 1 ? '1' : one)));
  const [opened] = await db.select().from(projectVote);
  expect(opened).toMatchObject({ state: 'nominating', seats: 2 });
  const number = opened?.number ?? 0;

  const enter = async (one: Hand): Promise<void> => {
    await openMine(one, known.project);
    await one.tap(openDelegates, { number: known.project });
    await one.tap(openProjectVoteScreen, { number });
  };
  const [, first, second] = participants;
  if (first === undefined || second === undefined) throw new Error('There are too few participants.');
  await Promise.all(
    [first, second].map(async (one) => {
      await enter(one);
      await one.tap(standMyself);
    }),
  );
  await enter(leader);
  await leader.tap(openNominating);
  // By name: the leader, then the tenth participant, who answers for themselves.
  await leader.tap(nominate, { index: 1 });
  const tenth = at(participants, 9);
  await enter(tenth);
  await tenth.tap(answerNominated, { number, answer: 'yes' });

  veche.moveClock(HOUR_MS + 60_000);
  const stateOf = async () => (await db.select().from(projectVote))[0]?.state;
  await expect.poll(stateOf, SWEPT).toBe('open');
  await Promise.all(
    participants.map(async (one, index) => {
      // Brought by the notice, or still there from before.
      await one.tap(openProjectVoteScreen, { number });
      // All for the first two of the list but three people, who choose the first alone.
      const marks = index < PARTICIPANTS - 3 ? '3' : '1';
      await one.tap(markCandidates, { marks: '1' });
      if (marks === '3') await one.tap(markCandidates, { marks });
      await one.tap(castMarked, { marks });
    }),
  );
  expect(await db.$count(projectVoter)).toBe(PARTICIPANTS);
  veche.moveClock(25 * HOUR_MS);
  await expect.poll(stateOf, SWEPT).toBe('closed');
};

const signs = async (signer: Hand, number: number): Promise<void> => {
  await signer.tap(readProtocol, { number });
  for (let page = 1; signer.has(readProtocol, { number, page }); page++)
    await signer.tap(readProtocol, { number, page });
  await signer.tap(askSigning, { number });
  const [code] = await signer.reads(/\d{3} \d{3}/);
  await signer.fill([code], false);
};

/** The vote's result becomes the protocol; two confirm, the leader signs by code, the secretariat accepts (rules D3, D4). */
export const protocolIsAccepted = async (circle: Circle): Promise<void> => {
  const { veche, known, officers } = circle;
  const { db } = veche.core.deps;
  const { leader, participants } = known;
  if (leader === undefined) throw new Error('Nobody leads.');
  await openMine(leader, known.project);
  await leader.tap(openDelegates, { number: known.project });
  await leader.tap(openProjectVoteScreen);
  await leader.tap(drawUpProtocol, { begins: 'acceptance' });
  const [drawn] = await db.select().from(protocol);
  const number = drawn?.number ?? 0;
  // The notice brings whom the protocol names.
  const isNamed = (one: Hand) => one.has(openNamed, { number });
  await expect.poll(() => participants.filter(isNamed).length, SWEPT).toBe(2);
  known.delegates = participants.filter(isNamed);
  await Promise.all(
    known.delegates.map(async (one, index) => {
      await one.tap(openNamed, { number });
      await one.tap(choosePublicName);
      await one.fill([`Делегат Школы ${index + 1}`]);
    }),
  );
  await expect.poll(async () => (await db.select().from(protocol))[0]?.state, SWEPT).toBe('signing');
  await openMine(leader, known.project);
  await leader.tap(openDelegates, { number: known.project });
  await leader.tap(openProtocol, { number });
  await signs(leader, number);
  expect((await db.select().from(protocol))[0]).toMatchObject({ state: 'submitted', signedBy: 'leader' });

  const [officer] = officers;
  await officer.say('/secretariat');
  await officer.tap(openProtocolQueue);
  await officer.tap(openChecked, { number });
  for (let page = 1; officer.has(openChecked, { number, page }); page++)
    await officer.tap(openChecked, { number, page });
  await officer.tap(askAcceptance);
  await officer.tap(acceptChecked);
  expect((await db.select().from(protocol))[0]?.state).toBe('accepted');
  expect(await db.$count(mandate, eq(mandate.protocolNumber, number))).toBe(2);
};
