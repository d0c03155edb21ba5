import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { listSessionsAhead } from '../../db/read/session/session.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { findPlanned, insertSession, lockAgendas } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import { decideSessionTime, parseSessionPlan } from '../../governance/session/session.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { hasPower } from '../person/officerPower.ts';
import { placeWaiting } from './placeItems.ts';

/**
 * An officer plans a session: time with its zone, length, place. What waits for an agenda goes on this one by itself. The same
 * `submissionId` again answers with the same number. Source: G2, H2, T3. Refusals: session.noPower, those of parseSessionPlan and
 * decideSessionTime.
 */
export const planSession = (
  deps: Deps,
  command: { readonly officerId: string; readonly submissionId: string; readonly input: unknown },
): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'planSession', async (tx) => {
    const { officerId, submissionId, input } = command;
    if (!(await hasPower(tx, deps, officerId, 'session.manage'))) return refuse('session.noPower');
    await lockAgendas(tx);
    const known = await findPlanned(tx, submissionId);
    if (known !== undefined) return ok({ number: known });
    const plan = parseSessionPlan(input);
    if (!plan.ok) return plan;
    const now = await deps.clock.now(tx);
    const { bylaws } = await currentBylaws(tx, now);
    const decided = decideSessionTime(plan.value, await listSessionsAhead(tx), bylaws, now);
    if (!decided.ok) return decided;
    const { number } = await insertSession(tx, deps, { submissionId, ...plan.value });
    await placeWaiting(tx, deps, now);
    const { startsAt, zone, lengthMinutes } = plan.value;
    await appendJournal(tx, {
      kind: 'session.planned',
      at: now,
      session: number,
      startsAt,
      zone,
      lengthMinutes,
    });
    return ok({ number });
  });
