import type { Tx } from '../../db/client.ts';
import { findItemOfPetition } from '../../db/read/agenda/agenda.ts';
import { insertItem } from '../../db/write/agenda/agenda.ts';
import { lockAgendas } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import type { ContentLocale } from '../../governance/kit/text.ts';
import { placeOnNext } from '../session/placeItems.ts';

/** `session`: the number of the session it is on; null: it waits for the next one that is planned. */
export type Placed = { readonly item: number; readonly session: number | null };

/**
 * Puts a petition that reached its threshold on the agenda of the next session whose agenda is not frozen; while there is none it
 * waits, and the next session that is planned takes it up by itself. Once for ever: again it answers with where it stands. Nobody
 * is asked and nobody can take it off. Inside the caller's transaction, after the petition's own locks. Source: T1, T3.
 */
export const placePetition = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: {
    readonly petitionId: string;
    readonly title: string;
    readonly text: string;
    readonly locale: ContentLocale;
  },
  now: Date,
): Promise<Placed> => {
  const { petitionId, title, text, locale } = given;
  await lockAgendas(tx);
  const known = await findItemOfPetition(tx, petitionId);
  if (known !== undefined) return { item: known.number, session: known.sessionNumber };
  const { id, number } = await insertItem(tx, deps, {
    submissionId: petitionId,
    state: 'waiting',
    class: 'current',
    mover: 'petition',
    petitionId,
    title: { ru: title, en: title },
    text: { ru: text, en: text },
    locale,
    createdAt: now,
  });
  return { item: number, session: await placeOnNext(tx, deps, id, now) };
};
