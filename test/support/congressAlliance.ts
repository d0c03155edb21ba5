import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { mandate } from '../../src/db/schema/mandate.ts';
import { project } from '../../src/db/schema/project.ts';
import { agendaItem, session } from '../../src/db/schema/session.ts';
import { insertMandate } from '../../src/db/write/mandate/mandate.ts';
import { insertSession, updateSession } from '../../src/db/write/session/session.ts';
import type { ItemClass } from '../../src/governance/session/item.ts';
import { type BallotAlliance, createBallotAlliance } from './ballotAlliance.ts';

const day = 86_400_000;

/** A small Alliance with a Congress: delegates of projects, a session that can be opened, items on its agenda. */
export const createCongressAlliance = async (options: Parameters<typeof createBallotAlliance>[0] = {}) => {
  const alliance = await createBallotAlliance(options);
  const { deps } = alliance;
  const start = (await deps.clock.now()).getTime();
  let items = 0;

  /** One large project for every three of these people, who hold a mandate each; substitutes sit in the order of the delegates. */
  const addDelegates = async (
    people: readonly string[],
    substitutes: readonly string[] = [],
  ): Promise<string[]> => {
    const ids: string[] = [];
    let projectId = '';
    for (const [index, personId] of people.entries()) {
      if (index % 3 === 0) projectId = await addProject(people[index] ?? '');
      const id = randomUUID();
      const substituteId = substitutes[index];
      await deps.db.transaction((tx) =>
        insertMandate(tx, deps, {
          id,
          source: 'project',
          projectId,
          personId,
          publicName: `Делегат ${String(index + 1).padStart(3, '0')}`,
          ...(substituteId === undefined
            ? {}
            : { substituteId, substituteName: `Заместитель ${String(index + 1).padStart(3, '0')}` }),
          protocolNumber: null,
          seat: (index % 3) + 1,
          term: 1,
          begins: new Date(start - day),
          ends: new Date(start + 180 * day),
        }),
      );
      ids.push(id);
    }
    return ids;
  };

  const addProject = async (leaderId: string): Promise<string> => {
    const id = randomUUID();
    const number = (await deps.db.$count(project)) + 1;
    await deps.db.insert(project).values({
      id,
      number,
      submissionId: randomUUID(),
      state: 'verified',
      applicationSealed: new Uint8Array([0]),
      content: { name: `Проект ${number}` },
      leaderId,
      participants: 60,
      activeParticipants: 60,
      submittedAt: new Date(start - 30 * day),
      verifiedOn: new Date(start - 20 * day).toISOString().slice(0, 10),
    });
    return id;
  };

  /** A session that begins now and was called; its number. */
  const addSession = async (given: { readonly chairId?: string } = {}): Promise<number> => {
    const startsAt = await deps.clock.now();
    return deps.db.transaction(async (tx) => {
      const { id, number } = await insertSession(tx, deps, {
        submissionId: randomUUID(),
        startsAt,
        zone: 'Europe/Berlin',
        lengthMinutes: 180,
        place: { kind: 'room', text: 'Зал 2' },
      });
      await updateSession(tx, id, { state: 'called', ...given });
      return number;
    });
  };

  /** An item on the agenda of a session, or waiting on none; its number. */
  const addItem = async (itemClass: ItemClass, sessionNumber?: number): Promise<number> => {
    items += 1;
    const [held] =
      sessionNumber === undefined
        ? []
        : await deps.db.select({ id: session.id }).from(session).where(eq(session.number, sessionNumber));
    const number = (await deps.db.$count(agendaItem)) + 1;
    const [mover] = await deps.db
      .select({ id: mandate.id })
      .from(mandate)
      .orderBy(desc(mandate.number))
      .limit(1);
    await deps.db.insert(agendaItem).values({
      id: randomUUID(),
      number,
      submissionId: randomUUID(),
      sessionId: held?.id ?? null,
      position: held === undefined ? null : items,
      state: held === undefined ? 'waiting' : 'agenda',
      class: itemClass,
      mover: 'delegates',
      moverId: mover?.id ?? null,
      title: { ru: `Вопрос ${number}`, en: `Question ${number}` },
      text: { ru: `Утвердить регламентом порядок ${number}.`, en: `Adopt the procedure ${number}.` },
      createdAt: await deps.clock.now(),
    });
    return number;
  };

  /** Ends every mandate: the Congress is empty for the next test. */
  const clearCongress = async (): Promise<void> => {
    await deps.db.update(mandate).set({ endedAt: new Date(start - day / 2), endReason: 'resigned' });
    await deps.db.update(project).set({ state: 'withdrawn', verifiedOn: null });
  };

  return { ...alliance, addDelegates, addSession, addItem, clearCongress };
};
export type CongressAlliance = BallotAlliance & Awaited<ReturnType<typeof createCongressAlliance>>;
