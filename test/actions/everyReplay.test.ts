import { count } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draftBroadcast } from '../../src/actions/broadcast/writeBroadcast.ts';
import { answerLetter } from '../../src/actions/letter/answerLetter.ts';
import { askLetter } from '../../src/actions/letter/askLetter.ts';
import { takeLetter } from '../../src/actions/letter/takeLetter.ts';
import { judgeProject } from '../../src/actions/project/judgeProject.ts';
import { takeApplication } from '../../src/actions/project/takeApplication.ts';
import { broadcast } from '../../src/db/schema/broadcast.ts';
import { notice } from '../../src/db/schema/notice.ts';
import { criteria } from '../../src/governance/project/projectReview.ts';
import type { Result } from '../../src/result.ts';
import { createNewcomers, type Newcomers } from '../support/newcomers.ts';
import { appoint, granted } from '../support/officers.ts';
import { addApplication } from '../support/projects.ts';

let town: Newcomers;
let officerId: string;
beforeAll(async () => {
  town = await createNewcomers();
  await town.publish(1);
  officerId = await town.addMember();
  for (const role of ['secretary', 'evaluator'] as const) await appoint(town.deps, officerId, role);
});
afterAll(() => town.close());

/** What is done with one `submissionId`, and where it would show if it were done twice. */
type Replay = { readonly table: PgTable; readonly act: () => Promise<Result<unknown>> };

const replays: Readonly<Record<string, () => Promise<Replay>>> = {
  draftBroadcast: async () => {
    const { deps } = town;
    const input = { texts: { ru: 'Встреча', en: 'Meeting' }, class: 'news', audience: { who: 'members' } };
    const command = { officerId, submissionId: deps.random.uuid(), input };
    return { table: broadcast, act: () => draftBroadcast(deps, command) };
  },
  answerLetter: async () => {
    const { deps } = town;
    const asked = { personId: await town.addSigned(), submissionId: deps.random.uuid(), text: 'Как быть?' };
    const { number } = granted(await askLetter(deps, asked));
    granted(await takeLetter(deps, { officerId, number }));
    const command = { officerId, number, submissionId: deps.random.uuid(), text: 'Вот так.' };
    return { table: notice, act: () => answerLetter(deps, command) };
  },
  judgeProject: async () => {
    const { deps } = town;
    const number = await addApplication(deps, await town.addMember());
    granted(await takeApplication(deps, { officerId, number }));
    const met = Object.fromEntries(criteria.map((criterion) => [criterion, { met: true }]));
    const judgement = { outcome: 'verified', criteria: met } as const;
    const command = { officerId, number, submissionId: deps.random.uuid(), judgement };
    return { table: notice, act: () => judgeProject(deps, command) };
  },
};

it.each(Object.keys(replays))('a second delivery writes nothing and answers the same: %s', async (name) => {
  const set = replays[name];
  if (set === undefined) throw new Error('There is no such action.');
  const { table, act } = await set();
  const rows = async () => (await town.deps.db.select({ rows: count() }).from(table))[0]?.rows ?? 0;
  const before = await rows();
  const first = granted(await act());
  const after = await rows();
  expect(after).toBeGreaterThan(before);
  expect(granted(await act())).toEqual(first);
  expect(await rows()).toBe(after);
});
