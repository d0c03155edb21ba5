import { afterAll, beforeAll, beforeEach, test } from 'vitest';
import { type Circle, isWell, openCircle } from './circle.ts';
import { protocolIsAccepted, votesOnDelegates } from './circleDelegates.ts';
import { petitionOpens, petitionReaches } from './circlePetition.ts';
import { becomesProject, gathersParticipants } from './circleProject.ts';
import {
  agendaGoesOut,
  congressDecides,
  decisionsArePublished,
  delegatesCome,
  othersHaveMandates,
  sessionIsPlanned,
} from './circleSession.ts';

let circle: Circle;
beforeAll(async () => {
  circle = await openCircle();
});
afterAll(() => circle?.veche.close());
beforeEach(({ onTestFinished }) => {
  onTestFinished(() => isWell(circle));
});

// One story: each part stands on the ones before.
const parts: readonly (readonly [string, (circle: Circle) => Promise<void>])[] = [
  ['a project applies, is returned with advice, mended, verified', becomesProject],
  ['eleven join it by one link at once, and its leader', gathersParticipants],
  ['its participants vote on delegates: two stand, one is proposed', votesOnDelegates],
  ['the protocol: two confirm, the leader signs by code, the secretariat accepts', protocolIsAccepted],
  ['a petition opens from a draft that was left and continued', petitionOpens],
  ['its threshold is reached by 37 at once: the count is exact, it is on the agenda once', petitionReaches],
  ['four more projects have delegates', othersHaveMandates],
  ['a session is planned: the petition is on it, and a statement of the chair', sessionIsPlanned],
  ['the agenda is frozen, approved by another officer and sent; delegates say that they come', agendaGoesOut],
  ['delegates check in, one leaves', delegatesCome],
  ['the Congress decides twice; one delegate dissents', congressDecides],
  ['what was decided is public', decisionsArePublished],
];
test.each(parts)('%s', async (_, part) => {
  await part(circle);
});
