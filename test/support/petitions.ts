import { randomUUID } from 'node:crypto';
import { openPetition } from '../../src/actions/petition/openPetition.ts';
import { findPetition, type Petition } from '../../src/db/read/petition/petition.ts';
import { journalEntry } from '../../src/db/schema/journal.ts';
import type { Deps } from '../../src/deps.ts';
import { accepted } from '../governance/codes.ts';

export const petitionTexts = {
  title: 'Юрист для тех, кому отказали',
  proposal: 'Поручить Фонду оплатить консультацию юриста каждому, кому отказали в убежище.',
  reasons: 'За год отказали каждому пятому, и почти никто не подал жалобу в срок.',
};

/** Opens a petition of this person, unsigned and in Russian unless told otherwise. */
export const startPetition = async (
  deps: Deps,
  personId: string,
  change: Partial<Parameters<typeof openPetition>[1]> = {},
) =>
  accepted(
    await openPetition(deps, {
      personId,
      submissionId: randomUUID(),
      locale: 'ru',
      authorName: null,
      ...petitionTexts,
      ...change,
    }),
  );

export const getPetition = async ({ db }: Deps, number: number): Promise<Petition> => {
  const found = await findPetition(db, number);
  if (found === undefined) throw new Error('There is no such petition.');
  return found;
};

/** What the journal says of one petition, by the kind of fact. */
export const petitionJournal = async ({ db }: Deps, kind: string, number: number) =>
  (await db.select().from(journalEntry))
    .map(({ entry }) => JSON.parse(entry))
    .filter((fact) => fact.kind === kind && [fact.number, fact.petition].includes(number));
