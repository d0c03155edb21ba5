import { randomUUID } from 'node:crypto';
import { placePetition } from '../../src/actions/petition/placePetition.ts';
import { planSession } from '../../src/actions/session/planSession.ts';
import { inTransaction } from '../../src/db/client.ts';
import { petition } from '../../src/db/schema/petition.ts';
import type { Deps } from '../../src/deps.ts';
import { addMandate, addProject } from './congress.ts';
import { granted } from './officers.ts';

const dayMs = 86_400_000;
const none = new Uint8Array(0);

/** Delegates of one project, one mandate each, in force since yesterday. */
export const addDelegates = async (deps: Deps, people: readonly string[]): Promise<string[]> => {
  const { id: projectId } = await addProject(deps);
  const begins = new Date((await deps.clock.now()).getTime() - dayMs);
  const ids: string[] = [];
  for (const [index, personId] of people.entries())
    ids.push(
      await addMandate(deps, {
        personId,
        projectId,
        source: 'project',
        protocolNumber: 1,
        seat: index + 1,
        publicName: `Делегат ${randomUUID().slice(0, 8)}`,
        begins,
      }),
    );
  return ids;
};

/** Petitions that reached their threshold, as rows. */
export const addPetition = async ({ db }: Pick<Deps, 'db'>): Promise<{ id: string; number: number }> => {
  const id = randomUUID();
  const number = (await db.$count(petition)) + 1;
  await db.insert(petition).values({
    id,
    number,
    submissionId: randomUUID(),
    state: 'reached',
    locale: 'ru',
    title: `Петиция ${number}`,
    proposal: 'Предлагаем.',
    reasons: 'Потому что.',
    authorMark: none,
    support: 5,
    openedAt: new Date(),
    closesAt: new Date(Date.now() + dayMs),
    bylawsVersion: 1,
    lotCommitment: '',
    lotSecretSealed: none,
  });
  return { id, number };
};

export const place = (deps: Deps, { id: petitionId, number }: { id: string; number: number }) =>
  inTransaction(deps, 'placePetition', async (tx) => {
    const text = { title: `Петиция ${number}`, text: 'Предлагаем решить.', locale: 'ru' as const };
    return placePetition(tx, deps, { petitionId, ...text }, await deps.clock.now(tx));
  });

/** A session so many days ahead, three hours long. */
export const plan = async (deps: Deps, officerId: string, days: number): Promise<number> => {
  const startsAt = new Date((await deps.clock.now()).getTime() + days * dayMs).toISOString();
  const input = { startsAt, zone: 'Europe/Berlin', lengthMinutes: 180, place: 'Берлин, зал 2' };
  return granted(await planSession(deps, { officerId, submissionId: randomUUID(), input })).number;
};

export const itemInput = {
  title: { ru: 'О рабочей группе', en: 'A working group' },
  text: { ru: 'Создать рабочую группу.', en: 'To form a working group.' },
  class: 'current',
};
export const reason = { ru: 'Зал занят.', en: 'The hall is taken.' };
