import { randomUUID } from 'node:crypto';
import { eq, isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draftBallot } from '../../src/actions/ballot/draftBallot.ts';
import { openBallot } from '../../src/actions/ballot/openBallot.ts';
import { draftBroadcast } from '../../src/actions/broadcast/writeBroadcast.ts';
import { askLetter } from '../../src/actions/letter/askLetter.ts';
import { takeLetter } from '../../src/actions/letter/takeLetter.ts';
import { issueToken } from '../../src/actions/token/issueToken.ts';
import { offerInterview } from '../../src/actions/verification/offerInterview.ts';
import { requestAdmission } from '../../src/actions/verification/requestAdmission.ts';
import type { OpenApiDocument } from '../../src/api/openApi.ts';
import { ballot, rollEntry } from '../../src/db/schema/ballot.ts';
import { apiToken } from '../../src/db/schema/office.ts';
import { agendaItem } from '../../src/db/schema/session.ts';
import { insertAlarm } from '../../src/db/write/alarm/alarm.ts';
import { insertVouchCase } from '../../src/db/write/case/vouchCase.ts';
import { sweepBallots } from '../../src/jobs/sweepBallots.ts';
import { addDelegates, itemInput, plan } from '../support/agenda.ts';
import { type Route, routesOf } from '../support/apiDocument.ts';
import { appoint, granted } from '../support/officers.ts';
import { startPetition } from '../support/petitions.ts';
import { createProjectAlliance, type ProjectAlliance } from '../support/projectAlliance.ts';
import { addApplication } from '../support/projects.ts';
import { protocolSteps } from '../support/protocols.ts';
import { createTestApi, rawCall, type TestApi } from '../support/testApi.ts';

/** Read to its end, each list of the API gives everything once: asked of every route that the document describes with a cursor. */
const HOUR_MS = 3_600_000;
const many = [1, 2, 3] as const;
let alliance: ProjectAlliance;
let testApi: TestApi;
let api: TestApi['api'];
let officer: string;
let auditor: string;
const tokens = new Map<string, string>();

const tokenOf = async (holderId: string): Promise<string> => {
  const { id, secret } = granted(await issueToken(alliance.deps, { label: 'test', days: 30 }));
  await alliance.deps.db.update(apiToken).set({ state: 'active', holderId }).where(eq(apiToken.id, id));
  return secret;
};

const draftPoll = async (): Promise<number> => {
  const input = {
    class: 'strawPoll',
    electorate: { kind: 'members' },
    rule: 'advisory',
    question: { ru: 'Вопрос?', en: 'Question?' },
    durationMinutes: 60,
  };
  const drafted = await draftBallot(alliance.deps, { officerId: officer, submissionId: randomUUID(), input });
  return granted(drafted).number;
};

/** What people write: letters, requests, petitions, applications, protocols. */
const peopleAct = async (): Promise<void> => {
  const { deps } = alliance;
  const protocols = protocolSteps(alliance, officer);
  for (const _ of many) {
    const asker = await alliance.addSigned();
    const { number } = granted(
      await askLetter(deps, { personId: asker, submissionId: randomUUID(), text: 'Что дальше?' }),
    );
    granted(await takeLetter(deps, { officerId: officer, number }));
    granted(await requestAdmission(deps, { personId: asker, words: 'Меня знают по работе в фонде.' }));
    const at = new Date(Math.ceil((await deps.clock.now()).getTime() / HOUR_MS + 2) * HOUR_MS);
    granted(await offerInterview(deps, { personId: asker, at }));
    await startPetition(deps, await alliance.addMember());
    const project = await alliance.addProject();
    await protocols.submitted(project, await protocols.draftFor(project));
  }
  // After those that are there already: they bring their own numbers.
  for (const _ of many) await addApplication(deps, await alliance.addMember());
};

const officersAct = async (): Promise<void> => {
  const { deps } = alliance;
  const { db, clock } = deps;
  for (const at of many) {
    const now = await clock.now();
    const audience = { who: 'members' };
    const input = { texts: { ru: 'Встреча', en: 'Meeting' }, class: 'news', audience };
    granted(await draftBroadcast(deps, { officerId: officer, submissionId: randomUUID(), input }));
    await plan(deps, officer, 40 + at);
    await db.transaction(async (tx) => {
      const facts = { hour: `${at}`, count: 9 };
      await insertAlarm(tx, deps, { kind: 'hour', subject: `${at}`, facts, now });
      const times = { openedAt: now, hearingUntil: now, dueAt: now };
      await insertVouchCase(tx, deps, { raisedBy: officer, grounds: 'Неправда.', parties: [], ...times });
    });
    await draftPoll();
  }
};

/** What was closed, as if the Congress had decided it: its votes take a session each. */
const asDecisions = async (moverId: string): Promise<void> => {
  const { db, clock } = alliance.deps;
  const decidedAt = await clock.now();
  const decided = await db
    .select({ id: ballot.id, number: ballot.number })
    .from(ballot)
    .where(isNotNull(ballot.result));
  await db.delete(rollEntry);
  for (const { id, number } of decided) {
    const itemId = randomUUID();
    const texts = { title: itemInput.title, text: itemInput.text, createdAt: decidedAt };
    const by = { submissionId: randomUUID(), mover: 'delegates', moverId } as const;
    await db
      .insert(agendaItem)
      .values({ id: itemId, number: number + 5000, state: 'waiting', class: 'current', ...texts, ...by });
    const fields = { electorate: 'congress', class: 'rollCall', rule: 'current', itemId } as const;
    await db
      .update(ballot)
      .set({ ...fields, decision: number, decidedAt })
      .where(eq(ballot.id, id));
  }
};

beforeAll(async () => {
  alliance = await createProjectAlliance({ openPetitionsMax: 9 });
  testApi = await createTestApi(alliance);
  const plenty = 1_000_000;
  api = testApi.freshApi({ limits: { perToken: plenty, perAddress: plenty, failures: plenty } });
  [officer, auditor] = [await alliance.addMember(), await alliance.addMember()];
  for (const role of ['secretary', 'evaluator', 'administrator'] as const)
    await appoint(alliance.deps, officer, role);
  await appoint(alliance.deps, auditor, 'auditor');
  tokens.set('trace.read', await tokenOf(auditor));
  for (const _ of many) tokens.set('else', await tokenOf(officer));
  for (const _ of many)
    granted(await openBallot(alliance.deps, { officerId: officer, number: await draftPoll() }));
  // Closes, waits for late updates, counts.
  for (const _ of many) {
    alliance.passDays(1);
    await sweepBallots(alliance.deps);
  }
  await peopleAct();
  await officersAct();
  const [mandate = ''] = await addDelegates(alliance.deps, [
    await alliance.addMember(),
    await alliance.addMember(),
    await alliance.addMember(),
  ]);
  await asDecisions(mandate);
  for (const version of [2, 3]) await alliance.publish(version);
});
afterAll(() => testApi?.close());

type Page = { readonly items: readonly unknown[]; readonly nextCursor: string | null };
const read = async (
  { power, path, asks }: Route,
  limit: number,
  cursor: string | null = null,
): Promise<Page> => {
  const token = tokens.get(power) ?? tokens.get('else') ?? '';
  const query = `${asks}&limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`;
  const { status, text } = await rawCall(api, 'GET', `${path}?${query.replace(/^&/, '')}`, { token });
  if (status !== 200) throw new Error(`${path}: ${text}`);
  return JSON.parse(text);
};
/** No more pages than there are items: a cursor that is not heeded would lead round for ever. */
const readByPages = async (list: Route, limit: number, most: number): Promise<unknown[]> => {
  const found: unknown[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages <= most; pages += 1) {
    const page: Page = await read(list, limit, cursor);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    cursor = page.nextCursor;
    if (cursor === null) return found;
  }
  return found;
};

it('page by page a list gives what it gives at once: nothing twice, nothing left out', async () => {
  const document = (await (await api.request('/api/openapi.json')).json()) as OpenApiDocument;
  const lists = routesOf(document).filter(({ query }) => query.includes('cursor'));
  expect(lists.length).toBeGreaterThan(15);
  for (const list of lists) {
    const { items } = await read(list, 50);
    expect(items.length, list.path).toBeGreaterThan(1);
    for (const limit of [1, 2])
      expect({ path: list.path, items: await readByPages(list, limit, items.length) }).toEqual({
        path: list.path,
        items,
      });
  }
});
