import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepDialogue, keepDraft } from '../../../src/actions/kit/keepDialogue.ts';
import { forgetLeftovers } from '../../../src/actions/safety/forgetLeftovers.ts';
import { findDialogueState, listDraftForms } from '../../../src/db/read/safety/dialogue.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { type BallotAlliance, createBallotAlliance } from '../../support/ballotAlliance.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let alliance: BallotAlliance;
beforeAll(async () => {
  alliance = await createBallotAlliance();
});
afterAll(() => alliance.close());

test('settled notices go after two days, waiting ones stay; forms go after ninety days', async () => {
  const { deps } = alliance;
  const [member = ''] = await alliance.addMembers(1);
  const now = await deps.clock.now();
  const at = { personId: member, kind: 'ballot.closingSoon', notBefore: now };
  await deps.db.insert(notice).values([
    { ...at, subject: 'ballot:1', state: 'sent' },
    { ...at, subject: 'ballot:2', state: 'unreachable' },
    { ...at, subject: 'ballot:3', state: 'queued' },
  ]);
  await keepDialogue(deps, '42', 'state');
  await keepDraft(deps, { personId: member, form: 'writeBallot', answers: { question: 'x' } });

  alliance.pass(47 * HOUR_MS);
  expect(await forgetLeftovers(deps)).toBe(0);
  alliance.pass(2 * HOUR_MS);
  expect(await forgetLeftovers(deps)).toBe(2);
  const left = await deps.db.select().from(notice).where(eq(notice.personId, member));
  expect(left.map(({ subject }) => subject)).toEqual(['ballot:3']);
  expect(await findDialogueState(deps.db, deps.vault, '42')).toBe('state');

  alliance.pass(90 * DAY_MS);
  expect(await forgetLeftovers(deps)).toBe(2);
  expect(await findDialogueState(deps.db, deps.vault, '42')).toBeUndefined();
  expect(await listDraftForms(deps.db, member)).toEqual([]);
});
