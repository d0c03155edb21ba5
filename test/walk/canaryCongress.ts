import { eq } from 'drizzle-orm';
import { jurorMark } from '../../src/db/read/petition/petitionMarks.ts';
import { petitionJuror, petitionReview } from '../../src/db/schema/petition.ts';
import {
  askRecord,
  askScan,
  choosePublicName,
  openDelegates,
  openNamed,
  openProtocol,
} from '../../src/messages/mandate/delegateCallbacks.ts';
import { openDeskRest } from '../../src/messages/office/officeCallbacks.ts';
import {
  closePetition,
  openDuty,
  reportPetition,
  writePetition,
} from '../../src/messages/petition/petitionCallbacks.ts';
import {
  applyWithProject,
  becomeParticipant,
  judgeApplication,
  openOwnProject,
  openProjectQueue,
  takeNextApplication,
} from '../../src/messages/project/projectCallbacks.ts';
import { openSessionDesk, planNewSession } from '../../src/messages/session/sessionCallbacks.ts';
import type { Person } from '../../src/playground/types.ts';
import { getAccount } from '../support/accounts.ts';
import { at } from '../support/at.ts';
import { appoint } from '../support/officers.ts';
import { startPetition } from '../support/petitions.ts';
import { addVerifiedProject } from '../support/projects.ts';
import type { TestVeche } from '../support/testVeche.ts';
import { words } from './canaries.ts';
import { createHand, type Hand } from './hand.ts';

const MET = 0;
const CHOSEN = 0;
const longer = (word: string): string => `${word} ${word}`;

/** An application that the evaluator returns: nothing of it is published, nor is the advice (rule D1). */
const applyInVain = async (leader: Hand, evaluator: Hand): Promise<void> => {
  await leader.say('/projects');
  await leader.tap(applyWithProject);
  const [name, goals] = [words.projectName, longer(words.projectGoals)];
  const texts = [name, goals, goals, goals, goals, words.projectBudget, goals, words.projectPeople];
  await leader.fill([...texts, CHOSEN, words.projectRegion, '9', '9', CHOSEN, CHOSEN]);
  await evaluator.say('/secretariat');
  await evaluator.tap(openProjectQueue);
  await evaluator.tap(takeNextApplication);
  await evaluator.tap(judgeApplication);
  const met = Array.from({ length: 8 }, () => MET);
  await evaluator.fill([longer(words.advice), ...met, 0, 0]);
};

/** A vote held elsewhere: its place, its scan, the participant's name, a public name that is not public yet (D3, G7). */
const recordVote = async (head: Hand, project: number): Promise<void> => {
  const openMine = async () => {
    await head.say('/projects');
    await head.tap(openOwnProject, { number: project });
  };
  await openMine();
  await head.tap(becomeParticipant);
  await head.fill([words.participant]);
  await openMine();
  await head.tap(openDelegates, { number: project });
  await head.tap(askRecord);
  await head.fill(['9', '20.11.2026', words.votePlace, '5', '5', '0', '0', CHOSEN]);
  await head.tap(openProtocol);
  await head.tap(askScan);
  const bytes = new TextEncoder().encode(`%PDF-1.4\n${words.scanBytes}\n%%EOF\n`);
  await head.fill(
    [
      (person) =>
        person.sendMedia('document', {
          bytes,
          fileName: `${words.scanName}.pdf`,
          mimeType: 'application/pdf',
        }),
    ],
    false,
  );
  await head.tap(openNamed);
  await head.tap(choosePublicName);
  await head.fill([words.delegateName]);
};

/** A petition that is never sent; a report of another one, and what one of the three says of it (rule T3). */
const quarrel = async (veche: TestVeche, [author, reporter]: readonly [Hand, Hand]): Promise<void> => {
  const { deps } = veche.core;
  const { db, vault } = deps;
  await author.say('/petitions');
  await author.tap(writePetition);
  await author.fill([longer(words.unsentPetition)], false);
  await author.say('/cancel');
  const { id } = await getAccount(deps, author.person);
  const { number } = await startPetition(deps, id);
  await reporter.say(`/petitions ${number}`);
  await reporter.tap(reportPetition, { number });
  await reporter.fill([longer(words.report)]);
  const [review] = await db.select({ id: petitionReview.id }).from(petitionReview);
  const drawn = await db
    .select()
    .from(petitionJuror)
    .where(eq(petitionJuror.reviewId, review?.id ?? ''));
  const isDrawn = async (person: Person): Promise<boolean> => {
    const { id: personId } = await getAccount(deps, person);
    const mark = jurorMark(vault, review?.id ?? '', personId).toString('hex');
    return drawn.some((one) => Buffer.from(one.mark).toString('hex') === mark);
  };
  for (const person of [...veche.people('member'), ...veche.people('named')]) {
    if (!(await isDrawn(person))) continue;
    const juror = createHand(veche, person);
    await juror.tap(openDuty);
    await juror.tap(closePetition);
    return juror.fill([longer(words.jurorReason)]);
  }
  throw new Error('Nobody was drawn.');
};

/** Where a session meets is told to delegates only. */
const planSession = async (officer: Hand): Promise<void> => {
  await officer.say('/secretariat');
  if (!officer.has(openSessionDesk)) await officer.tap(openDeskRest);
  await officer.tap(openSessionDesk);
  await officer.tap(planNewSession);
  await officer.fill([CHOSEN, '24.12.2027 19:00', CHOSEN, words.sessionPlace]);
};

/** Everything private that is typed on the way to the Congress. */
export const walkCongress = async (veche: TestVeche): Promise<void> => {
  const { deps } = veche.core;
  const hand = (person: Person) => createHand(veche, person);
  const idOf = async ({ person }: Hand) => (await getAccount(deps, person)).id;
  const members = veche.people('member').slice(-4).map(hand);
  const [leader, head, author, reporter] = [at(members, 0), at(members, 1), at(members, 2), at(members, 3)];
  const evaluator = hand(at(veche.people('officer'), 1));
  const evaluatorId = await idOf(evaluator);
  await appoint(deps, evaluatorId, 'evaluator');
  await applyInVain(leader, evaluator);
  await recordVote(head, await addVerifiedProject(deps, { leaderId: await idOf(head), evaluatorId }));
  await quarrel(veche, [author, reporter]);
  await planSession(hand(at(veche.people('officer'), 0)));
};
