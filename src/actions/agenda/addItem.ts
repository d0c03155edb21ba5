import type { Tx } from '../../db/client.ts';
import type { Session } from '../../db/read/session/session.ts';
import { insertItem, nextPosition } from '../../db/write/agenda/agenda.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import type { ItemDraft } from '../../governance/agenda/agenda.ts';

/** Puts an item of the chair at the end of a session's agenda; only under lockAgendas. */
export const addToSession = async (
  tx: Tx,
  deps: Deps,
  given: {
    readonly session: Session;
    readonly draft: ItemDraft;
    readonly submissionId: string;
    readonly chairId: string;
    readonly enteredBy: 'mover' | 'secretariat';
    readonly now: Date;
  },
): Promise<{ number: number; isNew: boolean; added: JournalFact }> => {
  const { session, draft, submissionId, chairId, enteredBy, now } = given;
  const placed = await insertItem(tx, deps, {
    ...draft,
    submissionId,
    state: 'agenda',
    sessionId: session.id,
    position: await nextPosition(tx, session.id),
    mover: 'chair',
    moverId: chairId,
    enteredBy,
    createdAt: now,
  });
  const fact = { kind: 'agenda.added', at: now, item: placed.number, session: session.number };
  return { ...placed, added: { ...fact, mover: 'chair', enteredBy } };
};
