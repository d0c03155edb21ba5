import { inTransaction } from '../../db/client.ts';
import { findMandateByNumber } from '../../db/read/mandate/mandate.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { updateSession } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { lockForSecretary } from './sessionFacts.ts';

/**
 * An officer records who chairs a session: a delegate whose mandate is in force when it begins. Until there is a lot it is entered
 * on the word of those concerned, and the journal says so. Source: H1, K5. Refusals: session.noPower, .unknown, .over, .chairUnknown at `mandate`.
 */
export const chooseChair = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number; readonly mandate: number },
): Promise<Result<{ number: number; name: string }>> =>
  inTransaction(deps, 'chooseChair', async (tx) => {
    const found = await lockForSecretary(tx, deps, command);
    if (!found.ok) return found;
    const { id, number, state, startsAt, chairId } = found.value;
    if (state === 'closed' || state === 'cancelled') return refuse('session.over');
    const mandate = await findMandateByNumber(tx, deps.vault, command.mandate);
    const inForce =
      mandate !== undefined &&
      mandate.begins <= startsAt &&
      mandate.ends > startsAt &&
      (mandate.endedAt === null || mandate.endedAt > startsAt);
    if (!inForce) return refuse({ code: 'session.chairUnknown', path: 'mandate' });
    const chosen = { number, name: mandate.publicName };
    if (chairId === mandate.id) return ok(chosen);
    await updateSession(tx, id, { chairId: mandate.id });
    const now = await deps.clock.now(tx);
    await appendJournal(tx, { kind: 'session.chair', at: now, session: number, mandate: mandate.number });
    return ok(chosen);
  });
