import { inTransaction } from '../../db/client.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import { parseItem } from '../../governance/agenda/agenda.ts';
import type { Texts } from '../../governance/kit/text.ts';
import { parseChangeReason } from '../../governance/session/agendaChange.ts';
import { decideSessionMove } from '../../governance/session/session.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { lockForSecretary, recordChange } from '../session/sessionFacts.ts';
import { addToSession } from './addItem.ts';

/**
 * The secretariat types in what the chair says: never on its own, and the journal says who typed. After the freeze it is a change
 * with a reason. The same `submissionId` again answers with the same number. Source: K5, H2, G11. Refusals: session.noPower,
 * .unknown, .over, agenda.noChair, .reasonMissing, those of parseItem.
 */
export const enterItem = (
  deps: Deps,
  command: {
    readonly submissionId: string;
    readonly input: unknown;
    readonly officerId: string;
    /** Of the session. */
    readonly number: number;
    readonly reason?: Texts | undefined;
  },
): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'enterItem', async (tx) => {
    const found = await lockForSecretary(tx, deps, command);
    if (!found.ok) return found;
    const session = found.value;
    const isFree = session.state === 'planned';
    const moved = decideSessionMove(session.state, isFree ? 'replanned' : 'changed');
    if (!moved.ok) return moved;
    const { chairId } = session;
    if (chairId === null) return refuse('agenda.noChair');
    const draft = parseItem(command.input);
    if (!draft.ok) return draft;
    const reason = isFree ? ok({ ru: '', en: '' }) : parseChangeReason(command.reason);
    if (!reason.ok) return reason;
    const now = await deps.clock.now(tx);
    const { submissionId } = command;
    const given = { session, draft: draft.value, submissionId, chairId, now };
    const { number, isNew, added } = await addToSession(tx, deps, { ...given, enteredBy: 'secretariat' });
    if (!isNew) return ok({ number });
    const { title, class: itemClass } = draft.value;
    const change = { kind: 'added' as const, item: number, title, class: itemClass, reason: reason.value };
    const changed = isFree ? undefined : await recordChange(tx, deps, session, change, now);
    await appendJournal(tx, added);
    if (changed !== undefined) await appendJournal(tx, changed);
    return ok({ number });
  });
