import type { Tx } from '../../db/client.ts';
import { findItemOfAppeal } from '../../db/read/agenda/agenda.ts';
import { insertItem } from '../../db/write/agenda/agenda.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { lockAgendas } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import type { AppealPlace, AppealWords } from '../../governance/agenda/appeal.ts';
import { placeOnNext } from '../session/placeItems.ts';

/** What an appeal is against: the review that closed a petition, or the judgement of a project. */
export type Appealed = { readonly petitionReviewId: string } | { readonly projectReviewId: string };

/** Where an appeal that was recorded stands; undefined: it is on no agenda and waits for none. */
export const findPlace = async (tx: Tx, appealed: Appealed): Promise<AppealPlace | undefined> => {
  const item = await findItemOfAppeal(tx, appealed);
  return item && { item: item.number, session: item.sessionNumber };
};

/**
 * Puts an appeal on the agenda of the next session whose agenda is not frozen; while there is none it waits for one. By itself, once for
 * ever, and nobody can take it off. Inside the caller's transaction, after the locks of what is appealed against. The fact is for the
 * journal. Source: K5, T3, D1.
 */
export const placeAppeal = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: AppealWords & { readonly appealed: Appealed; readonly at: Date },
): Promise<{ readonly placed: AppealPlace; readonly added: JournalFact }> => {
  const { appealed, title, text, at } = given;
  await lockAgendas(tx);
  const { id, number: item } = await insertItem(tx, deps, {
    submissionId: Object.values(appealed)[0] ?? '',
    state: 'waiting',
    class: 'current',
    mover: 'appeal',
    ...appealed,
    title,
    text,
    createdAt: at,
  });
  const session = await placeOnNext(tx, deps, id, at);
  return {
    placed: { item, session },
    added: { kind: 'agenda.added', at, item, session, mover: 'appeal' },
  };
};
