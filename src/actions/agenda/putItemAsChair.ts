import { inTransaction } from '../../db/client.ts';
import { findMandateOf } from '../../db/read/mandate/mandate.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockAgendas, lockSession } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import { parseItem } from '../../governance/agenda/agenda.ts';
import { decideSessionMove } from '../../governance/session/session.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { addToSession } from './addItem.ts';

/**
 * The chair of a session puts an item on its agenda before the freeze. The same `submissionId` again answers with the same number.
 * Source: K5, H2. Refusals: session.unknown, .notPlanned, .over, agenda.notChair, those of parseItem.
 */
export const putItemAsChair = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly submissionId: string;
    /** Of the session. */
    readonly number: number;
    readonly input: unknown;
  },
): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'putItemAsChair', async (tx) => {
    await lockAgendas(tx);
    const session = await lockSession(tx, deps.vault, command.number);
    if (session === undefined) return refuse('session.unknown');
    const now = await deps.clock.now(tx);
    const mandate = await findMandateOf(tx, deps.vault, command.personId, now);
    const chairId = mandate?.as === 'delegate' ? mandate.id : undefined;
    if (chairId === undefined || session.chairId !== chairId) return refuse('agenda.notChair');
    const moved = decideSessionMove(session.state, 'replanned');
    if (!moved.ok) return moved;
    const draft = parseItem(command.input);
    if (!draft.ok) return draft;
    const { submissionId } = command;
    const given = { session, draft: draft.value, submissionId, chairId, now };
    const { number, isNew, added } = await addToSession(tx, deps, { ...given, enteredBy: 'mover' });
    if (isNew) await appendJournal(tx, added);
    return ok({ number });
  });
