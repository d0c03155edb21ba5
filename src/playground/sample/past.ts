import { randomUUID } from 'node:crypto';
import { inTransaction, type Tx } from '../../db/client.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { insertMandate } from '../../db/write/mandate/mandate.ts';
import { insertProject, updateProject, upsertParticipant } from '../../db/write/project/project.ts';
import { insertReview } from '../../db/write/project/projectReview.ts';
import { answerNamed, insertProtocol, updateProtocol } from '../../db/write/protocol/protocol.ts';
import type { Deps } from '../../deps.ts';
import { conceptBylaws } from '../../governance/bylaws/bylaws.ts';
import { seatsOfClass, sizeClass } from '../../governance/congress/seats.ts';
import { addDays, dayOf } from '../../governance/kit/day.ts';
import { mandateEnd } from '../../governance/mandate/term.ts';
import { contentOf, type ProjectApplication } from '../../governance/project/project.ts';
import { criteria } from '../../governance/project/projectReview.ts';
import { publicNames } from './cast.ts';
import { joiningProjects, seatedProjects } from './projects.ts';
import { type Placed, personAt } from './seed.ts';

const DAY_MS = 86_400_000;
const SUBMITTED_DAYS_AGO = 95;
const VERIFIED_DAYS_AGO = 90;
const ACCEPTED_DAYS_AGO = 60;
const BYLAWS_VERSION = 1;

export type VerifiedProject = { readonly id: string; readonly number: number };

type Verified = {
  readonly application: ProjectApplication;
  readonly leader: Placed;
  readonly participants: readonly Placed[];
  readonly evaluatorId: string;
  readonly now: Date;
};

/** A project as an evaluator verified it three months ago, with the participants who confirmed themselves. */
const insertVerified = async (tx: Tx, deps: Deps, given: Verified): Promise<VerifiedProject> => {
  const { application, leader, participants, evaluatorId, now } = given;
  const submitted = new Date(now.getTime() - SUBMITTED_DAYS_AGO * DAY_MS);
  const verified = new Date(now.getTime() - VERIFIED_DAYS_AGO * DAY_MS);
  const made = { submissionId: randomUUID(), leaderId: leader.id, application, now: submitted };
  const { id, number } = await insertProject(tx, deps, made);
  const all = Object.fromEntries(criteria.map((criterion) => [criterion, { met: true }]));
  const judged = { outcome: 'verified' as const, judgement: { criteria: all }, appealUntil: null };
  await insertReview(tx, deps, { id: randomUUID(), projectId: id, evaluatorId, ...judged, now: verified });
  const verifiedOn = dayOf(verified);
  await updateProject(tx, deps, id, { state: 'verified', content: contentOf(application), verifiedOn });
  for (const { id: personId, who } of participants) {
    const name = [who.firstName, who.lastName].filter((part) => part !== undefined).join(' ');
    const days = { joinedOn: addDays(verifiedOn, 5), activeOn: dayOf(now) };
    await upsertParticipant(tx, deps.vault, { projectId: id, personId, name, ...days });
  }
  await appendJournal(tx, { kind: 'project.verified', at: new Date(verifiedOn), number });
  return { id, number };
};

/** The delegates whom a project chose two months ago: its accepted protocol and their mandates. */
const insertSeated = async (
  tx: Tx,
  deps: Deps,
  project: VerifiedProject,
  { application, now }: Pick<Verified, 'application' | 'now'>,
  delegates: readonly { readonly placed: Placed; readonly publicName: string }[],
): Promise<void> => {
  const { participants, active } = application;
  const begins = new Date(now.getTime() - ACCEPTED_DAYS_AGO * DAY_MS);
  const ends = mandateEnd(begins, conceptBylaws);
  const present = Math.min(participants, 12);
  const vote = {
    kind: 'elsewhere' as const,
    day: addDays(dayOf(begins), -6),
    place: application.locale === 'en' ? 'online' : 'онлайн',
    present,
    for: present - 1,
    against: 0,
    abstained: 1,
  };
  const { id: protocolId, number } = await insertProtocol(tx, deps, {
    submissionId: randomUUID(),
    projectId: project.id,
    source: 'elsewhere',
    voteId: null,
    replaces: null,
    content: { vote, begins: 'acceptance' },
    participants,
    active,
    seats: delegates.length,
    bylawsVersion: BYLAWS_VERSION,
    createdAt: begins,
    delegates: delegates.map(({ placed }, at) => ({ personId: placed.id, seat: at + 1 })),
  });
  const signed = { signedBy: 'leader' as const, signedOn: dayOf(begins), submittedAt: begins };
  await updateProtocol(tx, deps, protocolId, { state: 'accepted', ...signed, acceptedAt: begins });
  for (const [at, { placed, publicName }] of delegates.entries()) {
    const personId = placed.id;
    await answerNamed(tx, deps, { protocolId, personId, answer: 'confirmed', publicName });
    await insertMandate(tx, deps, {
      id: randomUUID(),
      source: 'project',
      projectId: project.id,
      personId,
      publicName,
      protocolNumber: number,
      seat: at + 1,
      term: 1,
      begins,
      ends,
    });
  }
  await appendJournal(tx, {
    kind: 'protocol.accepted',
    at: begins,
    number,
    project: project.number,
    by: 'checked',
    source: 'elsewhere',
    participants,
    activeParticipants: active,
    seats: delegates.length,
    mandates: delegates.length,
    replaced: false,
    begins,
    ends,
    textHash: null,
    bylawsVersion: BYLAWS_VERSION,
  });
};

/**
 * What happened before the visitor came: four projects were verified and sent eight delegates, two more were verified since.
 * `members`: the delegates first. Answers with the projects that have no delegates yet.
 */
export const insertPast = (
  deps: Deps,
  members: readonly Placed[],
  evaluatorId: string,
  now: Date,
): Promise<VerifiedProject[]> =>
  inTransaction(deps, 'samplePast', async (tx) => {
    let next = 0;
    for (const application of seatedProjects) {
      const { participants, active } = application;
      const seats = seatsOfClass(sizeClass({ participants, active }, conceptBylaws), conceptBylaws);
      const own = publicNames.slice(next, next + seats).map((publicName, at) => ({
        placed: personAt(members, next + at),
        publicName,
      }));
      const people = own.map(({ placed }) => placed);
      const given = { application, leader: personAt(people, 0), participants: people, evaluatorId, now };
      await insertSeated(tx, deps, await insertVerified(tx, deps, given), given, own);
      next += seats;
    }
    const joining: VerifiedProject[] = [];
    for (const { application, leader, participants } of joiningProjects) {
      const people = participants.map((index) => personAt(members, index));
      const given = {
        application,
        leader: personAt(members, leader),
        participants: people,
        evaluatorId,
        now,
      };
      joining.push(await insertVerified(tx, deps, given));
    }
    return joining;
  });
