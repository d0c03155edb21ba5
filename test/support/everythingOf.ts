import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { alarmFactsContext } from '../../src/db/read/alarm/alarm.ts';
import { aboutContext } from '../../src/db/read/audit/trace.ts';
import { choiceContext, rollMark } from '../../src/db/read/ballot/ballot.ts';
import { broadcastContext } from '../../src/db/read/broadcast/broadcast.ts';
import { groundsContext, partyContext } from '../../src/db/read/case/vouchCase.ts';
import { letterContext } from '../../src/db/read/letter/letter.ts';
import { listNameContext, listNameIndex } from '../../src/db/read/list/list.ts';
import { noticeContext } from '../../src/db/read/notice/notice.ts';
import { memberNumberIndex, numberContext } from '../../src/db/read/person/person.ts';
import {
  authorContext,
  authorMark,
  codeContext,
  jurorMark,
  reporterMark,
  supportMark,
  verdictReasonContext,
} from '../../src/db/read/petition/petitionMarks.ts';
import {
  applicationContext,
  participantContext,
  participantNameIndex,
} from '../../src/db/read/project/project.ts';
import { claimContext } from '../../src/db/read/project/projectClaim.ts';
import { judgementContext } from '../../src/db/read/project/projectReview.ts';
import { projectChoiceContext } from '../../src/db/read/projectVote/projectVote.ts';
import { payloadContext } from '../../src/db/read/proposal/proposal.ts';
import { protocolContext, protocolNameContext } from '../../src/db/read/protocol/protocol.ts';
import { dialogueContext, dialogueKey, draftContext } from '../../src/db/read/safety/dialogue.ts';
import { linkContext, wishesContext, wordsContext } from '../../src/db/read/verification/interview.ts';
import { candidateMarkOf, voucherMarkOf } from '../../src/db/read/verification/vouch.ts';
import { ballot, rollEntry, vote } from '../../src/db/schema/ballot.ts';
import { broadcast, broadcastRecipient } from '../../src/db/schema/broadcast.ts';
import { signature } from '../../src/db/schema/declaration.ts';
import { conversationState, draft } from '../../src/db/schema/dialogue.ts';
import { alarm, vouchCase, vouchCaseParty } from '../../src/db/schema/finding.ts';
import { interview } from '../../src/db/schema/interview.ts';
import { letter, letterMessage } from '../../src/db/schema/letter.ts';
import { listEntry, listLink, nameList, presence } from '../../src/db/schema/list.ts';
import { mandate } from '../../src/db/schema/mandate.ts';
import { notice } from '../../src/db/schema/notice.ts';
import { apiToken, approval, office, officer, proposal, trace } from '../../src/db/schema/office.ts';
import { person } from '../../src/db/schema/person.ts';
import { petition, petitionJuror, petitionReview, petitionSupport } from '../../src/db/schema/petition.ts';
import { project, projectClaim, projectParticipant, projectReview } from '../../src/db/schema/project.ts';
import {
  projectCandidate,
  projectVote,
  projectVoter,
  protocol,
  protocolPerson,
} from '../../src/db/schema/protocol.ts';
import { sentMessage } from '../../src/db/schema/sentMessage.ts';
import { agendaItem, attendance, attendanceBoard, dissent, session } from '../../src/db/schema/session.ts';
import { vouch, vouchLink } from '../../src/db/schema/vouch.ts';
import { insertSession } from '../../src/db/write/session/session.ts';
import type { Deps } from '../../src/deps.ts';
import { addMandate, addProject } from './congress.ts';

const today = '2026-11-20';
/** A word in everything sealed, so that a test sees it opened. */
export const ownWord = 'собственноесловo';
export const ownNumber = '23456789C';

type Who = { readonly id: string; readonly otherId: string; readonly telegramId: number };

const caseOf = async ({ db, vault }: Deps, given: Partial<typeof proposal.$inferInsert>, content: object) => {
  const id = randomUUID();
  await db.insert(proposal).values({
    id,
    number: (await db.$count(proposal)) + 1000,
    kind: 'admission',
    payloadSealed: vault.seal(payloadContext(id), JSON.stringify(content)),
    approvalsNeeded: 2,
    state: 'pending',
    createdAt: new Date(),
    ...given,
  });
  return id;
};

const asMember = async (deps: Deps, { id, otherId }: Who): Promise<void> => {
  const { db, vault } = deps;
  await db
    .update(person)
    .set({
      numberIndex: memberNumberIndex(vault, ownNumber),
      numberSealed: vault.seal(numberContext(id), ownNumber),
      recovers: otherId,
    })
    .where(eq(person.id, id));
  await db
    .insert(signature)
    .values({ personId: id, version: 1, locale: 'ru', hash: '00', signedOn: today })
    .onConflictDoNothing();
  await db
    .insert(vouchLink)
    .values({ tokenIndex: vault.index('t', id), candidateId: id, expiresAt: new Date() });
  const [own, other] = [voucherMarkOf(vault, id), voucherMarkOf(vault, otherId)];
  await db.insert(vouch).values([
    { candidateMark: candidateMarkOf(vault, own), voucherMark: other, vouchedOn: today },
    { candidateMark: candidateMarkOf(vault, other), voucherMark: own, vouchedOn: today },
  ]);
  const listId = randomUUID();
  const title = { ru: 'Список', en: 'List' };
  await db.insert(nameList).values({ id: listId, number: 1001, title, createdAt: new Date() });
  await db.insert(listEntry).values({
    listId,
    personId: id,
    publicNameSealed: vault.seal(listNameContext(listId, id), ownWord),
    publicNameIndex: listNameIndex(vault, listId, ownWord),
    agreedOn: today,
  });
  await db.insert(presence).values({ listId, personId: id, until: new Date() });
  await db
    .insert(listLink)
    .values({ tokenIndex: vault.index('l', id), listId, invitedBy: id, expiresAt: new Date() });
};

const asCandidate = async (deps: Deps, { id, otherId }: Who): Promise<void> => {
  const { db, vault } = deps;
  const proposalId = await caseOf(deps, { subjectId: id }, { words: ownWord });
  await db.insert(interview).values({
    proposalId,
    candidateId: id,
    state: 'wished',
    wishesSealed: vault.seal(wishesContext(proposalId), JSON.stringify(['2026-11-25T10:00:00.000Z'])),
    linkSealed: vault.seal(linkContext(proposalId), ownWord),
    wordsSealed: vault.seal(wordsContext(proposalId), JSON.stringify({ officers: 'a', person: ownWord })),
  });
  const caseId = randomUUID();
  await db.insert(vouchCase).values({
    id: caseId,
    number: 1001,
    groundsSealed: vault.seal(groundsContext(caseId), 'чужое'),
    raisedBy: otherId,
    state: 'hearing',
    openedAt: new Date(),
    hearingUntil: new Date(),
    dueAt: new Date(),
  });
  await db.insert(vouchCaseParty).values({
    caseId,
    personId: id,
    role: 'voucher',
    statementSealed: vault.seal(partyContext('statement', caseId, id), ownWord),
  });
};

const asCorrespondent = async (deps: Deps, { id, telegramId }: Who): Promise<void> => {
  const { db, vault } = deps;
  const questionId = randomUUID();
  await db.insert(letter).values({
    id: questionId,
    number: 1001,
    personId: id,
    state: 'open',
    openedAt: new Date(),
    touchedAt: new Date(),
  });
  await db.insert(letterMessage).values({
    questionId,
    seq: 1,
    submissionId: randomUUID(),
    side: 'person',
    textSealed: vault.seal(letterContext(questionId, 1), ownWord),
    writtenOn: today,
  });
  const key = { personId: id, kind: 'admission.declined', subject: 'case:1' };
  await db.insert(notice).values({
    ...key,
    factsSealed: vault.seal(noticeContext(key), JSON.stringify({ reason: ownWord })),
    notBefore: new Date('2027-12-01T00:00:00Z'),
  });
  await db.insert(draft).values({
    personId: id,
    form: 'aForm',
    answersSealed: vault.seal(draftContext(id, 'aForm'), JSON.stringify({ a: ownWord })),
    touchedOn: today,
  });
  const dialogue = dialogueKey(vault, String(telegramId));
  await db.insert(conversationState).values({
    key: dialogue,
    // Of an older program: the bot reads it and begins anew.
    stateSealed: vault.seal(dialogueContext(dialogue), JSON.stringify({ version: [0, 0], state: {} })),
    touchedOn: today,
  });
  await db
    .insert(sentMessage)
    .values({ personId: id, messageId: 77, sentAt: await deps.clock.now(), kind: 'sensitive' });
};

const asOfficer = async (deps: Deps, { id, otherId }: Who): Promise<void> => {
  const { db, vault } = deps;
  await db.insert(officer).values({ personId: id, number: 1001 });
  await db.insert(office).values({ personId: id, role: 'verifier', grantedOn: today });
  await db.insert(apiToken).values({
    id: randomUUID(),
    secretIndex: vault.index('s', id),
    label: ownWord,
    holderId: id,
    state: 'active',
    expiresAt: new Date(),
  });
  await caseOf(deps, { kind: 'role', proposedBy: id }, { role: 'verifier' });
  const foreign = await caseOf(deps, { subjectId: otherId }, { words: 'чужое' });
  await db.insert(approval).values({ proposalId: foreign, officerId: id, approvedOn: today });
  await db.insert(interview).values({
    proposalId: foreign,
    candidateId: otherId,
    state: 'agreed',
    wishesSealed: vault.seal(wishesContext(foreign), '[]'),
    startsAt: new Date(),
    firstOfficer: id,
    secondOfficer: id,
  });
  await db.insert(letter).values({
    id: randomUUID(),
    number: 1002,
    personId: otherId,
    takenBy: id,
    state: 'open',
    openedAt: new Date(),
    touchedAt: new Date(),
  });
  const alarmId = randomUUID();
  await db.insert(alarm).values({
    id: alarmId,
    number: 1001,
    kind: 'hour',
    subjectIndex: vault.index('a', id),
    factsSealed: vault.seal(alarmFactsContext(alarmId), '{}'),
    raisedAt: new Date(),
    state: 'open',
    takenBy: id,
  });
  const caseId = randomUUID();
  await db.insert(vouchCase).values({
    id: caseId,
    number: 1002,
    groundsSealed: vault.seal(groundsContext(caseId), 'чужое'),
    raisedBy: id,
    state: 'hearing',
    openedAt: new Date(),
    hearingUntil: new Date(),
    dueAt: new Date(),
  });
  const broadcastId = randomUUID();
  await db.insert(broadcast).values({
    id: broadcastId,
    number: 1001,
    submissionId: randomUUID(),
    state: 'draft',
    contentSealed: vault.seal(broadcastContext(broadcastId), 'чужое'),
    contentHash: '00',
    audience: {},
    writtenBy: id,
    createdAt: new Date(),
  });
  await db.insert(broadcastRecipient).values({ broadcastId, personId: id, state: 'waiting' });
};

/** A participant of one project, leader, deputy and evaluator of others, with a claim. */
const asProjectPerson = async ({ db, vault }: Deps, { id, otherId }: Who): Promise<void> => {
  const application = { name: ownWord, goals: '', tasks: '', mechanism: '', timeFrame: '', budget: '' };
  const add = async (number: number, given: Partial<typeof project.$inferInsert>): Promise<string> => {
    const projectId = randomUUID();
    await db.insert(project).values({
      id: projectId,
      number,
      submissionId: randomUUID(),
      state: 'verified',
      applicationSealed: vault.seal(applicationContext(projectId), JSON.stringify(application)),
      participants: 3,
      activeParticipants: 2,
      submittedAt: new Date(),
      ...given,
    });
    return projectId;
  };
  const projectId = await add(1001, { leaderId: id, deputyId: otherId });
  await add(1002, { leaderId: otherId, deputyId: id, state: 'submitted' });
  await add(1003, { leaderId: otherId, takenBy: id, state: 'submitted' });
  await db.insert(projectParticipant).values({
    personId: id,
    projectId,
    nameSealed: vault.seal(participantContext(projectId, id), ownWord),
    nameIndex: participantNameIndex(vault, projectId, ownWord),
    joinedOn: today,
    activeOn: today,
  });
  const reviewId = randomUUID();
  await db.insert(projectReview).values({
    id: reviewId,
    projectId,
    seq: 1,
    evaluatorId: id,
    outcome: 'verified',
    judgementSealed: vault.seal(judgementContext(reviewId), JSON.stringify({ criteria: {} })),
    decidedOn: today,
  });
  const claimId = randomUUID();
  await db.insert(projectClaim).values({
    id: claimId,
    projectId,
    personId: id,
    groundsSealed: vault.seal(claimContext(claimId), ownWord),
    state: 'open',
    openedAt: new Date(),
  });
};

/** A search for the person's number, by another officer; never deleted. */
const lookUp = async ({ db, vault, clock }: Deps): Promise<void> => {
  const at = await clock.now();
  const aboutSealed = vault.seal(aboutContext(9, at), ownNumber);
  await db.insert(trace).values({ at, officer: 9, act: 'member.searched', aboutSealed });
};

/** Wrote one petition, supports another, reported a third and decides about it by lot. */
const asPetitioner = async ({ db, vault }: Deps, { id, otherId }: Who): Promise<void> => {
  const insert = async (number: number, authorId: string) => {
    const petitionId = randomUUID();
    await db.insert(petition).values({
      id: petitionId,
      number,
      submissionId: randomUUID(),
      state: 'open',
      locale: 'ru',
      title: 'чужое',
      proposal: 'чужое',
      reasons: 'чужое',
      authorName: 'чужое',
      authorSealed: vault.seal(authorContext(petitionId), authorId),
      authorMark: authorMark(vault, petitionId, authorId),
      support: 0,
      openedAt: new Date(),
      closesAt: new Date(Date.now() + 3_600_000),
      bylawsVersion: 1,
      lotCommitment: '00',
      lotSecretSealed: vault.index('s', petitionId),
    });
    return petitionId;
  };
  await insert(1001, id);
  const supported = await insert(1002, otherId);
  const mark = supportMark(vault, supported, id);
  const codeSealed = vault.seal(codeContext(supported, mark), '23456789ACEH');
  await db.insert(petitionSupport).values({ petitionId: supported, mark, commitment: '00', codeSealed });
  const reported = await insert(1003, otherId);
  const reviewId = randomUUID();
  await db.insert(petitionReview).values({
    id: reviewId,
    number: 1001,
    submissionId: randomUUID(),
    petitionId: reported,
    state: 'deciding',
    reporterMark: reporterMark(vault, reported, id),
    openedAt: new Date(),
    dueAt: new Date(Date.now() + 3_600_000),
    lot: {},
    lotRoll: Buffer.alloc(0),
  });
  const juror = jurorMark(vault, reviewId, id);
  const reasonSealed = vault.seal(verdictReasonContext(reviewId, juror), ownWord);
  await db.insert(petitionJuror).values({ reviewId, mark: juror, verdict: 'close', reasonSealed });
};

/** On the roll of an open ballot, with a vote. */
const asVoter = async ({ db, vault }: Deps, { id }: Who): Promise<string> => {
  const ballotId = randomUUID();
  await db.insert(ballot).values({
    id: ballotId,
    number: 1001,
    class: 'strawPoll',
    electorate: 'members',
    rule: 'advisory',
    state: 'open',
    durationMinutes: 60,
    content: { question: { ru: '?', en: '?' }, choices: { kind: 'yesNo' } },
    openedAt: new Date(),
    closesAt: new Date(Date.now() + 3_600_000),
  });
  const mark = rollMark(vault, ballotId, id);
  await db.insert(rollEntry).values({ ballotId, ballotClass: 'strawPoll', mark, present: false });
  const choiceSealed = vault.seal(choiceContext(ballotId, mark), 'yes');
  await db.insert(vote).values({ ballotId, mark, choiceSealed, arrival: 1 });
  return ballotId;
};

/** A delegate, and another's substitute. */
const asDelegate = async (deps: Deps, { id, otherId }: Who): Promise<void> => {
  const { id: projectId } = await addProject(deps);
  const begins = await deps.clock.now();
  await addMandate(deps, { projectId, personId: id, publicName: ownWord, begins });
  await addMandate(deps, {
    projectId,
    personId: otherId,
    substituteId: id,
    publicName: 'Чужое имя',
    substituteName: ownWord,
    seat: 2,
    begins,
  });
};

/** In the room of an open session, with an opinion on what it decided. */
const asSitter = async (deps: Deps, { id }: Who): Promise<void> => {
  const { db } = deps;
  const [held] = await db.select({ id: mandate.id }).from(mandate).where(eq(mandate.personId, id)).limit(1);
  const mandateId = held?.id ?? '';
  const { id: sessionId } = await db.transaction((tx) =>
    insertSession(tx, deps, {
      submissionId: randomUUID(),
      startsAt: new Date(),
      zone: 'Europe/Berlin',
      lengthMinutes: 60,
      place: { kind: 'room', text: 'Зал' },
    }),
  );
  await db.update(session).set({ state: 'open' }).where(eq(session.id, sessionId));
  await db
    .insert(attendance)
    .values({ sessionId, mandateId, plan: 'comes', present: 'delegate', until: new Date() });
  await db.insert(attendanceBoard).values({ sessionId, personId: id, messageId: 78 });
  const itemId = randomUUID();
  await db.insert(agendaItem).values({
    id: itemId,
    number: 1001,
    submissionId: randomUUID(),
    state: 'decided',
    sessionId,
    position: 1,
    class: 'current',
    mover: 'delegates',
    moverId: mandateId,
    title: { ru: 'Вопрос', en: 'Question' },
    text: { ru: 'Текст', en: 'Text' },
    createdAt: new Date(),
  });
  await db.insert(dissent).values({
    id: randomUUID(),
    submissionId: randomUUID(),
    itemId,
    mandateId,
    name: 'Публичное имя',
    text: 'Не согласен.',
    locale: 'ru',
    writtenAt: new Date(),
  });
};

/** Stands and votes in a vote of the project, and is named in a protocol. */
const asChosen = async (deps: Deps, { id, otherId }: Who): Promise<void> => {
  const { db, vault } = deps;
  const [own] = await db.select({ id: project.id }).from(project).limit(1);
  const projectId = own?.id ?? '';
  const voteId = randomUUID();
  await db.insert(projectVote).values({
    id: voteId,
    number: 1001,
    submissionId: randomUUID(),
    projectId,
    state: 'closed',
    participants: 5,
    activeParticipants: 5,
    seats: 1,
    opensAt: new Date(),
    closesAt: new Date(),
  });
  await db.insert(projectCandidate).values([
    { voteId, personId: id, agreedOn: today },
    { voteId, personId: otherId, agreedOn: today },
  ]);
  await db.insert(projectVoter).values([
    {
      voteId,
      personId: id,
      choiceSealed: Buffer.from(vault.seal(projectChoiceContext(voteId, id), JSON.stringify([otherId]))),
      arrival: 1,
    },
    { voteId, personId: otherId },
  ]);
  const protocolId = randomUUID();
  const vote = { kind: 'internal', day: today, number: 1001, rollSize: 2, voted: 1, votes: [1] };
  await db.insert(protocol).values({
    id: protocolId,
    number: 1001,
    submissionId: randomUUID(),
    projectId,
    source: 'internal',
    voteId,
    state: 'confirming',
    contentSealed: vault.seal(
      protocolContext(protocolId, 'content_sealed'),
      JSON.stringify({ vote, begins: 'acceptance' }),
    ),
    participants: 5,
    activeParticipants: 5,
    seats: 1,
    bylawsVersion: 1,
    createdAt: new Date(),
  });
  await db.insert(protocolPerson).values([
    {
      protocolId,
      personId: id,
      role: 'delegate',
      seat: 1,
      answer: 'confirmed',
      publicNameSealed: vault.seal(protocolNameContext(protocolId, id), ownWord),
    },
    { protocolId, personId: otherId, role: 'substitute', seat: 1, answer: 'waiting' },
  ]);
};

/** Gives a person a row in every table that knows people, with another person in every place that is not theirs. */
export const giveEverything = async (deps: Deps, who: Who): Promise<{ readonly ballotId: string }> => {
  await asMember(deps, who);
  await asCandidate(deps, who);
  await asCorrespondent(deps, who);
  await asOfficer(deps, who);
  await asDelegate(deps, who);
  await asSitter(deps, who);
  await asPetitioner(deps, who);
  await asProjectPerson(deps, who);
  await asChosen(deps, who);
  await lookUp(deps);
  return { ballotId: await asVoter(deps, who) };
};

/** Every column of type uuid that must hold a person's id, directly or through another table, by the database's own catalogue. */
export const personReferences = async ({ db }: Deps): Promise<{ table: string; column: string }[]> => {
  const rows = await db.execute<{ table: string; column: string }>(`
    with recursive link as (
      select conrelid as from_table, from_col, confrelid as to_table, to_col
      from pg_constraint, unnest(conkey, confkey) as key(from_col, to_col) where contype = 'f'),
    reference as (
      select from_table, from_col from link where to_table = 'person'::regclass
      union select link.from_table, link.from_col from link
        join reference on link.to_table = reference.from_table and link.to_col = reference.from_col)
    select c.relname as "table", a.attname as "column" from reference
    join pg_class c on c.oid = from_table
    join pg_attribute a on a.attrelid = from_table and a.attnum = from_col
    order by 1, 2`);
  return [...rows];
};
