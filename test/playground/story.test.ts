import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureFoundations } from '../../src/actions/installation/ensureFoundations.ts';
import { createDeps } from '../../src/compose.ts';
import { type Connection, connect } from '../../src/db/client.ts';
import { listAgenda } from '../../src/db/read/agenda/agenda.ts';
import { findComposition } from '../../src/db/read/congress/congress.ts';
import { countMembers } from '../../src/db/read/member/memberTally.ts';
import { findNextSession } from '../../src/db/read/session/session.ts';
import { petition } from '../../src/db/schema/petition.ts';
import { project } from '../../src/db/schema/project.ts';
import { protocol } from '../../src/db/schema/protocol.ts';
import type { Deps } from '../../src/deps.ts';
import { storyCast } from '../../src/playground/sample/cast.ts';
import { seedSample } from '../../src/playground/sample/seed.ts';
import { tellStory } from '../../src/playground/sample/story.ts';
import { createTestDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connection: Connection;
let deps: Deps;
const folder = temporaryFolder();
beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url);
  const vaultKey = new Uint8Array(32).fill(3);
  deps = createDeps({ db: connection.db, vaultKey, dataDir: folder.path, log: () => {} });
  const sample = await seedSample(deps, { people: storyCast, foundedDaysAgo: 100 });
  await ensureFoundations(deps);
  const began = performance.now();
  await tellStory(deps, sample);
  console.log(`The story took ${(performance.now() - began).toFixed(0)} ms.`);
});
afterAll(async () => {
  await connection.close();
  await database.drop();
  await folder.remove();
});

test('the playground tells the story: each thing is one step short of happening', async () => {
  const { db, vault } = deps;
  const now = await deps.clock.now();
  const composition = await findComposition(db, now);
  expect(composition).toMatchObject({
    ofProjects: { entitled: 12, filled: 8 },
    ofMembers: { entitled: 3, filled: 0 },
    all: { entitled: 15, filled: 8 },
    // Two delegates are missing: those of one protocol (rule G11).
    strategicNeeds: 10,
  });

  const needed = Math.ceil((await countMembers(db)) / 20);
  const petitions = await db.select({ state: petition.state, support: petition.support }).from(petition);
  expect(petitions).toEqual([
    { state: 'open', support: needed - 1 },
    { state: 'open', support: needed - 1 },
  ]);

  const signing = await db.select({ state: protocol.state }).from(protocol).orderBy(protocol.number);
  expect(signing.map(({ state }) => state).filter((state) => state !== 'accepted')).toEqual([
    'signing',
    'signing',
  ]);
  const projects = await db.select({ state: project.state }).from(project);
  expect(projects.filter(({ state }) => state === 'submitted')).toHaveLength(2);

  const session = await findNextSession(db, vault, now);
  const hours = ((session?.startsAt.getTime() ?? 0) - now.getTime()) / 3_600_000;
  expect(session).toMatchObject({ state: 'planned', chairId: expect.any(String) });
  expect(hours).toBeGreaterThan(22);
  expect(hours).toBeLessThanOrEqual(24);
  const agenda = await listAgenda(db, session?.id ?? '');
  expect(agenda.map((item) => [item.class, item.mover])).toEqual([
    ['strategic', 'chair'],
    ['current', 'chair'],
    ['statement', 'delegates'],
  ]);
});
