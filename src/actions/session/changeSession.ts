import { inTransaction, type Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { listSessionsAhead, type Session } from '../../db/read/session/session.ts';
import { appendJournal, type JournalFact } from '../../db/write/journal/journal.ts';
import { movePlace, updateSession } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import type { Texts } from '../../governance/kit/text.ts';
import { type AgendaChange, parseChangeReason } from '../../governance/session/agendaChange.ts';
import {
  decideSessionMove,
  decideSessionTime,
  parseSessionPlan,
  type SessionPlan,
} from '../../governance/session/session.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { tellDelegates } from '../congress/tellDelegates.ts';
import { placeWaiting } from './placeItems.ts';
import { lockForSecretary, recordChange } from './sessionFacts.ts';

const timeOf = ({ startsAt, zone, lengthMinutes }: Omit<SessionPlan, 'place'>) => ({
  startsAt: startsAt.toISOString(),
  zone,
  lengthMinutes,
});

const isSameTime = (a: Omit<SessionPlan, 'place'>, b: Omit<SessionPlan, 'place'>): boolean =>
  JSON.stringify(timeOf(a)) === JSON.stringify(timeOf(b));

/** What was changed, as everybody may read it: the place itself is not told. */
const changesBetween = (before: Session, after: SessionPlan, reason: Texts): AgendaChange[] => [
  ...(isSameTime(before, after)
    ? []
    : [{ kind: 'time' as const, from: timeOf(before), to: timeOf(after), reason }]),
  ...(before.place.text === after.place.text ? [] : [{ kind: 'place' as const, reason }]),
];

const judge = async (
  tx: Tx,
  before: Session,
  changes: Readonly<Record<string, unknown>>,
  now: Date,
): Promise<Result<SessionPlan>> => {
  const plan = parseSessionPlan({ ...timeOf(before), place: before.place.text, ...changes });
  if (!plan.ok || isSameTime(before, plan.value)) return plan;
  const { bylaws } = await currentBylaws(tx, now);
  const others = (await listSessionsAhead(tx)).filter(({ number }) => number !== before.number);
  const decided = decideSessionTime(plan.value, others, bylaws, now);
  return decided.ok ? plan : decided;
};

/**
 * Another time, length, zone or place; `changes` are fields of the plan. Before the freeze freely, after it with a reason that
 * everybody reads and that goes out marked as a change; delegates who were called are told at once. Source: G2, G11, H2. Refusals:
 * session.noPower, .unknown, .over, .nothingChanged, agenda.reasonMissing, those of planSession.
 */
export const changeSession = (
  deps: Deps,
  command: {
    readonly officerId: string;
    readonly number: number;
    readonly changes: Readonly<Record<string, unknown>>;
    readonly reason?: Texts | undefined;
  },
): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'changeSession', async (tx) => {
    const found = await lockForSecretary(tx, deps, command);
    if (!found.ok) return found;
    const before = found.value;
    const isFree = before.state === 'planned';
    const moved = decideSessionMove(before.state, isFree ? 'replanned' : 'changed');
    if (!moved.ok) return moved;
    const reason = isFree ? ok({ ru: '', en: '' }) : parseChangeReason(command.reason);
    if (!reason.ok) return reason;
    const now = await deps.clock.now(tx);
    const plan = await judge(tx, before, command.changes, now);
    if (!plan.ok) return plan;
    const changes = changesBetween(before, plan.value, reason.value);
    if (changes.length === 0) return refuse('session.nothingChanged');
    const { startsAt, zone, lengthMinutes, place } = plan.value;
    const revision = before.revision + 1;
    await updateSession(tx, before.id, { startsAt, zone, lengthMinutes, revision });
    await movePlace(tx, deps.vault, before.id, place);
    const facts: JournalFact[] = [];
    if (isFree) {
      await placeWaiting(tx, deps, now);
      facts.push({ kind: 'session.moved', at: now, session: before.number, startsAt, zone, lengthMinutes });
    } else for (const change of changes) facts.push(await recordChange(tx, deps, before, change, now));
    if (before.state === 'called') {
      const told = { kind: 'session.changed', once: String(revision), number: before.number } as const;
      await tellDelegates(tx, deps, { ...told, until: startsAt, now });
    }
    for (const fact of facts) await appendJournal(tx, fact);
    return ok({ number: before.number });
  });
