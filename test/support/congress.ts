import { randomUUID } from 'node:crypto';
import { mandate } from '../../src/db/schema/mandate.ts';
import { project } from '../../src/db/schema/project.ts';
import { protocol } from '../../src/db/schema/protocol.ts';
import { insertMandate, type NewMandate } from '../../src/db/write/mandate/mandate.ts';
import type { Deps } from '../../src/deps.ts';

const nothing = new Uint8Array(0);
const day = 86_400_000;

type NewProject = Partial<typeof project.$inferInsert> & { readonly name?: string };

/** A verified project as rows: what the Congress is counted from. The application is not readable. */
export const addProject = async (
  { db }: Pick<Deps, 'db'>,
  { name, ...given }: NewProject = {},
): Promise<{ id: string; number: number }> => {
  const id = randomUUID();
  const number = given.number ?? (await db.$count(project)) + 1;
  await db.insert(project).values({
    id,
    number,
    submissionId: randomUUID(),
    state: 'verified',
    applicationSealed: nothing,
    content: {
      name: name ?? `Проект ${number}`,
      goals: 'Цели.',
      tasks: 'Задачи.',
      mechanism: 'Механизм.',
      timeFrame: 'Год.',
      results: 'Результаты.',
      locale: 'ru',
    },
    participants: 12,
    activeParticipants: 12,
    submittedAt: new Date(Date.UTC(2026, 0, 1)),
    verifiedOn: '2026-01-15',
    ...given,
  });
  return { id, number };
};

/** An accepted protocol as a row. */
export const addProtocol = async (
  { db }: Pick<Deps, 'db'>,
  given: { readonly projectId: string; readonly seats: number } & Partial<typeof protocol.$inferInsert>,
): Promise<number> => {
  const number = given.number ?? (await db.$count(protocol)) + 1;
  await db.insert(protocol).values({
    id: randomUUID(),
    number,
    submissionId: randomUUID(),
    source: 'elsewhere',
    state: 'accepted',
    contentSealed: nothing,
    participants: 12,
    activeParticipants: 12,
    bylawsVersion: 1,
    createdAt: new Date(Date.UTC(2026, 0, 20)),
    ...given,
  });
  return number;
};

/** A mandate; from `begins` for 180 days unless told otherwise. */
export const addMandate = async (
  deps: Pick<Deps, 'db' | 'vault'>,
  given: Pick<NewMandate, 'personId' | 'publicName' | 'begins'> & Partial<NewMandate>,
): Promise<string> => {
  const id = randomUUID();
  await deps.db.transaction((tx) =>
    insertMandate(tx, deps, {
      id,
      source: given.projectId === undefined ? 'members' : 'project',
      projectId: null,
      protocolNumber: null,
      seat: 1,
      term: 1,
      ends: new Date(given.begins.getTime() + 180 * day),
      ...given,
    }),
  );
  return id;
};

export const mandateRows = ({ db }: Pick<Deps, 'db'>) => db.select().from(mandate).orderBy(mandate.number);
