import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { withdrawItem } from '../../../src/actions/agenda/withdrawItem.ts';
import { castBallot } from '../../../src/actions/ballot/castBallot.ts';
import { openItemVote } from '../../../src/actions/ballot/openItemVote.ts';
import { appealPetition } from '../../../src/actions/petition/appealPetition.ts';
import { judgePetition } from '../../../src/actions/petition/judgePetition.ts';
import { reportPetition } from '../../../src/actions/petition/reportPetition.ts';
import { supportPetition } from '../../../src/actions/petition/supportPetition.ts';
import { appealProject } from '../../../src/actions/project/appealProject.ts';
import { checkIntoSession } from '../../../src/actions/sitting/attendSession.ts';
import { openItem } from '../../../src/actions/sitting/steerItem.ts';
import { openSession } from '../../../src/actions/sitting/steerSession.ts';
import { findItem } from '../../../src/db/read/agenda/agenda.ts';
import { findDuty, findReview } from '../../../src/db/read/petition/petitionReview.ts';
import { applicationContext, findProject } from '../../../src/db/read/project/project.ts';
import { findLastReview, judgementContext } from '../../../src/db/read/project/projectReview.ts';
import { journalEntry } from '../../../src/db/schema/journal.ts';
import { notice } from '../../../src/db/schema/notice.ts';
import { project, projectReview } from '../../../src/db/schema/project.ts';
import { session } from '../../../src/db/schema/session.ts';
import { appealWords } from '../../../src/documents/appealText.ts';
import type { AppealMatter } from '../../../src/governance/agenda/appeal.ts';
import { sweepBallots } from '../../../src/jobs/sweepBallots.ts';
import { codesOf } from '../../governance/codes.ts';
import { type CongressAlliance, createCongressAlliance } from '../../support/congressAlliance.ts';
import { granted } from '../../support/officers.ts';
import { getPetition, petitionTexts, startPetition } from '../../support/petitions.ts';
import { i18n } from '../../support/texts.ts';

const minute = 60_000;
const day = 1440 * minute;
const write = (matter: AppealMatter) => appealWords(i18n, matter);
const text = 'Это не так, и вот почему.';

let alliance: CongressAlliance;
let officerId: string;
let author: string;
let members: string[];
beforeAll(async () => {
  alliance = await createCongressAlliance({
    bylaws: { openPetitionsMax: 50, petitionShare: { numerator: 1, denominator: 2 } },
  });
  officerId = await alliance.addOfficer();
  [author = '', ...members] = await alliance.addMembers(8);
});
afterAll(() => alliance.close());
beforeEach(async () => {
  await alliance.clearCongress();
  await alliance.deps.db.update(session).set({ state: 'cancelled' });
});

const kindsOf = async (): Promise<string[]> =>
  (await alliance.deps.db.select().from(journalEntry).orderBy(journalEntry.seq)).map(
    ({ entry }) => JSON.parse(entry).kind,
  );

/** A petition that the three closed; its numbers. */
const closedPetition = async () => {
  const { deps } = alliance;
  const { number } = await startPetition(deps, author);
  const [reporter = ''] = members;
  const given = { personId: reporter, number, reason: 'Против пункта 2.', submissionId: randomUUID() };
  const lot = granted(await reportPetition(deps, given)).number;
  for (const personId of members)
    if ((await findDuty(deps.db, deps.vault, lot, personId)) !== undefined)
      granted(
        await judgePetition(deps, { personId, number: lot, verdict: 'close', reason: 'Против пункта 2.' }),
      );
  return { number, lot, reporter };
};

const setSession = async (number: number, state: 'planned' | 'called', startsAt: Date) =>
  alliance.deps.db.update(session).set({ state, startsAt }).where(eq(session.number, number));

/** A session whose agenda is still open, and delegates for it. */
const plan = async () => {
  const people = await alliance.addMembers(3);
  members.push(...people);
  const [chairId = ''] = await alliance.addDelegates(people);
  const number = await alliance.addSession({ chairId });
  const now = await alliance.deps.clock.now();
  await setSession(number, 'planned', new Date(now.getTime() + day));
  return { people, number };
};

/** The Congress votes on an item and its decision is published. */
const decide = async (held: Awaited<ReturnType<typeof plan>>, item: number, choice: 'yes' | 'no') => {
  const { deps } = alliance;
  await setSession(held.number, 'called', await deps.clock.now());
  granted(await openSession(deps, { officerId, number: held.number }));
  for (const personId of held.people)
    granted(await checkIntoSession(deps, { personId, number: held.number }));
  granted(await openItem(deps, { officerId, number: item }));
  const opened = await openItemVote(deps, {
    officerId,
    number: item,
    durationMinutes: 5,
    submissionId: randomUUID(),
  });
  const received = { at: await deps.clock.now(), order: 1 };
  for (const personId of held.people)
    granted(await castBallot(deps, { personId, number: granted(opened).number, choice, received }));
  alliance.pass(5 * minute);
  await sweepBallots(deps);
  alliance.pass(3 * minute);
  await Promise.all([sweepBallots(deps), sweepBallots(deps)]);
};

test('T3, K5 an appeal is put on the agenda by itself, once, without a name, and nobody takes it off', async () => {
  const { deps } = alliance;
  const { number, lot } = await closedPetition();
  const appeal = () => appealPetition(deps, { personId: author, number, text, write });
  // No session has an open agenda: it waits, and the same press again says where.
  const first = granted(await appeal());
  const item = first.placed?.item ?? 0;
  expect(first).toEqual({ changed: true, placed: { item, session: null } });
  const held = await plan();
  const other = await closedPetition();
  const both = await Promise.all(
    [1, 2].map(() => appealPetition(deps, { personId: author, number: other.number, text, write })),
  );
  const [one, two] = both.map(granted);
  expect(one?.placed).toEqual(two?.placed);
  expect(one?.placed).toMatchObject({ session: held.number });
  expect(granted(await appeal())).toEqual({ changed: false, placed: { item, session: null } });
  const shown = await findItem(deps.db, item);
  expect(shown).toMatchObject({ state: 'waiting', class: 'current', mover: 'appeal', moverId: null });
  expect(shown?.title.en).toMatch(new RegExp(`^Appeal against closing petition No.\\s${number}$`, 'u'));
  expect(shown?.text.ru).toContain(petitionTexts.title);
  expect(await findReview(deps.db, lot)).toMatchObject({ item, session: null, appealVerdict: null });
  expect(codesOf(await withdrawItem(deps, { officerId, number: item }))).toEqual(['agenda.appealStays']);
});

test('T2, T3 upheld, the petition collects support again for the time it had left, and is not judged twice', async () => {
  const { deps } = alliance;
  const { number, lot, reporter } = await closedPetition();
  const before = await getPetition(deps, number);
  const held = await plan();
  const { placed } = granted(await appealPetition(deps, { personId: author, number, text, write }));
  await decide(held, placed?.item ?? 0, 'yes');
  const after = await getPetition(deps, number);
  expect(after).toMatchObject({ state: 'open', verdict: null, support: before.support });
  expect(after.closesAt.getTime()).toBeGreaterThan(before.closesAt.getTime());
  expect(await findReview(deps.db, lot)).toMatchObject({ state: 'closed', appealVerdict: 'upheld' });
  granted(await supportPetition(deps, { personId: reporter, number }));
  const again = { personId: members[5] ?? '', number, reason: 'Против пункта 2.' };
  expect(codesOf(await reportPetition(deps, { ...again, submissionId: randomUUID() }))).toEqual([
    'petition.cleared',
  ]);
  expect((await kindsOf()).filter((kind) => kind === 'petition.appealUpheld')).toHaveLength(1);
  const news = await deps.db.$count(notice, eq(notice.subject, `petition:${number}:appealed:${lot}`));
  expect(news).toBe(1);
});

test('T3, G8 dismissed, the petition stays closed, and that is recorded', async () => {
  const { deps } = alliance;
  const { number, lot } = await closedPetition();
  const held = await plan();
  const { placed } = granted(await appealPetition(deps, { personId: author, number, text, write }));
  await decide(held, placed?.item ?? 0, 'no');
  expect(await getPetition(deps, number)).toMatchObject({ state: 'closed' });
  expect(await findReview(deps.db, lot)).toMatchObject({ appealVerdict: 'dismissed' });
  expect(await kindsOf()).toContain('petition.appealDismissed');
});

const refusedProject = async (): Promise<number> => {
  const { deps } = alliance;
  const [id, number] = [randomUUID(), (await deps.db.$count(project)) + 1];
  const words = { goals: 'Ц', tasks: 'З', mechanism: 'М', timeFrame: 'Г', results: 'Р', budget: 'Б' };
  const more = { people: 'Л', kind: null, region: null, participants: 12, active: 12, locale: 'ru' };
  const application = JSON.stringify({ name: 'Школа', ...words, ...more });
  const reviewId = randomUUID();
  const now = await deps.clock.now();
  await deps.db.insert(project).values({
    id,
    number,
    submissionId: randomUUID(),
    state: 'refused',
    applicationSealed: deps.vault.seal(applicationContext(id), application),
    leaderId: author,
    participants: 12,
    activeParticipants: 12,
    submittedAt: now,
  });
  await deps.db.insert(projectReview).values({
    id: reviewId,
    projectId: id,
    seq: 1,
    outcome: 'refused',
    judgementSealed: deps.vault.seal(judgementContext(reviewId), JSON.stringify({ criteria: {} })),
    decidedOn: now.toISOString().slice(0, 10),
    appealUntil: new Date(now.getTime() + 30 * day),
  });
  return number;
};

test.each([
  ['yes', 'verified', 'upheld', 'project.appealUpheld'],
  ['no', 'refused', 'dismissed', 'project.appealDismissed'],
] as const)('D1, K5 a project: %s, then it is %s', async (choice, state, appeal, kind) => {
  const { deps } = alliance;
  const held = await plan();
  const number = await refusedProject();
  const appealed = () => appealProject(deps, { personId: author, number, words: text, write });
  const { placed } = granted(await appealed());
  expect(placed.session).toBe(held.number);
  expect(codesOf(await appealed())).toEqual(['project.appealed']);
  // What was never verified is public by its number alone.
  expect(JSON.stringify(await findItem(deps.db, placed.item))).not.toContain('Школа');
  await decide(held, placed.item, choice);
  const found = await findProject(deps.db, deps.vault, number);
  expect(found?.state).toBe(state);
  expect(await findLastReview(deps.db, deps.vault, found?.id ?? '')).toMatchObject({ appeal });
  expect((await kindsOf()).filter((one) => one === kind)).toHaveLength(1);
});
